import type { FindingCounts } from '../domain/errors.ts'
import type { HistoryEvent } from '../domain/history.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { isInScope, type Scope } from '../domain/scope.ts'
import type { ReadableDatasetEvents } from '../stores/dataset-event-store.ts'
import type { HighestQuery, HighestVersion } from '../stores/highest-query.ts'
import type { ReadableLinks } from '../stores/link-store.ts'
import type {
  Facet,
  FacetName,
  FieldPage,
  FieldQuery,
  SearchPage,
  SearchQuery,
  SearchTotal,
} from '../stores/search-query.ts'
import type {
  ActiveVersion,
  ContractPage,
  DocumentIdentity,
  HistoryQuery,
  ListQuery,
  ReadableStore,
  RevisionIdentity,
  StoredVersion,
  VersionOutline,
  VersionState,
  VersionSummary,
} from '../stores/store.ts'
import { ScopedDatasetEvents } from './scoped-dataset-events.ts'
import { ScopedLinks } from './scoped-links.ts'

/**
 * A store as it looks to somebody who may see the contracts of a scope only: as if there were no others. What reads
 * from it cannot tell a contract outside of the scope from one that does not exist, and neither can its callers.
 */
export class ScopedStore implements ReadableStore {
  readonly links: ReadableLinks
  readonly datasetEvents: ReadableDatasetEvents
  readonly #store: ReadableStore
  readonly #scope: Scope

  constructor(store: ReadableStore, scope: Scope) {
    this.#store = store
    this.#scope = scope
    this.links = new ScopedLinks(store.links, scope)
    this.datasetEvents = new ScopedDatasetEvents(store.datasetEvents, scope)
  }

  async get(identity: VersionIdentity): Promise<StoredVersion | undefined> {
    return this.#has(identity.contractId) ? this.#store.get(identity) : undefined
  }

  async latest(contractId: string): Promise<StoredVersion | undefined> {
    return this.#has(contractId) ? this.#store.latest(contractId) : undefined
  }

  async highest(query: HighestQuery): Promise<StoredVersion | undefined> {
    return this.#has(query.contractId) ? this.#store.highest(query) : undefined
  }

  async highestOfEach(queries: readonly HighestQuery[]): Promise<(HighestVersion | undefined)[]> {
    const found = await this.#store.highestOfEach(queries)
    return found.map(one => (one && this.#has(one.contractId) ? one : undefined))
  }

  async revisions(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]> {
    return this.#store.revisions(wanted.filter(({ contractId }) => this.#has(contractId)))
  }

  async source(stored: StoredVersion): Promise<Buffer | undefined> {
    return this.#has(stored.contractId) ? this.#store.source(stored) : undefined
  }

  async activeVersions(contractIds: readonly string[]): Promise<ReadonlyMap<string, ActiveVersion>> {
    return this.#store.activeVersions(contractIds.filter(id => this.#has(id)))
  }

  async listVersions(contractId: string): Promise<string[]> {
    return this.#has(contractId) ? this.#store.listVersions(contractId) : []
  }

  async summaries(contractIds: readonly string[]): Promise<VersionSummary[]> {
    return this.#store.summaries(contractIds.filter(id => this.#has(id)))
  }

  async summariesAsOf(contractIds: readonly string[], time: Date): Promise<VersionSummary[]> {
    const ids = contractIds.filter(id => this.#has(id))
    return ids.length > 0 ? this.#store.summariesAsOf(ids, time) : []
  }

  async summaryRows(contractIds: readonly string[], asOf?: Date): Promise<number[]> {
    const rows = await this.#store.summaryRows(contractIds, asOf)
    return rows.map((count, at) => (this.#has(contractIds[at] ?? '') ? count : 0))
  }

  async versions(wanted: readonly VersionIdentity[]): Promise<VersionState[]> {
    return this.#store.versions(wanted.filter(({ contractId }) => this.#has(contractId)))
  }

  async summariesOf(wanted: readonly VersionIdentity[]): Promise<VersionSummary[]> {
    return this.#store.summariesOf(wanted.filter(({ contractId }) => this.#has(contractId)))
  }

  async outlines(wanted: readonly VersionIdentity[]): Promise<VersionOutline[]> {
    return this.#store.outlines(wanted.filter(({ contractId }) => this.#has(contractId)))
  }

  async validations(wanted: readonly VersionIdentity[]): Promise<ReadonlyMap<string, FindingCounts>> {
    return this.#store.validations(wanted.filter(({ contractId }) => this.#has(contractId)))
  }

  async documentSizes(wanted: readonly DocumentIdentity[]): Promise<number[]> {
    const sizes = await this.#store.documentSizes(wanted)
    return sizes.map((size, at) => (this.#has(wanted[at]?.contractId ?? '') ? size : 0))
  }

  search(query: SearchQuery): Promise<SearchPage> {
    return this.#store.search({ ...query, scope: this.#scope })
  }

  countHits(query: SearchQuery, most: number): Promise<SearchTotal> {
    return this.#store.countHits({ ...query, scope: this.#scope }, most)
  }

  facets(query: SearchQuery, names: readonly FacetName[]): Promise<ReadonlyMap<FacetName, Facet>> {
    return this.#store.facets({ ...query, scope: this.#scope }, names)
  }

  fields(query: FieldQuery): Promise<FieldPage> {
    return this.#store.fields({ ...query, scope: this.#scope })
  }

  listContracts(query: ListQuery): Promise<ContractPage> {
    return this.#store.listContracts({ ...query, scope: this.#scope })
  }

  async history(query: HistoryQuery): Promise<HistoryEvent[]> {
    const { contractId } = query
    if (contractId === undefined) return this.#store.history({ ...query, scope: this.#scope })
    return this.#has(contractId) ? this.#store.history(query) : []
  }

  #has(contractId: string): boolean {
    return isInScope(this.#scope, contractId)
  }
}
