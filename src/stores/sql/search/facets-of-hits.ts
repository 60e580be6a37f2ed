import { EventLoop } from '../../../concurrency/event-loop.ts'
import { facetBeginning, facetValueOf } from '../../../search/catalogue/facet-terms.ts'
import { countVersions, intersection, keysIn, type Postings } from '../../../search/postings/postings.ts'
import type { Facet, FacetName } from '../../search-query.ts'
import type { IndexPostings } from '../search-index/index-postings.ts'
import type { StoreDatabase } from '../store-database.ts'
import { FacetCounts } from './facet-counts.ts'

/** Of how many hits the values are read from their rows; of more, all that have each value are looked at. */
const fewHits = 500

/** Counts hits by the values they have. */
export class FacetsOfHits {
  readonly #database: StoreDatabase
  readonly #postings: IndexPostings
  readonly #loop = new EventLoop()

  constructor(database: StoreDatabase, postings: IndexPostings) {
    this.#database = database
    this.#postings = postings
  }

  /** How many of some versions have each value of each facet. */
  async of(hits: Postings, names: readonly FacetName[]): Promise<Map<FacetName, Facet>> {
    const counts = new FacetCounts(names)
    if (countVersions(hits) <= fewHits) await this.#addFew(hits, counts)
    else await this.#addMany(hits, names, counts)
    return counts.sorted()
  }

  async #addFew(hits: Postings, counts: FacetCounts): Promise<void> {
    const keys = keysIn(hits)
    if (keys.length === 0) return
    const { texts } = this.#database.tables
    const { status, owner, domain, labels, postingKey } = texts
    const rows = await this.#database.select({
      fields: { status, owner, domain, labels },
      from: texts,
      where: this.#database.isOneOf(postingKey, keys),
    })
    for (const { labels, ...values } of rows) counts.addHit({ ...values, labels: JSON.parse(labels) })
  }

  async #addMany(hits: Postings, names: readonly FacetName[], counts: FacetCounts): Promise<void> {
    for (const name of names)
      for (const [term, versions] of await this.#postings.withBeginnings([facetBeginning(name)])) {
        if (this.#loop.isHeld) await this.#loop.share()
        const count = countVersions(intersection(versions, hits))
        if (count > 0) counts.add({ [name]: facetValueOf(term) }, count)
      }
  }
}
