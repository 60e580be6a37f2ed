import type { FindingCounts } from '../../domain/errors.ts'
import type { Author, HistoryEvent } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { ignoreStoreFault } from '../../sql/faults.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { Entry, LinkEntry } from '../entry.ts'
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
  ChangeOutcome,
  ContractPage,
  CurrentVersion,
  Decide,
  DocumentIdentity,
  HistoryQuery,
  ListQuery,
  RevisionIdentity,
  StoredVersion,
  StoreHealth,
  VersionOutline,
  VersionState,
  VersionSummary,
} from '../store.ts'
import type { EntryRange, NumberedEntry, TransferStore } from '../transfer/transfer-store.ts'
import { clearTables } from './clear.ts'
import { SqlDatasetEvents } from './dataset-events/dataset-events.ts'
import { DocumentSizes } from './document-sizes.ts'
import { EntryReader } from './entry-reader.ts'
import { Adoption, type ForeignRows } from './foreign-rows/adoption.ts'
import { ForeignDeletions } from './foreign-rows/deletions.ts'
import { Reconciler, type ReconcilerLog } from './foreign-rows/reconciler.ts'
import { TimelyAdoption } from './foreign-rows/timely-adoption.ts'
import { EventNumbers } from './history/event-numbers.ts'
import { History } from './history/history-reader.ts'
import { Links } from './links.ts'
import { type LogPosition, readLogPosition } from './log-position.ts'
import { prepareQueries, type Queries } from './queries.ts'
import { Recorder, type RecordOptions } from './record.ts'
import { Revisions } from './revisions.ts'
import { ContractList } from './search/contract-list.ts'
import { FieldCatalogue } from './search/field-catalogue.ts'
import { HitCounts } from './search/hit-counts.ts'
import { Search } from './search/search.ts'
import type { IndexFindings } from './search-index/index-batches.ts'
import { Indexer } from './search-index/indexer.ts'
import { Reindexer, type ReindexOptions, type ReindexProgress } from './search-index/reindex.ts'
import type { StoreDatabase } from './store-database.ts'
import { SqlTestRuns } from './test-runs/test-runs.ts'
import { Validations } from './validation/validations.ts'
import { Versions } from './versions.ts'
import { type BeforeCommit, Writer } from './writer.ts'

/** Contracts in dc43's SQL table, beside which a Python dc43 process may go on reading and writing. */
export class SqlContractStore implements TransferStore {
  readonly links: Links
  readonly datasetEvents: SqlDatasetEvents
  readonly testRuns: SqlTestRuns
  readonly #database: StoreDatabase
  readonly #queries: Queries
  readonly #numbers: EventNumbers
  readonly #adoption: Adoption
  readonly #writer: Writer
  readonly #recorder: Recorder
  readonly #reader: EntryReader
  readonly #history: History
  readonly #revisions: Revisions
  readonly #sizes: DocumentSizes
  readonly #search: Search
  readonly #hits: HitCounts
  readonly #fields: FieldCatalogue
  readonly #reindexer: Reindexer
  readonly #list: ContractList
  readonly #timely: TimelyAdoption
  readonly #versions: Versions
  readonly #reconciler: Reconciler
  readonly #indexer: Indexer
  readonly #validations: Validations

  /**
   * @param reportSkipped is told of contracts that cannot be indexed.
   * @param foreignRows what becomes of rows that other programs write; `SpoiltTables` is thrown when they are refused.
   */
  constructor(
    database: StoreDatabase,
    documents: DocumentWorkers,
    reportSkipped: IndexFindings['skipped'] = () => undefined,
    foreignRows: ForeignRows = 'taken-over',
  ) {
    this.#database = database
    this.#queries = prepareQueries(database)
    this.#numbers = new EventNumbers(database, this.#queries)
    this.#indexer = new Indexer(database, documents, this.#numbers, {
      skipped: reportSkipped,
      vanished: versions => deletions.append(versions),
    })
    const deletions = new ForeignDeletions(database, this.#numbers, this.#indexer, foreignRows)
    const recordDeletions = (contractIds: readonly string[]) => deletions.record(contractIds)
    this.#adoption = new Adoption(database, documents, this.#numbers, this.#indexer, foreignRows)
    this.#writer = new Writer(database, documents, this.#numbers, this.#indexer)
    this.#recorder = new Recorder(database, documents, this.#numbers, this.#indexer)
    this.#history = new History(database)
    this.datasetEvents = new SqlDatasetEvents(database)
    this.testRuns = new SqlTestRuns(database, this.datasetEvents)
    this.links = new Links(database, this.#queries)
    this.#sizes = new DocumentSizes(database)
    this.#search = new Search(database, documents.rules?.key)
    this.#hits = new HitCounts(database, documents.rules?.key)
    this.#fields = new FieldCatalogue(database)
    this.#reindexer = new Reindexer(database, recordDeletions, this.#indexer)
    this.#list = new ContractList(database, this.#queries, recordDeletions)
    this.#timely = new TimelyAdoption(this.#adoption, this.#indexer)
    const ofVersions = { database, documents, queries: this.#queries, adoption: this.#adoption }
    this.#versions = new Versions({ ...ofVersions, timely: this.#timely, list: this.#list })
    this.#revisions = new Revisions(database, this.#queries, this.#versions)
    this.#reader = new EntryReader(this.#history, this.#revisions, this.#sizes, this.links)
    this.#validations = new Validations(database, documents)
    this.#reconciler = new Reconciler(this.#adoption, this.#indexer, this.#validations)
  }

  /** @param beforeCommit is run when the change was decided and written, see `BeforeCommit`. */
  async change(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    beforeCommit?: BeforeCommit,
  ): Promise<ChangeOutcome> {
    const before = await this.current(identity)
    return this.#writer.change(identity, decide, author, { before, beforeCommit })
  }

  /**
   * Enters changes that were decided elsewhere: all of them or, when that is not possible, none. Their events are numbered
   * in the order of the entries. Those that are recorded already change nothing, unless `move` says that they are of a log.
   *
   * @param entries as many as fit into memory, and into one transaction.
   * @returns how many were not recorded yet.
   * @throws ConflictingEntry when one says something else than the store.
   * @throws PositionMoved when the position in the log is not the one to move from.
   */
  record(entries: readonly Entry[], options: RecordOptions = {}): Promise<number> {
    return this.#recorder.record(entries, options)
  }

  /** See `TransferStore`. What searches look at follows when the store is opened again, or searched. */
  restore(entries: readonly Entry[]): Promise<unknown> {
    return this.record(entries, { isIndexedLater: true })
  }

  /**
   * What happened behind an event, oldest first, rows of other programs included: `record` makes the same store of it. Of
   * revisions that other programs replaced, nobody has the document.
   *
   * @param sequence the number of the event; 0 for all.
   */
  async *entriesAfter(sequence: number, range: EntryRange = {}): AsyncGenerator<NumberedEntry> {
    await this.#adoption.adopt()
    await this.#numbers.catchUp()
    yield* this.#reader.entriesAfter(sequence, range)
  }

  /** All links, in no particular order; to be recorded behind the other entries. */
  linkEntries(): AsyncGenerator<LinkEntry> {
    return this.#reader.linkEntries()
  }

  /** Takes out all but test runs, see `clearTables`. */
  clear(): Promise<void> {
    return clearTables(this.#database)
  }

  /** Up to where a log is recorded in the database, see `RecordOptions`. */
  logPosition(): Promise<LogPosition> {
    return readLogPosition(this.#database)
  }

  async current({ contractId, version }: VersionIdentity): Promise<CurrentVersion> {
    const stored = await this.#versions.state({ contractId, version })
    const source = async () => stored && (await this.source(stored))
    return {
      ...{ stored, source, versions: () => this.listVersions(contractId) },
      earlier: query => this.#versions.earlier({ contractId, version }, query),
      documentOf: async other => (await this.get({ contractId, version: other }))?.json,
      events: limit => this.history({ contractId, version, order: 'newest', limit }),
    }
  }

  get(identity: VersionIdentity): Promise<StoredVersion | undefined> {
    return this.#versions.get(identity)
  }

  latest(contractId: string): Promise<StoredVersion | undefined> {
    return this.#versions.latest(contractId)
  }

  highest(query: HighestQuery): Promise<StoredVersion | undefined> {
    return this.#versions.highest(query)
  }

  highestOfEach(queries: readonly HighestQuery[]): Promise<(HighestVersion | undefined)[]> {
    return this.#versions.highestOfEach(queries)
  }

  revisions(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]> {
    return this.#revisions.of(wanted)
  }

  source(stored: StoredVersion): Promise<Buffer | undefined> {
    return this.#revisions.source(stored)
  }

  async activeVersions(_: readonly string[]): Promise<ReadonlyMap<string, ActiveVersion>> {
    return new Map()
  }

  listVersions(contractId: string): Promise<string[]> {
    return this.#versions.names(contractId)
  }

  summaries(contractIds: readonly string[]): Promise<VersionSummary[]> {
    return this.#versions.summariesOfContracts(contractIds)
  }

  async summariesAsOf(contractIds: readonly string[], time: Date): Promise<VersionSummary[]> {
    await this.#timely.contracts(contractIds)
    return this.#history.summariesAsOf(contractIds, time)
  }

  summaryRows(contractIds: readonly string[], asOf?: Date): Promise<number[]> {
    return asOf ? this.#history.countEvents(contractIds, asOf) : this.#list.countVersions(contractIds)
  }

  versions(wanted: readonly VersionIdentity[]): Promise<VersionState[]> {
    return this.#versions.states(wanted)
  }

  summariesOf(wanted: readonly VersionIdentity[]): Promise<VersionSummary[]> {
    return this.#versions.summaries(wanted)
  }

  outlines(wanted: readonly VersionIdentity[]): Promise<VersionOutline[]> {
    return this.#versions.outlines(wanted)
  }

  async validations(wanted: readonly VersionIdentity[]): Promise<ReadonlyMap<string, FindingCounts>> {
    await this.#timely.index()
    return this.#validations.countsOf(wanted)
  }

  documentSizes(wanted: readonly DocumentIdentity[]): Promise<number[]> {
    return this.#sizes.of(wanted)
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    await this.#timely.some()
    await this.#indexer.catchUp()
    if (query.valid !== undefined) await this.#validations.complete()
    return this.#search.page(query)
  }

  countHits(query: SearchQuery, most: number): Promise<SearchTotal> {
    return this.#hits.total(query, most)
  }

  facets(query: SearchQuery, names: readonly FacetName[]): Promise<ReadonlyMap<FacetName, Facet>> {
    return this.#hits.facets(query, names)
  }

  async fields(query: FieldQuery): Promise<FieldPage> {
    await this.#timely.some()
    await this.#indexer.catchUp()
    return this.#fields.page(query)
  }

  async listContracts(query: ListQuery): Promise<ContractPage> {
    const isIndexed = (await this.#timely.some()) && (await this.#timely.index())
    return this.#list.page(query, isIndexed)
  }

  async history(query: HistoryQuery): Promise<HistoryEvent[]> {
    // a table that was adopted just now is taken over in the background; here only what is new
    if (query.contractId === undefined) await this.#timely.some()
    else await this.#timely.contracts([query.contractId])
    // while the storage takes no writes, nothing new is acknowledged either
    await this.#numbers.catchUp().catch(ignoreStoreFault)
    return this.#history.events(query)
  }

  /**
   * Takes over what other programs wrote, so that the database can order it itself and it is in the history. Reads are
   * right without it, only slower.
   *
   * @returns how many rows were taken over.
   */
  adoptForeignRows(): Promise<number> {
    return this.#adoption.adopt()
  }

  /** See `TransferStore`. The index tells what was deleted; one that is being made takes long, and knows less. */
  async enterForeignChanges(): Promise<void> {
    await this.adoptForeignRows()
    if ((await this.#indexer.lag()) <= 1000) await this.reindex({ onlyMissing: true })
  }

  /** Rebuilds the index that lists and searches look at, and validates what is in it; see `ReindexOptions`. */
  async reindex(options: ReindexOptions): Promise<ReindexProgress> {
    const progress = await this.#reindexer.run(options)
    await this.#validations.catchUp()
    return progress
  }

  /** Has the index follow the history up to what was committed before; searches do that by themselves. */
  catchUpIndex(): Promise<void> {
    return this.#indexer.catchUp()
  }

  /** Validates what is in the index and was not yet; lists and searches that tell of it do that by themselves. */
  catchUpValidations(): Promise<void> {
    return this.#validations.catchUp()
  }

  /** Completes the index, and goes on looking for what other programs have written until the store is closed. */
  reconcileEvery(interval: number, log: ReconcilerLog): void {
    this.#reconciler.start(interval, log)
  }

  async check(): Promise<StoreHealth> {
    await this.#queries.any({})
    return { indexLag: await this.#indexer.lag() }
  }

  async close(): Promise<void> {
    this.#reindexer.stop()
    await this.#reconciler.stop()
    await this.#validations.stop()
    await this.#timely.settle()
    await this.#indexer.settle()
    await this.#database.close()
  }
}
