import type { Comparison } from '../domain/contract-content.ts'
import { isApproved, isEnding, type Policy } from '../domain/policy.ts'
import type { CurrentVersion, VersionState } from '../stores/store.ts'

/** How many events are looked at first; there are seldom more since a version was in force. */
const firstLook = 10

/** A state of a version on which others rely, or did. */
export interface ReliedState extends Pick<VersionState, 'revision' | 'fingerprint'> {
  /** The document; undefined when nobody has it. */
  document(): Promise<string | undefined>
}

/**
 * The content of a version on which others rely, which is replaced with it: that of today, or of the last time when it was in
 * force, so that nobody gets around a promise by way of a draft. What was deleted is forgotten.
 *
 * @param isPast whether its past may be looked at.
 */
export async function reliedState(
  policy: Policy,
  current: CurrentVersion,
  isPast: boolean,
): Promise<ReliedState | undefined> {
  const { stored } = current
  if (!stored) return undefined
  const past = isPast && !isInForce(policy, stored.status) ? await pastState(policy, current) : undefined
  if (past || !isApproved(policy, stored.status)) return past
  return { ...stored, document: async () => stored.json }
}

/** Whether others rely on a version as it is, and go on when it gets another status. */
export async function keepsPromise(
  policy: Policy,
  current: CurrentVersion,
  status: string | undefined,
  compare: (a: string, b: string) => Promise<Pick<Comparison, 'isSameButStatus'>>,
): Promise<boolean> {
  const { stored } = current
  if (!stored || !isApproved(policy, stored.status)) return false
  if (!isEnding(stored.status) || !isInForce(policy, status)) return true
  // what comes back was in force with that content before
  const json = await (await pastState(policy, current))?.document()
  return json !== undefined && (await compare(json, stored.json)).isSameButStatus
}

/** The last state in which a version that is not in force now was. */
async function pastState(policy: Policy, current: CurrentVersion): Promise<ReliedState | undefined> {
  // the first state has nothing behind it
  if (current.stored?.revision === 1) return undefined
  for (let limit = firstLook; ; limit *= 16) {
    const events = await current.events(limit)
    for (const { revision, fingerprintAfter: fingerprint, statusAfter } of events) {
      if (fingerprint === undefined) return undefined
      if (isInForce(policy, statusAfter))
        return { revision, fingerprint, document: () => current.replaced(revision) }
    }
    if (events.length < limit) return undefined
  }
}

function isInForce(policy: Policy, status: string | undefined): boolean {
  return isApproved(policy, status) && !isEnding(status)
}
