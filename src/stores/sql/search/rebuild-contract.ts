import { eq } from 'drizzle-orm'
import { highestVersion } from '../../../domain/version.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { ContractFacets, noFacets } from '../../../search/versions/contract-facets.ts'
import { ContractTerms, noTerms } from '../../../search/versions/contract-terms.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { writeFields } from './field-rows.ts'
import {
  facetsOf,
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

/** A contract that is made anew, with the times of its versions. */
export interface Rebuilt {
  readonly contractId: string
  readonly versions: readonly { readonly version: string; readonly time: Date }[]
}

/**
 * Makes a contract anew from its versions, one after the other. It keeps its id, so that whoever is paging through hits
 * finds it where it was; a contract without versions is taken out.
 *
 * @param indexOf what the index has of a version. What was made of one is not kept when the next is asked for.
 */
export async function rebuildContract(
  session: SqlSession,
  database: IndexedDatabase,
  { contractId, versions }: Rebuilt,
  indexOf: (version: string) => Promise<VersionIndex>,
): Promise<void> {
  const { tables } = database
  for (const table of versionTables(database)) await session.delete(table, eq(table.contractId, contractId))
  const before = await searchRowOf(session, database, contractId)
  const highest = highestVersion(versions.map(({ version }) => version))
  const latest = versions.find(({ version }) => version === highest)
  if (!latest) return removeContract(session, database, contractId, before)

  const told = { terms: new ContractTerms(noTerms), facets: new ContractFacets(noFacets) }
  const write = async ({ version, time }: Rebuilt['versions'][number]) => {
    const index = await indexOf(version)
    const text = textRow({ contractId, version, time, index, isKnown: false })
    const tags = tagRows({ contractId, version }, index)
    told.terms.put(version, index.distinctTerms, true)
    told.facets.put(version, facetsOf(text, tags))
    await session.insertAll(tables.texts, [{ ...text }])
    return { index, text, tags }
  }
  const writeTags = async (rows: ReturnType<typeof tagRows>, searchId: number | null) => {
    if (rows.length > 0)
      await session.insertAll(
        tables.tags,
        rows.map(row => ({ ...row, searchId })),
      )
  }
  for (const one of versions) if (one !== latest) await writeTags((await write(one)).tags, null)
  const { index, text, tags } = await write(latest)

  const updatedAt = new Date(Math.max(...versions.map(({ time }) => time.getTime())))
  const columns = { ...latestColumns(text, index), updatedAt }
  // as if it had no versions: whatever the full-text index has, it is written anew
  if (before) await updateContract(session, database, { ...before, ...noTerms }, told, columns)
  const searchId = before?.id ?? (await insertContract(session, database, contractId, told, columns))
  await writeTags(tags, searchId)
  await writeFields(session, database, contractId, index.fields)
}
