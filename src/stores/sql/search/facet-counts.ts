import { noStatus } from '../../../domain/lifecycle.ts'
import { ownerMark } from '../../../search/catalogue/facet-labels.ts'
import type { FacetValues } from '../../../search/catalogue/facet-terms.ts'
import { type FilterName, filterKey } from '../../../search/language/filters.ts'
import type { Facet, FacetName } from '../../search-query.ts'

type Values = { readonly [Name in FacetName]?: string | null }
type Count = { readonly value: string | null; readonly count: number }

/** Counts hits by the values they have. Values that a filter takes for equal are one. */
export class FacetCounts {
  /** How many hits have each spelling. */
  readonly #counts: ReadonlyMap<FacetName, Map<string | null, number>>

  constructor(names: readonly FacetName[]) {
    this.#counts = new Map(names.map(name => [name, new Map()]))
  }

  /** So many more hits have these values; those of facets that are not counted are passed over. */
  add(values: Values, more: number): void {
    for (const [name, counts] of this.#counts) {
      const value = values[name]
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + more)
    }
  }

  /** So many more hits have one of `labelsOf`. */
  addLabel(label: string, more: number): void {
    const isOwner = label.startsWith(ownerMark)
    this.add(isOwner ? { owner: label.slice(ownerMark.length) } : { tag: label }, more)
  }

  /** One more hit has these values. */
  addHit({ labels, ...values }: FacetValues): void {
    this.add(values, 1)
    for (const label of labels) this.addLabel(label, 1)
  }

  /** The most frequent values first, each in its most frequent spelling. */
  sorted(): Map<FacetName, Facet> {
    return new Map([...this.#counts].map(([name, counts]) => [name, facetOf(name, counts)]))
  }
}

function facetOf(name: FacetName, counts: ReadonlyMap<string | null, number>): Facet {
  const spellings = [...counts].map(([value, count]) => ({ value, count }))
  const equal = Map.groupBy(spellings, ({ value }) => keyOf(name, value))
  return [...equal]
    .map(([key, same]) => ({
      value: key === null ? null : (same.sort(byCount)[0]?.value ?? null),
      count: same.reduce((sum, { count }) => sum + count, 0),
    }))
    .sort(byCount)
}

/** A version without a status, and one whose status says that it has none, are the same to a filter. */
function keyOf(name: FilterName & FacetName, value: string | null): string | null {
  const key = value === null ? null : filterKey(name, value)
  return name === 'status' && key === noStatus ? null : key
}

function byCount(a: Count, b: Count): number {
  return b.count - a.count || ((a.value ?? '') < (b.value ?? '') ? -1 : 1)
}
