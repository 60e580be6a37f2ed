import {
  countContracts,
  countVersions,
  highestOfEach,
  intersection,
  keysIn,
  ofContractsIn,
  ofContractsNotIn,
  type Postings,
  postingsOfKeys,
} from '../../../search/postings/postings.ts'
import { union } from '../../../search/postings/union.ts'
import type { Facet, FacetName, SearchQuery, SearchTotal } from '../../search-query.ts'
import { slicesOf } from '../columns.ts'
import { inScope } from '../scope.ts'
import type { IndexPostings } from '../search-index/index-postings.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { JudgedBy } from '../validation/conditions.ts'
import type { Budget, Candidate, Candidates } from './candidates.ts'
import { FacetsOfHits } from './facets-of-hits.ts'
import { LikelyHits, type LikelyVersions } from './likely-hits.ts'
import { isDecidedByTerms, MatchingVersions } from './matching-versions.ts'
import { highestFirst, type VersionRow, versionFields, versionsOf } from './version-rows.ts'
import { versionsInScope } from './versions-in-scope.ts'

/** How many contracts are looked at together, where the index does not decide. */
const chunks = { first: 100, last: 2000 }

/** Counts the hits of a search: by the index, and what it cannot decide is looked at as on the pages of hits. */
export class HitCounts {
  readonly #database: StoreDatabase
  readonly #candidates: Candidates
  readonly #likely: LikelyHits
  readonly #matching: MatchingVersions
  readonly #facets: FacetsOfHits

  constructor(database: StoreDatabase, judgedBy: JudgedBy, candidates: Candidates, postings: IndexPostings) {
    this.#database = database
    this.#candidates = candidates
    this.#likely = new LikelyHits(postings)
    this.#matching = new MatchingVersions(database, judgedBy)
    this.#facets = new FacetsOfHits(database, postings)
  }

  /**
   * How many hits there are in all, counted up to `most`; and of no more contracts than that more is looked at than what the
   * index has, for there may be a million with the words of a phrase that next to none has.
   */
  async total(query: SearchQuery, most: number): Promise<SearchTotal> {
    if (isDecidedByTerms(query)) return upTo(most, await this.#countDecided(query, most))
    const budget = { left: most }
    let count = 0
    for await (const candidates of this.#undecided(query, budget)) {
      count += await this.#matching.count(query, candidates)
      if (count > most) break
    }
    return budget.left > 0 ? upTo(most, count) : { count: Math.min(count, most), isExact: false }
  }

  /** How many hits have each value of each facet. */
  async facets(query: SearchQuery, names: readonly FacetName[]): Promise<Map<FacetName, Facet>> {
    return this.#facets.of(await this.#hits(query), names)
  }

  async #countDecided(query: SearchQuery, most: number): Promise<number> {
    if (query.units.length === 0 && query.versions === 'latest') {
      const { search } = this.#database.tables
      return this.#database.count(search, inScope(search, query.scope), most + 1)
    }
    const { versions } = await this.#likelyInScope(query)
    return query.versions === 'latest' ? countContracts(versions) : countVersions(versions)
  }

  /** Every hit: of each contract one version, or all that match. */
  async #hits(query: SearchQuery): Promise<Postings> {
    if (isDecidedByTerms(query)) {
      const likely = await this.#likelyInScope(query)
      return query.versions === 'all' ? likely.versions : this.#latestOfEach(likely)
    }
    const keys: number[] = []
    for await (const candidates of this.#undecided(query)) {
      const matching = await this.#matching.of(query, candidates)
      for (const candidate of candidates)
        for (const row of versionsOf(candidate, matching, query, undefined)) keys.push(row.postingKey)
    }
    return postingsOfKeys(inOrder(keys))
  }

  /** The contracts that may have hits, in the order of the index and whatever the relevance. */
  async *#undecided(query: SearchQuery, budget?: Budget): AsyncGenerator<readonly Candidate[]> {
    const likely = query.units.length > 0 ? await this.#likely.of(query.units) : undefined
    const all: SearchQuery = { ...query, sort: 'relevance', after: undefined, offset: 0 }
    for await (const { candidates } of this.#candidates.chunks(likely, all, chunks, budget)) yield candidates
  }

  async #likelyInScope({ units, scope }: SearchQuery): Promise<LikelyVersions> {
    const likely = await this.#likely.of(units)
    return scope
      ? { ...likely, versions: await versionsInScope(this.#database, likely.versions, scope) }
      : likely
  }

  /** Of each contract the highest of some versions: of most that with the highest number. */
  async #latestOfEach({ versions, outOfOrder }: LikelyVersions): Promise<Postings> {
    const highest = highestOfEach(versions)
    const others = intersection(highest, outOfOrder)
    if (others.length === 0) return highest
    const byName = await this.#highestByName(ofContractsIn(versions, others))
    return union([ofContractsNotIn(highest, others), byName])
  }

  async #highestByName(versions: Postings): Promise<Postings> {
    const { texts } = this.#database.tables
    const { postingKey } = texts
    const highest = new Map<string, VersionRow>()
    for (const some of slicesOf(keysIn(versions))) {
      const rows = await this.#database.select({
        fields: versionFields(this.#database.tables),
        from: texts,
        where: this.#database.isOneOf(postingKey, some),
      })
      for (const row of rows) {
        const other = highest.get(row.contractId)
        if (!other || highestFirst(row, other) < 0) highest.set(row.contractId, row)
      }
    }
    return postingsOfKeys(inOrder([...highest.values()].map(row => row.postingKey)))
  }
}

function inOrder(keys: readonly number[]): number[] {
  return keys.toSorted((one, other) => one - other)
}

function upTo(most: number, count: number): SearchTotal {
  return count > most ? { count: most, isExact: false } : { count, isExact: true }
}
