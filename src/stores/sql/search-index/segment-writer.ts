import type { SegmentText } from '../../../search/postings/segment-builder.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { Tables } from '../store-database.ts'
import { insertPages, insertSegment } from './segment-rows.ts'

/** Writes what a batch of changes brought, as the newest segment of the index, which is locked. Nothing when it is empty. */
export async function writeSegment(
  session: SqlSession,
  tables: Tables,
  { pages, directory, replaced, length }: SegmentText,
): Promise<void> {
  if (pages.length === 0 && replaced === '') return
  const row = { level: 0, isReady: 1, begunAt: Date.now(), directory, replaced, length }
  const id = await insertSegment(session, tables, row)
  await insertPages(session, tables, id, 0, pages)
}
