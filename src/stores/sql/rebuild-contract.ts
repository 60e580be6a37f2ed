import { eq } from 'drizzle-orm'
import { ContractFacets, noFacets } from '../../domain/search/contract-facets.ts'
import { ContractTerms, noTerms } from '../../domain/search/contract-terms.ts'
import { highestVersion } from '../../domain/version.ts'
import type { SqlSession, Values } from './database.ts'
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

/**
 * Makes a contract anew from its versions, all at once. It keeps its id, so that whoever is paging through hits finds it
 * where it was; a contract without versions is taken out.
 */
export async function rebuildContract(
  session: SqlSession,
  database: IndexedDatabase,
  contractId: string,
  versions: readonly Indexed[],
): Promise<void> {
  const { tables } = database
  for (const table of versionTables(database)) await session.delete(table, eq(table.contractId, contractId))
  const before = await searchRowOf(session, database, contractId)
  const highest = highestVersion(versions.map(({ version }) => version))
  const latest = versions.find(({ version }) => version === highest)
  if (!latest) return removeContract(session, database, contractId, before)

  const texts: Values[] = []
  const tags: Values[] = []
  const told = { terms: new ContractTerms(noTerms), facets: new ContractFacets(noFacets) }
  const derive = (version: Indexed) => {
    const { index } = version
    const text = textRow(version)
    const ownTags = tagRows(version, index)
    told.terms.put(version.version, index.distinctTerms, true)
    told.facets.put(version.version, facetsOf(text, ownTags))
    texts.push({ ...text })
    return { index, text, ownTags }
  }
  for (const version of versions)
    if (version !== latest) tags.push(...derive(version).ownTags.map(row => ({ ...row, searchId: null })))
  const { index, text, ownTags } = derive(latest)

  const updatedAt = new Date(Math.max(...versions.map(({ time }) => time.getTime())))
  const columns = { ...latestColumns(text, index), updatedAt }
  // as if it had no versions: whatever the full-text index has, it is written anew
  if (before) await updateContract(session, database, { ...before, ...noTerms }, told, columns)
  const searchId = before?.id ?? (await insertContract(session, database, contractId, told, columns))
  tags.push(...ownTags.map(row => ({ ...row, searchId })))
  await session.insertAll(tables.texts, texts)
  if (tags.length > 0) await session.insertAll(tables.tags, tags)
  await writeFields(session, tables, contractId, index.fields)
}
