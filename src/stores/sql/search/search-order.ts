import { type AnyColumn, and, asc, desc, gt, gte, lt, lte, or, type SQL } from 'drizzle-orm'
import { compareVersions, versionOrder } from '../../../domain/version.ts'
import type { QueryUnit } from '../../../search/language/units.ts'
import { someSlots } from '../../../search/versions/version-set.ts'
import { isToldByPartialTerms } from '../../../search/versions/versions-with-terms.ts'
import type { RowOf } from '../../../sql/database.ts'
import type { SearchPosition, SearchQuery, SearchSort } from '../../search-query.ts'
import type { Tables } from '../store-database.ts'
import { slotColumns } from './search-rows.ts'
import type { FullText } from './term-index.ts'

export type Candidate = RowOf<ReturnType<typeof candidateFields>>
export type VersionRow = RowOf<ReturnType<typeof versionFields>>

type SearchTable = Tables['search']

export function orderOf({ id, contractId, nameKey, updatedAt }: SearchTable, sort: SearchSort): SQL[] {
  return {
    relevance: [asc(id)],
    id: [asc(contractId)],
    name: [asc(nameKey), asc(id)],
    updated: [desc(updatedAt), desc(id)],
  }[sort]
}

/** What comes after a position; a position within a contract goes on with that contract. */
export function restOf(
  { id, contractId, nameKey, updatedAt }: SearchTable,
  sort: SearchSort,
  { keys: [first, second], version }: SearchPosition,
): SQL | undefined {
  const above = version === undefined ? gt : gte
  switch (sort) {
    case 'relevance':
      return above(id, Number(first))
    case 'id':
      return above(contractId, String(first))
    case 'name': {
      const name = String(first)
      return and(gte(nameKey, name), or(gt(nameKey, name), above(id, Number(second))))
    }
    case 'updated': {
      const time = new Date(Number(first))
      const below = version === undefined ? lt : lte
      return and(lte(updatedAt, time), or(lt(updatedAt, time), below(id, Number(second))))
    }
  }
}

/** The id above which the rest begins of hits by relevance, and all of them without a position. */
export function idBefore(sort: SearchSort, position: SearchPosition | undefined): number {
  if (sort !== 'relevance' || !position) return 0
  const id = Number(position.keys[0])
  return position.version === undefined ? id : id - 1
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
  const isWithin = after?.version !== undefined && String(after.keys) === String(keysOf(candidate, query))
  if (!isWithin) return rows
  // the version may be gone by now, its place is not
  const last = { version: after.version ?? '', ...versionOrder(after.version ?? '') }
  return rows.filter(row => highestFirst(last, row) < 0)
}

type Ordered = Pick<VersionRow, 'releaseRank' | 'version'>

function highestFirst(a: Ordered, b: Ordered): number {
  return b.releaseRank - a.releaseRank || compareVersions(b.version, a.version)
}

export function keysOf(candidate: Candidate, { sort }: SearchQuery): (string | number)[] {
  const { id, contractId, nameKey, updatedAt } = candidate
  return {
    ...{ relevance: [id], id: [contractId], name: [nameKey ?? '', id] },
    updated: [updatedAt?.getTime() ?? 0, id],
  }[sort]
}

/** What is read of a contract: its place among others, and what tells which of its versions have all units. */
export function candidateFields(tables: Tables, query: SearchQuery, hasVersionSets: boolean) {
  const { id, contractId, version, nameKey, updatedAt, latestTerms } = tables.search
  const { versions, partialTerms } = slotColumns(tables)
  const units = query.units
  return {
    ...{ id, contractId, version },
    ...(query.sort === 'name' && { nameKey }),
    ...(query.sort === 'updated' && { updatedAt }),
    ...(units.length > 0 && { versions, ...(!hasVersionSets && { partialTerms }) }),
    ...(!isToldByPartialTerms(units) && { latestTerms }),
  }
}

/** Of how many terms the sets of versions are read one by one; a statement of SQL Server has at most 2,100 parameters. */
const maxSetTerms = 20

/**
 * What tells which versions have all units, where the index knows it: the versions that have each of their terms, by the term.
 * Undefined where it is read from the row of the contract.
 */
export function versionSetFields(
  { versionSetOf }: FullText,
  units: readonly QueryUnit[],
  id: AnyColumn,
): Record<string, SQL<string | null>> | undefined {
  if (!versionSetOf || units.length === 0 || !isToldByPartialTerms(units)) return undefined
  const terms = new Set(
    units.flatMap(unit => unit.alternatives.flatMap(one => one.terms.map(({ text }) => text))),
  )
  return terms.size > maxSetTerms
    ? undefined
    : Object.fromEntries([...terms].map(term => [term, versionSetOf(term, id)]))
}

/** The same as the row of the contract has it. */
export function partialTermsOf(
  row: Readonly<Record<string, unknown>>,
  sets: Record<string, unknown>,
): string {
  const partial = Object.keys(sets).filter(term => row[term] !== '')
  return partial.map(term => `${term}:${row[term] ?? someSlots}`).join(' ')
}

export function versionFields({ texts }: Tables) {
  const { contractId, version, releaseRank, updatedAt, status, owner, domain } = texts
  return { contractId, version, releaseRank, updatedAt, status, owner, domain }
}
