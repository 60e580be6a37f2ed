import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm'
import { listOf, noTerms, partialSets, type TermColumns } from '../../../search/versions/contract-terms.ts'
import type { VersionSetText } from '../../../search/versions/version-set.ts'
import type { IsOneOf, SqlSession } from '../../../sql/database.ts'
import type { TableOf } from '../../../sql/tables.ts'
import { slicesOf } from '../columns.ts'
import type { Tables } from '../store-database.ts'
import type { TermChange } from './full-text.ts'
import type { TermRow } from './tables.ts'

/** The words of a text as rows `words` with a column `word`. */
export type WordRows = (text: AnyColumn) => SQL

/** How many rows are inserted at a time. */
const rowsAtOnce = 5000

/** Writes the rows that differ: from one version to the next most words stay, and the versions that have them. */
export async function writeTerms(
  session: SqlSession,
  tables: TermTables,
  changes: readonly TermChange[],
): Promise<void> {
  const { terms, isOneOf } = tables
  const unknown = changes.filter(({ before }) => !isKnown(before)).map(({ searchId }) => searchId)
  if (unknown.length > 0) await session.delete(terms, isOneOf(terms.searchId, unknown))
  const uniform = tables.wordsOf ? changes.filter(isUniform).map(({ searchId }) => searchId) : []
  if (uniform.length > 0) await insertOfRows(session, tables, uniform)
  const isWritten = new Set(uniform)
  let added: TermRow[] = []
  const flush = async () => {
    for (const some of slicesOf(added, rowsAtOnce))
      await session.insertAll(
        terms,
        some.map(row => ({ ...row })),
      )
    added = []
  }
  for (const { searchId, before, after, touched } of changes) {
    if (isWritten.has(searchId)) continue
    if (!isKnown(before)) added = added.concat(rowsOf(searchId, after))
    else {
      const { gone, written } = touched
        ? touchedRows(searchId, touched, after)
        : difference(rowsOf(searchId, before), rowsOf(searchId, after))
      // also what is missing: no row that should not be there keeps the index from going on
      for (const slice of slicesOf([...gone, ...written.map(({ term }) => term)]))
        await session.delete(terms, and(isOneOf(terms.term, slice), eq(terms.searchId, searchId)) as SQL)
      added = added.concat(written)
    }
    if (added.length > rowsAtOnce) await flush()
  }
  await flush()
}

/** What the terms of contracts are written to and read from. */
interface TermTables extends Pick<Tables, 'search'> {
  readonly terms: TableOf<TermRow>
  readonly isOneOf: IsOneOf
  readonly wordsOf: WordRows | undefined
}

/** Whether the index has nothing of a contract, and all its versions have the same terms: as most do when they are new. */
function isUniform({ before, after }: TermChange): boolean {
  return !isKnown(before) && after.latestTerms !== '' && after.olderTerms === '' && after.partialTerms === ''
}

/** Writes the terms of such contracts: the rows of the search table have them, and need not be sent a second time. */
async function insertOfRows(
  session: SqlSession,
  { search, terms, isOneOf, wordsOf }: TermTables,
  searchIds: readonly number[],
): Promise<void> {
  const words = wordsOf?.(search.latestTerms)
  await session.insertSelected(
    terms,
    ['term', 'searchId', 'inLatest', 'versionSet'],
    sql`select words.word, ${search.id}, 1, ${''} from ${search}, ${words} where ${isOneOf(search.id, searchIds)}`,
  )
}

/** Of a contract without versions the index may have anything. */
function isKnown(before: TermColumns | undefined): before is TermColumns {
  return before !== undefined && before.versions !== noTerms.versions
}

/** The rows that are to be written, and the terms of those that are to go. */
function difference(before: readonly TermRow[], after: readonly TermRow[]) {
  const gone = new Map(before.map(row => [row.term, row]))
  const written: TermRow[] = []
  for (const row of after) {
    const old = gone.get(row.term)
    gone.delete(row.term)
    if (old?.inLatest !== row.inLatest || old.versionSet !== row.versionSet) written.push(row)
  }
  return { gone: [...gone.keys()], written }
}

/** The rows of some terms that are to be written, and those of these terms that are to go. */
function touchedRows(
  searchId: number,
  touched: ReadonlyMap<string, VersionSetText | undefined>,
  { latestTerms }: TermColumns,
) {
  const latest = new Set(listOf(latestTerms))
  const gone: string[] = []
  const written: TermRow[] = []
  for (const [term, set] of touched) {
    const inLatest = latest.has(term) ? 1 : 0
    // what the latest version does not have, older ones have when only some of all have it
    if (inLatest || set !== undefined) written.push({ term, searchId, inLatest, versionSet: set ?? '' })
    else gone.push(term)
  }
  return { gone, written }
}

function rowsOf(searchId: number, { latestTerms, olderTerms, partialTerms }: TermColumns): TermRow[] {
  const partial = new Map(partialSets(partialTerms))
  const rowOf = (term: string, inLatest: number) => ({
    ...{ term, searchId, inLatest },
    versionSet: partial.get(term) ?? '',
  })
  return [
    ...listOf(latestTerms).map(term => rowOf(term, 1)),
    ...listOf(olderTerms).map(term => rowOf(term, 0)),
  ]
}
