import type { FacetValues } from '../../domain/search/contract-facets.ts'
import type { Facet, FacetName } from '../search-query.ts'

/** Counts hits by the values they have. */
export class FacetCounts {
  readonly #counts: ReadonlyMap<FacetName, Map<string | null, number>>

  constructor(names: readonly FacetName[]) {
    this.#counts = new Map(names.map(name => [name, new Map()]))
  }

  /** So many more hits have these values; those of facets that are not counted are passed over. */
  add(values: { readonly [Name in FacetName]?: string | null }, more: number): void {
    for (const [name, counts] of this.#counts) {
      const value = values[name]
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + more)
    }
  }

  /** One more hit has these values. */
  addHit({ tags, ...values }: FacetValues): void {
    this.add(values, 1)
    const counts = this.#counts.get('tag')
    for (const tag of counts ? tags : []) counts?.set(tag, (counts.get(tag) ?? 0) + 1)
  }

  /** The most frequent values first. */
  sorted(): Map<FacetName, Facet> {
    return new Map([...this.#counts].map(([name, counts]) => [name, facetOf(counts)]))
  }
}

function facetOf(counts: ReadonlyMap<string | null, number>): Facet {
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || ((a ?? '') < (b ?? '') ? -1 : 1))
  return sorted.map(([value, count]) => ({ value, count }))
}
