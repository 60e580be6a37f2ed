import type { FindingCounts } from '../../domain/errors.ts'
import type { Author, HistoryEvent } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { DatasetEventStore } from '../dataset-event-store.ts'
import { decidedEntry, versionOf } from '../decided-entry.ts'
import type { Entry, LinkEntry } from '../entry.ts'
import type { HighestQuery, HighestVersion } from '../highest-query.ts'
import type { LinkStore } from '../link-store.ts'
import type {
  Facet,
  FacetName,
  FieldPage,
  FieldQuery,
  SearchPage,
  SearchQuery,
  SearchTotal,
} from '../search-query.ts'
import { optionalText } from '../sql/columns.ts'
import { stateAfter } from '../sql/rows.ts'
import type { SqlContractStore } from '../sql/store.ts'
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
import type {
  EntryRange,
  NumberedEntry,
  ReindexOptions,
  ReindexProgress,
  TransferStore,
} from '../transfer-store.ts'
import { Background, type BackgroundTimes } from './background.ts'
import { ChangeQueue, type Decided } from './change-queue.ts'
import { EntryAppender } from './entry-appender.ts'
import { lastRevision } from './external-entry.ts'
import { ForeignChanges } from './foreign-changes.ts'
import { indexDatasetEvents } from './index-dataset-events.ts'
import { rewrittenError } from './index-faults.ts'
import { type IndexTestRuns, indexTestRuns } from './index-test-runs.ts'
import { IndexedLinks } from './indexed-links.ts'
import { Projection, type ProjectionParts } from './projection.ts'
import type { RecordLog } from './record-log.ts'
import { RecordedTestRuns } from './recorded-test-runs.ts'

/** Whether the index has what the log has is not known. */
const unknown = { isFresh: false }

/** How often a read is asked again when its index was replaced meanwhile. */
const retries = 2

/**
 * Opens a store of which a log is the truth, and an index that is made of it answers what is asked.
 *
 * @throws StoreOpenError when the place of the index holds something else.
 */
export async function openIndexedStore(
  parts: ProjectionParts,
  times: BackgroundTimes,
): Promise<IndexedStore> {
  return new IndexedStore(parts, times, await Projection.open(parts))
}

/** Contracts in a log, see `RecordLog`, with an index of it in SQL. */
export class IndexedStore implements TransferStore {
  readonly links: LinkStore
  readonly datasetEvents: DatasetEventStore
  readonly testRuns: IndexTestRuns
  readonly #log: RecordLog
  readonly #projection: Projection
  readonly #queue: ChangeQueue
  readonly #foreign: ForeignChanges
  readonly #appender: EntryAppender
  readonly #background: Background

  constructor(parts: ProjectionParts, times: BackgroundTimes, projection: Projection) {
    this.#log = parts.log
    this.#projection = projection
    const read = <T>(ask: (index: SqlContractStore) => Promise<T>) => this.#read(ask)
    this.testRuns = parts.runs ? new RecordedTestRuns(parts.runs, read, parts.tell) : indexTestRuns(read)
    this.datasetEvents = indexDatasetEvents(parts.source, ask => read(index => ask(index.datasetEvents)))
    this.#queue = new ChangeQueue(parts.log, projection)
    this.links = new IndexedLinks(projection, this.#queue, ask => this.#read(({ links }) => ask(links)))
    this.#foreign = new ForeignChanges(parts, projection, this.#queue)
    this.#appender = new EntryAppender(parts.log, projection, this.#foreign)
    this.#background = new Background(parts, projection, this.#foreign)
    this.#background.start(times)
  }

  async change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    const { refusal, rewritings } = this.#projection
    if (refusal) throw refusal
    // what takes long is worked out before others have to wait for it; and where reads see the newest state, most of what
    // changes nothing is known
    const current = await this.current(identity)
    const isNewest = this.#log.freshness === 'each-read'
    const isChange = await decide(current).catch(error => {
      if (isNewest) throw error
      return undefined
    })
    if (isNewest && !isChange) return { before: current.stored, after: current.stored }
    if (this.#projection.rewritings !== rewritings) throw rewrittenError()
    let outcome: ChangeOutcome | undefined
    await this.#queue.make({
      key: `contract ${identity.contractId}`,
      version: identity,
      decide: async time => {
        const foreign = await this.#foreign.entryOf(identity, time)
        if (foreign) return { ...foreign, isFound: true }
        const decided = await this.#decide(identity, decide, author, time)
        outcome = decided.outcome
        return decided.change
      },
    })
    return outcome ?? { before: undefined, after: undefined }
  }

  async current(identity: VersionIdentity): Promise<CurrentVersion> {
    await this.#foreign.takeOver(identity)
    return this.#read(index => index.current(identity))
  }

  async get(identity: VersionIdentity): Promise<StoredVersion | undefined> {
    const fresh = this.#projection.fresh()
    if (fresh) await fresh
    const foreign = this.#foreign.look(identity)
    if (foreign) {
      const found = await foreign
      if (found) return found.version
    }
    return this.#read(index => index.get(identity), { isFresh: true })
  }

  latest(contractId: string): Promise<StoredVersion | undefined> {
    return this.#read(index => index.latest(contractId))
  }

  highest(query: HighestQuery): Promise<StoredVersion | undefined> {
    return this.#read(index => index.highest(query))
  }

  highestOfEach(queries: readonly HighestQuery[]): Promise<(HighestVersion | undefined)[]> {
    return this.#read(index => index.highestOfEach(queries))
  }

  revisions(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]> {
    return this.#read(index => index.revisions(wanted))
  }

  source(stored: StoredVersion): Promise<Buffer | undefined> {
    return this.#read(index => index.source(stored))
  }

  activeVersions(contractIds: readonly string[]): Promise<ReadonlyMap<string, ActiveVersion>> {
    return this.#read(index => index.activeVersions(contractIds))
  }

  listVersions(contractId: string): Promise<string[]> {
    return this.#read(index => index.listVersions(contractId))
  }

  summaries(contractIds: readonly string[]): Promise<VersionSummary[]> {
    return this.#read(index => index.summaries(contractIds))
  }

  summariesAsOf(contractIds: readonly string[], time: Date): Promise<VersionSummary[]> {
    return this.#read(index => index.summariesAsOf(contractIds, time))
  }

  summaryRows(contractIds: readonly string[], asOf?: Date): Promise<number[]> {
    return this.#read(index => index.summaryRows(contractIds, asOf))
  }

  versions(wanted: readonly VersionIdentity[]): Promise<VersionState[]> {
    return this.#read(index => index.versions(wanted))
  }

  summariesOf(wanted: readonly VersionIdentity[]): Promise<VersionSummary[]> {
    return this.#read(index => index.summariesOf(wanted))
  }

  validations(wanted: readonly VersionIdentity[]): Promise<ReadonlyMap<string, FindingCounts>> {
    return this.#read(index => index.validations(wanted))
  }

  outlines(wanted: readonly VersionIdentity[]): Promise<VersionOutline[]> {
    return this.#read(index => index.outlines(wanted))
  }

  documentSizes(wanted: readonly DocumentIdentity[]): Promise<number[]> {
    return this.#read(index => index.documentSizes(wanted))
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    if (query.tests) await this.testRuns.fresh()
    return this.#read(index => index.search(query))
  }

  countHits(query: SearchQuery, most: number): Promise<SearchTotal> {
    return this.#read(index => index.countHits(query, most))
  }

  facets(query: SearchQuery, names: readonly FacetName[]): Promise<ReadonlyMap<FacetName, Facet>> {
    return this.#read(index => index.facets(query, names))
  }

  fields(query: FieldQuery): Promise<FieldPage> {
    return this.#read(index => index.fields(query))
  }

  listContracts(query: ListQuery): Promise<ContractPage> {
    return this.#read(index => index.listContracts(query))
  }

  history(query: HistoryQuery): Promise<HistoryEvent[]> {
    return this.#read(index => index.history(query))
  }

  /** Rebuilds what lists and searches look at in the index. */
  reindex(options: ReindexOptions): Promise<ReindexProgress> {
    return this.#read(index => index.reindex(options))
  }

  async *entriesAfter(sequence: number, range?: EntryRange): AsyncGenerator<NumberedEntry> {
    const index = await this.#read(async index => index)
    yield* index.entriesAfter(sequence, range)
  }

  async *linkEntries(): AsyncGenerator<LinkEntry> {
    const index = await this.#read(async index => index)
    yield* index.linkEntries()
  }

  async enterForeignChanges(): Promise<void> {
    await this.#projection.refresh()
    await this.#foreign.takeOverAll()
  }

  restore(entries: readonly Entry[]): Promise<void> {
    return this.#appender.append(entries)
  }

  async check(): Promise<StoreHealth> {
    const warnings = await this.#log.check()
    const behind = await this.#projection.lag()
    const { indexLag } = await this.#projection.index.check().catch(error => {
      if (behind > 0) return { indexLag: 0 }
      throw error
    })
    return { indexLag: indexLag + behind, warnings }
  }

  async close(): Promise<void> {
    await this.#background.stop()
    await this.testRuns.close()
    await this.#projection.close()
    await this.#log.close()
  }

  /** Asks the index once it has what the log has. */
  async #read<T>(
    ask: (index: SqlContractStore) => Promise<T>,
    { isFresh }: { isFresh: boolean } = unknown,
  ): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const fresh = isFresh && attempt === 0 ? undefined : this.#projection.fresh()
      if (fresh) await fresh
      const { index } = this.#projection
      try {
        return await ask(index)
      } catch (error) {
        // one that is being made again was closed under the reader
        const isReplaced =
          index !== this.#projection.index || this.#projection.isSpoilt || this.#projection.spoil(error)
        if (!isReplaced || attempt >= retries) throw error
      }
    }
  }

  async #decide(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    time: Date,
  ): Promise<{ change: Decided | undefined; outcome: ChangeOutcome }> {
    const current = await this.#projection.index.current(identity)
    const { stored } = current
    const change = await decide(current)
    if (!change) return { change: undefined, outcome: { before: stored, after: stored } }
    const revision = (await lastRevision(current)) + 1
    const entry = decidedEntry(identity, change, { isThere: stored !== undefined, revision, time, author })
    const version = versionOf(change)
    const made = {
      createdAt: stored?.createdAt ?? time,
      createdBy: optionalText(stored ? stored.createdBy : author.caller),
    }
    const after = version && stateAfter(entry, version, made)
    return { change: { entry, version }, outcome: { before: stored, after } }
  }
}
