import { asClass, type QueryUnit } from '../../../search/language/units.ts'
import type { SearchHit, SearchPage, SearchPosition, SearchQuery } from '../../search-query.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { JudgedBy } from '../validation/conditions.ts'
import { type Candidate, type Candidates, type Condition, lastChunk } from './candidates.ts'
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

/** One sequence of contracts among which hits are looked for; the more relevant ones come first. */
interface Tier extends Condition {
  readonly score: number
}

/**
 * Searches in two steps. The database's full-text index knows contracts: which words their latest version has, and
 * which any of their versions has. From it come candidates, in the order of the hits and a chunk at a time; then what is
 * known of their versions decides. So a page costs little however many contracts there are, and every database
 * finds the same.
 */
export class Search {
  readonly #candidates: Candidates
  readonly #matching: MatchingVersions

  constructor(database: StoreDatabase, judgedBy: JudgedBy, candidates: Candidates) {
    this.#candidates = candidates
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
    for (const [tier, sequence] of tiersOf(query).entries()) {
      if (tier < start) continue
      const rest = { ...query, after: tier === start ? query.after : undefined }
      for await (const [candidate, version] of this.#foundIn(sequence, rest)) {
        const hit = { contractId: candidate.contractId, version, score: sequence.score }
        const within = query.versions === 'all' ? version : undefined
        yield { hit, position: { keys: keysOf(candidate, query.sort), tier, version: within } }
      }
    }
  }

  async *#foundIn(condition: Condition, query: SearchQuery): AsyncGenerator<[Candidate, version: string]> {
    // mostly each has one hit, one more tells that there is a next page, and of some no version has all words
    const hits = query.offset + query.limit + 1
    const first = Math.min(lastChunk, Math.max(leastChunk, Math.ceil(hits * spare)))
    const sizes = { first, last: lastChunk }
    for await (const { candidates, after } of this.#candidates.chunks(condition, query, sizes)) {
      const matching = await this.#matching.named(query, candidates)
      for (const candidate of candidates)
        for (const { version } of versionsOf(candidate, matching, query, after)) yield [candidate, version]
    }
  }
}

function tiersOf(query: SearchQuery): Tier[] {
  const units = query.units
  if (query.sort !== 'relevance' || query.words.length === 0) return [{ units, score: 1 }]
  const inClass = (name: 'tx' | 'kx') => query.words.map(unit => asClass(unit, name))
  const [inTitle, inKeywords] = [inClass('tx'), inClass('kx')]
  // a word of the title is one of the words, so that nothing else is to be looked for
  const others = units.filter(unit => !(query.words.includes(unit) && isSingleWord(unit)))
  return [
    { units: [...others, ...inTitle], score: 3 },
    { units: [...others, ...inKeywords], without: { scope: 'any', units: inTitle }, score: 2 },
    { units, without: { scope: 'any', units: inKeywords }, score: 1 },
  ]
}

function isSingleWord({ alternatives: [only, ...others] }: QueryUnit): boolean {
  return others.length === 0 && only?.terms.length === 1 && only.words.length === 1
}
