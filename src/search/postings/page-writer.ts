import { Base36Writer } from './base36-writer.ts'
import { writePostings } from './posting-text.ts'
import type { Postings } from './postings.ts'

const blank = 0x20
const colon = 0x3a

/** How long a page is at most, in characters; one that has a single entry may be longer. */
const pageLength = 7500
/** The bytes of a short text are copied one by one: a call takes longer. */
const shortLength = 32

/** Writes entries into pages, in the order of their terms and with blanks between them. */
export class PageWriter {
  #bytes = Buffer.allocUnsafe(pageLength)
  #length = 0
  readonly #postings = new Base36Writer()

  /** Writes the entry of a term that is a part of ASCII text; returns the page before it if that is full. */
  write(bytes: Uint8Array, from: number, to: number, postings: Postings): string | undefined {
    const numbers = this.#postings
    numbers.clear()
    writePostings(postings, numbers)
    // a colon takes the place of the first comma
    const page = this.begin(to - from + numbers.length)
    this.put(bytes, from, to)
    this.#bytes[this.#length] = colon
    this.#length++
    this.put(numbers.bytes, 1, numbers.length)
    return page
  }

  /** Begins an entry of so many characters, which are to be put next; returns the page before it if that is full. */
  begin(length: number): string | undefined {
    const isFull = this.#length > 0 && this.#length + 1 + length > pageLength
    const page = isFull ? this.end() : undefined
    if (this.#length > 0) this.#bytes[this.#length++] = blank
    if (length > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(length)
    return page
  }

  /** Puts a part of ASCII text. */
  put(bytes: Uint8Array, from: number, to: number): void {
    const target = this.#bytes
    const shift = this.#length - from
    if (to - from > shortLength) target.set(bytes.subarray(from, to), this.#length)
    else for (let at = from; at < to; at++) target[at + shift] = bytes[at] as number
    this.#length = to + shift
  }

  /** The last page; undefined when nothing was put since the one before it. */
  end(): string | undefined {
    if (this.#length === 0) return undefined
    const page = this.#bytes.toString('latin1', 0, this.#length)
    this.#length = 0
    return page
  }
}

/** The term of the first entry of a page. */
export function firstTermOf(page: string): string {
  return page.slice(0, page.indexOf(':'))
}
