import { compareAsLatest, highestVersion } from '../../../domain/version.ts'
import type { SearchRow } from './tables.ts'

/** Since when a version is as it is, or is gone. */
export interface ChangedVersion {
  readonly version: string
  readonly time: Date
}

/** A version that was written, and is there. */
export interface WrittenVersion extends ChangedVersion {
  /** The number that the index has given it already. */
  readonly number: number | undefined
}

/** A version as the index is to have it. */
export interface NumberedVersion extends ChangedVersion {
  /** What the postings know it by, among the versions of its contract. */
  readonly number: number
  /** Whether one with a smaller number may be a later version. */
  readonly isOutOfOrder: boolean
}

/** What became of some versions of a contract since the index has seen it. */
export interface ContractChange {
  readonly contractId: string
  /** What the index has of the contract. */
  readonly before: SearchRow | undefined
  /** Whether no table of the index has anything of it. */
  readonly isNew: boolean
  /** Versions that keep their numbers in the index, the latest of them at least. */
  readonly left: readonly string[]
  readonly written: readonly WrittenVersion[]
  /** Versions that are not there any more. */
  readonly deleted: readonly ChangedVersion[]
}

/** What the index is to have of a contract. */
export interface ContractPlan {
  readonly contractId: string
  readonly before: SearchRow | undefined
  /** See `ContractChange`. */
  readonly isNew: boolean
  /** The latest version. */
  readonly latest: string
  /** Whether its document tells the index something new: it is another one, or was written. */
  readonly isLatestNew: boolean
  /** When any of its versions was last changed. */
  readonly updatedAt: Date
  /** The versions that were written. */
  readonly versions: readonly NumberedVersion[]
  /** The number of the next version that has none. */
  readonly nextNumber: number
  /** See `SearchRow`. */
  readonly isOrdered: boolean
}

/** Plans what the index is to have of a contract; undefined when that has no versions any more. */
export function planContract(change: ContractChange): ContractPlan | undefined {
  const { contractId, before, isNew, left, written, deleted } = change
  const highestLeft = highestVersion(left)
  const latest = highestVersion([...left, ...written.map(({ version }) => version)])
  if (latest === undefined) return undefined
  const wasOrdered = before?.isOrdered !== 0
  const isLower = (version: string) => highestLeft !== undefined && compareAsLatest(version, highestLeft) < 0
  const known = written.flatMap(({ version, time, number }): NumberedVersion[] => {
    return number === undefined
      ? []
      : [{ version, time, number, isOutOfOrder: !wasOrdered && isLower(version) }]
  })
  // a search that has the postings from before would take the latest there is now for the one that had the last number
  const isLatestDeleted = deleted.some(({ version }) => version === before?.version)
  const start = (before?.nextNumber ?? 0) + Number(isLatestDeleted)
  const added = written
    .filter(({ number }) => number === undefined)
    .sort((one, other) => compareAsLatest(one.version, other.version))
    .map(({ version, time }, at): NumberedVersion => {
      return { version, time, number: start + at, isOutOfOrder: isLower(version) }
    })
  return {
    ...{ contractId, before, isNew, latest, versions: [...known, ...added] },
    isLatestNew: latest !== before?.version || written.some(({ version }) => version === latest),
    updatedAt: timeOf(change),
    nextNumber: start + added.length,
    isOrdered: wasOrdered && !added.some(({ isOutOfOrder }) => isOutOfOrder),
  }
}

/** The time of the last change; rows of other programs have the time of their insert, which may be long ago. */
function timeOf({ before, written, deleted }: ContractChange): Date {
  const start = before?.updatedAt ?? new Date(0)
  return [...written, ...deleted].reduce((last, { time }) => (time > last ? time : last), start)
}

/**
 * Whether all versions of a contract have numbers in the order of versions, below the next one. They keep these then when it
 * is rebuilt: a search that has asked the postings before, and reads rows after that, finds the versions that it looks for.
 */
export function areInOrder(
  versions: readonly string[],
  numbers: ReadonlyMap<string, number>,
  nextNumber: number,
): boolean {
  const inOrder = [...versions].sort(compareAsLatest).map(version => numbers.get(version) ?? nextNumber)
  return inOrder.every((number, at) => number < (inOrder[at + 1] ?? nextNumber))
}
