import { getTableName, sql } from 'drizzle-orm'
import type { Touched } from '../../../search/versions/contract-terms.ts'
import {
  listOf,
  noTerms,
  olderTermsOf,
  partialSets,
  type TermColumns,
} from '../../../search/versions/term-columns.ts'
import { termsBeyondLimit } from '../../../search/versions/term-limits.ts'
import type { IsOneOf, SqlSession } from '../../../sql/database.ts'
import type { Tables } from '../store-database.ts'
import type { TermChange } from './full-text.ts'
import type { TermSet, TermSetRows, TermSets } from './term-sets.ts'

export type Fts5Tables = Pick<Tables, 'search' | 'terms' | 'termSets'>

/** Every so many versions the older terms of a contract are counted, which takes long where they are many. */
const countedEach = 8

/** What is put into the index of a contract or taken out: words of its latest version, and words that only others have. */
type Fts5Row = readonly [action: 'delete' | null, id: number, latest: string, older: string]

/** Words of a contract that are put into the index, or taken out. */
interface Postings {
  readonly latest: readonly string[]
  readonly older: readonly string[]
  readonly gone: {
    readonly latest: readonly string[]
    readonly older: readonly string[]
    /** Whether the index is known to have them, there. */
    readonly areThere: boolean
  }
}

/**
 * Writes what changed of the words of contracts, and which versions have them. What the full-text index has of a word and a
 * contract is what was put in last. So words that stay are left alone, of which there may be thousands.
 */
export class Fts5Rows {
  readonly #tables: Fts5Tables
  readonly #sets: TermSets
  readonly #isOneOf: IsOneOf

  constructor(tables: Fts5Tables, sets: TermSets, isOneOf: IsOneOf) {
    this.#tables = tables
    this.#sets = sets
    this.#isOneOf = isOneOf
  }

  async write(session: SqlSession, changes: readonly TermChange[]): Promise<void> {
    const [plain, others] = [changes.filter(isPlain), changes.filter(change => !isPlain(change))]
    const rows: Fts5Row[] = []
    const sets = new Map<number, TermSetRows>()
    // one that goes back to a lower id has the index begin another part
    for (const change of others.toSorted((one, other) => one.searchId - other.searchId)) {
      rows.push(...rowsOf(change, await this.#postingsOf(session, change)))
      sets.set(change.searchId, setRowsOf(change))
    }
    await this.#insert(session, rows)
    await this.#insertPlain(session, plain)
    await this.#sets.write(session, sets)
    for (const change of others) if (isCounted(change)) await this.#limit(session, change)
  }

  /** Takes all out, before the rows of the search table are deleted: without texts, that takes next to no time. */
  async clear(session: SqlSession): Promise<void> {
    const { search, terms, termSets } = this.#tables
    await session.update(search, { latestTerms: '' }, sql`1 = 1`)
    await session.delete(termSets, sql`1 = 1`)
    await session.insertSelected(terms, [getTableName(terms)], sql`select ${'delete-all'}`)
  }

  async #postingsOf(session: SqlSession, change: TermChange): Promise<Postings> {
    const { searchId, before, after, touched } = change
    if (touched) return touchedPostings(change, touched)
    const [latest, older] = [listOf(after.latestTerms), olderTermsOf(after)]
    const wasLatest = new Set(listOf(before?.latestTerms ?? ''))
    const kept = before ? partialSets(await this.#sets.keptOf(session, searchId).all()) : []
    const wasOlder = new Set(kept.map(([term]) => term).filter(term => !wasLatest.has(term)))
    const all = new Set([...latest, ...older])
    const isGone = (term: string) => !all.has(term)
    const isWritten = (was: ReadonlySet<string>, term: string) => isRebuilt(change) || !was.has(term)
    return {
      latest: latest.filter(term => isWritten(wasLatest, term)),
      older: older.filter(term => isWritten(wasOlder, term)),
      gone: {
        latest: [...wasLatest].filter(isGone),
        older: [...wasOlder].filter(isGone),
        // of a contract that is rebuilt it may have anything
        areThere: !isRebuilt(change),
      },
    }
  }

  async #insert(session: SqlSession, rows: readonly Fts5Row[]): Promise<void> {
    if (rows.length === 0) return
    const { terms } = this.#tables
    await session.insertSelected(
      terms,
      [getTableName(terms), 'rowid', 'latest', 'older'],
      sql`select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(${JSON.stringify(rows)})`,
    )
  }

  /** The rows of the search table have the words of new contracts, and need not be sent a second time. */
  async #insertPlain(session: SqlSession, changes: readonly TermChange[]): Promise<void> {
    if (changes.length === 0) return
    const { search, terms } = this.#tables
    const ids = changes.map(({ searchId }) => searchId)
    await session.insertSelected(
      terms,
      ['rowid', 'latest', 'older'],
      sql`select ${search.id}, ${search.latestTerms}, ${''} from ${search} where ${this.#isOneOf(search.id, ids)}`,
    )
  }

  /** Takes out terms that only older versions have, when they are too many. */
  async #limit(session: SqlSession, { searchId, after }: TermChange): Promise<void> {
    const latest = new Set(listOf(after.latestTerms))
    const kept = partialSets(await this.#sets.keptOf(session, searchId).all())
    const older = kept.map(([term]) => term).filter(term => !latest.has(term))
    const gone = termsBeyondLimit(older.sort())
    if (gone.length === 0) return
    await this.#insert(session, [
      ['delete', searchId, '', gone.join(' ')],
      [null, searchId, '', ''],
    ])
    await this.#sets.write(session, new Map([[searchId, { sets: [], gone }]]))
  }
}

/** Whether all versions of a new contract have the same terms: as most do when they are new. */
function isPlain({ before, after }: TermChange): boolean {
  return !before && after.partialTerms === ''
}

/** Whether all is to be written, whatever the index has. */
function isRebuilt({ before }: TermChange): boolean {
  return before?.versions === noTerms.versions
}

/** All that is written at a time is limited already. */
function isCounted({ before, after, touched }: TermChange): boolean {
  return touched !== undefined && countsOf(after) !== countsOf(before ?? noTerms)
}

/** How often the older terms were counted while a contract came to have its versions: many may come at a time. */
function countsOf({ versions }: TermColumns): number {
  return Math.floor(JSON.parse(versions).length / countedEach)
}

function touchedPostings({ before }: TermChange, { sets, latest: inLatest }: Touched): Postings {
  const latest: string[] = []
  const older: string[] = []
  const gone: string[] = []
  for (const [term, set] of sets) {
    if (inLatest.has(term)) latest.push(term)
    else if (set !== undefined) older.push(term)
    else gone.push(term)
  }
  // nobody has them any more, so the latest version had them; others were too many to be kept
  const wasLatest = new Set(gone.length > 0 ? listOf(before?.latestTerms ?? '') : [])
  const areThere = gone.every(term => wasLatest.has(term))
  return { latest, older, gone: { latest: gone, older: [], areThere } }
}

/**
 * To take out what is not there damages the index: it counts rows and the words of each column, and refuses to count below
 * nothing. So a row is put in for each that is taken out, without words where there are none.
 */
function rowsOf({ searchId }: TermChange, { latest, older, gone }: Postings): Fts5Row[] {
  const put: Fts5Row = [null, searchId, latest.join(' '), older.join(' ')]
  if (gone.latest.length + gone.older.length === 0) return latest.length + older.length > 0 ? [put] : []
  const [goneLatest, goneOlder] = [gone.latest.join(' '), gone.older.join(' ')]
  const before: Fts5Row[] = gone.areThere ? [] : [[null, searchId, goneLatest, goneOlder]]
  return [...before, ['delete', searchId, goneLatest, goneOlder], put]
}

function setRowsOf({ before, after, touched }: TermChange): TermSetRows {
  if (!touched) return { sets: partialSets(after.partialTerms), gone: before ? 'all' : [] }
  const sets: TermSet[] = []
  const gone: string[] = []
  for (const [term, set] of touched.sets) {
    if (set === undefined) gone.push(term)
    else sets.push([term, set])
  }
  return { sets, gone }
}
