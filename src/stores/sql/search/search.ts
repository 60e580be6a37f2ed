import type { SearchHit, SearchPage, SearchPosition, SearchQuery } from '../../search-query.ts'
import type { IndexPostings } from '../search-index/index-postings.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { JudgedBy } from '../validation/conditions.ts'
import { type Candidate, type Candidates, lastChunk } from './candidates.ts'
import { LikelyHits, type Tier } from './likely-hits.ts'
import { MatchingVersions } from './matching-versions.ts'
import { keysOf } from './search-position.ts'
import { versionsOf } from './version-rows.ts'

/** How many contracts are looked at together at first, if not more hits are asked for. */
const leastChunk = 20

/** How many contracts are looked at for each hit that is wanted: another look takes longer than some contracts more. */
const spare = 1.25

/** A hit with what goes on behind it. */
interface Found {
  readonly hit: SearchHit
  readonly position: SearchPosition
}

/**
 * Searches in two steps. The index tells which versions have all terms that are asked for: of most queries these are the
 * hits. From them come contracts as candidates, in the order of the hits and a chunk at a time; what else is asked of a
 * version, its rows tell. So a page costs little however many contracts there are, and every database finds the same.
 */
export class Search {
  readonly #candidates: Candidates
  readonly #likely: LikelyHits
  readonly #matching: MatchingVersions

  constructor(database: StoreDatabase, judgedBy: JudgedBy, candidates: Candidates, postings: IndexPostings) {
    this.#candidates = candidates
    this.#likely = new LikelyHits(postings)
    this.#matching = new MatchingVersions(database, judgedBy)
  }

  /** One page of hits. */
  async page(query: SearchQuery): Promise<SearchPage> {
    const page: Found[] = []
    let toSkip = query.offset
    for await (const found of this.#found(query)) {
      if (toSkip-- > 0) continue
      // one hit more than asked for tells that there is a next page
      if (page.length === query.limit)
        return { hits: page.map(({ hit }) => hit), next: page.at(-1)?.position }
      page.push(found)
    }
    return { hits: page.map(({ hit }) => hit), next: undefined }
  }

  /** All hits behind the position of the query. */
  async *#found(query: SearchQuery): AsyncGenerator<Found> {
    const start = query.after?.tier ?? 0
    for (const [tier, sequence] of (await this.#likely.tiers(query)).entries()) {
      if (tier < start) continue
      const rest = { ...query, after: tier === start ? query.after : undefined }
      for await (const [candidate, version] of this.#foundIn(sequence, rest)) {
        const hit = { contractId: candidate.contractId, version, score: sequence.score }
        const within = query.versions === 'all' ? version : undefined
        yield { hit, position: { keys: keysOf(candidate, query.sort), tier, version: within } }
      }
    }
  }

  async *#foundIn({ likely }: Tier, query: SearchQuery): AsyncGenerator<[Candidate, version: string]> {
    if (likely?.versions.length === 0) return
    // mostly each has one hit, one more tells that there is a next page, and of some no version has all that is asked for
    const hits = query.offset + query.limit + 1
    const first = Math.min(lastChunk, Math.max(leastChunk, Math.ceil(hits * spare)))
    const sizes = { first, last: lastChunk }
    for await (const { candidates, after } of this.#candidates.chunks(likely, query, sizes)) {
      const matching = await this.#matching.named(query, candidates)
      for (const candidate of candidates)
        for (const { version } of versionsOf(candidate, matching, query, after)) yield [candidate, version]
    }
  }
}
