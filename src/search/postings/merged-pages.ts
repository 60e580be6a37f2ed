import { EventLoop } from '../../concurrency/event-loop.ts'
import { EntryCursor, noEntry } from './entry-cursor.ts'
import { firstTermOf, PageWriter } from './page-writer.ts'
import { difference, type Postings } from './postings.ts'
import { unionOfAlike } from './union.ts'

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
  /** The indexes of those that are at the first of all terms, and how many these are. */
  readonly #lowest: Uint32Array
  #count = 0
  readonly #writer = new PageWriter()

  constructor(sources: readonly MergeSource[]) {
    this.#cursors = sources.map(({ pages }) => new EntryCursor(pages))
    this.#dead = sources.map(({ dead }) => dead)
    this.#keys = new Float64Array(sources.length)
    this.#lowest = new Uint32Array(sources.length)
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
      for (let index = 0; index < this.#count; index++) {
        const at = this.#lowest[index] as number
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
    let count = 0
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number
      if (key > lowestKey || key === noEntry) continue
      const order = key < lowestKey ? -1 : this.#compare(at, lowest[0] as number)
      if (order > 0) continue
      if (order < 0) count = 0
      lowest[count++] = at
      lowestKey = key
    }
    this.#count = count
  }

  #compare(one: number, other: number): number {
    return (this.#cursors[one] as EntryCursor).compare(this.#cursors[other] as EntryCursor)
  }

  /** Writes what counts of the first of all terms; returns the page that is full, if any. */
  #writeEntry(): string | undefined {
    const first = this.#lowest[0] as number
    const cursor = this.#cursors[first] as EntryCursor
    const isAlone = this.#count === 1
    if (isAlone && (this.#dead[first] as Postings).length === 0) return this.#copyEntry(cursor)
    const lists: Postings[] = []
    for (let index = 0; index < this.#count; index++) {
      const at = this.#lowest[index] as number
      const { postings } = this.#cursors[at] as EntryCursor
      const counting = difference(postings, this.#dead[at] as Postings)
      if (isAlone && counting === postings) return this.#copyEntry(cursor)
      if (counting.length > 0) lists.push(counting)
    }
    if (lists.length === 0) return undefined
    return this.#writer.write(cursor.bytes, cursor.start, cursor.termEnd, unionOfAlike(lists))
  }

  #copyEntry({ bytes, start, end }: EntryCursor): string | undefined {
    const page = this.#writer.begin(end - start)
    this.#writer.put(bytes, start, end)
    return page
  }
}
