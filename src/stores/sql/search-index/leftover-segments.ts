import { and, asc, eq, gt, lte, type SQL } from 'drizzle-orm'
import type { SqlSession } from '../../../sql/database.ts'
import { slicesOf } from '../columns.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { pagesOf } from './segment-rows.ts'

/** How many pages one transaction takes out, and of how many segments. */
const [pagesAtOnce, segmentsAtOnce] = [200, 20]

/**
 * How long after its last sign a merge counts as given up, in milliseconds. It gives one with each megabyte; while the merge of
 * a process that was ended is waited for, segments become many.
 */
export const mergePatience = 2 * 60 * 1000

/** What a segment has that nobody reads, or goes on writing: its pages are to be taken out, and then itself. */
const isLeft = { isReady: 0, begunAt: 0 }

/** Is true of segments that are being written. */
export function isUnderWay(segments: Tables['segments']): SQL {
  return and(eq(segments.isReady, 0), gt(segments.begunAt, Date.now() - mergePatience)) as SQL
}

/** Leaves segments to whoever takes out what is left; a merge that writes them, or reads them, notices that and ends. */
export async function leaveSegments(session: SqlSession, { segments }: Tables, which: SQL): Promise<void> {
  await session.update(segments, isLeft, which)
}

/**
 * Takes out segments that are left, some pages at a time: nobody waits for that for long.
 *
 * @param isStopped whether to end, asked between transactions; what is left then is taken out later.
 */
export async function takeOutLeftOvers(database: StoreDatabase, isStopped: () => boolean): Promise<void> {
  const { segments } = database.tables
  const isUnready = eq(segments.isReady, 0)
  const isSilent = and(isUnready, lte(segments.begunAt, Date.now() - mergePatience)) as SQL
  // a merge that was only slow writes no more pages from now on
  await database.transaction(session => leaveSegments(session, database.tables, isSilent))
  const left = await database.select({
    fields: { id: segments.id },
    from: segments,
    where: and(isUnready, eq(segments.begunAt, isLeft.begunAt)) as SQL,
  })
  for (const some of slicesOf(left, segmentsAtOnce)) {
    if (isStopped()) return
    const ids = some.map(({ id }) => id)
    await takeOut(database, ids, isStopped)
  }
}

async function takeOut(
  database: StoreDatabase,
  ids: readonly number[],
  isStopped: () => boolean,
): Promise<void> {
  const { postings, segments } = database.tables
  let pages: number[] = []
  const removePages = async (session: SqlSession) => {
    if (pages.length > 0) await session.delete(postings, database.isOneOf(postings.id, pages))
  }
  for (const segmentId of ids)
    for await (const some of pageIdsOf(database, segmentId)) {
      pages.push(...some)
      if (pages.length < pagesAtOnce) continue
      await database.transaction(removePages)
      if (isStopped()) return
      pages = []
    }
  await database.transaction(async session => {
    await removePages(session)
    await session.delete(segments, database.isOneOf(segments.id, ids))
  })
}

/** The ids of the pages of a segment, some at a time. */
async function* pageIdsOf(database: StoreDatabase, segmentId: number): AsyncGenerator<number[]> {
  const { tables } = database
  const { id } = tables.postings
  for (let last: number | undefined; ; ) {
    const rows = await database.select({
      fields: { id },
      from: tables.postings,
      where: pagesOf(tables, segmentId, last),
      orderBy: [asc(id)],
      limit: pagesAtOnce,
    })
    yield rows.map(row => row.id)
    if (rows.length < pagesAtOnce) return
    last = rows.at(-1)?.id
  }
}
