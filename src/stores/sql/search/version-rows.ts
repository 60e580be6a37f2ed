import { compareVersions, versionOrder } from '../../../domain/version.ts'
import type { RowOf } from '../../../sql/database.ts'
import type { SearchPosition, SearchQuery } from '../../search-query.ts'
import type { Tables } from '../store-database.ts'
import type { Candidate } from './candidates.ts'
import { keysOf } from './search-position.ts'

/** A version that is a hit. */
export type VersionRow = RowOf<ReturnType<typeof versionFields>>

/** What sorts it among the versions of its contract. */
export type RankedVersion = Pick<VersionRow, 'releaseRank' | 'version'>

export function rankedVersion(version: string): RankedVersion {
  return { version, releaseRank: versionOrder(version).releaseRank }
}

/** What is read of it. */
export function versionFields({ texts }: Tables) {
  const { contractId, version, releaseRank, updatedAt, status, owner, domain } = texts
  return { contractId, version, releaseRank, updatedAt, status, owner, domain }
}

/** The hits of a contract: its highest matching version, or all that come after the position. */
export function versionsOf<Version extends RankedVersion>(
  candidate: Candidate,
  matching: Map<string, Version[]>,
  query: SearchQuery,
  after: SearchPosition | undefined,
): Version[] {
  const rows = (matching.get(candidate.contractId) ?? []).sort(highestFirst)
  if (query.versions === 'latest') return rows.slice(0, 1)
  const isWithin =
    after?.version !== undefined && String(after.keys) === String(keysOf(candidate, query.sort))
  if (!isWithin) return rows
  // the version may be gone by now, its place is not
  const last = rankedVersion(after.version ?? '')
  return rows.filter(row => highestFirst(last, row) < 0)
}

function highestFirst(a: RankedVersion, b: RankedVersion): number {
  return b.releaseRank - a.releaseRank || compareVersions(b.version, a.version)
}
