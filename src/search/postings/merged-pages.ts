import { EventLoop } from '../../concurrency/event-loop.ts'
import { EntryCursor, noEntry } from './entry-cursor.ts'
import { firstTermOf, PageWriter } from './page-writer.ts'
import { textOfPostings } from './posting-text.ts'
import { difference, type Postings } from './postings.ts'
import { union } from './union.ts'

/** A segment that is merged with others. */
export interface MergeSource {
  readonly pages: AsyncIterable<string>
  /** Versions that count no more in it. */
  readonly dead: Postings
}

/** A page of what they become. */
export interface MergedPage {
  readonly firstTerm: string
  readonly text: string
}

/** The pages of a segment that has all that counts in others. Other work gets its turns. */
export async function* mergedPages(sources: readonly MergeSource[]): AsyncGenerator<MergedPage> {
  const loop = new EventLoop()
  const merge = new SegmentMerge(sources)
  try {
    while (await merge.read()) {
      const text = merge.write()
      if (text !== undefined) yield { firstTerm: firstTermOf(text), text }
      if (loop.isHeld) await loop.share()
    }
    const last = merge.end()
    if (last !== undefined) yield { firstTerm: firstTermOf(last), text: last }
  } finally {
    await merge.close()
  }
}

class SegmentMerge {
  readonly #cursors: readonly EntryCursor[]
  readonly #dead: readonly Postings[]
  /** The key of the entry that each cursor is at. */
  readonly #keys: Float64Array
  /** The indexes of those whose page is at its end. */
  #ended: number[]
  /** The indexes of those that are at the first of all terms. */
  readonly #lowest: number[] = []
  readonly #writer = new PageWriter()

  constructor(sources: readonly MergeSource[]) {
    this.#cursors = sources.map(({ pages }) => new EntryCursor(pages))
    this.#dead = sources.map(({ dead }) => dead)
    this.#keys = new Float64Array(sources.length)
    this.#ended = [...sources.keys()]
  }

  /** Reads the next pages where they are needed; resolves to false when all entries are written. */
  async read(): Promise<boolean> {
    for (const at of this.#ended) this.#keys[at] = await (this.#cursors[at] as EntryCursor).nextPage()
    this.#ended = []
    return this.#keys.some(key => key !== noEntry)
  }

  /** Writes entries until a page is full, which it returns, or the next of some source is needed. */
  write(): string | undefined {
    let page: string | undefined
    while (page === undefined && this.#ended.length === 0) {
      this.#findLowest()
      page = this.#writeEntry()
      for (const at of this.#lowest) {
        const key = (this.#cursors[at] as EntryCursor).next()
        this.#keys[at] = key
        if (key === noEntry) this.#ended.push(at)
      }
    }
    return page
  }

  /** The last page, if any. */
  end(): string | undefined {
    return this.#writer.end()
  }

  async close(): Promise<void> {
    for (const cursor of this.#cursors) await cursor.close()
  }

  #findLowest(): void {
    const keys = this.#keys
    const lowest = this.#lowest
    let lowestKey = noEntry
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number
      if (key > lowestKey || key === noEntry) continue
      const order = key < lowestKey ? -1 : this.#compare(at, lowest[0] as number)
      if (order > 0) continue
      if (order < 0) lowest.length = 0
      lowest.push(at)
      lowestKey = key
    }
  }

  #compare(one: number, other: number): number {
    return (this.#cursors[one] as EntryCursor).compare(this.#cursors[other] as EntryCursor)
  }

  /** Writes what counts of the first of all terms; returns the page that is full, if any. */
  #writeEntry(): string | undefined {
    const lowest = this.#lowest
    const [first] = lowest as [number]
    const cursor = this.#cursors[first] as EntryCursor
    const isAlone = lowest.length === 1
    if (isAlone && (this.#dead[first] as Postings).length === 0) return this.#copyEntry(cursor)
    const lists = lowest.map(at => (this.#cursors[at] as EntryCursor).postings)
    const counting = lists.map((list, at) => difference(list, this.#dead[lowest[at] as number] as Postings))
    if (isAlone && counting[0] === lists[0]) return this.#copyEntry(cursor)
    const postings = union(counting)
    if (postings.length === 0) return undefined
    const entry = cursor.beginning + textOfPostings(postings)
    const page = this.#writer.begin(entry.length)
    this.#writer.putText(entry, 0, entry.length)
    return page
  }

  #copyEntry({ page, start, end }: EntryCursor): string | undefined {
    const full = this.#writer.begin(end - start)
    this.#writer.putText(page, start, end)
    return full
  }
}
