import { postingsIn } from './posting-text.ts'
import type { Postings } from './postings.ts'
import { endOfEntry } from './sorted-entries.ts'
import { rankOf, ranks } from './term-order.ts'

const colon = 0x3a

/** How many characters of a term are compared at once: as digits they are a number that a double has exactly. */
const keyLength = 10

/** Stands for what comes after all terms. */
export const noEntry = Infinity

/** Goes through the entries of pages in their order. */
export class EntryCursor {
  readonly #pages: AsyncIterator<string>
  /** The page that its entry is in, and where it begins and ends there. */
  page = ''
  start = 0
  end = -1
  #colon = 0

  constructor(pages: AsyncIterable<string>) {
    this.#pages = pages[Symbol.asyncIterator]()
  }

  /**
   * Goes to the next entry of its page. Returns a number in the order of the first characters of terms; `noEntry` when
   * there is none.
   */
  next(): number {
    if (this.end + 1 >= this.page.length) return noEntry
    this.start = this.end + 1
    const key = this.#readTerm()
    this.end = endOfEntry(this.page, this.#colon)
    return key
  }

  /** Goes to the first entry of the next page, likewise. */
  async nextPage(): Promise<number> {
    let key = noEntry
    while (key === noEntry) {
      const { done, value } = await this.#pages.next()
      if (done) break
      this.page = value
      this.end = -1
      key = this.next()
    }
    return key
  }

  /** Says that no more pages are needed. */
  async close(): Promise<void> {
    await this.#pages.return?.()
  }

  /** Whether its term comes before another that begins like it, or after it: below 0, 0 or above. */
  compare(other: EntryCursor): number {
    const length = this.#colon - this.start
    const otherLength = other.#colon - other.start
    const shared = Math.min(length, otherLength)
    for (let at = keyLength; at < shared; at++) {
      const difference = this.page.charCodeAt(this.start + at) - other.page.charCodeAt(other.start + at)
      if (difference !== 0) return difference
    }
    return length - otherLength
  }

  /** Its term, and the colon. */
  get beginning(): string {
    return this.page.slice(this.start, this.#colon + 1)
  }

  get postings(): Postings {
    return postingsIn(this.page, this.#colon + 1, this.end)
  }

  #readTerm(): number {
    const page = this.page
    let key = 0
    let at = this.start
    for (let length = 0; length < keyLength; length++) {
      const code = at < page.length ? page.charCodeAt(at) : colon
      key *= ranks
      if (code === colon) continue
      key += rankOf(code)
      at++
    }
    while (at < page.length && page.charCodeAt(at) !== colon) at++
    this.#colon = at
    return key
  }
}
