import { asc, desc, eq } from 'drizzle-orm'
import { readStored } from '../../domain/contract-version.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { type Catalogue, catalogueOf } from '../../domain/search/catalogue.ts'
import { ContractTerms, limitedTerms, noTerms } from '../../domain/search/contract-terms.ts'
import { distinctTerms, termsOf } from '../../domain/search/terms.ts'
import { keyOf } from '../../domain/search/words.ts'
import { compareVersions, versionOrder } from '../../domain/version.ts'
import { columnText, ofVersion, optionalText } from './columns.ts'
import type { SqlDatabase, SqlSession, Values } from './database.ts'
import { writeFields } from './field-rows.ts'
import type { TextRow } from './tables.ts'

/** A version that is to be found. */
export interface Indexed extends VersionIdentity {
  readonly json: string
  readonly time: Date
  /** Whether the version may have been indexed before. */
  readonly isKnown: boolean
}

type IndexedDatabase = Pick<SqlDatabase, 'tables' | 'fullText'>

/** Keeps what searches and lists look at up to date, within the transaction that changes a version. */
export async function indexVersion(
  session: SqlSession,
  database: IndexedDatabase,
  version: Indexed,
): Promise<void> {
  const { texts } = database.tables
  const catalogue = catalogueOf(readStored(version.json), version)
  const { contractId, time } = version
  const text = {
    ...versionOrder(version.version),
    updatedAt: time,
    status: optionalText(catalogue.status),
    owner: optionalText(catalogue.owner),
    domain: optionalText(catalogue.domain),
    terms: termsOf(catalogue),
  }
  if (version.isKnown) await forgetVersion(session, database, version)
  const row = { contractId, version: version.version, ...text }
  if (!(await session.insertIfAbsent(texts, row))) {
    // left over from a row that another program has deleted, or made by a rebuild before the row was taken over
    await forgetVersion(session, database, version)
    await session.insertAll(texts, [row])
  }
  const searchId = await indexContract(session, database, row, catalogue)
  await writeTags(session, database, version, catalogue, searchId)
  if (searchId !== null) await writeFields(session, database.tables, contractId, catalogue.fields)
}

/**
 * Makes a contract anew from its versions. It keeps its id, so that whoever is paging through hits finds it where it
 * was; a contract without versions is taken out.
 */
export async function rebuildContract(
  session: SqlSession,
  database: IndexedDatabase,
  contractId: string,
  versions: readonly Indexed[],
): Promise<void> {
  const { search } = database.tables
  for (const table of versionTables(database)) await session.delete(table, eq(table.contractId, contractId))
  const ofContract = eq(search.contractId, contractId)
  if (versions.length === 0) {
    const row = await searchRowOf(session, database, contractId)
    if (row) await database.fullText.remove?.(session, row.id)
    await session.delete(search, ofContract)
    await writeFields(session, database.tables, contractId, [])
    return
  }
  // below every version, so that the first one takes its place
  const none = { version: '', releaseRank: -1, updatedAt: new Date(0), ...noTerms }
  await session.update(search, none, ofContract)
  for (const version of versions) await indexVersion(session, database, version)
}

/** The same for a version that is deleted. */
export async function unindexVersion(
  session: SqlSession,
  database: IndexedDatabase,
  version: VersionIdentity,
  time: Date,
): Promise<void> {
  const { search, texts } = database.tables
  await forgetVersion(session, database, version)
  const row = await searchRowOf(session, database, version.contractId)
  if (!row) return
  const ofContract = eq(search.contractId, version.contractId)
  const terms = new ContractTerms(row)
  if (row.version !== version.version) {
    terms.remove(version.version, row.latestTerms)
    await writeTerms(session, database, row, terms, { updatedAt: time })
    return
  }
  const [latest] = await session.select({
    fields: textFields(database),
    from: texts,
    where: eq(texts.contractId, version.contractId),
    orderBy: [desc(texts.releaseRank), desc(texts.sortKey), desc(texts.version)],
    limit: 1,
  })
  if (!latest) {
    await database.fullText.remove?.(session, row.id)
    await session.delete(search, ofContract)
    await writeFields(session, database.tables, version.contractId, [])
    return
  }
  const { contracts } = database.tables
  const [contract] = await session.select({
    fields: { name: contracts.name, json: contracts.json },
    from: contracts,
    where: ofVersion(contracts, latest),
  })
  const fields = contract ? catalogueOf(readStored(contract.json), latest).fields : []
  await writeFields(session, database.tables, version.contractId, fields)
  const { terms: latestTerms, ...rest } = latest
  terms.remove(version.version, limitedTerms(distinctTerms(latestTerms)))
  const nameKey = columnText(keyOf(contract?.name ?? version.contractId))
  await writeTerms(session, database, row, terms, { ...rest, nameKey, updatedAt: time })
  await markTags(session, database, latest, row.id)
}

async function forgetVersion(
  session: SqlSession,
  database: IndexedDatabase,
  version: VersionIdentity,
): Promise<void> {
  for (const table of versionTables(database)) await session.delete(table, ofVersion(table, version))
}

/** The tables that have rows of versions. */
function versionTables({ tables }: IndexedDatabase) {
  return [tables.texts, tables.tags]
}

async function writeTags(
  session: SqlSession,
  { tables }: IndexedDatabase,
  { contractId, version }: VersionIdentity,
  { tags, elementTags }: Catalogue,
  searchId: number | null,
): Promise<void> {
  const rows = [...new Set([...tags, ...elementTags].map(columnText))].map((tag, position) => {
    return { contractId, version, position, searchId, tag }
  })
  if (rows.length > 0) await session.insertAll(tables.tags, rows)
}

/**
 * Brings the row of the contract up to date with a version that was written.
 *
 * @returns the id of that row if the version is the latest one, else null.
 */
async function indexContract(
  session: SqlSession,
  database: IndexedDatabase,
  text: TextRow,
  catalogue: Catalogue,
): Promise<number | null> {
  const { search } = database.tables
  const { terms, ...rest } = text
  const own = limitedTerms(distinctTerms(terms))
  const row = await searchRowOf(session, database, text.contractId)
  const contractTerms = new ContractTerms(row ?? noTerms)
  const isLatest = !row || row.version === text.version || isLater(text, row)
  contractTerms.put(text.version, own, isLatest)
  // a rebuild comes to versions in any order, and rows of other programs have the time of their insert
  const updatedAt = row && row.updatedAt > text.updatedAt ? row.updatedAt : text.updatedAt
  const latest = { ...rest, updatedAt, nameKey: columnText(keyOf(catalogue.name ?? text.contractId)) }
  if (!row) {
    const columns = contractTerms.columns()
    await session.insertAll(search, [{ ...latest, ...columns }])
    const id = (await searchRowOf(session, database, text.contractId))?.id
    if (id === undefined) throw new Error('a contract is not in the search table after it was written')
    await database.fullText.index?.(session, id, columns)
    return id
  }
  await writeTerms(session, database, row, contractTerms, isLatest ? latest : { updatedAt })
  if (isLatest && row.version !== text.version) {
    await markTags(session, database, { contractId: text.contractId, version: row.version }, null)
  }
  return isLatest ? row.id : null
}

type IndexRow = NonNullable<Awaited<ReturnType<typeof searchRowOf>>>

/** Changes the row of a contract, and the full-text index where its words are others. */
async function writeTerms(
  session: SqlSession,
  { tables: { search }, fullText }: IndexedDatabase,
  before: IndexRow,
  terms: ContractTerms,
  changes: Values,
): Promise<void> {
  const { latestTerms, olderTerms, ...slots } = terms.columns()
  // the index is written anew with them, which takes longer than all the rest
  const isChanged = latestTerms !== before.latestTerms || olderTerms !== before.olderTerms
  const values = { ...changes, ...slots, ...(isChanged && { latestTerms, olderTerms }) }
  await session.update(search, values, eq(search.id, before.id))
  if (isChanged) await fullText.index?.(session, before.id, { latestTerms, olderTerms })
}

async function markTags(
  session: SqlSession,
  { tables: { tags } }: IndexedDatabase,
  version: VersionIdentity,
  searchId: number | null,
): Promise<void> {
  await session.update(tags, { searchId }, ofVersion(tags, version))
}

async function searchRowOf(session: SqlSession, { tables }: IndexedDatabase, contractId: string) {
  const { search } = tables
  const { id, version, releaseRank, sortKey, updatedAt } = search
  const { versions, latestTerms, olderTerms, partialTerms } = search
  const [row] = await session.select({
    fields: {
      ...{ id, version, releaseRank, sortKey, updatedAt },
      ...{ versions, latestTerms, olderTerms, partialTerms },
    },
    from: search,
    where: eq(search.contractId, contractId),
    orderBy: [asc(id)],
    limit: 1,
  })
  return row
}

function textFields({ tables }: IndexedDatabase) {
  const { contractId, version, releaseRank, sortKey, status, owner, domain, terms } = tables.texts
  return { contractId, version, releaseRank, sortKey, status, owner, domain, terms }
}

/** Whether a version counts as later than another when the latest one is asked for. */
function isLater(
  one: { releaseRank: number; version: string },
  other: { releaseRank: number; version: string },
): boolean {
  if (one.releaseRank !== other.releaseRank) return one.releaseRank > other.releaseRank
  return compareVersions(one.version, other.version) > 0
}
