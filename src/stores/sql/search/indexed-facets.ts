import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import { highestVersion } from '../../../domain/version.ts'
import { type FacetValues, versionFacets } from '../../../search/versions/contract-facets.ts'
import {
  type KnownTerms,
  needsLatestTerms,
  versionsWithTerms,
} from '../../../search/versions/versions-with-terms.ts'
import type { SearchQuery } from '../../search-query.ts'
import { inScope } from '../scope.ts'
import type { FullText } from '../search-index/full-text.ts'
import { fullTextOf } from '../search-index/full-text-of.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { Condition } from './candidates.ts'
import type { FacetCounts } from './facet-counts.ts'
import { isDecidedByTerms } from './matching-versions.ts'
import { partialTermsField, partialTermsOf, versionSetFields } from './version-sets.ts'

/** How many contracts are looked at together: little is read of each, and some databases look for all of them again for each chunk. */
const chunk = 10_000
/** How many where the words of each are read. */
const chunkWithWords = 2000

/** Whether the index knows which versions are hits. */
export function areHitsIndexed(query: SearchQuery): boolean {
  return query.units.length > 0 && isDecidedByTerms(query)
}

/** Counts hits by what the index knows of the versions of each contract, without a look at these. */
export class IndexedFacets {
  readonly #database: StoreDatabase
  readonly #fullText: FullText

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#fullText = fullTextOf(database)
  }

  /**
   * Counts the hits of the contracts that fulfil a condition.
   *
   * @returns the ids of the contracts of which the index does not know it.
   */
  async add(condition: Condition, query: SearchQuery, counts: FacetCounts): Promise<number[]> {
    const units = query.units
    const size = needsLatestTerms(units) ? chunkWithWords : chunk
    const undecided: number[] = []
    const loop = new EventLoop()
    for (let after = 0; ; ) {
      const rows = await this.#some(condition, query, after, size)
      for (const { id, facets, ...terms } of rows) {
        if (loop.isHeld) await loop.share()
        const hits = valuesOfHits(query, terms, facets)
        if (!hits) undecided.push(id)
        for (const values of hits ?? []) counts.addHit(values)
      }
      const last = rows.at(-1)
      if (!last || rows.length < size) return undecided
      after = last.id
    }
  }

  async #some({ units, without }: Condition, query: SearchQuery, after: number, limit: number) {
    const { search, versionSets } = this.#database.tables
    const { searchId, versions, partialTerms, facets } = versionSets
    const asked = query.units
    const hasWords = needsLatestTerms(asked)
    const sets = versionSetFields(this.#fullText, asked, searchId)
    const rows = await this.#database.select({
      fields: {
        ...{ id: searchId, versions, facets },
        ...(!sets && partialTerms && { partialTerms }),
        ...(!sets && partialTermsField(this.#fullText, asked, searchId)),
        ...(hasWords && { latestTerms: search.latestTerms }),
        ...sets,
      },
      from: versionSets,
      ...(hasWords && { leftJoin: { table: search, on: eq(search.id, searchId) } }),
      where: and(
        this.#fullText.hasIdIn(searchId, { scope: 'any', units, without }),
        this.#isInScope(query),
        gt(searchId, after),
      ),
      orderBy: [asc(searchId)],
      limit,
    })
    return rows.map(row => {
      const { id, versions, facets, latestTerms } = row
      const partialTerms = sets ? partialTermsOf({ ...row }, sets) : (row.partialTerms ?? '')
      return { id, versions, facets, partialTerms, latestTerms }
    })
  }

  #isInScope({ scope }: SearchQuery): SQL | undefined {
    const { search, versionSets } = this.#database.tables
    const condition = inScope(search, scope)
    return (
      condition && sql`${versionSets.searchId} in (select ${search.id} from ${search} where ${condition})`
    )
  }
}

/** What the hits of a contract are counted by; undefined when the index does not know it. */
function valuesOfHits(query: SearchQuery, terms: KnownTerms, facets: string): FacetValues[] | undefined {
  const { versions, isSure } = versionsWithTerms(terms, query.units)
  const latest = highestVersion(versions)
  if (latest === undefined) return []
  if (!isSure) return undefined
  return versionFacets(facets, query.versions === 'all' ? versions : [latest])
}
