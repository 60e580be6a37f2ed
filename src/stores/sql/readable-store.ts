import type { FindingCounts } from '../../domain/errors.ts'
import type { HistoryEvent } from '../../domain/history.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import { ignoreStoreFault } from '../../sql/faults.ts'
import type { HighestQuery, HighestVersion } from '../highest-query.ts'
import type {
  Facet,
  FacetName,
  FieldPage,
  FieldQuery,
  SearchPage,
  SearchQuery,
  SearchTotal,
} from '../search-query.ts'
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
} from '../store.ts'
import type { SqlDatasetEvents } from './dataset-events/dataset-events.ts'
import type { Links } from './links.ts'
import type { SqlStoreParts } from './store-parts.ts'

/** What is read of contracts in SQL. Before a read whose answer depends on it, what other programs wrote is taken over. */
export class SqlReadableStore implements ReadableStore {
  readonly links: Links
  readonly datasetEvents: SqlDatasetEvents
  readonly #parts: SqlStoreParts

  constructor(parts: SqlStoreParts) {
    this.links = parts.links
    this.datasetEvents = parts.datasetEvents
    this.#parts = parts
  }

  get(identity: VersionIdentity): Promise<StoredVersion | undefined> {
    return this.#parts.versions.get(identity)
  }

  latest(contractId: string): Promise<StoredVersion | undefined> {
    return this.#parts.versions.latest(contractId)
  }

  highest(query: HighestQuery): Promise<StoredVersion | undefined> {
    return this.#parts.versions.highest(query)
  }

  highestOfEach(queries: readonly HighestQuery[]): Promise<(HighestVersion | undefined)[]> {
    return this.#parts.versions.highestOfEach(queries)
  }

  revisions(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]> {
    return this.#parts.revisions.of(wanted)
  }

  source(stored: StoredVersion): Promise<Buffer | undefined> {
    return this.#parts.revisions.source(stored)
  }

  async activeVersions(_: readonly string[]): Promise<ReadonlyMap<string, ActiveVersion>> {
    return new Map()
  }

  listVersions(contractId: string): Promise<string[]> {
    return this.#parts.versions.names(contractId)
  }

  summaries(contractIds: readonly string[]): Promise<VersionSummary[]> {
    return this.#parts.versions.summariesOfContracts(contractIds)
  }

  async summariesAsOf(contractIds: readonly string[], time: Date): Promise<VersionSummary[]> {
    await this.#parts.timely.contracts(contractIds)
    return this.#parts.history.summariesAsOf(contractIds, time)
  }

  summaryRows(contractIds: readonly string[], asOf?: Date): Promise<number[]> {
    return asOf
      ? this.#parts.history.countEvents(contractIds, asOf)
      : this.#parts.list.countVersions(contractIds)
  }

  versions(wanted: readonly VersionIdentity[]): Promise<VersionState[]> {
    return this.#parts.versions.states(wanted)
  }

  summariesOf(wanted: readonly VersionIdentity[]): Promise<VersionSummary[]> {
    return this.#parts.versions.summaries(wanted)
  }

  async outlines(wanted: readonly VersionIdentity[]): Promise<VersionOutline[]> {
    const found = await this.#parts.versions.outlines(wanted)
    const counts = await this.validations(found.filter(({ verdict }) => !verdict))
    return found.map(({ verdict, ...outline }) => {
      return { ...outline, validation: verdict ? verdict.counts : counts.get(versionKey(outline)) }
    })
  }

  async validations(wanted: readonly VersionIdentity[]): Promise<ReadonlyMap<string, FindingCounts>> {
    if (wanted.length === 0) return new Map()
    await this.#parts.timely.index()
    return this.#parts.validations.countsOf(wanted)
  }

  documentSizes(wanted: readonly DocumentIdentity[]): Promise<number[]> {
    return this.#parts.sizes.of(wanted)
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    await (query.isWhole ? this.#parts.timely.whole() : this.#parts.timely.all())
    if (query.valid !== undefined) await this.#parts.validations.complete()
    return this.#parts.search.page(query)
  }

  countHits(query: SearchQuery, most: number): Promise<SearchTotal> {
    return this.#parts.hits.total(query, most)
  }

  facets(query: SearchQuery, names: readonly FacetName[]): Promise<ReadonlyMap<FacetName, Facet>> {
    return this.#parts.hits.facets(query, names)
  }

  async fields(query: FieldQuery): Promise<FieldPage> {
    await this.#parts.timely.all()
    return this.#parts.fields.page(query)
  }

  async listContracts(query: ListQuery): Promise<ContractPage> {
    return this.#parts.list.page(query, await this.#parts.timely.possible())
  }

  async history(query: HistoryQuery): Promise<HistoryEvent[]> {
    // a table that was adopted just now is taken over in the background; here only what is new
    if (query.contractId === undefined) await this.#parts.timely.some()
    else await this.#parts.timely.contracts([query.contractId])
    // while the storage takes no writes, nothing new is acknowledged either
    await this.#parts.numbers.catchUp().catch(ignoreStoreFault)
    return this.#parts.history.events(query)
  }
}
