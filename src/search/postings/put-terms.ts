import type { PageWriter } from './page-writer.ts'
import { textOfKey } from './posting-text.ts'
import { postingsOfKeys } from './postings.ts'

const blank = 0x20

/** A version by its posting key, and its terms with one blank between them. */
export interface PutVersion {
  readonly key: number
  readonly terms: string
}

/** The terms of versions as bytes: thousands of them are sorted and written, of which no strings are made. */
export class PutTerms {
  /** Those of all versions, one after the other, with a blank behind each term. */
  readonly bytes: Buffer
  /** Where each term begins. */
  readonly starts: Uint32Array
  readonly #versions: readonly PutVersion[]
  /** Which version has each term. */
  readonly #owners: Uint32Array
  /** Of each version, what an entry has behind a term that no other version has. */
  readonly #tails: readonly Buffer[]

  /** @param versions in the order of their keys */
  constructor(versions: readonly PutVersion[]) {
    this.#versions = versions
    this.#tails = versions.map(({ key }) => Buffer.from(`:${textOfKey(key)}`, 'latin1'))
    this.bytes = Buffer.allocUnsafe(versions.reduce((length, { terms }) => length + terms.length + 1, 0))
    let length = 0
    const ends = versions.map(({ terms }) => {
      length += this.bytes.write(terms, length, 'latin1')
      this.bytes[length++] = blank
      return length
    })
    const count = countTerms(this.bytes)
    this.starts = new Uint32Array(count)
    this.#owners = new Uint32Array(count)
    this.#findTerms(ends)
  }

  /** Where the other terms begin in an order of all of them, behind those that are the same as one. */
  endOfSame(order: Uint32Array, from: number): number {
    const start = this.#startOf(order, from)
    let end = from + 1
    while (end < order.length && this.#isSame(start, this.#startOf(order, end))) end++
    return end
  }

  /** Writes the entry of a term that has these places in an order of all; returns the page that is full, if any. */
  write(order: Uint32Array, from: number, to: number, writer: PageWriter): string | undefined {
    const start = this.#startOf(order, from)
    const length = this.#endOf(start) - start
    const owner = this.#ownerOf(order, from)
    if (this.#ownerOf(order, to - 1) === owner) {
      const tail = this.#tails[owner] as Buffer
      const page = writer.begin(length + tail.length)
      writer.put(this.bytes, start, start + length)
      writer.put(tail, 0, tail.length)
      return page
    }
    const keys = new Array<number>(to - from)
    for (let at = from; at < to; at++)
      keys[at - from] = (this.#versions[this.#ownerOf(order, at)] as PutVersion).key
    return writer.write(this.bytes, start, start + length, postingsOfKeys(keys))
  }

  #findTerms(ends: readonly number[]): void {
    const bytes = this.bytes
    let term = 0
    let start = 0
    for (const [owner, end] of ends.entries()) {
      for (let at = start; at < end; at++) {
        if (bytes[at] !== blank) continue
        if (at > start) {
          this.starts[term] = start
          this.#owners[term++] = owner
        }
        start = at + 1
      }
    }
  }

  #startOf(order: Uint32Array, at: number): number {
    return this.starts[order[at] as number] as number
  }

  #ownerOf(order: Uint32Array, at: number): number {
    return this.#owners[order[at] as number] as number
  }

  #endOf(start: number): number {
    const bytes = this.bytes
    let end = start
    while (bytes[end] !== blank) end++
    return end
  }

  #isSame(one: number, other: number): boolean {
    const bytes = this.bytes
    for (let at = 0; ; at++) {
      const code = bytes[one + at]
      if (code !== bytes[other + at]) return false
      if (code === blank) return true
    }
  }
}

/** How many parts of some length there are before blanks. */
function countTerms(bytes: Uint8Array): number {
  let count = 0
  for (let at = 1; at < bytes.length; at++) if (bytes[at] === blank && bytes[at - 1] !== blank) count++
  return count
}
