import { asc, desc, eq } from 'drizzle-orm'
import { readStored } from '../../domain/contract-version.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { type Catalogue, catalogueOf } from '../../domain/search/catalogue.ts'
import { distinctTerms, termsOf } from '../../domain/search/terms.ts'
import { keyOf } from '../../domain/search/words.ts'
import { compareVersions, versionOrder } from '../../domain/version.ts'
import { columnText, ofVersion, optionalText } from './columns.ts'
import type { SqlDatabase, SqlSession } from './database.ts'
import { writeFields } from './field-rows.ts'
import type { TextRow } from './tables.ts'

/** The longest distinct terms that are kept of a contract's latest and of its other versions, in characters. */
const maxTermsLength = 400_000

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
  const none = { version: '', releaseRank: -1, updatedAt: new Date(0), latestTerms: '', olderTerms: '' }
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
  if (row.version !== version.version) {
    await session.update(search, { updatedAt: time }, ofContract)
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
  const { terms, ...rest } = latest
  const latestTerms = limited(distinctTerms(terms))
  // others may have what only the deleted one was known to have
  const olderTerms = limited(difference(union(row.olderTerms, row.latestTerms), latestTerms))
  const nameKey = columnText(keyOf(contract?.name ?? version.contractId))
  await session.update(search, { ...rest, nameKey, updatedAt: time, latestTerms, olderTerms }, ofContract)
  await markTags(session, database, latest, row.id)
  await database.fullText.index?.(session, row.id, { latest: latestTerms, older: olderTerms })
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
  const own = limited(distinctTerms(terms))
  const row = await searchRowOf(session, database, text.contractId)
  // a rebuild comes to versions in any order, and rows of other programs have the time of their insert
  const updatedAt = row && row.updatedAt > text.updatedAt ? row.updatedAt : text.updatedAt
  const latest = { ...rest, updatedAt, nameKey: columnText(keyOf(catalogue.name ?? text.contractId)) }
  if (!row) {
    await session.insertAll(search, [{ ...latest, latestTerms: own, olderTerms: '' }])
    const id = (await searchRowOf(session, database, text.contractId))?.id
    if (id === undefined) throw new Error('a contract is not in the search table after it was written')
    await database.fullText.index?.(session, id, { latest: own, older: '' })
    return id
  }
  const isLatest = row.version === text.version || isLater(text, row)
  const after = isLatest
    ? // other versions may have what this one has lost
      { latest: own, older: limited(difference(union(row.olderTerms, row.latestTerms), own)) }
    : { latest: row.latestTerms, older: limited(union(row.olderTerms, difference(own, row.latestTerms))) }
  // the index is written anew with them, which takes longer than all the rest
  const isChanged = after.latest !== row.latestTerms || after.older !== row.olderTerms
  await session.update(
    search,
    {
      ...(isLatest ? latest : { updatedAt }),
      ...(isChanged && { latestTerms: after.latest, olderTerms: after.older }),
    },
    eq(search.contractId, text.contractId),
  )
  if (isChanged) await database.fullText.index?.(session, row.id, after)
  if (isLatest && row.version !== text.version) {
    await markTags(session, database, { contractId: text.contractId, version: row.version }, null)
  }
  return isLatest ? row.id : null
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
  const { id, version, releaseRank, sortKey, updatedAt, latestTerms, olderTerms } = search
  const [row] = await session.select({
    fields: { id, version, releaseRank, sortKey, updatedAt, latestTerms, olderTerms },
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

/** The terms of both, each once. */
function union(terms: string, more: string): string {
  const added = difference(more, terms)
  return added === '' ? terms : `${terms} ${added}`.trim()
}

/** The terms that are not among others. */
function difference(terms: string, others: string): string {
  const known = new Set(others.split(' '))
  return terms
    .split(' ')
    .filter(term => !known.has(term))
    .join(' ')
}

/** Beyond the limit a contract is found by some of its words only; databases limit what one row may have. */
function limited(terms: string): string {
  if (terms.length <= maxTermsLength) return terms
  return terms.slice(0, terms.lastIndexOf(' ', maxTermsLength))
}
