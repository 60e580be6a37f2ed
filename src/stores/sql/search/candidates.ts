import { and, gt } from 'drizzle-orm'
import { needsLatestTerms } from '../../../search/versions/versions-with-terms.ts'
import type { Fields, RowOf, Select } from '../../../sql/database.ts'
import type { SearchPosition, SearchQuery } from '../../search-query.ts'
import { slicesOf } from '../columns.ts'
import { inScope } from '../scope.ts'
import { type FullText, plannerHint, type TermCondition } from '../search-index/full-text.ts'
import { fullTextOf } from '../search-index/full-text-of.ts'
import { joinVersionSets, versionSetColumns } from '../search-index/search-rows.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { mayBeTested } from '../test-runs/test-states.ts'
import { haveJudged, type JudgedBy } from '../validation/conditions.ts'
import { idBefore, keysOf, orderOf, restOf } from './search-position.ts'
import { partialTermsField, partialTermsOf, versionSetFields } from './version-sets.ts'

/** How many contracts are looked at together at most on the way to a page, where not more are asked for. */
export const lastChunk = 500

/** What some contracts have. */
export type Condition = Pick<TermCondition, 'units' | 'without'>

/** A contract that may have hits. */
export type Candidate = RowOf<ReturnType<typeof candidateFields>>

/** Contracts in the order of the hits. */
export interface Chunk {
  readonly candidates: readonly Candidate[]
  /** The position behind which they come. */
  readonly after: SearchPosition | undefined
}

/** How many contracts are looked at together. */
export interface ChunkSizes {
  readonly first: number
  /** Not less than the first. */
  readonly last: number
}

/** How many more contracts may be looked at. */
export interface Budget {
  left: number
}

/** Finds the contracts that may have hits, by the full-text index. */
export class Candidates {
  readonly #database: StoreDatabase
  readonly #fullText: FullText
  readonly #judgedBy: JudgedBy

  constructor(database: StoreDatabase, judgedBy: JudgedBy) {
    this.#judgedBy = judgedBy
    this.#database = database
    this.#fullText = fullTextOf(database)
  }

  /**
   * The contracts that fulfil a condition, behind the position of the query.
   *
   * @param sizes how many there are in the first chunk, and in the last ones: each has twice as many as the one before.
   * @param budget ends it when it is spent.
   */
  async *chunks(
    condition: Condition,
    query: SearchQuery,
    { first, last: most }: ChunkSizes,
    budget?: Budget,
  ): AsyncGenerator<Chunk> {
    let after = query.after
    for (let size = first; ; size = Math.max(first, Math.min(size * 2, most, budget?.left ?? most))) {
      const candidates = await this.#some(condition, query, after, size)
      yield { candidates, after }
      const last = candidates.at(-1)
      if (!last || candidates.length < size) return
      if (budget) {
        budget.left -= candidates.length
        if (budget.left <= 0) return
      }
      after = { keys: keysOf(last, query.sort), tier: 0, version: undefined }
    }
  }

  /** The contracts with some ids. */
  async ofIds(ids: readonly number[], query: SearchQuery): Promise<Candidate[]> {
    const found: Candidate[] = []
    for (const some of slicesOf(ids)) {
      const where = this.#database.isOneOf(this.#database.tables.search.id, some)
      found.push(...(await this.#select(query, { where })))
    }
    return found
  }

  async #some(
    { units, without }: Condition,
    query: SearchQuery,
    after: SearchPosition | undefined,
    limit: number,
  ): Promise<Candidate[]> {
    const { search } = this.#database.tables
    const others = and(
      inScope(search, query.scope),
      query.updatedAfter && gt(search.updatedAt, query.updatedAfter),
      query.tests && mayBeTested(this.#database.tables, query.tests),
      query.valid === undefined
        ? undefined
        : haveJudged(this.#database.tables, { judgedBy: this.#judgedBy, valid: query.valid }),
    )
    const words = units.length > 0 ? { scope: 'any' as const, units, without } : undefined
    const window = { above: idBefore(query.sort, after), most: limit }
    const hint =
      query.sort === 'relevance' && !others
        ? window
        : await plannerHint(this.#database, this.#fullText, words)
    return this.#select(query, {
      where: and(
        words && this.#fullText.matches(words, hint),
        others,
        after && restOf(search, query.sort, after),
      ),
      orderBy: orderOf(search, query.sort),
      limit,
    })
  }

  async #select(query: SearchQuery, clauses: Pick<Select<Fields>, 'where' | 'orderBy' | 'limit'>) {
    const { tables } = this.#database
    const sets = versionSetFields(this.#fullText, query.units, tables.search.id)
    const rows: Candidate[] = await this.#database.select({
      fields: {
        ...candidateFields(tables, query, sets !== undefined),
        ...partialTermsField(this.#fullText, query.units, tables.search.id),
        ...sets,
      },
      from: tables.search,
      ...(query.units.length > 0 && { leftJoin: joinVersionSets(tables) }),
      ...clauses,
    })
    return sets ? rows.map(row => ({ ...row, partialTerms: partialTermsOf({ ...row }, sets) })) : rows
  }
}

/** What is read of a contract: its place among others, and what tells which of its versions have all units. */
function candidateFields(tables: Tables, query: SearchQuery, hasVersionSets: boolean) {
  const { id, contractId, version, nameKey, updatedAt, latestTerms } = tables.search
  const { versions, partialTerms } = versionSetColumns(tables)
  const units = query.units
  return {
    ...{ id, contractId, version },
    ...(query.sort === 'name' && { nameKey }),
    ...(query.sort === 'updated' && { updatedAt }),
    ...(units.length > 0 && { versions, ...(!hasVersionSets && partialTerms && { partialTerms }) }),
    ...(needsLatestTerms(units) && { latestTerms }),
  }
}
