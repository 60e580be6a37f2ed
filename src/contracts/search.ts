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
import type { Catalogues } from './catalogues.ts'

/** Up to how many hits are counted exactly. */
export const countedHits = 10_000

/** How many places of a hit are told. */
const maxMatches = 10

/** How many hits a stream looks up at once. */
const streamPage = 50
/** About how much of their documents it holds at once, in characters; a document may be longer than that. */
const streamedLength = 4 * 1024 * 1024
/** How many documents it reads at first, before it has seen how long they are. */
const firstDocuments = 8

/** A version that was found, with what is told about it. */
export interface FoundVersion {
  readonly hit: SearchHit
  readonly state: VersionState
  readonly catalogue: Catalogue
  readonly matches: readonly SearchMatch[]
}

type HitWithState = readonly [hit: SearchHit, state: VersionState]

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
  readonly #catalogues: Catalogues

  constructor(store: ContractStore, catalogues: Catalogues) {
    this.#store = store
    this.#catalogues = catalogues
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

  /** The same of all hits, one after the other, however many there are. */
  async *allVersions(query: SearchQuery): AsyncGenerator<VersionState> {
    for await (const [, state] of this.#stream(query)) yield state
  }

  /** One page of hits, each with the places where it has what was looked for. */
  async page(query: SearchQuery): Promise<FoundPage> {
    const { hits, next } = await this.#hits(query)
    const found = hits.map(([hit, state]) => describe(hit, state, this.#catalogues.of(state), query))
    return { found, next }
  }

  async #hits(query: SearchQuery) {
    const { hits, next } = await this.#store.search(query)
    return { hits: await this.#withStates(hits), next }
  }

  /** Each hit with its version; one that was deleted since it was found is left out. */
  async #withStates(hits: readonly SearchHit[]): Promise<HitWithState[]> {
    const states = new Map((await this.#store.versions(hits)).map(state => [versionKey(state), state]))
    return hits.flatMap(hit => {
      const state = states.get(versionKey(hit))
      return state ? [[hit, state] as const] : []
    })
  }

  /** All hits. Of their documents it reads as many at once as fit into memory, by the length of those before. */
  async *#stream(query: SearchQuery): AsyncGenerator<HitWithState> {
    let atOnce = firstDocuments
    for (let rest: SearchQuery = { ...query, limit: streamPage }; ; ) {
      const { hits, next } = await this.#store.search(rest)
      for (let at = 0; at < hits.length; ) {
        const some = await this.#withStates(hits.slice(at, at + atOnce))
        yield* some
        at += atOnce
        const longest = Math.max(1, ...some.map(([, { json }]) => json.length))
        atOnce = Math.max(1, Math.min(2 * atOnce, streamPage, Math.floor(streamedLength / longest)))
      }
      if (!next) return
      rest = { ...rest, after: next, offset: 0 }
    }
  }

  total(query: SearchQuery, most = countedHits): Promise<SearchTotal> {
    return this.#store.countHits(query, most)
  }

  async facets(query: SearchQuery, names: readonly FacetName[]): Promise<Record<string, Facet>> {
    return Object.fromEntries(await this.#store.facets(query, names))
  }

  /** All hits, one after the other: what is told of a hit takes many times the memory of its document. */
  async *all(query: SearchQuery): AsyncGenerator<FoundVersion> {
    for await (const [hit, state] of this.#stream(query)) {
      // each comes once, and would push out what is asked for often
      yield describe(hit, state, catalogueOf(readStored(state.json), state), query)
    }
  }

  fields(query: FieldQuery): Promise<FieldPage> {
    return this.#store.fields(query)
  }
}

function describe(
  hit: SearchHit,
  state: VersionState,
  catalogue: Catalogue,
  query: SearchQuery,
): FoundVersion {
  return { hit, state, catalogue, matches: matchesOf(query.words, catalogue, maxMatches, query.fieldFilters) }
}
