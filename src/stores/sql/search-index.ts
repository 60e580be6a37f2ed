import { asc, desc, eq } from 'drizzle-orm'
import type { VersionIdentity } from '../../domain/identity.ts'
import { distinctTerms } from '../../domain/search/terms.ts'
import { compareVersions } from '../../domain/version.ts'
import { ofVersion } from './columns.ts'
import type { SqlDatabase, SqlSession } from './database.ts'
import {
  type IndexedVersion,
  latestColumns,
  limited,
  nameKeyOf,
  rowsOf,
  unionOfTerms,
  type VersionRows,
} from './search-rows.ts'

type IndexedDatabase = Pick<SqlDatabase, 'tables' | 'fullText'>

/**
 * Keeps what searches and lists look at up to date, within the transaction that changes a version.
 *
 * @param version.isKnown whether the version may have been indexed before.
 */
export async function indexVersion(
  session: SqlSession,
  database: IndexedDatabase,
  version: IndexedVersion & { readonly isKnown: boolean },
): Promise<void> {
  const { texts, fields, tags } = database.tables
  const rows = rowsOf(version)
  if (version.isKnown) await forgetVersion(session, database, version)
  await session.insertAll(texts, [{ ...rows.text }])
  const isLatest = await indexContract(session, database, rows)
  if (rows.fields.length > 0)
    await session.insertAll(
      fields,
      rows.fields.map(row => ({ ...row })),
    )
  if (rows.tags.length > 0)
    await session.insertAll(
      tags,
      rows.tags.map(tag => ({ ...tag, isLatest: Number(isLatest) })),
    )
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
    return
  }
  const [contract] = await session.select({
    fields: { name: database.tables.contracts.name },
    from: database.tables.contracts,
    where: ofVersion(database.tables.contracts, latest),
  })
  const { terms, ...rest } = latest
  const latestTerms = limited(distinctTerms(terms))
  const nameKey = nameKeyOf(contract?.name ?? version.contractId)
  await session.update(search, { ...rest, nameKey, updatedAt: time, latestTerms }, ofContract)
  await markTags(session, database, latest, 1)
  await database.fullText.index?.(session, row.id, { latest: latestTerms, older: row.olderTerms })
}

async function forgetVersion(
  session: SqlSession,
  { tables }: IndexedDatabase,
  version: VersionIdentity,
): Promise<void> {
  for (const table of [tables.texts, tables.fields, tables.tags]) {
    await session.delete(table, ofVersion(table, version))
  }
}

/**
 * Brings the row of the contract up to date with a version that was written.
 *
 * @returns whether that is the latest one.
 */
async function indexContract(
  session: SqlSession,
  database: IndexedDatabase,
  rows: VersionRows,
): Promise<boolean> {
  const { search } = database.tables
  const { text, terms } = rows
  const ofContract = eq(search.contractId, text.contractId)
  const row = await searchRowOf(session, database, text.contractId)
  const isLatest = !row || row.version === text.version || isLater(text, row)
  if (!row) {
    await session.insertAll(search, [{ ...latestColumns(rows), olderTerms: '' }])
  } else if (row.version === text.version) {
    await session.update(search, { ...latestColumns(rows) }, ofContract)
  } else if (isLatest) {
    const olderTerms = unionOfTerms(row.olderTerms, row.latestTerms)
    await session.update(search, { ...latestColumns(rows), olderTerms }, ofContract)
    await markTags(session, database, { contractId: text.contractId, version: row.version }, 0)
  } else {
    const olderTerms = unionOfTerms(row.olderTerms, terms)
    await session.update(search, { updatedAt: text.updatedAt, olderTerms }, ofContract)
  }
  if (!database.fullText.index) return isLatest
  const written = await searchRowOf(session, database, text.contractId)
  if (!written) throw new Error('a contract is not in the search table after it was written')
  const { id, latestTerms, olderTerms } = written
  await database.fullText.index(session, id, { latest: latestTerms, older: olderTerms })
  return isLatest
}

async function markTags(
  session: SqlSession,
  { tables: { tags } }: IndexedDatabase,
  version: VersionIdentity,
  isLatest: number,
): Promise<void> {
  await session.update(tags, { isLatest }, ofVersion(tags, version))
}

async function searchRowOf(session: SqlSession, { tables }: IndexedDatabase, contractId: string) {
  const { search } = tables
  const { id, version, releaseRank, sortKey, latestTerms, olderTerms } = search
  const [row] = await session.select({
    fields: { id, version, releaseRank, sortKey, latestTerms, olderTerms },
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
