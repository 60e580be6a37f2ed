import { contractIdFault, type VersionIdentity, versionFault } from '../../domain/identity.ts'
import { literals } from './names.ts'

/** A version as the log has it, and as its row is. */
export interface ComparedVersion extends VersionIdentity {
  /** The digest of the row's document; undefined when there is no row. */
  readonly row: string | undefined
  /** The digest that the last entry has left; undefined when it has left no document. */
  readonly last: string | undefined
  /** The digests of all entries. */
  readonly digests: readonly string[]
  /** The position of the last entry; 0 when there is none. */
  readonly position: number
}

/** What an entry left of a version, or the row of it, which has no position. */
export interface FoundDigest extends VersionIdentity {
  readonly position: number | undefined
  readonly digest: string | undefined
}

/** The condition on rows of some versions; more rows of the same contracts may fulfil it. */
export function conditionOf(identities: readonly VersionIdentity[]) {
  const versions = [...new Set(identities.map(({ version }) => version))]
  const names = versions.map((_, at) => `:version${at}`)
  return {
    where: `contract_id IN (${literals(identities.map(one => one.contractId))}) AND version IN (${names.join(', ')})`,
    parameters: Object.fromEntries(versions.map((version, at) => [`version${at}`, version])),
  }
}

/** A version by what was found of it. */
export function comparedVersion(
  { contractId, version }: VersionIdentity,
  found: readonly FoundDigest[],
): ComparedVersion {
  const entries = found
    .filter(one => one.position !== undefined)
    .toSorted((one, other) => Number(other.position) - Number(one.position))
  const [last] = entries
  const row = found.find(one => one.position === undefined)
  return {
    ...{ contractId, version, row: row?.digest, last: last?.digest },
    ...{ digests: entries.flatMap(({ digest }) => digest ?? []), position: last?.position ?? 0 },
  }
}

/**
 * Whether another program has made the row of a version as it is. When an entry may not be written yet, the row may be as an
 * entry before it has left it, or not be there.
 *
 * @param written up to where all entries are written.
 */
export function isForeignRow({ row, last, digests, position }: ComparedVersion, written: number): boolean {
  if (row === last) return false
  const isEarlier = row === undefined || digests.includes(row)
  return !isEarlier || position <= written
}

/** Why nothing can be known by the names of a row. */
export function faultOf({ contractId, version }: VersionIdentity): string | undefined {
  return contractIdFault(contractId) ?? versionFault(version)
}
