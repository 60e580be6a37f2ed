import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { highestVersion } from '../../../domain/version.ts'
import { type FacetValues, keptFacets } from '../../../search/versions/contract-facets.ts'
import {
  isToldByPartialTerms,
  type KnownTerms,
  versionsWithTerms,
} from '../../../search/versions/versions-with-terms.ts'
import type { SearchQuery } from '../../search-query.ts'
import { inScope } from '../scope.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { Condition } from './candidates.ts'
import type { FacetCounts } from './facet-counts.ts'
import { fullTextOf } from './full-text.ts'
import { isDecidedByTerms } from './matching-versions.ts'
import { partialTermsOf, versionSetFields } from './search-order.ts'
import type { FullText } from './term-index.ts'

/** How many contracts are looked at together: little is read of each, and some databases look for all anew for each chunk. */
const chunk = 10_000
/** The same where the words of each are read. */
const chunkWithWords = 2000
/** How many are counted before other requests have their turn. */
const atOnce = 500

/** Whether slots can tell which versions are hits. */
export function areToldBySlots(query: SearchQuery): boolean {
  return query.units.length > 0 && isDecidedByTerms(query)
}

/** Counts the hits of contracts by what their slots tell, without a look at the contracts or their versions. */
export class ToldFacets {
  readonly #database: StoreDatabase
  readonly #fullText: FullText

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#fullText = fullTextOf(database)
  }

  /**
   * Counts the hits of the contracts that fulfil a condition.
   *
   * @returns the ids of those of which it is not told what their hits have.
   */
  async add(condition: Condition, query: SearchQuery, counts: FacetCounts): Promise<number[]> {
    const units = query.units
    const size = isToldByPartialTerms(units) ? chunk : chunkWithWords
    const untold: number[] = []
    for (let after = 0; ; ) {
      const rows = await this.#some(condition, query, after, size)
      for (const [at, { id, facets, ...terms }] of rows.entries()) {
        if (at % atOnce === atOnce - 1) await setImmediate()
        const told = valuesOfHits(query, terms, facets)
        if (!told) untold.push(id)
        for (const values of told ?? []) counts.addHit(values)
      }
      const last = rows.at(-1)
      if (!last || rows.length < size) return untold
      after = last.id
    }
  }

  async #some({ units, without }: Condition, query: SearchQuery, after: number, limit: number) {
    const { search, versionSets } = this.#database.tables
    const { searchId, versions, partialTerms, facets } = versionSets
    const asked = query.units
    const hasWords = !isToldByPartialTerms(asked)
    const bySlots = versionSetFields(this.#fullText, asked, searchId)
    const rows = await this.#database.select({
      fields: {
        ...{ id: searchId, versions, facets },
        ...(!bySlots && { partialTerms }),
        ...(hasWords && { latestTerms: search.latestTerms }),
        ...bySlots,
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
      const partialTerms = bySlots ? partialTermsOf({ ...row }, bySlots) : (row.partialTerms ?? '')
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

/** What the hits of a contract are counted by; undefined when its slots do not tell. */
function valuesOfHits(query: SearchQuery, terms: KnownTerms, facets: string): FacetValues[] | undefined {
  const { versions, isSure } = versionsWithTerms(terms, query.units)
  const latest = highestVersion(versions)
  if (latest === undefined) return []
  if (!isSure) return undefined
  return keptFacets(facets, query.versions === 'all' ? versions : [latest])
}
