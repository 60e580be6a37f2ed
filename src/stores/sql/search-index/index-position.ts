import { asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { type SqlSession, together } from '../../../sql/database.ts'
import { lastEventId, unnumberedFlag } from '../history/event-numbers.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'

/** The row of the feed's table that has the number of the last event which is in the index. */
export const indexPositionId = 2

/** An event as far as the index is concerned: something became of this version. */
export interface IndexedEvent {
  readonly sequence: number
  readonly contractId: string
  readonly version: string
  readonly occurredAt: Date
  /** Whether the version was deleted. */
  readonly isDeletion: boolean
}

/** How far the index has come in the history, and how far the history has. */
export interface IndexLag {
  readonly indexed: number
  readonly last: number
  /** Whether there are events that have no number yet. */
  readonly isUnnumbered: boolean
}

/** Tells how far the index has come: one prepared query, because each search asks. */
export class IndexPosition {
  readonly #positions: ReturnType<typeof preparePositions>

  constructor(database: StoreDatabase) {
    this.#positions = preparePositions(database)
  }

  async lag(): Promise<IndexLag> {
    const rows = await this.#positions({})
    const positionOf = (wanted: number) => Number(rows.find(({ id }) => id === wanted)?.sequence ?? 0)
    return {
      indexed: positionOf(indexPositionId),
      last: positionOf(lastEventId),
      // without any number there is no row to tell
      isUnnumbered: rows.length === 0 || rows.some(row => Number(row.unnumbered) > 0),
    }
  }
}

function preparePositions(database: StoreDatabase) {
  const { feed } = database.tables
  const { id, sequence } = feed
  return database.prepare({
    fields: { id, sequence, unnumbered: unnumberedFlag(database.tables) },
    from: feed,
    where: inArray(id, [lastEventId, indexPositionId]),
  })
}

/**
 * Waits until no other instance writes the index, and keeps others away until the transaction ends.
 *
 * @returns the number of the last event which is in the index.
 */
export async function lockIndex(session: SqlSession, { feed }: Tables): Promise<number> {
  const row = eq(feed.id, indexPositionId)
  const lock = () => session.update(feed, { sequence: sql`${feed.sequence}` }, row)
  const position = () => session.select({ fields: { sequence: feed.sequence }, from: feed, where: row })
  let [locked, found] = await together(session, lock, position)
  if (locked === 0) {
    await session.insertIfAbsent(feed, { id: indexPositionId, sequence: 0 })
    ;[locked, found] = await together(session, lock, position)
  }
  return Number(found[0]?.sequence ?? 0)
}

/** Tells that the index has all events up to this one. */
export async function moveIndex(session: SqlSession, { feed }: Tables, sequence: number): Promise<void> {
  await session.update(feed, { sequence }, eq(feed.id, indexPositionId))
}

/** The first events behind a position, oldest first. */
export async function eventsAfter(
  reader: Pick<SqlSession, 'select'>,
  { history }: Tables,
  position: number,
  limit: number,
): Promise<IndexedEvent[]> {
  const { sequence, contractId, version, occurredAt, fingerprintAfter } = history
  const rows = await reader.select({
    fields: { sequence, contractId, version, occurredAt, fingerprintAfter },
    from: history,
    where: gt(sequence, position),
    orderBy: [asc(sequence)],
    limit,
  })
  return rows.map(({ fingerprintAfter, ...row }) => {
    return { ...row, sequence: Number(row.sequence), isDeletion: fingerprintAfter === null }
  })
}
