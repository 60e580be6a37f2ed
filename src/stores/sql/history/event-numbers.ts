import { asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { sharedRuns } from '../../../concurrency/single-flight.ts'
import { type SqlSession, together, type Update } from '../../../sql/database.ts'
import type { Queries } from '../queries.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'

/** How many events get their numbers in one transaction. */
const batchSize = 500

/** Up to how many events without a number are counted. */
const mostCounted = 10_000

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
  readonly #lastNumber: ReturnType<typeof lastNumber>
  readonly #move: Update

  constructor(database: StoreDatabase, queries: Pick<Queries, 'unnumbered'>) {
    this.#database = database
    this.#queries = queries
    this.#lastNumber = lastNumber(database.tables)
    this.#move = lastNumberMoved(database.tables)
  }

  /** Within the transaction of a write: nothing to do later where transactions are serial anyway. */
  async onWrite(session: SqlSession): Promise<void> {
    if (this.#database.isSerial) await this.#number(session)
  }

  /**
   * Has a transaction give its own events their numbers, and keeps others from giving any until it ends. Only where
   * transactions are serial that holds up nobody.
   */
  async begin(session: SqlSession): Promise<Numbering> {
    const first = await this.#last(session)
    let last = first
    const end = async () => {
      if (last !== first) await this.#keepLast(session, last)
    }
    return {
      next(own = last + 1) {
        if (own <= last) throw new LateNumber(own, last)
        last = own
        return last
      },
      end,
    }
  }

  /** The number of the last event; those that were committed before and have none come first. */
  async #last(session: SqlSession): Promise<number> {
    const read = () => session.select(this.#lastNumber, {})
    const [known] = this.#database.isSerial ? await read() : []
    if (known && Number(known.unnumbered) === 0) return Number(known.sequence)
    while ((await this.#number(session)) === batchSize);
    return Number((await read())[0]?.sequence ?? 0)
  }

  /** Resolves when all events that were committed before have their numbers. */
  readonly catchUp = sharedRuns(async () => {
    if ((await this.#queries.unnumbered({})).length > 0) await this.give()
  })

  /** As `catchUp`, for callers who know that there are events without a number: it does not ask for them first. */
  readonly give = sharedRuns(async () => {
    const number = (session: SqlSession) => this.#number(session)
    const startsWithLock = !this.#database.isSerial
    // whatever was committed before is seen by one of these transactions; the last one has seen all
    while ((await this.#database.transaction(number, { startsWithLock })) === batchSize);
  })

  /** How many events have no number yet, counted up to ten thousand. */
  countMissing(): Promise<number> {
    const { history } = this.#database.tables
    return this.#database.count(history, isNull(history.sequence), mostCounted)
  }

  /** Gives the first events without a number theirs, and tells how many that were. */
  async #number(session: SqlSession): Promise<number> {
    const { tables } = this.#database
    const events = await this.#unnumbered(session)
    if (events.length > 0) {
      // databases write such a number in several ways
      let sequence = Number(events[0]?.last ?? 0)
      const numbered = events.map(({ contractId, version, revision }) => {
        return { contractId, version, revision, sequence: ++sequence }
      })
      await together(
        session,
        () => session.updateEach(tables.history, ['contractId', 'version', 'revision'], numbered),
        () => this.#keepLast(session, sequence),
      )
    }
    return events.length
  }

  async #keepLast(session: SqlSession, sequence: number): Promise<void> {
    if ((await session.updateBy(this.#move, { sequence })) > 0) return
    await session.insertIfAbsent(this.#database.tables.feed, { id: lastEventId, sequence })
  }

  async #unnumbered(session: SqlSession): Promise<Unnumbered> {
    const { isSerial, tables } = this.#database
    const read = () => unnumbered(session, tables)
    if (isSerial) return read()
    const lock = () => lockFeed(session, tables)
    const [isLocked, events] = await together(session, lock, read)
    if (isLocked) return events
    await session.insertIfAbsent(tables.feed, { id: lastEventId, sequence: 0 })
    return (await together(session, lock, read))[1]
  }
}

/** An event should have a number which is not behind those that were given. */
class LateNumber extends Error {
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

/** Tells the number of the last event, and whether there are events without one. */
function lastNumber(tables: Tables) {
  const { feed } = tables
  const fields = { sequence: feed.sequence, unnumbered: unnumberedFlag(tables) }
  return { fields, from: feed, where: eq(feed.id, lastEventId) }
}

/** Has another number be that of the last event. */
function lastNumberMoved({ feed }: Tables): Update {
  const values = { sequence: sql.placeholder('sequence') }
  return { table: feed, values, where: eq(feed.id, lastEventId) }
}

/** 1 where there are events without a number, else 0. */
export function unnumberedFlag({ history }: Tables): SQL<number> {
  const isUnnumbered = sql`exists (select 1 from ${history} where ${isNull(history.sequence)})`
  return sql<number>`case when ${isUnnumbered} then 1 else 0 end`
}

type Unnumbered = Awaited<ReturnType<typeof unnumbered>>

/** Waits until nobody else gives numbers, and keeps others away until the transaction ends; false when there is no row for it. */
async function lockFeed(session: SqlSession, { feed }: Tables): Promise<boolean> {
  const row = eq(feed.id, lastEventId)
  return (await session.update(feed, { sequence: sql`${feed.sequence}` }, row)) > 0
}

/** The first events without a number, in the order in which they get theirs, with the number of the last one that has one. */
function unnumbered(session: SqlSession, { feed, history }: Tables) {
  const { contractId, version, revision } = history
  const last = sql<number | null>`(select ${feed.sequence} from ${feed} where ${eq(feed.id, lastEventId)})`
  return session.select({
    fields: { contractId, version, revision, last },
    from: history,
    where: isNull(history.sequence),
    orderBy: [asc(history.occurredAt), asc(contractId), asc(version), asc(revision)],
    limit: batchSize,
  })
}
