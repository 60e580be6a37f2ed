import type { EventLoop } from '../../concurrency/event-loop.ts'

const blank = 0x20
const nine = 0x39

/** How many ranks a character can have, with that of none. */
export const ranks = 37
/** How many characters of a term are compared at once: as digits they are a number of 32 bits. */
const chunkLength = 6
/** So few terms are sorted quickest one by one. */
const fewTerms = 64
/** Many are sorted by so many bits of their chunks at once, from the lowest. */
const bitsAtOnce = 11
/** So many are sorted before others may get a turn. */
const termsInTurn = 2000
const shifts = [0, bitsAtOnce, 2 * bitsAtOnce]

/** The rank of a character of a term: 1 of `0`, 36 of `z`; 0 is that of none. */
export function rankOf(code: number): number {
  return code <= nine ? code - 0x2f : code - 0x56
}

/** Where terms stand in bytes, in the order that they are to have. */
export class TermOrder {
  readonly #bytes: Uint8Array
  readonly #starts: Uint32Array
  /** The indexes of the starts, and of each the chunk that it is sorted by at present. */
  readonly #order: Uint32Array
  readonly #chunks: Uint32Array
  readonly #otherOrder: Uint32Array
  readonly #otherChunks: Uint32Array
  readonly #counts = new Uint32Array(2 ** bitsAtOnce)

  /** @param starts where each term begins, behind which there is a blank */
  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.#bytes = bytes
    this.#starts = starts
    this.#order = new Uint32Array(starts.length)
    for (let at = 0; at < starts.length; at++) this.#order[at] = at
    this.#chunks = new Uint32Array(starts.length)
    this.#otherOrder = new Uint32Array(starts.length)
    this.#otherChunks = new Uint32Array(starts.length)
  }

  /** The indexes of the starts in the order of their terms; those of one and the same term keep the order they have. */
  async sorted(loop: EventLoop): Promise<Uint32Array> {
    this.#sortByChunk(0, this.#order.length, 0)
    for (let at = 0; at < this.#order.length; ) {
      if (loop.isHeld) await loop.share()
      const next = Math.min(at + termsInTurn, this.#order.length)
      while (at < next) at = this.#sortRun(at, this.#order.length, 0)
    }
    return this.#order
  }

  #sort(from: number, to: number, depth: number): void {
    this.#sortByChunk(from, to, depth)
    for (let at = from; at < to; ) at = this.#sortRun(at, to, depth)
  }

  /** Sorts those that have the same chunk as one by what follows it; returns where the next begin. */
  #sortRun(from: number, to: number, depth: number): number {
    const chunks = this.#chunks
    const chunk = chunks[from] as number
    let end = from + 1
    while (end < to && chunks[end] === chunk) end++
    const isWhole = chunk % ranks === 0
    if (end > from + 1 && !isWhole) this.#sort(from, end, depth + chunkLength)
    return end
  }

  #sortByChunk(from: number, to: number, depth: number): void {
    const starts = this.#starts
    const order = this.#order
    const chunks = this.#chunks
    for (let at = from; at < to; at++)
      chunks[at] = this.#chunkAt((starts[order[at] as number] as number) + depth)
    if (to - from <= fewTerms) this.#insertEach(from, to)
    else for (const shift of shifts) this.#distribute(from, to, shift)
  }

  /** A number for some characters, in the order of these; 0 stands for each one that a term has not. */
  #chunkAt(start: number): number {
    const bytes = this.#bytes
    let chunk = 0
    let at = 0
    for (; at < chunkLength; at++) {
      const code = bytes[start + at] as number
      if (code === blank) break
      chunk = chunk * ranks + rankOf(code)
    }
    for (; at < chunkLength; at++) chunk *= ranks
    return chunk
  }

  #insertEach(from: number, to: number): void {
    const chunks = this.#chunks
    const order = this.#order
    for (let next = from + 1; next < to; next++) {
      const chunk = chunks[next] as number
      const index = order[next] as number
      let at = next
      for (; at > from && (chunks[at - 1] as number) > chunk; at--) {
        chunks[at] = chunks[at - 1] as number
        order[at] = order[at - 1] as number
      }
      chunks[at] = chunk
      order[at] = index
    }
  }

  /** Sorts by some bits alone; what is the same in these keeps its order. */
  #distribute(from: number, to: number, shift: number): void {
    const counts = this.#counts.fill(0)
    const chunks = this.#chunks
    const mask = counts.length - 1
    for (let at = from; at < to; at++) (counts[((chunks[at] as number) >>> shift) & mask] as number)++
    let place = from
    for (let bits = 0; bits < counts.length; bits++) {
      const count = counts[bits] as number
      counts[bits] = place
      place += count
    }
    for (let at = from; at < to; at++) {
      const chunk = chunks[at] as number
      const bits = (chunk >>> shift) & mask
      const target = counts[bits] as number
      counts[bits] = target + 1
      this.#otherChunks[target] = chunk
      this.#otherOrder[target] = this.#order[at] as number
    }
    this.#chunks.set(this.#otherChunks.subarray(from, to), from)
    this.#order.set(this.#otherOrder.subarray(from, to), from)
  }
}
