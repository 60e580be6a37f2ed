import { createHash } from 'node:crypto'
import { and, eq, inArray, type SQL } from 'drizzle-orm'
import type { SqlDatabase, SqlSession } from '../../sql/database.ts'
import type { Tables } from './store-database.ts'

/** The rows of the feed's table that tell up to where a log is recorded here, and which log it is. */
const positionId = 3
const markId = 4
export const positionRows = [positionId, markId]

/** Up to where a log is recorded: how many places, and what the mark of the last one is made to. */
export interface LogPosition {
  readonly position: number
  readonly mark: number
}

/** The position in a log that is expected, and the one that is to be. */
export interface LogMove {
  readonly from: number
  readonly to: number
  /** The mark of the place that is moved to. */
  readonly mark: string
}

/** Another instance has recorded the same part of the log, and nothing was recorded. */
export class PositionMoved extends Error {}

/** A mark in the 53 bits that every database holds; two logs have the same by chance once in some thousand billion. */
export function markNumber(mark: string): number {
  return mark === '' ? 0 : createHash('sha256').update(mark).digest().readUIntBE(0, 6)
}

/** Before any log is recorded it is 0. */
export async function readLogPosition(
  database: Pick<SqlDatabase<Tables>, 'select' | 'tables'>,
): Promise<LogPosition> {
  const { feed } = database.tables
  const { id, sequence } = feed
  const rows = await database.select({
    fields: { id, sequence },
    from: feed,
    where: inArray(id, positionRows),
  })
  const numberOf = (wanted: number) => Number(rows.find(row => row.id === wanted)?.sequence ?? 0)
  return { position: numberOf(positionId), mark: numberOf(markId) }
}

/**
 * Moves the position, and keeps others from it until the transaction ends.
 *
 * @throws PositionMoved when it is not the expected one.
 */
export async function moveLogPosition(session: SqlSession, { feed }: Tables, move: LogMove): Promise<void> {
  const { id, sequence } = feed
  const isExpected = and(eq(id, positionId), eq(sequence, move.from)) as SQL
  if ((await session.update(feed, { sequence: move.to }, isExpected)) === 0) {
    const isFirst =
      move.from === 0 && (await session.insertIfAbsent(feed, { id: positionId, sequence: move.to }))
    if (!isFirst) throw new PositionMoved()
  }
  const mark = markNumber(move.mark)
  if ((await session.update(feed, { sequence: mark }, eq(id, markId))) === 0)
    await session.insertIfAbsent(feed, { id: markId, sequence: mark })
}
