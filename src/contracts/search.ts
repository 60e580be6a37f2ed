import { readStored } from '../domain/contract-version.ts'
import { versionKey } from '../domain/identity.ts'
import { type Catalogue, catalogueOf } from '../domain/search/catalogue.ts'
import { matchesOf, type SearchMatch } from '../domain/search/snippets.ts'
import type {
  Facet,
  FacetName,
  FieldPage,
  FieldQuery,
  SearchHit,
  SearchPosition,
  SearchQuery,
  SearchTotal,
} from '../stores/search-query.ts'
import type { ContractStore, VersionState } from '../stores/store.ts'

/** Up to how many hits are counted exactly. */
export const countedHits = 10_000

/** How many places of a hit are told. */
const maxMatches = 10

/** How many versions a stream reads at once. */
const streamPage = 50

/** A version that was found, with what is told about it. */
export interface FoundVersion {
  readonly hit: SearchHit
  readonly state: VersionState
  readonly catalogue: Catalogue
  readonly matches: readonly SearchMatch[]
}

export interface VersionPage {
  readonly versions: readonly VersionState[]
  readonly next: SearchPosition | undefined
}

export interface IdPage {
  readonly contractIds: readonly string[]
  readonly next: SearchPosition | undefined
}

export interface FoundPage {
  readonly found: readonly FoundVersion[]
  readonly next: SearchPosition | undefined
}

/** Finds contracts by what their documents say. */
export class ContractSearch {
  readonly #store: ContractStore

  constructor(store: ContractStore) {
    this.#store = store
  }

  /** One page of hits as contract ids. */
  async contractIds(query: SearchQuery): Promise<IdPage> {
    const { hits, next } = await this.#store.search(query)
    return { contractIds: hits.map(hit => hit.contractId), next }
  }

  /** One page of hits as versions, without a look at where they match. */
  async versions(query: SearchQuery): Promise<VersionPage> {
    const { hits, next } = await this.#hits(query)
    return { versions: hits.map(([, state]) => state), next }
  }

  /** The same of all hits, a page after the other, however many there are. */
  async *allVersions(query: SearchQuery): AsyncGenerator<VersionState> {
    for (let rest: SearchQuery = { ...query, limit: streamPage }; ; ) {
      const page = await this.versions(rest)
      yield* page.versions
      if (!page.next) return
      rest = { ...rest, after: page.next, offset: 0 }
    }
  }

  /** One page of hits, each with the places where it has what was looked for. */
  async page(query: SearchQuery): Promise<FoundPage> {
    const { hits, next } = await this.#hits(query)
    return { found: hits.map(([hit, state]) => describe(hit, state, query)), next }
  }

  async #hits(query: SearchQuery) {
    const { hits, next } = await this.#store.search(query)
    const states = new Map((await this.#store.versions(hits)).map(state => [versionKey(state), state]))
    const present = hits.flatMap(hit => {
      const state = states.get(versionKey(hit))
      // one that was deleted since it was found is left out
      return state ? [[hit, state] as const] : []
    })
    return { hits: present, next }
  }

  total(query: SearchQuery, most = countedHits): Promise<SearchTotal> {
    return this.#store.countHits(query, most)
  }

  async facets(query: SearchQuery, names: readonly FacetName[]): Promise<Record<string, Facet>> {
    return Object.fromEntries(await this.#store.facets(query, names))
  }

  /** All hits, a page after the other, however many there are. */
  async *all(query: SearchQuery): AsyncGenerator<FoundVersion> {
    for (let rest: SearchQuery = { ...query, limit: streamPage }; ; ) {
      const page = await this.#hits(rest)
      // one at a time: what is told of a hit takes many times the memory of its document
      for (const [hit, state] of page.hits) yield describe(hit, state, query)
      if (!page.next) return
      rest = { ...rest, after: page.next, offset: 0 }
    }
  }

  fields(query: FieldQuery): Promise<FieldPage> {
    return this.#store.fields(query)
  }
}

function describe(hit: SearchHit, state: VersionState, query: SearchQuery): FoundVersion {
  const catalogue = catalogueOf(readStored(state.json), state)
  return { hit, state, catalogue, matches: matchesOf(query.words, catalogue, maxMatches, query.fieldFilters) }
}
