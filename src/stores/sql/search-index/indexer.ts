import { withDeadline } from '../../../concurrency/deadline.ts'
import { lastKnown } from '../../../concurrency/last-known.ts'
import { Semaphore } from '../../../concurrency/semaphore.ts'
import { sharedRuns, singleFlight } from '../../../concurrency/single-flight.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { slicesOf } from '../columns.ts'
import type { EventNumbers } from '../history/event-numbers.ts'
import type { StoreDatabase } from '../store-database.ts'
import { Backlog } from './backlog.ts'
import { batchSize, IndexBatches, type IndexFindings } from './index-batches.ts'
import { type DigestedVersion, IndexCache } from './index-cache.ts'
import { IndexPosition, lockIndex } from './index-position.ts'
import { IndexUpdate } from './index-update.ts'
import type { SegmentMerges } from './segment-merges.ts'

/** How many events are indexed in one transaction where writers may wait: on SQLite nobody can write meanwhile. */
const shareSize = 50

/** How many contracts are rebuilt in one transaction. */
const rebuiltAtOnce = 10

/** Of what may wait, the share with which the index follows while others write. */
const tolerated = 0.5

/** After how many milliseconds without a write the index follows: a burst passes first, and is taken over together. */
const pause = 25

/** Of how few events more are waited for: a transaction for each publication of one writer costs most of what many cost. */
const few = 20

/** For how many milliseconds. Nobody sees that: before a search is answered, the index has all. */
const gathering = 500

/** How long the index is waited for when the store is closed, in milliseconds; others go on from where it is. */
const closingTime = 2000

/** How long to wait for how far searches are behind, in milliseconds. */
export const lagDeadline = 300

/** Has the history know what other programs have deleted of some contracts, and the index follow. */
export type RecordDeletions = (contractIds: readonly string[]) => Promise<void>

/**
 * Keeps what searches, lists and facets look at up to date. It follows the history: a change writes its event and no
 * more, and the index takes over all events since the last time, in batches, when writers pause and before a search is
 * answered. Its position in the history is moved in the transaction that writes it, so that nothing is lost or done
 * twice, whatever process is ended at whatever time; one instance at a time writes it.
 */
export class Indexer {
  readonly #database: StoreDatabase
  readonly #update: IndexUpdate
  readonly #batches: IndexBatches
  readonly #numbers: EventNumbers
  readonly #position: IndexPosition
  readonly #merges: SegmentMerges
  readonly #cache = new IndexCache()
  /** One run at a time: others of this process would only wait for its locks. */
  readonly #turns = new Semaphore()
  /** How many changes are being made. */
  #changes = 0
  readonly #backlog = new Backlog()
  #timer: NodeJS.Timeout | undefined

  constructor(
    database: StoreDatabase,
    documents: DocumentWorkers,
    numbers: EventNumbers,
    findings: IndexFindings,
    merges: SegmentMerges,
  ) {
    this.#database = database
    this.#update = new IndexUpdate(database, documents, this.#cache)
    this.#batches = new IndexBatches(database, this.#update, this.#cache, findings)
    this.#numbers = numbers
    this.#position = new IndexPosition(database)
    this.#merges = merges
  }

  /** Keeps what is known of a document that was written, for when it is indexed. */
  remember(version: DigestedVersion & { readonly json: string }, index: () => VersionIndex): void {
    this.#cache.put(version, version.json.length, index)
  }

  /** Makes a change; the index does not follow by itself meanwhile. */
  async during<T>(change: () => Promise<T>): Promise<T> {
    this.#changes++
    try {
      return await change()
    } finally {
      this.#changes--
    }
  }

  /**
   * After changes were committed: has the index follow when writers pause, or when much waits. Where too much waits, it resolves
   * when that is less.
   *
   * @param length how long their documents are that are remembered, in characters.
   */
  async afterWrite(events: number, length: number): Promise<void> {
    this.#backlog.add({ events, length })
    // what fails here is done by the next write or search
    if (!this.#database.isSerial) await this.#indexMeanwhile()
    else if (this.#backlog.exceeds(1)) await this.#help(events).catch(() => undefined)
    this.#followLater()
  }

  /** Has the index follow while others write; only where too much waits, this writer waits as well. */
  async #indexMeanwhile(): Promise<void> {
    if (!this.#backlog.exceeds(tolerated)) return
    const done = this.#shrink().catch(() => undefined)
    if (this.#backlog.exceeds(1)) await Promise.race([this.#backlog.shrunk(), done])
  }

  readonly #shrink = singleFlight(async () => {
    try {
      await this.#run(batchSize, () => this.#backlog.exceeds(tolerated))
    } finally {
      this.#backlog.release()
    }
  })

  /**
   * Resolves when the index has all that was committed before.
   *
   * @throws RegistryError `store-busy` or `store-unavailable` when the storage takes no writes now.
   */
  readonly catchUp = sharedRuns(() => this.#run(batchSize, () => true))

  /**
   * Where nobody can write while the index follows. Takes over more than was written while too much waits: so what waits is
   * bounded, and so is what a writer does for others.
   */
  #help(events: number): Promise<void> {
    let end: number | undefined
    return this.#run(shareSize, position => {
      end ??= position + events + 1
      return this.#backlog.exceeds(1) && position < end
    })
  }

  /**
   * @param size how many events a batch has at most.
   * @param goesOn whether to take over more, asked before each batch with the number of the last event that is indexed.
   */
  #run(size: number, goesOn: (position: number) => boolean): Promise<void> {
    return this.#turns.run(async () => {
      const { written } = this.#backlog
      let lag = await this.#position.lag()
      if (lag.isUnnumbered) {
        await this.#numbers.give()
        lag = await this.#position.lag()
      }
      for (let position = lag.indexed; ; position = await this.#batches.index(position, lag.last, size)) {
        // of those that are left, all may be of this process
        this.#backlog.note(written, Math.max(0, lag.last - position))
        // each batch has left a segment
        if (position > lag.indexed) this.#merges.begin()
        if (position >= lag.last || !goesOn(position)) return
      }
    })
  }

  /** How many events the index is behind; as was known last where the database makes readers wait for who indexes. */
  readonly lag = lastKnown(async () => {
    const { indexed, last, isUnnumbered } = await this.#position.lag()
    const unnumbered = isUnnumbered ? await this.#numbers.countMissing() : 0
    return Math.max(0, last - indexed) + unnumbered
  }, lagDeadline)

  /** Rebuilds contracts from the documents of their versions. They keep their ids, so that pages of hits go on where they were. */
  async rebuild(contractIds: readonly string[]): Promise<void> {
    const { tables } = this.#database
    for (const some of slicesOf(contractIds, rebuiltAtOnce)) {
      await this.#database.transaction(async session => {
        await lockIndex(session, tables)
        await this.#update.rebuild(session, some)
      })
      this.#merges.begin()
    }
  }

  /** Resolves when this process has indexed what it has written, or cannot do so soon, and merges nothing any more. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#backlog.events > 0)
      await withDeadline(
        this.catchUp().catch(() => undefined),
        closingTime,
        () => undefined,
      )
    await this.#merges.stop()
  }

  #followLater(): void {
    if (this.#timer || this.#backlog.events === 0) return
    const written = this.#backlog.written.events
    const follow = () => {
      this.#timer = undefined
      void this.#follow(written)
    }
    const delay = this.#backlog.events < few ? gathering : pause
    this.#timer = setTimeout(follow, delay).unref()
  }

  /** Takes over what waits, as long as nobody writes meanwhile; then it looks again later. */
  async #follow(writtenBefore: number): Promise<void> {
    let seen = writtenBefore
    const isPause = () => {
      const before = seen
      seen = this.#backlog.written.events
      return seen === before && this.#changes === 0
    }
    try {
      if (isPause()) await this.#run(shareSize, isPause)
      this.#followLater()
    } catch {
      // what fails here is done by the next write or search
    }
  }
}
