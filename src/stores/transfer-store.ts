import type { Scope } from '../domain/scope.ts'
import type { TestRunId } from '../domain/test-run.ts'
import type { Entry, LinkEntry, VersionEntry } from './entry.ts'
import type { ContractStore } from './store.ts'
import type { KeptTestRun, TestRunStore } from './test-run-store.ts'

/** The entry of a version, with the number that its event has in the store. */
export interface NumberedEntry {
  readonly sequence: number
  readonly entry: VersionEntry
}

/** Which entries of a history are wanted; all without these. */
export interface EntryRange {
  /** Only contracts of this scope. */
  readonly scope?: Scope | undefined
  /** Only events up to this number. */
  readonly upTo?: number | undefined
}

/** Test runs that can be moved to another store. */
export interface MovableTestRuns extends TestRunStore {
  /** All runs, or those behind another one, in one order, whatever becomes of them meanwhile. Some are in memory at a time. */
  keptRuns(after?: TestRunId): AsyncIterable<KeptTestRun>

  /**
   * Keeps runs as another store has kept them. One that is there already is passed over.
   *
   * @param runs as many as fit into memory.
   * @throws ConflictingTestRun when another run of the same id is kept.
   */
  restoreRuns(runs: readonly KeptTestRun[]): Promise<void>
}

/** How far a rebuild has come. */
export interface ReindexProgress {
  /** How many contracts were looked at, and rebuilt. */
  readonly seen: number
  readonly rebuilt: number
  /** The last contract that was looked at: where to go on when the rebuild is interrupted. */
  readonly last: string
}

/** What a rebuild is to do. */
export interface ReindexOptions {
  /** Only what is missing, rather than everything. */
  readonly onlyMissing: boolean
  /** Begins behind this contract. */
  readonly after?: string | undefined
  readonly onProgress?: (progress: ReindexProgress) => void
}

/** A store whose contracts can be moved to another one with their history. */
export interface TransferStore extends ContractStore {
  readonly testRuns: MovableTestRuns

  /** What happened to versions behind the event of a number, oldest first. Some of the documents are in memory at a time. */
  entriesAfter(sequence: number, range?: EntryRange): AsyncIterable<NumberedEntry>

  /** The link of each dataset version. */
  linkEntries(): AsyncIterable<LinkEntry>

  /**
   * Makes changes again that were made elsewhere, each with its own time, author and revision, in their order. What was
   * made before is passed over.
   *
   * @param entries as many as fit into memory.
   * @throws ConflictingEntry when one says something else than the store.
   */
  restore(entries: readonly Entry[]): Promise<unknown>

  /** Enters in the history what other programs did to the storage, as far as it can be told now. */
  enterForeignChanges(): Promise<void>

  /** Completes what searches look at. */
  reindex(options: ReindexOptions): Promise<ReindexProgress>
}
