import { asc, eq } from 'drizzle-orm'
import { readStored } from '../../domain/contract-version.ts'
import type { ObjectNode } from '../../domain/document/node.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { type Catalogue, catalogueOf } from '../../domain/search/catalogue.ts'
import { type ContractTerms, limitedTerms, noTerms } from '../../domain/search/contract-terms.ts'
import { distinctTerms, termsOf } from '../../domain/search/terms.ts'
import { keyOf } from '../../domain/search/words.ts'
import { versionOrder } from '../../domain/version.ts'
import { columnText, optionalText } from './columns.ts'
import type { SqlDatabase, SqlSession, Values } from './database.ts'
import { writeFields } from './field-rows.ts'
import type { TextRow } from './tables.ts'

/** A version that is to be found. */
export interface Indexed extends VersionIdentity {
  readonly json: string
  /** The same as a tree, where it is at hand. */
  readonly document?: ObjectNode
  readonly time: Date
  /** Whether the version may have been indexed before. */
  readonly isKnown: boolean
}

/** What of a database the index needs. */
export type IndexedDatabase = Pick<SqlDatabase, 'tables' | 'fullText'>

/** The row of a contract before a change. */
export type SearchRowBefore = NonNullable<Awaited<ReturnType<typeof searchRowOf>>>

export function catalogueOfVersion(version: Indexed): Catalogue {
  return catalogueOf(version.document ?? readStored(version.json), version)
}

/** The tables that have rows of versions. */
export function versionTables({ tables }: IndexedDatabase) {
  return [tables.texts, tables.tags]
}

/** What a search looks at in a version. */
export function textRow({ contractId, version, time }: Indexed, catalogue: Catalogue): TextRow {
  return {
    ...{ contractId, version, ...versionOrder(version) },
    updatedAt: time,
    status: optionalText(catalogue.status),
    owner: optionalText(catalogue.owner),
    domain: optionalText(catalogue.domain),
    terms: termsOf(catalogue),
  }
}

/** The tags of a version, with the id of its contract's row if it is the latest one. */
export function tagRows(
  { contractId, version }: VersionIdentity,
  { tags, elementTags }: Catalogue,
  searchId: number | null,
): Values[] {
  const distinct = [...new Set([...tags, ...elementTags].map(columnText))]
  return distinct.map((tag, position) => ({ contractId, version, position, searchId, tag }))
}

/** The terms of a version as its contract has them. */
export function indexTerms({ terms }: Pick<TextRow, 'terms'>): string {
  return limitedTerms(distinctTerms(terms))
}

/** What the row of a contract has of its latest version. */
export function latestColumns({ terms: _, ...row }: TextRow, name: string | undefined): Values {
  return { ...row, nameKey: columnText(keyOf(name ?? row.contractId)) }
}

/** The row of a contract, as far as a change depends on it. */
export async function searchRowOf(session: SqlSession, { tables }: IndexedDatabase, contractId: string) {
  const { search } = tables
  const { id, version, updatedAt } = search
  const { versions, latestTerms, olderTerms, partialTerms } = search
  const [row] = await session.select({
    fields: { id, version, updatedAt, versions, latestTerms, olderTerms, partialTerms },
    from: search,
    where: eq(search.contractId, contractId),
    orderBy: [asc(id)],
    limit: 1,
  })
  return row
}

/** Makes the row of a contract, and answers with its id. */
export async function insertContract(
  session: SqlSession,
  database: IndexedDatabase,
  contractId: string,
  terms: ContractTerms,
  columns: Values,
): Promise<number> {
  const termColumns = terms.columns()
  await session.insertAll(database.tables.search, [{ ...columns, ...termColumns }])
  const id = (await searchRowOf(session, database, contractId))?.id
  if (id === undefined) throw new Error('a contract is not in the search table after it was written')
  await database.fullText.index?.(session, id, termColumns)
  return id
}

/** Changes the row of a contract, and the full-text index where its words are others or not known. */
export async function updateContract(
  session: SqlSession,
  { tables: { search }, fullText }: IndexedDatabase,
  before: SearchRowBefore,
  terms: ContractTerms,
  changes: Values,
): Promise<void> {
  const { latestTerms, olderTerms, ...slots } = terms.columns()
  // of a row without versions the full-text index may have anything
  const indexed = before.versions === noTerms.versions ? undefined : before
  // the index is written anew with them, which takes longer than all the rest
  const isChanged = latestTerms !== indexed?.latestTerms || olderTerms !== indexed.olderTerms
  const values = { ...changes, ...slots, ...(isChanged && { latestTerms, olderTerms }) }
  await session.update(search, values, eq(search.id, before.id))
  if (isChanged) await fullText.index?.(session, before.id, { latestTerms, olderTerms }, indexed)
}

/** Takes out the row of a contract that has no versions any more, and its fields. */
export async function removeContract(
  session: SqlSession,
  { tables, fullText }: IndexedDatabase,
  contractId: string,
  before: SearchRowBefore | undefined,
): Promise<void> {
  if (before) await fullText.remove?.(session, before.id)
  await session.delete(tables.search, eq(tables.search.contractId, contractId))
  await writeFields(session, tables, contractId, [])
}
