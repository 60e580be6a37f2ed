import { withDeadline } from '../../../concurrency/deadline.ts'
import { Semaphore } from '../../../concurrency/semaphore.ts'
import { sharedRuns } from '../../../concurrency/single-flight.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { ignoreStoreFault, isRowFault } from '../../../sql/faults.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { slicesOf } from '../columns.ts'
import type { EventNumbers } from '../history/event-numbers.ts'
import type { StoreDatabase } from '../store-database.ts'
import { type DigestedVersion, IndexCache } from './index-cache.ts'
import { eventsAfter, type IndexedEvent, IndexPosition, lockIndex, moveIndex } from './index-position.ts'
import { IndexUpdate } from './index-update.ts'

/** How many events are indexed in one transaction. */
const batchSize = 100

/** How many contracts are rebuilt in one transaction. */
const rebuiltAtOnce = 10

/** Up to how many events of this process wait to be indexed; a writer that makes more indexes some of them first. */
const maxBacklog = 500

/** After how many milliseconds without a write the index follows: a burst passes first, and is taken over together. */
const pause = 25

/** How long the index is waited for when the store is closed, in milliseconds; others go on from where it is. */
const closingTime = 2000

/** How long to wait for how far the index is behind, in milliseconds. */
const lagDeadline = 300

/** Has the history know what other programs have deleted of some contracts, and the index follow. */
export type RecordDeletions = (contractIds: readonly string[]) => Promise<void>

/** What others have to do with what the index finds. */
export interface IndexFindings {
  /** A contract cannot be indexed. */
  skipped(contractId: string, error: unknown): void
  /** Versions are not there although the history does not know of a deletion. */
  vanished(versions: readonly VersionIdentity[]): Promise<void>
}

/**
 * Keeps what searches, lists and facets look at up to date. It follows the history: a change writes its event and no
 * more, and the index takes over all events since the last time, in batches, when writers pause and before a search is
 * answered. Its position in the history is moved in the transaction that writes it, so that nothing is lost or done
 * twice, whatever process is ended at whatever time; one instance at a time writes it.
 */
export class Indexer {
  readonly #database: StoreDatabase
  readonly #update: IndexUpdate
  readonly #numbers: EventNumbers
  readonly #position: IndexPosition
  readonly #findings: IndexFindings
  readonly #cache = new IndexCache()
  /** One run at a time: others of this process would only wait for its locks. */
  readonly #turns = new Semaphore()
  /** How many events this process has written, and how many of these are known to be indexed. */
  #written = 0
  #indexed = 0
  /** How many events the next batch has at most. */
  #size = batchSize
  /** How far it was behind when that was asked last. */
  #lag = 0
  #timer: NodeJS.Timeout | undefined

  constructor(
    database: StoreDatabase,
    documents: DocumentWorkers,
    numbers: EventNumbers,
    findings: IndexFindings,
  ) {
    this.#database = database
    this.#update = new IndexUpdate(database, documents, this.#cache)
    this.#numbers = numbers
    this.#position = new IndexPosition(database)
    this.#findings = findings
  }

  /** Keeps what is known of a document that was written, for when it is indexed. */
  remember(version: DigestedVersion & { readonly json: string }, index: () => VersionIndex): void {
    this.#cache.put(version, version.json.length, index)
  }

  /** After changes were committed: has the index follow when writers pause; where too much waits, before that. */
  async afterWrite(events = 1): Promise<void> {
    this.#written += events
    // what fails here is done by the next write or search
    if (this.#isFarBehind) await this.#help(events).catch(() => undefined)
    this.#followLater()
  }

  /**
   * Resolves when the index has all that was committed before.
   *
   * @throws RegistryError `store-busy` or `store-unavailable` when the storage takes no writes now.
   */
  readonly catchUp = sharedRuns(() => this.#run(() => true))

  /** Takes over more than was written while too much waits: so what waits is bounded, and so is what a writer does for others. */
  #help(events: number): Promise<void> {
    let left = Math.ceil(events / batchSize) + 1
    return this.#run(() => this.#isFarBehind && left-- > 0)
  }

  /** Whether more waits than should, or documents that wait would soon have to be parsed a second time. */
  get #isFarBehind(): boolean {
    return this.#written - this.#indexed > maxBacklog || this.#cache.isFull
  }

  /** @param goesOn whether to take over more, asked before each batch. */
  #run(goesOn: () => boolean): Promise<void> {
    return this.#turns.run(async () => {
      const written = this.#written
      let lag = await this.#position.lag()
      if (lag.isUnnumbered) {
        await this.#numbers.catchUp()
        lag = await this.#position.lag()
      }
      for (let position = lag.indexed; ; position = await this.#indexBatch(position, lag.last)) {
        // of those that are left, all may be of this process
        this.#indexed = Math.max(this.#indexed, written - Math.max(0, lag.last - position))
        if (position >= lag.last || !goesOn()) return
      }
    })
  }

  /** How many events the index is behind; as was known last where the database makes readers wait for who indexes. */
  async lag(): Promise<number> {
    const ask = async () => {
      const { indexed, last } = await this.#position.lag()
      this.#lag = Math.max(0, last - indexed)
    }
    await withDeadline(ask(), lagDeadline, () => undefined)
    return this.#lag
  }

  /** Rebuilds contracts from the documents of their versions. They keep their ids, so that pages of hits go on where they were. */
  async rebuild(contractIds: readonly string[]): Promise<void> {
    const { tables } = this.#database
    for (const some of slicesOf(contractIds, rebuiltAtOnce))
      await this.#database.transaction(async session => {
        await lockIndex(session, tables)
        await this.#update.rebuild(session, some)
      })
  }

  /** Resolves when this process has indexed what it has written, or cannot do so soon. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#indexed === this.#written) return
    await withDeadline(
      this.catchUp().catch(() => undefined),
      closingTime,
      () => undefined,
    )
  }

  #followLater(): void {
    if (this.#timer || this.#indexed === this.#written) return
    const written = this.#written
    const follow = () => {
      this.#timer = undefined
      void this.#follow(written)
    }
    this.#timer = setTimeout(follow, pause).unref()
  }

  /** Takes over what waits, as long as nothing is written meanwhile; then it looks again later. */
  async #follow(writtenBefore: number): Promise<void> {
    let seen = writtenBefore
    const isPause = () => {
      const before = seen
      seen = this.#written
      return seen === before
    }
    try {
      if (isPause()) await this.#run(isPause)
      this.#followLater()
    } catch {
      // what fails here is done by the next write or search
    }
  }

  /**
   * @param last the number of the last event there was.
   * @returns up to which number the index has all events.
   */
  async #indexBatch(position: number, last: number): Promise<number> {
    const events = await eventsAfter(this.#database, this.#database.tables, position, this.#size)
    const size = (await this.#update.prepare(events)) ?? this.#size
    try {
      const end = await this.#indexEvents(size, last)
      this.#size = batchSize
      return end
    } catch (error) {
      if (isRowFault(error)) return this.#indexOneByOne(events)
      // it may have been too much for the time a transaction has
      this.#size = Math.max(1, Math.floor(this.#size / 2))
      throw error
    }
  }

  async #indexEvents(size: number, last: number): Promise<number> {
    const { tables } = this.#database
    let events: IndexedEvent[] = []
    let vanished: VersionIdentity[] = []
    const position = await this.#database.transaction(async session => {
      const start = await lockIndex(session, tables)
      events = await eventsAfter(session, tables, start, size)
      vanished = await this.#update.apply(session, events)
      // old events may have been deleted: where there are no more, the index has them all
      const reached = events.at(-1)?.sequence ?? start
      const end = events.length < size ? Math.max(reached, last) : reached
      if (end !== start) await moveIndex(session, tables, end)
      return end
    })
    for (const event of events) this.#cache.delete(event)
    if (vanished.length > 0) await this.#findings.vanished(vanished).catch(ignoreStoreFault)
    return position
  }

  /** One contract that cannot be indexed, because of a fault of this program, does not keep the others from it. */
  async #indexOneByOne(events: readonly IndexedEvent[]): Promise<number> {
    const { tables } = this.#database
    for (const [contractId, own] of Map.groupBy(events, event => event.contractId)) {
      let vanished: VersionIdentity[] = []
      try {
        await this.#database.transaction(async session => {
          await lockIndex(session, tables)
          vanished = await this.#update.apply(session, own)
        })
        if (vanished.length > 0) await this.#findings.vanished(vanished).catch(ignoreStoreFault)
      } catch (error) {
        if (!isRowFault(error)) throw error
        this.#findings.skipped(contractId, error)
      }
    }
    return this.#database.transaction(async session => {
      const start = await lockIndex(session, tables)
      const end = Math.max(start, events.at(-1)?.sequence ?? start)
      await moveIndex(session, tables, end)
      return end
    })
  }
}
