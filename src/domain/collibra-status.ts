import { normalStatus } from './lifecycle.ts'
import { isApproved, isEnding, type Policy } from './policy.ts'
import type { StatusFilter } from './status-filter.ts'

/** What dc43 calls the active version of a contract in Collibra, which has no other statuses. */
const activeStatus = 'validated'

/** Whether the latest version of this status is the one that Collibra has as the active version. */
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
 * can be it. Undefined is every status.
 */
export function collibraFilter(
  filter: readonly string[] | undefined,
  policy: Pick<Policy, 'approvedStatuses'>,
  defaultStatus: string,
): StatusFilter | undefined {
  if (!filter?.includes(activeStatus)) return filter && new Set(filter)
  if (normalStatus(defaultStatus) === activeStatus) return undefined
  return new Set([...filter, ...policy.approvedStatuses.filter(status => !isEnding(status))])
}
