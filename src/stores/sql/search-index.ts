import { desc, eq } from 'drizzle-orm'
import { readStored } from '../../domain/contract-version.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { type Catalogue, catalogueOf } from '../../domain/search/catalogue.ts'
import { ContractTerms, noTerms } from '../../domain/search/contract-terms.ts'
import { highestVersion } from '../../domain/version.ts'
import { ofVersion } from './columns.ts'
import type { SqlSession } from './database.ts'
import { writeFields } from './field-rows.ts'
import {
  catalogueOfVersion,
  type Indexed,
  type IndexedDatabase,
  indexTerms,
  insertContract,
  latestColumns,
  removeContract,
  searchRowOf,
  tagRows,
  textRow,
  updateContract,
  versionTables,
} from './search-rows.ts'
import type { TextRow } from './tables.ts'

/** Keeps what searches and lists look at up to date, within the transaction that changes a version. */
export async function indexVersion(
  session: SqlSession,
  database: IndexedDatabase,
  version: Indexed,
): Promise<void> {
  const { tables } = database
  const catalogue = catalogueOfVersion(version)
  const text = textRow(version, catalogue)
  if (version.isKnown) await forgetVersion(session, database, version)
  if (!(await session.insertIfAbsent(tables.texts, { ...text }))) {
    // left over from a row that another program has deleted, or made by a rebuild before the row was taken over
    await forgetVersion(session, database, version)
    await session.insertAll(tables.texts, [{ ...text }])
  }
  const searchId = await indexContract(session, database, text, catalogue)
  const tags = tagRows(version, catalogue, searchId)
  if (tags.length > 0) await session.insertAll(tables.tags, tags)
  if (searchId !== null) await writeFields(session, tables, version.contractId, catalogue.fields)
}

/** The same for a version that is deleted. */
export async function unindexVersion(
  session: SqlSession,
  database: IndexedDatabase,
  { contractId, version }: VersionIdentity,
  time: Date,
): Promise<void> {
  const { texts, contracts } = database.tables
  await forgetVersion(session, database, { contractId, version })
  const row = await searchRowOf(session, database, contractId)
  if (!row) return
  const terms = new ContractTerms(row)
  if (row.version !== version) {
    terms.remove(version, row.latestTerms)
    return updateContract(session, database, row, terms, { updatedAt: time })
  }
  const { sortKey, releaseRank, status, owner, domain } = texts
  const [latest] = await session.select({
    fields: {
      ...{ contractId: texts.contractId, version: texts.version, releaseRank, sortKey },
      ...{ status, owner, domain, updatedAt: texts.updatedAt, terms: texts.terms },
    },
    from: texts,
    where: eq(texts.contractId, contractId),
    orderBy: [desc(releaseRank), desc(sortKey), desc(texts.version)],
    limit: 1,
  })
  if (!latest) return removeContract(session, database, contractId, row)
  const [contract] = await session.select({
    fields: { name: contracts.name, json: contracts.json },
    from: contracts,
    where: ofVersion(contracts, latest),
  })
  terms.remove(version, indexTerms(latest))
  const columns = { ...latestColumns(latest, contract?.name), updatedAt: time }
  await updateContract(session, database, row, terms, columns)
  await markTags(session, database, latest, row.id)
  const fields = contract ? catalogueOf(readStored(contract.json), latest).fields : []
  await writeFields(session, database.tables, contractId, fields)
}

async function forgetVersion(
  session: SqlSession,
  database: IndexedDatabase,
  version: VersionIdentity,
): Promise<void> {
  for (const table of versionTables(database)) await session.delete(table, ofVersion(table, version))
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
  { name }: Catalogue,
): Promise<number | null> {
  const { contractId, version } = text
  const row = await searchRowOf(session, database, contractId)
  const terms = new ContractTerms(row ?? noTerms)
  const isLatest = !row || highestVersion([row.version, version]) === version
  terms.put(version, indexTerms(text), isLatest)
  if (!row) return insertContract(session, database, contractId, terms, latestColumns(text, name))
  // rows of other programs have the time of their insert
  const updatedAt = row.updatedAt > text.updatedAt ? row.updatedAt : text.updatedAt
  const changes = isLatest ? { ...latestColumns(text, name), updatedAt } : { updatedAt }
  await updateContract(session, database, row, terms, changes)
  if (!isLatest) return null
  if (row.version !== version) await markTags(session, database, { contractId, version: row.version }, null)
  return row.id
}

async function markTags(
  session: SqlSession,
  { tables: { tags } }: IndexedDatabase,
  version: VersionIdentity,
  searchId: number | null,
): Promise<void> {
  await session.update(tags, { searchId }, ofVersion(tags, version))
}
