import { desc, eq } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { highestVersion } from '../../../domain/version.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { ContractFacets, noFacets } from '../../../search/versions/contract-facets.ts'
import { ContractTerms, noTerms } from '../../../search/versions/contract-terms.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { ofVersion } from '../columns.ts'
import { writeFields } from './field-rows.ts'
import {
  facetsOf,
  type Indexed,
  type IndexedDatabase,
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
  const { index } = version
  const text = textRow(version)
  const wasThere = await writeText(session, tables, text, version.isKnown)
  if (wasThere || version.isKnown) await session.delete(tables.tags, ofVersion(tables.tags, version))
  const tags = tagRows(version, index)
  const searchId = await indexContract(session, database, { text, index, tags })
  if (tags.length > 0)
    await session.insertAll(
      tables.tags,
      tags.map(row => ({ ...row, searchId })),
    )
}

/** The same for a version that is deleted. */
export async function unindexVersion(
  session: SqlSession,
  database: IndexedDatabase,
  documents: DocumentWorkers,
  { contractId, version, time }: VersionIdentity & { readonly time: Date },
): Promise<void> {
  const { texts, contracts } = database.tables
  await forgetVersion(session, database, { contractId, version })
  const row = await searchRowOf(session, database, contractId)
  if (!row) return
  const told = { terms: new ContractTerms(row), facets: new ContractFacets(row.facets) }
  told.facets.remove(version)
  if (row.version !== version) {
    told.terms.remove(version, row.latestTerms)
    return updateContract(session, database, row, told, { updatedAt: time })
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
  const index = await documents.index(contract?.json ?? '', latest)
  told.terms.remove(version, index.distinctTerms)
  const columns = latestColumns(latest, { ...index, name: contract?.name })
  await updateContract(session, database, row, told, { ...columns, updatedAt: time })
  await markTags(session, database, latest, row.id)
  await writeFields(session, database, contractId, index.fields)
}

/**
 * @param isExpected whether there may be a row of the version. Another program may have deleted the version and left what
 * was derived from it, and a rebuild may have made a row before the version was taken over.
 * @returns whether there was one.
 */
async function writeText(
  session: SqlSession,
  { texts }: IndexedDatabase['tables'],
  text: TextRow,
  isExpected: boolean,
): Promise<boolean> {
  const { contractId: _, version: __, ...columns } = text
  const update = async () => (await session.update(texts, columns, ofVersion(texts, text))) > 0
  if (isExpected && (await update())) return true
  return !(await session.insertIfAbsent(texts, { ...text })) && update()
}

async function forgetVersion(
  session: SqlSession,
  database: IndexedDatabase,
  version: VersionIdentity,
): Promise<void> {
  for (const table of versionTables(database)) await session.delete(table, ofVersion(table, version))
}

/** What is derived of a version. */
interface Derived {
  readonly text: TextRow
  readonly index: VersionIndex
  readonly tags: ReturnType<typeof tagRows>
}

/**
 * Brings the row of the contract up to date with a version that was written, and its fields.
 *
 * @returns the id of that row if the version is the latest one, else null.
 */
async function indexContract(
  session: SqlSession,
  database: IndexedDatabase,
  { text, index, tags }: Derived,
): Promise<number | null> {
  const { contractId, version } = text
  const row = await searchRowOf(session, database, contractId)
  const told = {
    terms: new ContractTerms(row ?? noTerms),
    facets: new ContractFacets(row?.facets ?? noFacets),
  }
  const isLatest = !row || highestVersion([row.version, version]) === version
  told.terms.put(version, index.distinctTerms, isLatest)
  told.facets.put(version, facetsOf(text, tags))
  const columns = latestColumns(text, index)
  if (!row) {
    const id = await insertContract(session, database, contractId, told, columns)
    await writeFields(session, database, contractId, index.fields)
    return id
  }
  // rows of other programs have the time of their insert
  const updatedAt = row.updatedAt > text.updatedAt ? row.updatedAt : text.updatedAt
  const changes = isLatest ? { ...columns, updatedAt } : { updatedAt }
  await updateContract(session, database, row, told, changes)
  if (!isLatest) return null
  if (row.version !== version) await markTags(session, database, { contractId, version: row.version }, null)
  if (row.fieldsDigest !== columns.fieldsDigest)
    await writeFields(session, database, contractId, index.fields)
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
