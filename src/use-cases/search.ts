import { inBatches } from '../concurrency/batches.ts'
import { type VersionIdentity, versionKey } from '../domain/identity.ts'
import type { Describer, Description } from '../search/catalogue/description.ts'
import type {
  Facet,
  FacetName,
  FieldPage,
  FieldQuery,
  SearchHit,
  SearchPage,
  SearchPosition,
  SearchQuery,
  SearchTotal,
} from '../stores/search-query.ts'
import type { ReadableStore, VersionOutline, VersionState, VersionSummary } from '../stores/store.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import type { Describers } from './describers.ts'
import { type Judged, judged } from './judged-versions.ts'

/** Up to how many hits are counted exactly. */
const countedHits = 10_000

/** How many hits a stream looks up at once. */
const streamPage = 50
/** What a version without its document takes, about, in bytes. */
const summarySize = 500
/** How large the documents of a page may be together, in bytes; a page with more of them ends earlier. */
const pageSize = 16 * 1024 * 1024

/** A version that was found, and how it is described. */
export interface FoundVersion {
  readonly hit: SearchHit
  readonly summary: Judged<VersionSummary>
  readonly description: Description
}

/** How the versions that were found are read. */
interface Reading<Version extends VersionIdentity> {
  readonly read: (hits: readonly SearchHit[]) => Promise<Version[]>
  /** How much memory each takes, in bytes. */
  readonly sizesOf: (hits: readonly SearchHit[]) => Promise<number[]>
}

/** Hits, and how much memory each of their versions takes, in bytes. */
interface SizedPage extends SearchPage {
  readonly sizes: readonly number[]
}

/** Some versions that were found, and where the next page begins; undefined on the last one. */
export interface VersionPage<Version> {
  readonly versions: readonly Version[]
  readonly next: SearchPosition | undefined
}

/** Some versions that were found, each of which is read when it is asked for. */
export interface StreamedPage {
  readonly versions: AsyncGenerator<VersionState>
  readonly next: SearchPosition | undefined
}

/** Some contracts that were found, by their ids. */
export interface IdPage {
  readonly contractIds: readonly string[]
  readonly next: SearchPosition | undefined
}

/** Some hits with what describes them. */
export interface FoundPage {
  readonly found: readonly FoundVersion[]
  readonly next: SearchPosition | undefined
  /** How many hits there are in all, where the page leaves no doubt. */
  readonly total: SearchTotal | undefined
}

/** Finds contracts by what their documents say. */
export class ContractSearch {
  readonly #store: ReadableStore
  readonly #describers: Describers
  readonly #documents: DocumentWorkers
  readonly #documentsOf: Reading<VersionState>
  readonly #whole: Reading<Judged<VersionState>>
  readonly #summaries: Reading<Judged<VersionSummary>>

  constructor(store: ReadableStore, describers: Describers, documents: DocumentWorkers) {
    this.#store = store
    this.#describers = describers
    this.#documents = documents
    const sizesOf = (hits: readonly SearchHit[]) => store.documentSizes(hits)
    this.#documentsOf = { read: hits => store.versions(hits), sizesOf }
    this.#whole = { read: async hits => judged(store, await store.versions(hits)), sizesOf }
    this.#summaries = {
      read: async hits => judged(store, await store.summariesOf(hits)),
      sizesOf: async hits => hits.map(() => summarySize),
    }
  }

  /** One page of hits as contract ids. */
  async contractIds(query: SearchQuery): Promise<IdPage> {
    const { hits, next } = await this.#store.search(query)
    return { contractIds: hits.map(hit => hit.contractId), next }
  }

  /** One page of hits as versions, without a look at where they match. */
  versions(query: SearchQuery): Promise<VersionPage<Judged<VersionState>>> {
    return this.#versions(query, this.#whole)
  }

  /** One page of hits as versions without their documents. */
  summaries(query: SearchQuery): Promise<VersionPage<Judged<VersionSummary>>> {
    return this.#versions(query, this.#summaries)
  }

  /** One page of hits, whose versions are read as they are taken: so they may be of any size together. */
  async pageOfVersions(query: SearchQuery): Promise<StreamedPage> {
    const page = await this.#sized(query, this.#documentsOf)
    return { versions: versionsOf(page, this.#documentsOf), next: page.next }
  }

  async #versions<V extends VersionIdentity>(
    query: SearchQuery,
    reading: Reading<V>,
  ): Promise<VersionPage<V>> {
    const page = await this.#fitting(query, reading)
    const versions: V[] = []
    for await (const version of versionsOf(page, reading)) versions.push(version)
    return { versions, next: page.next }
  }

  /** As many hits as fit into one page. */
  async #fitting<V extends VersionIdentity>(query: SearchQuery, reading: Reading<V>): Promise<SizedPage> {
    const page = await this.#sized(query, reading)
    const fitting = fittingOf(page.sizes)
    return fitting < page.hits.length ? this.#sized({ ...query, limit: fitting }, reading) : page
  }

  async #sized<V extends VersionIdentity>(query: SearchQuery, { sizesOf }: Reading<V>): Promise<SizedPage> {
    const page = await this.#store.search(query)
    return { ...page, sizes: await sizesOf(page.hits) }
  }

  /** All hits as versions, one after the other, however many there are. */
  async *allVersions(query: SearchQuery): AsyncGenerator<Judged<VersionState>> {
    for await (const [, state] of this.#stream(query, this.#whole)) yield state
  }

  /** All hits as versions without their documents, one after the other. */
  async *allSummaries(query: SearchQuery): AsyncGenerator<Judged<VersionSummary>> {
    for await (const [, summary] of this.#stream(query, this.#summaries)) yield summary
  }

  /** One page of hits, each with the places where it has what was looked for. */
  async page(query: SearchQuery): Promise<FoundPage> {
    const { hits, next, outlines } = await this.#outlined(query)
    const found = new Map<string, FoundVersion>()
    const others: SearchHit[] = []
    for (const hit of hits) {
      const outline = outlines.get(versionKey(hit))
      const describer = outline && this.#describers.known(outline)
      if (!describer) others.push(hit)
      else {
        const description = await this.#documents.describeWith(describer, query)
        this.#describers.keep(outline, describer)
        found.set(versionKey(hit), { hit, summary: outline, description })
      }
    }
    const sizes = others.map(hit => outlines.get(versionKey(hit))?.size ?? 0)
    for await (const [hit, state] of read({ hits: others, sizes }, this.#documentsOf)) {
      const validation = outlines.get(versionKey(hit))?.validation
      const described = { ...state, validation }
      const describer = await this.#describers.of(state)
      found.set(versionKey(hit), await this.#describe(hit, described, query, describer))
      if (describer) this.#describers.keep(state, describer)
    }
    const total = next ? undefined : totalOfLast(query, hits.length)
    return { found: hits.flatMap(hit => found.get(versionKey(hit)) ?? []), next, total }
  }

  /** As many hits as have documents that fit into one page together, with what is known of these. */
  async #outlined(query: SearchQuery): Promise<SearchPage & { outlines: Map<string, VersionOutline> }> {
    const page = await this.#store.search(query)
    const found = await this.#store.outlines(page.hits)
    const outlines = new Map(found.map(outline => [versionKey(outline), outline]))
    const fitting = fittingOf(page.hits.map(hit => outlines.get(versionKey(hit))?.size ?? 0))
    // a search for as many knows the position behind the last of them
    if (fitting < page.hits.length) return this.#outlined({ ...query, limit: fitting })
    return { ...page, outlines }
  }

  /** All hits. */
  async *#stream<V extends VersionIdentity>(
    query: SearchQuery,
    reading: Reading<V>,
  ): AsyncGenerator<readonly [SearchHit, V]> {
    for (let rest: SearchQuery = { ...query, limit: streamPage }; ; ) {
      const page = await this.#sized(rest, reading)
      yield* read(page, reading)
      if (!page.next) return
      // what other programs write meanwhile does not end a stream that has begun
      rest = { ...rest, after: page.next, offset: 0, isWhole: false }
    }
  }

  total(query: SearchQuery, most = countedHits): Promise<SearchTotal> {
    return this.#store.countHits(query, most)
  }

  async facets(query: SearchQuery, names: readonly FacetName[]): Promise<Record<string, Facet>> {
    return Object.fromEntries(await this.#store.facets(query, names))
  }

  /** All hits, one after the other: to describe a hit takes many times the memory of its document. */
  async *all(query: SearchQuery): AsyncGenerator<FoundVersion> {
    for await (const [hit, state] of this.#stream(query, this.#whole)) {
      // each comes once, and would push out what is asked for often
      yield await this.#describe(hit, state, query)
    }
  }

  /** The document is let go of: it may be long. */
  async #describe(
    hit: SearchHit,
    state: Judged<VersionState>,
    query: SearchQuery,
    describer?: Describer,
  ): Promise<FoundVersion> {
    const { json, digest, ...summary } = state
    const description = await (describer
      ? this.#documents.describeWith(describer, query)
      : this.#documents.describe(state, query))
    return { hit, summary, description }
  }

  fields(query: FieldQuery): Promise<FieldPage> {
    return this.#store.fields(query)
  }
}

/** How many hits there are, as the last page tells that has so many. */
function totalOfLast({ after, offset }: SearchQuery, hits: number): SearchTotal | undefined {
  const count = offset + hits
  // behind a position, or an offset beyond the last hit, it is not known how many come before
  const isKnown = after === undefined && (hits > 0 || offset === 0) && count <= countedHits
  return isKnown ? { count, isExact: true } : undefined
}

/** How many of some documents fit into one page, and at least one. */
function fittingOf(sizes: readonly number[]): number {
  let total = 0
  const end = sizes.findIndex(size => {
    total += size
    return total > pageSize
  })
  return end < 0 ? sizes.length : Math.max(1, end)
}

/** Hits with their versions. As many documents are read at once as fit into memory. */
async function* read<V extends VersionIdentity>(
  { hits, sizes }: Pick<SizedPage, 'hits' | 'sizes'>,
  reading: Reading<V>,
): AsyncGenerator<readonly [SearchHit, V]> {
  for (const some of inBatches(hits, sizes)) yield* await withVersions(some, reading)
}

/** The versions of hits. */
async function* versionsOf<V extends VersionIdentity>(
  page: Pick<SizedPage, 'hits' | 'sizes'>,
  reading: Reading<V>,
): AsyncGenerator<V> {
  for await (const [, version] of read(page, reading)) yield version
}

/** Each hit with its version; one that was deleted since it was found is left out. */
async function withVersions<V extends VersionIdentity>(
  hits: readonly SearchHit[],
  { read }: Reading<V>,
): Promise<(readonly [SearchHit, V])[]> {
  const versions = new Map((await read(hits)).map(version => [versionKey(version), version]))
  return hits.flatMap(hit => {
    const version = versions.get(versionKey(hit))
    return version ? [[hit, version] as const] : []
  })
}
