import type { VersionIdentity } from '../../../domain/identity.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { ignoreStoreFault, isRowFault } from '../../../sql/faults.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { IndexCache } from './index-cache.ts'
import { eventsAfter, type IndexedEvent, lockIndex, moveIndex } from './index-position.ts'
import type { IndexUpdate } from './index-update.ts'

/** How many events are indexed in one transaction. */
export const batchSize = 100

/** How long a batch should take where writers may wait for it, in milliseconds. */
const shortBatch = 100

/** How many events it has all the same. */
const fewestEvents = 5

/** What others have to do with what the index finds. */
export interface IndexFindings {
  /** A contract cannot be indexed. */
  skipped(contractId: string, error: unknown): void
  /** Versions are not there although the history does not know of a deletion. */
  vanished(versions: readonly VersionIdentity[]): Promise<void>
}

/** Has the index follow the history some events at a time, each time in a transaction that moves its position. */
export class IndexBatches {
  readonly #database: StoreDatabase
  readonly #update: IndexUpdate
  readonly #cache: IndexCache
  readonly #findings: IndexFindings
  /** How many events the next batch has at most. */
  #size = batchSize
  /** How many milliseconds each event of the last batch took. */
  #pace = 0

  constructor(database: StoreDatabase, update: IndexUpdate, cache: IndexCache, findings: IndexFindings) {
    this.#database = database
    this.#update = update
    this.#cache = cache
    this.#findings = findings
  }

  /**
   * Indexes the events behind a position, as many as one transaction should.
   *
   * @param last the number of the last event there was.
   * @param most how many events it has at most: fewer than a batch has where writers may wait.
   * @returns up to which number the index has all events.
   */
  async index(position: number, last: number, most: number): Promise<number> {
    const wanted = Math.min(this.#size, this.#mostInTime(most))
    const events = await eventsAfter(this.#database, this.#database.tables, position, wanted)
    const size = (await this.#update.prepare(events)) ?? wanted
    try {
      const end = await this.#indexEvents(size, last)
      this.#size = batchSize
      return end
    } catch (error) {
      if (isRowFault(error)) return this.#indexOneByOne(events)
      // it may have been too much for the time a transaction has
      this.#size = Math.max(1, Math.floor(wanted / 2))
      throw error
    }
  }

  async #indexEvents(size: number, last: number): Promise<number> {
    const { tables } = this.#database
    let events: IndexedEvent[] = []
    let vanished: VersionIdentity[] = []
    const indexed = async (session: SqlSession) => {
      const start = await lockIndex(session, tables)
      const begin = performance.now()
      events = await eventsAfter(session, tables, start, size)
      vanished = await this.#update.apply(session, events)
      if (events.length > 0) this.#pace = (performance.now() - begin) / events.length
      // old events may have been deleted: where there are no more, the index has them all
      const reached = events.at(-1)?.sequence ?? start
      const end = events.length < size ? Math.max(reached, last) : reached
      if (end !== start) await moveIndex(session, tables, end)
      return end
    }
    const position = await this.#database.transaction(indexed, { startsWithLock: true })
    for (const event of events) this.#cache.delete(event)
    if (vanished.length > 0) await this.#findings.vanished(vanished).catch(ignoreStoreFault)
    return position
  }

  /** Nobody waits for long, however slow the machine is: on SQLite nobody can write meanwhile. */
  #mostInTime(most: number): number {
    if (!this.#database.isSerial || most >= batchSize) return most
    return Math.min(most, Math.max(fewestEvents, Math.floor(shortBatch / this.#pace)))
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
