import { contractIdFault, type VersionIdentity, versionFault } from '../../domain/identity.ts'
import type { ComparedVersion } from './contract-table.ts'

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
