import { compareAsLatest } from '../../../domain/version.ts'
import type { RowOf } from '../../../sql/database.ts'
import type { SearchPosition, SearchQuery } from '../../search-query.ts'
import type { Tables } from '../store-database.ts'
import type { Candidate } from './candidates.ts'
import { keysOf } from './search-position.ts'

/** A version that is a hit. */
export type VersionRow = RowOf<ReturnType<typeof versionFields>>

/** A version by its name alone. */
export type NamedVersion = Pick<VersionRow, 'version'>

/** What is read of it. */
export function versionFields({ texts }: Tables) {
  const { contractId, version, postingKey } = texts
  return { contractId, version, postingKey }
}

/** The hits of a contract: its highest matching version, or all that come after the position. */
export function versionsOf<Version extends NamedVersion>(
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
  const last = { version: after.version ?? '' }
  return rows.filter(row => highestFirst(last, row) < 0)
}

/** The order of the versions of a contract, from the one that is its latest. */
export function highestFirst(a: NamedVersion, b: NamedVersion): number {
  return compareAsLatest(b.version, a.version)
}
