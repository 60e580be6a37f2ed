import type { Author } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Entry, LinkEntry } from '../entry.ts'
import type { ChangeOutcome, CurrentVersion, Decide, StoreHealth } from '../store.ts'
import type {
  EntryRange,
  NumberedEntry,
  ReindexOptions,
  ReindexProgress,
  TransferStore,
} from '../transfer-store.ts'
import { clearTables } from './clear.ts'
import type { ReconcilerLog } from './foreign-rows/reconciler.ts'
import { type LogPosition, readLogPosition } from './log-position.ts'
import { SqlReadableStore } from './readable-store.ts'
import type { SeenVersion } from './reads/seen-version.ts'
import { type SqlStoreParts, sqlStoreParts } from './store-parts.ts'
import type { SqlTestRuns } from './test-runs/test-runs.ts'
import { RecentDocuments } from './writes/recent-documents.ts'
import type { RecordOptions } from './writes/recorder.ts'
import type { BeforeCommit } from './writes/writer.ts'

/** Contracts in dc43's SQL table, beside which a Python dc43 process may go on reading and writing. */
export class SqlContractStore extends SqlReadableStore implements TransferStore {
  readonly testRuns: SqlTestRuns
  readonly #parts: SqlStoreParts
  readonly #recent = new RecentDocuments()

  /** See `sqlStoreParts`. */
  constructor(...made: Parameters<typeof sqlStoreParts>) {
    const parts = sqlStoreParts(...made)
    super(parts)
    this.testRuns = parts.testRuns
    this.#parts = parts
  }

  /** @param beforeCommit is run when the change was decided and written, see `BeforeCommit`. */
  async change(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    beforeCommit?: BeforeCommit,
  ): Promise<ChangeOutcome> {
    const before = await this.#see(identity)
    const outcome = await this.#parts.writer.change(identity, decide, author, { before, beforeCommit })
    if (outcome.after) this.#recent.keep(outcome.after)
    return outcome
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
    return this.#parts.recorder.record(entries, options)
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
    await this.#parts.adoption.adopt()
    await this.#parts.numbers.catchUp()
    yield* this.#parts.reader.entriesAfter(sequence, range)
  }

  /** All links, in no particular order; to be recorded behind the other entries. */
  linkEntries(): AsyncGenerator<LinkEntry> {
    return this.#parts.reader.linkEntries()
  }

  /** Takes out all but test runs, see `clearTables`. */
  clear(): Promise<void> {
    return clearTables(this.#parts.database)
  }

  /** Up to where a log is recorded in the database, see `RecordOptions`. */
  logPosition(): Promise<LogPosition> {
    return readLogPosition(this.#parts.database)
  }

  current(identity: VersionIdentity): Promise<CurrentVersion> {
    return this.#see(identity)
  }

  async #see({ contractId, version }: VersionIdentity): Promise<SeenVersion> {
    const seen = await this.#parts.versions.seen({ contractId, version })
    const { stored } = seen
    const source = async () => stored && (await this.source(stored))
    return {
      ...seen,
      source,
      versions: () => this.listVersions(contractId),
      documentOf: async state =>
        this.#recent.of(contractId, state) ?? (await this.get({ contractId, version: state.version }))?.json,
      replaced: async revision => (await this.revisions([{ contractId, version, revision }]))[0]?.json,
      events: limit => this.history({ contractId, version, order: 'newest', limit }),
    }
  }

  /**
   * Takes over what other programs wrote, so that the database can order it itself and it is in the history. Reads are
   * right without it, only slower.
   *
   * @returns how many rows were taken over.
   */
  adoptForeignRows(): Promise<number> {
    return this.#parts.adoption.adopt()
  }

  /** See `TransferStore`. The index tells what was deleted; one that is being made takes long, and knows less. */
  async enterForeignChanges(): Promise<void> {
    await this.adoptForeignRows()
    if ((await this.#parts.indexer.lag()) <= 1000) await this.reindex({ onlyMissing: true })
  }

  /** Rebuilds the index that lists and searches look at, and validates what is in it; see `ReindexOptions`. */
  async reindex(options: ReindexOptions): Promise<ReindexProgress> {
    const progress = await this.#parts.reindexer.run(options)
    await this.#parts.validations.catchUp()
    return progress
  }

  /** Has the index follow the history up to what was committed before; searches do that by themselves. */
  catchUpIndex(): Promise<void> {
    return this.#parts.indexer.catchUp()
  }

  /** Validates what is in the index and was not yet; lists and searches that tell of it do that by themselves. */
  catchUpValidations(): Promise<void> {
    return this.#parts.validations.catchUp()
  }

  /** Completes the index, and goes on looking for what other programs have written until the store is closed. */
  reconcileEvery(interval: number, log: ReconcilerLog): void {
    this.#parts.reconciler.start(interval, log)
  }

  async check(): Promise<StoreHealth> {
    await this.#parts.queries.any({})
    const { indexer, adoption } = this.#parts
    const [events, rows] = await Promise.all([indexer.lag(), adoption.lag()])
    return { indexLag: events + rows }
  }

  async close(): Promise<void> {
    this.#parts.reindexer.stop()
    await this.#parts.reconciler.stop()
    await this.#parts.validations.stop()
    await this.#parts.timely.settle()
    await this.#parts.indexer.settle()
    await this.#parts.database.close()
  }
}
