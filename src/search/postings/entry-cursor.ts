import { postingsIn } from './posting-text.ts'
import type { Postings } from './postings.ts'
import { rankOf, ranks } from './term-order.ts'

const blank = 0x20
const colon = 0x3a

/** The rank of each character of a term, and 0 for the colon behind it. */
const rankOfCode = Uint8Array.from({ length: 256 }, (_, code) => (code === colon ? 0 : rankOf(code)))

/** How many characters of a term are compared at once: as digits they are a number that a double has exactly. */
const keyLength = 10
/** Those of a half are a small integer, which is made quicker. */
const half = 5
const ranksOfHalf = ranks ** half

/** Stands for what comes after all terms. */
export const noEntry = Infinity

/** Goes through the entries of pages in their order. */
export class EntryCursor {
  readonly #pages: AsyncIterator<string>
  #page = ''
  /** The page that its entry is in, with a colon behind it, and where the entry and its term begin and end there. */
  bytes: Buffer = Buffer.alloc(0)
  start = 0
  termEnd = 0
  end = -1

  constructor(pages: AsyncIterable<string>) {
    this.#pages = pages[Symbol.asyncIterator]()
  }

  /**
   * Goes to the next entry of its page. Returns a number in the order of the first characters of terms; `noEntry` when
   * there is none.
   */
  next(): number {
    const { bytes } = this
    const { length } = this.#page
    const start = this.end + 1
    if (start >= length) return noEntry
    let at = start
    let high = 0
    let low = 0
    for (let count = 0; count < half; count++) {
      const rank = rankOfCode[bytes[at] as number] as number
      high = high * ranks + rank
      if (rank > 0) at++
    }
    for (let count = 0; count < half; count++) {
      const rank = rankOfCode[bytes[at] as number] as number
      low = low * ranks + rank
      if (rank > 0) at++
    }
    while (bytes[at] !== colon) at++
    this.start = start
    this.termEnd = at
    while (at < length && bytes[at] !== blank) at++
    this.end = at
    return high * ranksOfHalf + low
  }

  /** Goes to the first entry of the next page, likewise. */
  async nextPage(): Promise<number> {
    let key = noEntry
    while (key === noEntry) {
      const { done, value } = await this.#pages.next()
      if (done) break
      this.#take(value)
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
    const length = this.termEnd - this.start
    const otherLength = other.termEnd - other.start
    const shared = Math.min(length, otherLength)
    for (let at = keyLength; at < shared; at++) {
      const difference = (this.bytes[this.start + at] as number) - (other.bytes[other.start + at] as number)
      if (difference !== 0) return difference
    }
    return length - otherLength
  }

  get postings(): Postings {
    return postingsIn(this.#page, this.termEnd + 1, this.end)
  }

  #take(page: string): void {
    this.#page = page
    this.end = -1
    if (this.bytes.length <= page.length) this.bytes = Buffer.allocUnsafe(2 * page.length + 1)
    this.bytes.write(page, 'latin1')
    // where a page is damaged, a term ends there, too
    this.bytes[page.length] = colon
  }
}
