import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm'
import type { Touched } from '../../../search/versions/contract-terms.ts'
import {
  listOf,
  noTerms,
  olderTermsOf,
  partialSets,
  type TermColumns,
} from '../../../search/versions/term-columns.ts'
import type { IsOneOf, SqlSession } from '../../../sql/database.ts'
import type { TableOf } from '../../../sql/tables.ts'
import { slicesOf } from '../columns.ts'
import type { Tables } from '../store-database.ts'
import type { TermChange } from './full-text.ts'
import type { TermRow } from './tables.ts'

/** Terms of a contract whose rows differ in nothing else: those of a version have few sets between them. */
export interface TermGroup extends Omit<TermRow, 'term'> {
  readonly terms: readonly string[]
}

/** How a database makes the rows of many terms in one statement. */
export interface TermStatements {
  /** The words of a text as rows `words` with a column `word`. */
  words(text: AnyColumn): SQL
  /** How long a text may be, in characters, so that this takes less than to send its words. */
  readonly longestDivided: number
  /** Rows `wanted` with the columns `word`, `search_id`, `in_latest` and `version_set`. */
  wanted(groups: readonly TermGroup[]): SQL
  /** Ends an INSERT of these, so that a row whose key is taken gets the other values. */
  readonly orUpdate: SQL
}

/** How many rows are written at a time: one by one, or in groups, which takes far less time. */
const rowsAtOnce = 5000
const groupedAtOnce = 20_000

const termMembers = ['term', 'searchId', 'inLatest', 'versionSet'] as const

/** By the two columns of the key: rows that stand side by side are written one after the other. */
const inOrder = sql`order by 1, 2`

/** Writes the rows that differ: from one version to the next most words stay, and the versions that have them. */
export async function writeTerms(
  session: SqlSession,
  tables: TermTables,
  changes: readonly TermChange[],
): Promise<void> {
  const { terms, isOneOf, statements } = tables
  const unknown = changes.filter(({ before }) => !isKnown(before)).map(({ searchId }) => searchId)
  if (unknown.length > 0) await session.delete(terms, isOneOf(terms.searchId, unknown))
  const uniform = statements ? changes.filter(isUniform) : []
  if (statements && uniform.length > 0) await putUniform(session, tables, statements, uniform)
  const isWritten = new Set(uniform.map(({ searchId }) => searchId))
  let rows: TermRow[] = []
  const flush = async () => {
    if (rows.length > 0) await putRows(session, tables, rows)
    rows = []
  }
  for (const change of changes) {
    const { searchId, before } = change
    if (isWritten.has(searchId)) continue
    const { gone, written } = changedRows(change)
    // also what is missing: no row that should not be there keeps the index from going on
    const replaced = !statements && isKnown(before) ? written.map(({ term }) => term) : []
    for (const slice of slicesOf([...gone, ...replaced]))
      await session.delete(terms, and(isOneOf(terms.term, slice), eq(terms.searchId, searchId)) as SQL)
    rows = rows.concat(written)
    if (rows.length > (statements ? groupedAtOnce : rowsAtOnce)) await flush()
  }
  await flush()
}

/** What the terms of contracts are written to and read from. */
interface TermTables extends Pick<Tables, 'search'> {
  readonly terms: TableOf<TermRow>
  readonly isOneOf: IsOneOf
  readonly statements: TermStatements | undefined
}

/** Whether the index has nothing of a contract, and all its versions have the same terms: as most do when they are new. */
function isUniform({ before, after }: TermChange): boolean {
  return !isKnown(before) && after.latestTerms !== '' && after.partialTerms === ''
}

/** Writes the terms of such contracts. */
async function putUniform(
  session: SqlSession,
  tables: TermTables,
  statements: TermStatements,
  changes: readonly TermChange[],
): Promise<void> {
  const isShort = ({ after }: TermChange) => after.latestTerms.length <= statements.longestDivided
  const ids = changes.filter(isShort).map(({ searchId }) => searchId)
  if (ids.length > 0) await insertOfRows(session, tables, statements, ids)
  for (const { searchId, after } of changes.filter(change => !isShort(change))) {
    const terms = listOf(after.latestTerms)
    await putGroups(session, tables, statements, [{ searchId, inLatest: 1, versionSet: '', terms }])
  }
}

/** The rows of the search table have the terms, which need not be sent a second time. */
async function insertOfRows(
  session: SqlSession,
  { search, terms, isOneOf }: TermTables,
  { words }: TermStatements,
  ids: readonly number[],
): Promise<void> {
  const divided = words(search.latestTerms)
  const rows = sql`select words.word, ${search.id}, 1, ${''} from ${search}, ${divided} where ${isOneOf(search.id, ids)} ${inOrder}`
  await session.insertSelected(terms, termMembers, rows)
}

async function putRows(session: SqlSession, tables: TermTables, rows: readonly TermRow[]): Promise<void> {
  const { terms, statements } = tables
  if (!statements) {
    for (const some of slicesOf(rows, rowsAtOnce))
      await session.insertAll(
        terms,
        some.map(row => ({ ...row })),
      )
    return
  }
  for (const some of slicesOf(rows, groupedAtOnce))
    await putGroups(session, tables, statements, groupsOf(some))
}

async function putGroups(
  session: SqlSession,
  { terms }: TermTables,
  { wanted, orUpdate }: TermStatements,
  groups: readonly TermGroup[],
): Promise<void> {
  const rows = sql`select wanted.word, wanted.search_id, wanted.in_latest, wanted.version_set from ${wanted(groups)} ${inOrder} ${orUpdate}`
  await session.insertSelected(terms, termMembers, rows)
}

function groupsOf(rows: readonly TermRow[]): TermGroup[] {
  const groups = Map.groupBy(
    rows,
    ({ searchId, inLatest, versionSet }) => `${searchId} ${inLatest} ${versionSet}`,
  )
  return [...groups.values()].flatMap(alike => {
    const [first] = alike
    return first ? [{ ...first, terms: alike.map(({ term }) => term) }] : []
  })
}

/** Of a contract without versions the index may have anything. */
function isKnown(before: TermColumns | undefined): before is TermColumns {
  return before !== undefined && before.versions !== noTerms.versions
}

/** The rows that are to be written, and the terms of those that are to go. */
function changedRows({ searchId, before, after, touched }: TermChange) {
  const known = isKnown(before) ? before : noTerms
  if (touched && known === before) return touchedRows(searchId, touched)
  return difference(rowsOf(searchId, known), rowsOf(searchId, after))
}

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
function touchedRows(searchId: number, { sets, latest }: Touched) {
  const gone: string[] = []
  const written: TermRow[] = []
  for (const [term, set] of sets) {
    const inLatest = latest.has(term) ? 1 : 0
    // what the latest version does not have, older ones have when only some of all have it
    if (inLatest || set !== undefined) written.push({ term, searchId, inLatest, versionSet: set ?? '' })
    else gone.push(term)
  }
  return { gone, written }
}

function rowsOf(searchId: number, columns: TermColumns): TermRow[] {
  const partial = new Map(partialSets(columns.partialTerms))
  const rowOf = (term: string, inLatest: number) => ({
    ...{ term, searchId, inLatest },
    versionSet: partial.get(term) ?? '',
  })
  return [
    ...listOf(columns.latestTerms).map(term => rowOf(term, 1)),
    ...olderTermsOf(columns).map(term => rowOf(term, 0)),
  ]
}
