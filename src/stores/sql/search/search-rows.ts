import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { versionOrder } from '../../../domain/version.ts'
import { countedText } from '../../../search/catalogue/facet-labels.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { keyOf } from '../../../search/language/words.ts'
import { type ContractFacets, type FacetValues, noFacets } from '../../../search/versions/contract-facets.ts'
import { type ContractTerms, type IndexedTerms, noTerms } from '../../../search/versions/contract-terms.ts'
import type { SqlSession, Values } from '../../../sql/database.ts'
import { columnText } from '../columns.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { writeFields } from './field-rows.ts'
import { fullTextOf } from './full-text.ts'
import type { SearchRow, TagRow, TextRow } from './tables.ts'

/** A version that is to be found. */
export interface Indexed extends VersionIdentity {
  readonly index: VersionIndex
  readonly time: Date
  /** Whether the version may have been indexed before. */
  readonly isKnown: boolean
}

/** What of a database the index needs. */
export type IndexedDatabase = Pick<StoreDatabase, 'tables' | 'dialect' | 'isOneOf'>

/** The row of a contract before a change, with what tells its versions apart. */
export type SearchRowBefore = NonNullable<Awaited<ReturnType<typeof searchRowOf>>>

/** What is told of the versions of a contract. */
export interface Told {
  readonly terms: ContractTerms
  readonly facets: ContractFacets
}

/** The tables that have rows of versions. */
export function versionTables({ tables }: IndexedDatabase) {
  return [tables.texts, tables.tags]
}

/** What a search looks at in a version. */
export function textRow({ contractId, version, time, index }: Indexed): TextRow {
  return {
    ...{ contractId, version, ...versionOrder(version) },
    updatedAt: time,
    status: counted(index.status),
    owner: counted(index.owner),
    domain: counted(index.domain),
    terms: index.terms,
  }
}

function counted(text: string | undefined): string | null {
  return text === undefined ? null : countedText(text)
}

/** The tags and further owners of a version; those of the latest one get the id of its contract's row besides. */
export function tagRows(
  { contractId, version }: VersionIdentity,
  { labels }: VersionIndex,
): Omit<TagRow, 'searchId'>[] {
  return labels.map((tag, position) => ({ contractId, version, position, tag }))
}

/** What hits are counted by. */
export function facetsOf(
  { status, owner, domain }: TextRow,
  tags: readonly Pick<TagRow, 'tag'>[],
): FacetValues {
  return { status, owner, domain, tags: tags.map(({ tag }) => tag) }
}

/** What the row of a contract has of its latest version. */
export function latestColumns(row: Omit<TextRow, 'terms'>, index: IndexOfLatest): LatestColumns {
  const { contractId, version, updatedAt, status, owner, domain } = row
  return {
    ...{ contractId, version, updatedAt, status, owner, domain },
    nameKey: columnText(keyOf(index.name ?? contractId)),
    fieldsDigest: index.fieldsDigest,
  }
}

/** See `SearchRow`. */
export type LatestColumns = Omit<SearchRow, 'id' | keyof IndexedTerms>

/** What the row has of the document of the latest version. */
type IndexOfLatest = Pick<VersionIndex, 'name' | 'fieldsDigest'>

/** What tells the versions of a contract apart; null where nothing does. */
export function slotColumns({ versionSets }: Tables) {
  return {
    versions: sql<string | null>`${versionSets.versions}`,
    partialTerms: sql<string | null>`${versionSets.partialTerms}`,
    facets: sql<string | null>`${versionSets.facets}`,
  }
}

/** What finds it for a row of the search table. */
export function joinSlots({ search, versionSets }: Tables): { table: Tables['versionSets']; on: SQL } {
  return { table: versionSets, on: eq(versionSets.searchId, search.id) }
}

/** The row of a contract, as far as a change depends on it. */
export async function searchRowOf(session: SqlSession, { tables }: IndexedDatabase, contractId: string) {
  const { search } = tables
  const { id, version, updatedAt, latestTerms, olderTerms, fieldsDigest } = search
  const [row] = await session.select({
    fields: { id, version, updatedAt, latestTerms, olderTerms, fieldsDigest, ...slotColumns(tables) },
    from: search,
    leftJoin: joinSlots(tables),
    where: eq(search.contractId, contractId),
    orderBy: [asc(id)],
    limit: 1,
  })
  if (!row) return undefined
  const { versions, partialTerms, facets } = row
  return {
    ...row,
    versions: versions ?? noTerms.versions,
    partialTerms: partialTerms ?? noTerms.partialTerms,
    facets: facets ?? noFacets,
  }
}

/** Makes the row of a contract, and answers with its id. */
export async function insertContract(
  session: SqlSession,
  database: IndexedDatabase,
  contractId: string,
  { terms, facets }: Told,
  latest: Values,
): Promise<number> {
  const { search, versionSets } = database.tables
  const termColumns = terms.columns()
  const { latestTerms, olderTerms, ...slotTerms } = termColumns
  await session.insertAll(search, [{ ...latest, latestTerms, olderTerms }])
  const [row] = await session.select({
    fields: { id: search.id },
    from: search,
    where: eq(search.contractId, contractId),
  })
  if (!row) throw new Error('a contract is not in the search table after it was written')
  const columns = { ...slotTerms, facets: facets.kept() }
  // some may be left over from a contract whose row was deleted by hand
  if (!(await session.insertIfAbsent(versionSets, { searchId: row.id, ...columns })))
    await session.update(versionSets, columns, eq(versionSets.searchId, row.id))
  await fullTextOf(database).index?.(session, row.id, termColumns)
  return row.id
}

/** Changes the row of a contract, and the full-text index where its words are others or not known. */
export async function updateContract(
  session: SqlSession,
  database: IndexedDatabase,
  before: SearchRowBefore,
  { terms, facets }: Told,
  changes: Values,
): Promise<void> {
  const { search, versionSets } = database.tables
  const termColumns = terms.columns()
  const { latestTerms, olderTerms, ...slotTerms } = termColumns
  // of a row without versions the full-text index may have anything
  const indexed = before.versions === noTerms.versions ? undefined : before
  // SQLite writes its index anew with them, which takes longer than all the rest
  const isChanged = latestTerms !== indexed?.latestTerms || olderTerms !== indexed.olderTerms
  await session.update(
    search,
    { ...changes, ...(isChanged && { latestTerms, olderTerms }) },
    eq(search.id, before.id),
  )
  const columns = { ...slotTerms, facets: facets.kept() }
  if ((await session.update(versionSets, columns, eq(versionSets.searchId, before.id))) === 0)
    await session.insertAll(versionSets, [{ searchId: before.id, ...columns }])
  if (isChanged || slotTerms.partialTerms !== before.partialTerms)
    await fullTextOf(database).index?.(session, before.id, termColumns, indexed)
}

/** Takes out the row of a contract that has no versions any more, and its fields. */
export async function removeContract(
  session: SqlSession,
  database: IndexedDatabase,
  contractId: string,
  before: SearchRowBefore | undefined,
): Promise<void> {
  const { tables } = database
  if (before) {
    await fullTextOf(database).remove?.(session, before.id)
    await session.delete(tables.versionSets, eq(tables.versionSets.searchId, before.id))
  }
  await session.delete(tables.search, eq(tables.search.contractId, contractId))
  await writeFields(session, database, contractId, [])
}
