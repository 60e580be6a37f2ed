import { asc } from 'drizzle-orm'
import { mergedPages } from '../../../search/postings/merged-pages.ts'
import { textOfPostings } from '../../../search/postings/posting-text.ts'
import { union } from '../../../search/postings/union.ts'
import type { StoreDatabase } from '../store-database.ts'
import { MergedSegmentWriter, type MergeTask } from './merged-segment-writer.ts'
import { insertedAtOnce, pagesOf } from './segment-rows.ts'

/** How many pages are read together. */
const readAtOnce = 64

/**
 * Merges segments into one.
 *
 * @param isStopped whether to give up, asked between pages.
 * @returns whether it was done; not when others were first, or it was stopped.
 */
export async function mergeSegments(
  database: StoreDatabase,
  task: MergeTask,
  isStopped: () => boolean,
): Promise<boolean> {
  const writer = new MergedSegmentWriter(database, task)
  let isDone = false
  try {
    isDone = await mergeInto(writer, database, task, isStopped)
  } finally {
    if (!isDone) await writer.giveUp()
  }
  return isDone
}

async function mergeInto(
  writer: MergedSegmentWriter,
  database: StoreDatabase,
  { sources, isOldest }: MergeTask,
  isStopped: () => boolean,
): Promise<boolean> {
  const firstTerms: string[] = []
  let pages: string[] = []
  let [held, length] = [0, 0]
  const merged = mergedPages(sources.map(({ id, dead }) => ({ pages: readPages(database, id), dead })))
  for await (const { firstTerm, text } of merged) {
    if (isStopped()) return false
    firstTerms.push(firstTerm)
    pages.push(text)
    held += text.length
    length += text.length
    if (held < insertedAtOnce) continue
    if (!(await writer.write(pages))) return false
    pages = []
    held = 0
  }
  const replaced = isOldest ? '' : textOfPostings(union(sources.map(segment => segment.replaced)))
  return writer.finish(pages, { directory: firstTerms.join(' '), replaced, length })
}

/** The pages of a segment that are there; those that are missing cannot be had any more. */
async function* readPages(database: StoreDatabase, segmentId: number): AsyncGenerator<string> {
  const { tables } = database
  const { postings } = tables
  for (let last: number | undefined; ; ) {
    const rows = await database.select({
      fields: { id: postings.id, entries: postings.entries },
      from: postings,
      where: pagesOf(tables, segmentId, last),
      orderBy: [asc(postings.id)],
      limit: readAtOnce,
    })
    for (const { entries } of rows) yield entries
    if (rows.length < readAtOnce) return
    last = rows.at(-1)?.id
  }
}
