import { EventLoop } from '../../../concurrency/event-loop.ts'
import { asClass, type QueryUnit, type Term } from '../../../search/language/units.ts'
import { postingsOfUnits, type TermPostings, termKey, termsOfUnits } from '../../../search/postings/asked.ts'
import {
  noPostings,
  ofContractsIn,
  ofContractsNotIn,
  type Postings,
} from '../../../search/postings/postings.ts'
import { everyVersion, outOfOrder } from '../../../search/postings/reserved-terms.ts'
import type { SearchQuery } from '../../search-query.ts'
import type { IndexPostings } from '../search-index/index-postings.ts'

/** Versions that may be hits. */
export interface LikelyVersions {
  readonly versions: Postings
  /** All that are lower than one with a smaller number, whether they may be hits or not; see `outOfOrder`. */
  readonly outOfOrder: Postings
}

/** Versions that may be hits, all of contracts that are as relevant. */
export interface Tier {
  readonly score: number
  /** Undefined where nothing is asked for that the index has: the versions of all contracts. */
  readonly likely: LikelyVersions | undefined
}

const everyVersionTerm: Term = { text: everyVersion, isPrefix: false }
const outOfOrderTerm: Term = { text: outOfOrder, isPrefix: false }

/** Finds the versions that have all terms of a query. Where that is all that is asked of them, they are the hits. */
export class LikelyHits {
  readonly #postings: IndexPostings
  readonly #loop = new EventLoop()

  constructor(postings: IndexPostings) {
    this.#postings = postings
  }

  /** The versions that have all units, of all contracts; all there are where there are no units. */
  async of(units: readonly QueryUnit[]): Promise<LikelyVersions> {
    const asked = units.length > 0 ? termsOfUnits(units) : [everyVersionTerm]
    const found = await this.#postings.of([outOfOrderTerm, ...asked])
    const versions = units.length > 0 ? await this.#ofUnits(units, found) : ofTerm(everyVersionTerm, found)
    return withOrder(versions, found)
  }

  /** The versions with all units of a query, the more relevant contracts first, whatever scope the caller has. */
  async tiers({ units, words, sort }: SearchQuery): Promise<Tier[]> {
    if (units.length === 0) return [{ score: 1, likely: undefined }]
    if (sort !== 'relevance' || words.length === 0) return [{ score: 1, likely: await this.of(units) }]
    const inTitle = words.map(unit => asClass(unit, 'tx'))
    const inKeywords = words.map(unit => asClass(unit, 'kx'))
    const terms = termsOfUnits([...units, ...inTitle, ...inKeywords])
    const found = await this.#postings.of([outOfOrderTerm, ...terms])
    const versions = await this.#ofUnits(units, found)
    const titled = await this.#ofUnits(inTitle, found)
    const marked = await this.#ofUnits(inKeywords, found)
    const untitled = await this.#inTurn(() => ofContractsNotIn(versions, titled))
    const tiers = [
      { score: 3, versions: await this.#inTurn(() => ofContractsIn(versions, titled)) },
      { score: 2, versions: await this.#inTurn(() => ofContractsIn(untitled, marked)) },
      { score: 1, versions: await this.#inTurn(() => ofContractsNotIn(untitled, marked)) },
    ]
    return tiers.map(tier => ({ score: tier.score, likely: withOrder(tier.versions, found) }))
  }

  #ofUnits(units: readonly QueryUnit[], found: TermPostings): Promise<Postings> {
    return postingsOfUnits(units, found, this.#loop)
  }

  /** Does what takes long where very many versions are hits, when others have had their turn. */
  async #inTurn<T>(work: () => T): Promise<T> {
    if (this.#loop.isHeld) await this.#loop.share()
    return work()
  }
}

function withOrder(versions: Postings, found: TermPostings): LikelyVersions {
  return { versions, outOfOrder: ofTerm(outOfOrderTerm, found) }
}

function ofTerm(term: Term, found: TermPostings): Postings {
  return found.get(termKey(term)) ?? noPostings
}
