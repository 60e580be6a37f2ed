import { storable } from '../../domain/storable.ts'
import type { ListedVersion } from './documents.ts'

// What a storage tells of who changed a document, as far as the history can have it.

/** How much of a name the history keeps, in UTF-16 code units. */
const longestCaller = 255

/** Who made a change of another program, when the storage knows. */
export function callerOf(told: ListedVersion | undefined): string | undefined {
  return (
    storable(told?.changedBy ?? '')
      .trim()
      .slice(0, longestCaller) || undefined
  )
}

/** When it was made: as the storage says, but not before the last event of the contract, nor ahead of the clock. */
export function timeOf(told: ListedVersion | undefined, last = new Date(0)): Date {
  const now = Date.now()
  const time = Math.min(told?.changedAt?.getTime() ?? now, now)
  return new Date(Math.max(time, last.getTime()))
}

/** Whether a storage tells the same of who made the last change, and when. */
export function isSameOrigin(before: ListedVersion, after: ListedVersion | undefined): boolean {
  return before.changedBy === after?.changedBy && before.changedAt?.getTime() === after?.changedAt?.getTime()
}

/** Versions in the order in which they were changed; those of which nobody knows it come last. */
export function inTimeOrder(versions: readonly ListedVersion[]): ListedVersion[] {
  const timeOrNever = ({ changedAt }: ListedVersion) => changedAt?.getTime() ?? Number.POSITIVE_INFINITY
  return versions.toSorted((a, b) => {
    const [first, second] = [timeOrNever(a), timeOrNever(b)]
    return first === second ? 0 : first - second
  })
}
