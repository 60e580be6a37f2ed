import { and, desc, eq, gt, lt, type SQL } from 'drizzle-orm'
import { type SqlSession, together } from '../../../sql/database.ts'
import type { Tables } from '../store-database.ts'
import type { SegmentRow } from './tables.ts'

/** How many pages a segment has at most; with fewer than 2^32 segments the id of every page is an exact integer. */
const mostPages = 2 ** 21

/** How many characters of pages one statement inserts, about: servers take statements of some megabytes. */
export const insertedAtOnce = 1024 * 1024

/** The id of a page, whose number is from 0. */
export function pageId(segmentId: number, page: number): number {
  return segmentId * mostPages + page
}

/** The pages of a segment: all of them, or those behind the one with that id. */
export function pagesOf(
  { postings }: Tables,
  segmentId: number,
  last: number = pageId(segmentId, 0) - 1,
): SQL {
  return and(gt(postings.id, last), lt(postings.id, pageId(segmentId + 1, 0))) as SQL
}

/** Inserts the row of a segment; nobody else inserts one of its level meanwhile, as the index is locked. Gives its id. */
export async function insertSegment(
  session: SqlSession,
  { segments }: Tables,
  row: Omit<SegmentRow, 'id'>,
): Promise<number> {
  const newest = {
    fields: { id: segments.id },
    from: segments,
    where: eq(segments.level, row.level),
    orderBy: [desc(segments.id)],
    limit: 1,
  }
  const [, [inserted]] = await together(
    session,
    () => session.insertAll(segments, [row]),
    () => session.select(newest),
  )
  if (!inserted) throw new Error('a segment of the index is not there after it was inserted')
  return inserted.id
}

/** Inserts pages of a segment, the first of which has that number. */
export async function insertPages(
  session: SqlSession,
  { postings }: Tables,
  segmentId: number,
  first: number,
  pages: readonly string[],
): Promise<void> {
  let rows: { id: number; entries: string }[] = []
  let length = 0
  for (const [at, entries] of pages.entries()) {
    rows.push({ id: pageId(segmentId, first + at), entries })
    length += entries.length
    if (length < insertedAtOnce && at < pages.length - 1) continue
    await session.insertAll(postings, rows)
    rows = []
    length = 0
  }
}
