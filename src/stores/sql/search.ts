import { and, gt } from 'drizzle-orm'
import { asClass } from '../../domain/search/units.ts'
import type { SearchHit, SearchPage, SearchPosition, SearchQuery } from '../search-query.ts'
import type { SqlDatabase } from './database.ts'
import { reachOf, type TermCondition } from './full-text.ts'
import { MatchingVersions } from './matching-versions.ts'
import { inScope } from './scope.ts'
import {
  type Candidate,
  candidateFields,
  idBefore,
  keysOf,
  orderOf,
  restOf,
  unitsOf,
  type VersionRow,
  versionsOf,
} from './search-order.ts'
import type { Tables } from './tables.ts'

/** How many contracts are looked at together, at first and at most. */
const firstChunk = 50
export const lastChunk = 500

/** How many more contracts may be looked at. */
export interface Effort {
  left: number
}

/** A hit with what goes on behind it, and what it is counted by. */
export interface Found {
  readonly hit: SearchHit
  readonly position: SearchPosition
  readonly row: VersionRow
}

/** One sequence of contracts among which hits are looked for; the more relevant ones come first. */
export interface Tier extends Pick<TermCondition, 'units' | 'without'> {
  readonly score: number
}

/**
 * Searches in two steps. The database's full-text index knows contracts: which words their latest version has, and
 * which any of their versions has. From it come candidates, in the order of the hits and a chunk at a time; then what is
 * known of their versions decides. So a page costs little however many contracts there are, and every database
 * finds the same.
 */
export class Search {
  readonly #database: SqlDatabase
  readonly #tables: Tables
  readonly #matching: MatchingVersions

  constructor(database: SqlDatabase) {
    this.#database = database
    this.#tables = database.tables
    this.#matching = new MatchingVersions(database)
  }

  /** One page of hits. */
  async page(query: SearchQuery): Promise<SearchPage> {
    const page: Found[] = []
    let toSkip = query.offset
    for await (const found of this.found(this.#tiers(query), query, firstChunk)) {
      if (toSkip-- > 0) continue
      // one hit more than asked for tells that there is a next page
      if (page.length === query.limit)
        return { hits: page.map(({ hit }) => hit), next: page.at(-1)?.position }
      page.push(found)
    }
    return { hits: page.map(({ hit }) => hit), next: undefined }
  }

  /**
   * All hits among the contracts of some sequences, behind the position of the query.
   *
   * @param chunk how many contracts are looked at together at first.
   * @param effort ends the search when it is spent.
   */
  async *found(
    tiers: readonly Tier[],
    query: SearchQuery,
    chunk: number,
    effort?: Effort,
  ): AsyncGenerator<Found> {
    const start = query.after?.tier ?? 0
    for (const [tier, sequence] of tiers.entries()) {
      if (tier < start) continue
      const after = tier === start ? query.after : undefined
      for await (const [candidate, row] of this.#foundAfter(sequence, { ...query, after }, chunk, effort)) {
        const version = query.versions === 'all' ? row.version : undefined
        const hit = {
          contractId: row.contractId,
          version: row.version,
          score: sequence.score,
          updatedAt: row.updatedAt,
        }
        yield { hit, position: { keys: keysOf(candidate, query), tier, version }, row }
      }
    }
  }

  /** The hits among the contracts of a condition, behind the position of the query. */
  async *#foundAfter(
    tier: Tier,
    query: SearchQuery,
    chunk: number,
    effort?: Effort,
  ): AsyncGenerator<[Candidate, VersionRow]> {
    let after = query.after
    for (let size = chunk; ; size = Math.min(size * 2, lastChunk)) {
      const candidates = await this.#candidates(tier, query, after, size)
      const matching = await this.#matching.of(query, candidates)
      for (const candidate of candidates) {
        for (const row of versionsOf(candidate, matching, query, after)) yield [candidate, row]
      }
      const last = candidates.at(-1)
      if (!last || candidates.length < size) return
      if (effort) {
        effort.left -= candidates.length
        if (effort.left <= 0) return
      }
      after = { keys: keysOf(last, query), tier: 0, version: undefined }
    }
  }

  #tiers(query: SearchQuery): Tier[] {
    const units = unitsOf(query)
    if (query.sort !== 'relevance' || query.words.length === 0) return [{ units, score: 1 }]
    const inClass = (name: 'tx' | 'kx') => query.words.map(unit => asClass(unit, name))
    const [inTitle, inKeywords] = [inClass('tx'), inClass('kx')]
    return [
      { units: [...units, ...inTitle], score: 3 },
      { units: [...units, ...inKeywords], without: { scope: 'any', units: inTitle }, score: 2 },
      { units, without: { scope: 'any', units: inKeywords }, score: 1 },
    ]
  }

  async #candidates(
    { units, without }: Tier,
    query: SearchQuery,
    after: SearchPosition | undefined,
    limit: number,
  ): Promise<Candidate[]> {
    const { search } = this.#tables
    const others = and(
      inScope(search, query.scope),
      query.updatedAfter && gt(search.updatedAt, query.updatedAfter),
    )
    const words = units.length > 0 ? { scope: 'any' as const, units, without } : undefined
    const window = { above: idBefore(query.sort, after), most: limit }
    const reach = query.sort === 'relevance' && !others ? window : await reachOf(this.#database, words)
    return this.#database.select({
      fields: candidateFields(this.#tables, unitsOf(query)),
      from: search,
      where: and(
        words && this.#database.fullText.matches(words, reach),
        others,
        after && restOf(search, query.sort, after),
      ),
      orderBy: orderOf(search, query.sort),
      limit,
    })
  }
}
