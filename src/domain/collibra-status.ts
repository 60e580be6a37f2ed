import { normalStatus } from './lifecycle.ts'
import { isApproved, isEnding, type Policy } from './policy.ts'
import type { DefaultStatuses } from './status-filter.ts'

/** What dc43 calls the active version of a contract in Collibra, which has no other statuses. */
const activeStatus = 'validated'

/** Whether the latest version of this status is the one that is made active in Collibra. */
export function canBeActive(
  policy: Pick<Policy, 'approvedStatuses'>,
  defaultStatus: string,
  status: string | undefined,
): boolean {
  if (normalStatus(defaultStatus) === activeStatus) return true
  return isApproved(policy, status) && !isEnding(status)
}

/**
 * A filter of statuses as it is meant for Collibra: `validated` is the active version, which is the latest of those that
 * can be it, unless somebody has made another one active there.
 */
export function collibraStatuses(
  filter: readonly string[] | undefined,
  policy: Pick<Policy, 'approvedStatuses'>,
  defaultStatus: string,
): DefaultStatuses {
  if (!filter?.includes(activeStatus)) return { statuses: filter && new Set(filter) }
  const others = filter.filter(status => status !== activeStatus)
  const approved = policy.approvedStatuses.filter(status => !isEnding(status))
  const isAny = normalStatus(defaultStatus) === activeStatus
  return {
    statuses: isAny ? undefined : new Set([...others, ...approved]),
    active: { expected: isAny ? undefined : new Set(approved), beside: new Set(others) },
  }
}
