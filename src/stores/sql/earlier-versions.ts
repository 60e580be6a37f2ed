import { and, eq, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { VersionIdentity } from '../../domain/identity.ts'
import { versionOrder } from '../../domain/version.ts'
import type { RowOf, Select } from '../../sql/database.ts'
import type { EarlierQuery, EarlierVersions } from '../store.ts'
import { isUnknown } from './foreign-rows/adoption.ts'
import { latestFirst } from './queries.ts'
import type { Tables } from './store-database.ts'

type EarlierFields = ReturnType<typeof earlierFields>

/** The versions of a contract before one of them, found in the index of their order, see `CurrentVersion`. */
export function selectEarlier(
  tables: Tables,
  { contractId, version }: VersionIdentity,
  { without, limit }: EarlierQuery,
): Select<EarlierFields> {
  const { contracts } = tables
  const { sortKey, status, fingerprint } = contracts
  const { sortKey: place } = versionOrder(version)
  // a fingerprint is no status
  const hasStatus =
    without.length > 0
      ? sql`coalesce(${status}, ${fingerprint}) not in (${sql.join(
          without.map(one => sql`${one}`),
          sql`, `,
        )})`
      : undefined
  const isBefore = or(lt(sortKey, place), lt(contracts.version, version))
  return {
    fields: earlierFields(tables),
    from: contracts,
    where: and(eq(contracts.contractId, contractId), lte(sortKey, place), isBefore, hasStatus) as SQL,
    orderBy: latestFirst(tables),
    limit,
  }
}

/** What a query found, without rows that another program has just written. */
export function earlierVersions(
  rows: readonly RowOf<EarlierFields>[],
  { limit }: EarlierQuery,
): EarlierVersions {
  const known = rows.filter(row => !isUnknown(row))
  const versions = known.map(({ version, status, revision, fingerprint }) => {
    return { version, status: status ?? undefined, revision, fingerprint }
  })
  return { versions, isAll: rows.length < limit }
}

function earlierFields({ contracts }: Tables) {
  const { version, status, derivedFrom, fingerprint, revision } = contracts
  return { version, status, derivedFrom, fingerprint, revision }
}
