import { and, gt, type SQL } from 'drizzle-orm'
import {
  contractIdsIn,
  countContracts,
  highestOfEach,
  intersection,
  ofContract,
  type Postings,
} from '../../../search/postings/postings.ts'
import type { RowOf } from '../../../sql/database.ts'
import type { SearchPosition, SearchQuery } from '../../search-query.ts'
import { slicesOf } from '../columns.ts'
import { inScope } from '../scope.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { mayBeTested } from '../test-runs/test-states.ts'
import { haveJudged, type JudgedBy } from '../validation/conditions.ts'
import type { LikelyVersions } from './likely-hits.ts'
import { idBefore, keysOf, orderOf, restOf } from './search-position.ts'
import { versionsInScope } from './versions-in-scope.ts'

/** How many contracts are looked at together at most on the way to a page, where not more are asked for. */
export const lastChunk = 500

/** Of how many contracts the database sorts those that may have hits; of more it reads all in their order. */
const sortedAlone = 500

/** How many contracts are read at a time then: few of them may have hits. */
const readInOrder = 1000

/** After how many contracts those that are left are reduced to a scope: few of them may be in it. */
const scopedFrom = 2000

/** A contract that may have hits. */
export interface Candidate extends Row {
  /** The versions that may be hits; undefined when any may be. */
  readonly versions: Postings | undefined
  /** Whether that with the highest number is the highest of them. */
  readonly isOrdered: boolean
}

type Row = RowOf<ReturnType<typeof candidateFields>>

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

/** What one look has found, and behind what the next begins, if there is more. */
interface Look {
  readonly candidates: readonly Candidate[]
  readonly looked: number
  readonly next: SearchPosition | undefined
}

/** Reads the contracts that may have hits, in the order of the hits. */
export class Candidates {
  readonly #database: StoreDatabase
  readonly #judgedBy: JudgedBy

  constructor(database: StoreDatabase, judgedBy: JudgedBy) {
    this.#judgedBy = judgedBy
    this.#database = database
  }

  /**
   * The contracts of some versions, behind the position of the query.
   *
   * @param likely undefined for all contracts.
   * @param sizes how many there are in the first chunk, and in the last ones: each has twice as many as the one before.
   * @param budget ends it when it is spent.
   */
  async *chunks(
    likely: LikelyVersions | undefined,
    query: SearchQuery,
    { first, last: most }: ChunkSizes,
    budget?: Budget,
  ): AsyncGenerator<Chunk> {
    let among = likely
    let after = query.after
    let seen = 0
    for (let size = first; ; size = Math.max(first, Math.min(size * 2, most, budget?.left ?? most))) {
      const { candidates, looked, next } = await this.#look(among, query, after, size)
      yield { candidates, after }
      if (!next) return
      if (budget) {
        budget.left -= looked
        if (budget.left <= 0) return
      }
      seen += looked
      if (among && among === likely && query.scope && seen >= scopedFrom) {
        const versions = await versionsInScope(this.#database, among.versions, query.scope)
        among = { ...among, versions }
      }
      after = next
    }
  }

  #look(
    likely: LikelyVersions | undefined,
    query: SearchQuery,
    after: SearchPosition | undefined,
    size: number,
  ): Promise<Look> {
    if (!likely) return this.#inOrder(query, after, size)
    if (query.sort === 'relevance') return this.#byId(likely, query, after, size)
    if (countContracts(likely.versions) > sortedAlone) return this.#among(likely, query, after)
    const ids = contractIdsIn(likely.versions, 0, sortedAlone)
    const areThese = this.#database.isOneOf(this.#database.tables.search.id, ids)
    return this.#inOrder(query, after, size, { likely, areThese })
  }

  /** The order of the index is that of the ids. */
  async #byId(
    likely: LikelyVersions,
    query: SearchQuery,
    after: SearchPosition | undefined,
    size: number,
  ): Promise<Look> {
    const { search } = this.#database.tables
    const ids = contractIdsIn(likely.versions, idBefore(query.sort, after), size)
    const slices = slicesOf(ids).map(some => {
      const where = and(this.#database.isOneOf(search.id, some), this.#others(query))
      return this.#select(query, { where, orderBy: orderOf(search, query.sort) })
    })
    const rows = (await Promise.all(slices)).flat()
    const last = ids.at(-1)
    const isEnd = ids.length < size || last === undefined
    return {
      candidates: rows.map(row => candidateOf(row, likely)),
      looked: ids.length,
      next: isEnd ? undefined : { keys: [last], tier: 0, version: undefined },
    }
  }

  /** All contracts in their order, of which those are taken that have such versions. */
  async #among(likely: LikelyVersions, query: SearchQuery, after: SearchPosition | undefined): Promise<Look> {
    const { candidates, ...look } = await this.#inOrder(query, after, readInOrder, { likely })
    return { ...look, candidates: candidates.filter(({ versions }) => versions && versions.length > 0) }
  }

  async #inOrder(
    query: SearchQuery,
    after: SearchPosition | undefined,
    limit: number,
    among?: { readonly likely: LikelyVersions; readonly areThese?: SQL },
  ): Promise<Look> {
    const { search } = this.#database.tables
    const where = and(among?.areThese, this.#others(query), after && restOf(search, query.sort, after))
    const rows = await this.#select(query, { where, orderBy: orderOf(search, query.sort), limit })
    const last = rows.at(-1)
    const isEnd = rows.length < limit || last === undefined
    return {
      candidates: rows.map(row => candidateOf(row, among?.likely)),
      looked: rows.length,
      next: isEnd ? undefined : { keys: keysOf(last, query.sort), tier: 0, version: undefined },
    }
  }

  /** What else must hold for a contract that has hits. */
  #others(query: SearchQuery): SQL | undefined {
    const { search } = this.#database.tables
    return and(
      inScope(search, query.scope),
      query.updatedAfter && gt(search.updatedAt, query.updatedAfter),
      query.tests && mayBeTested(this.#database.tables, query.tests),
      query.valid === undefined
        ? undefined
        : haveJudged(this.#database.tables, { judgedBy: this.#judgedBy, valid: query.valid }),
    )
  }

  #select(
    query: SearchQuery,
    clauses: { where: SQL | undefined; orderBy: SQL[]; limit?: number },
  ): Promise<Row[]> {
    const { tables } = this.#database
    return this.#database.select({ fields: candidateFields(tables, query), from: tables.search, ...clauses })
  }
}

function candidateOf(row: Row, likely: LikelyVersions | undefined): Candidate {
  if (!likely) return { ...row, versions: undefined, isOrdered: true }
  const versions = ofContract(likely.versions, row.id)
  return { ...row, versions, isOrdered: isInOrder(versions, likely) }
}

function isInOrder(versions: Postings, { outOfOrder }: LikelyVersions): boolean {
  return intersection(highestOfEach(versions), outOfOrder).length === 0
}

/** What is read of a contract: its place among others, and what tells the number of its latest version. */
function candidateFields({ search }: Tables, { sort }: SearchQuery) {
  const { id, contractId, version, nextNumber, nameKey, updatedAt } = search
  return {
    ...{ id, contractId, version, nextNumber },
    ...(sort === 'name' && { nameKey }),
    ...(sort === 'updated' && { updatedAt }),
  }
}
