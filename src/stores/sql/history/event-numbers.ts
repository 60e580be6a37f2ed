import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { sharedRuns } from '../../../concurrency/single-flight.ts'
import { type SqlSession, together } from '../../../sql/database.ts'
import { ofVersion } from '../columns.ts'
import type { Queries } from '../queries.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'

/** How many events get their numbers in one transaction. */
const batchSize = 500

/** The row of the feed's table that has the number of the last event. */
export const lastEventId = 1

/**
 * Gives events their numbers, by which readers follow the history. A number that a writer took before its commit could become visible after
 * a higher one, and a reader that had passed it would miss the event. So events are written without a number, and get
 * one after they were committed, by one instance at a time; writers need not wait for each other.
 */
export class EventNumbers {
  readonly #database: StoreDatabase
  readonly #queries: Pick<Queries, 'unnumbered'>

  constructor(database: StoreDatabase, queries: Pick<Queries, 'unnumbered'>) {
    this.#database = database
    this.#queries = queries
  }

  /** Within the transaction of a write: nothing to do later where transactions are serial anyway. */
  async onWrite(session: SqlSession): Promise<void> {
    if (this.#database.isSerial) await this.#number(session)
  }

  /** Keeps others from giving numbers until the transaction ends, which gives its own events theirs. */
  async begin(session: SqlSession): Promise<Numbering> {
    // events that were committed before come first
    while ((await this.#number(session)) === batchSize);
    const { feed } = this.#database.tables
    const row = eq(feed.id, lastEventId)
    const [known] = await session.select({ fields: { sequence: feed.sequence }, from: feed, where: row })
    const first = Number(known?.sequence ?? 0)
    let last = first
    return {
      next(own = last + 1) {
        if (own <= last) throw new LateNumber(own, last)
        last = own
        return last
      },
      async end() {
        if (last !== first) await keepLast(session, feed, last)
      },
    }
  }

  /** Resolves when all events that were committed before have their numbers. */
  readonly catchUp = sharedRuns(() => this.#catchUp())

  async #catchUp(): Promise<void> {
    if ((await this.#queries.unnumbered({})).length === 0) return
    // whatever was committed before is seen by one of these transactions; the last one has seen all
    while ((await this.#database.transaction(session => this.#number(session))) === batchSize);
  }

  /** Gives the first events without a number theirs, and tells how many that were. */
  async #number(session: SqlSession): Promise<number> {
    const { isSerial, tables } = this.#database
    if (!isSerial) await lockFeed(session, tables)
    return numberEvents(session, tables)
  }
}

/** An event should have a number which is not behind those that were given. */
export class LateNumber extends Error {
  constructor(wanted: number, last: number) {
    super(`an event cannot have the number ${wanted} behind the number ${last}`)
  }
}

/** Gives numbers to the events of a transaction that keeps others from giving any. */
export interface Numbering {
  /** The number of the next event: the next one, or a higher one that the event had elsewhere. */
  next(own?: number): number
  /** Tells how far it has come. */
  end(): Promise<void>
}

/** Waits until nobody else gives numbers, and keeps others away until the transaction ends. */
async function lockFeed(session: SqlSession, { feed }: Tables): Promise<void> {
  const row = eq(feed.id, lastEventId)
  const lock = () => session.update(feed, { sequence: sql`${feed.sequence}` }, row)
  if ((await lock()) > 0) return
  await session.insertIfAbsent(feed, { id: lastEventId, sequence: 0 })
  await lock()
}

async function numberEvents(session: SqlSession, { feed, history }: Tables): Promise<number> {
  const row = eq(feed.id, lastEventId)
  const { contractId, version, revision } = history
  const last = sql<number | null>`(select ${feed.sequence} from ${feed} where ${row})`
  const events = await session.select({
    fields: { contractId, version, revision, last },
    from: history,
    where: isNull(history.sequence),
    orderBy: [asc(history.occurredAt), asc(contractId), asc(version), asc(revision)],
    limit: batchSize,
  })
  // databases write such a number in several ways
  let sequence = Number(events[0]?.last ?? 0)
  const updates = events.map(event => {
    const key = and(ofVersion(history, event), eq(revision, event.revision)) as SQL
    const values = { sequence: ++sequence }
    return () => session.update(history, values, key)
  })
  await together(session, ...updates)
  if (events.length > 0) await keepLast(session, feed, sequence)
  return events.length
}

async function keepLast(session: SqlSession, feed: Tables['feed'], sequence: number): Promise<void> {
  if ((await session.update(feed, { sequence }, eq(feed.id, lastEventId))) > 0) return
  await session.insertIfAbsent(feed, { id: lastEventId, sequence })
}
