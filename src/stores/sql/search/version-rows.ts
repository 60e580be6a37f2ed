import { compareVersions, versionOrder } from '../../../domain/version.ts'
import type { RowOf } from '../../../sql/database.ts'
import type { SearchPosition, SearchQuery } from '../../search-query.ts'
import type { Tables } from '../store-database.ts'
import type { Candidate } from './candidates.ts'
import { keysOf } from './search-position.ts'

/** A version that is a hit. */
export type VersionRow = RowOf<ReturnType<typeof versionFields>>

/** What is read of it. */
export function versionFields({ texts }: Tables) {
  const { contractId, version, releaseRank, updatedAt, status, owner, domain } = texts
  return { contractId, version, releaseRank, updatedAt, status, owner, domain }
}

/** The hits of a contract: its highest matching version, or all that come after the position. */
export function versionsOf(
  candidate: Candidate,
  matching: Map<string, VersionRow[]>,
  query: SearchQuery,
  after: SearchPosition | undefined,
): VersionRow[] {
  const rows = (matching.get(candidate.contractId) ?? []).sort(highestFirst)
  if (query.versions === 'latest') return rows.slice(0, 1)
  const isWithin =
    after?.version !== undefined && String(after.keys) === String(keysOf(candidate, query.sort))
  if (!isWithin) return rows
  // the version may be gone by now, its place is not
  const last = { version: after.version ?? '', ...versionOrder(after.version ?? '') }
  return rows.filter(row => highestFirst(last, row) < 0)
}

type Ordered = Pick<VersionRow, 'releaseRank' | 'version'>

function highestFirst(a: Ordered, b: Ordered): number {
  return b.releaseRank - a.releaseRank || compareVersions(b.version, a.version)
}
