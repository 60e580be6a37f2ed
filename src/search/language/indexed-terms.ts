import { pairNameLength, writePairName } from './pair-name.ts'
import { barrier, maxBeginning, tokenClass } from './tokens.ts'

const blank = 0x20
/** How many letters tell the class of a token. */
const classLength = 2
/** No class begins like a barrier. */
const barrierLetter = barrier.charCodeAt(0)

/** How many terms are known at once: more than most documents have, and not as many as giant ones have. */
const fewestKnown = 2 ** 12
const mostKnown = 2 ** 16

/**
 * What an index has of `terms`, with one blank between them: their tokens, the beginnings of field names, and pairs of
 * neighbouring words. Most of them are there once; some may be repeated.
 */
export function indexedTerms(terms: string): string {
  const text = Buffer.allocUnsafe(terms.length + 1)
  text.write(terms, 'latin1')
  text[terms.length] = blank
  const indexed = new TermCollector(text.length)
  let wordBefore = -1
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = start
    while (text[end] !== blank) end++
    const isWord = isOf(wordClass, text, start)
    if (isWord && wordBefore !== -1) indexed.addPair(text, wordBefore, end)
    wordBefore = isWord ? start : -1
    if (end === start || text[start] === barrierLetter) continue
    const isNew = indexed.add(text, start, end)
    if (isNew && isOf(fieldNameClass, text, start)) indexed.addBeginnings(text, start + classLength, end)
  }
  return indexed.text
}

/** Collects terms as bytes, of which no strings are made: a document has hundreds. */
class TermCollector {
  #bytes: Buffer
  #length = 0
  /** Where a term with some hash begins, and 1: the last one, so that no document makes this slow. */
  readonly #known: Uint32Array

  /** @param length of the text that they are made of */
  constructor(length: number) {
    this.#bytes = Buffer.allocUnsafe(2 * length)
    let known = fewestKnown
    while (known < mostKnown && 2 * known < length) known *= 2
    this.#known = new Uint32Array(known)
  }

  /** All terms, with one blank between them. */
  get text(): string {
    return this.#bytes.toString('latin1', 0, this.#length - 1)
  }

  /** Adds a part of a text, unless it is known. */
  add(text: Uint8Array, from: number, to: number): boolean {
    this.#makeRoom(to - from)
    return this.#keep(this.#copy(text, from, to, this.#length))
  }

  /** Adds the name of two tokens that stand side by side. */
  addPair(text: Uint8Array, from: number, to: number): void {
    this.#makeRoom(classLength + pairNameLength)
    const place = this.#copy(pairClass, 0, classLength, this.#length)
    writePairName(text, from, to, this.#bytes, place)
    this.#keep(place + pairNameLength)
  }

  /** Adds the beginnings of the name of a field. */
  addBeginnings(text: Uint8Array, from: number, to: number): void {
    const longest = Math.min(from + maxBeginning, to)
    for (let end = from + 1; end <= longest; end++) {
      this.#makeRoom(classLength + maxBeginning)
      const place = this.#copy(beginningClass, 0, classLength, this.#length)
      this.#keep(this.#copy(text, from, end, place))
    }
  }

  /** For one more term, and the blank behind it. */
  #makeRoom(length: number): void {
    if (this.#length + length < this.#bytes.length) return
    const bytes = Buffer.allocUnsafe(2 * (this.#length + length))
    this.#bytes.copy(bytes)
    this.#bytes = bytes
  }

  /** Returns where the copy ends. It is short: a call takes longer than a loop. */
  #copy(text: Uint8Array, from: number, to: number, place: number): number {
    const bytes = this.#bytes
    const shift = place - from
    for (let at = from; at < to; at++) bytes[at + shift] = text[at] as number
    return to + shift
  }

  /** Keeps the term that was written last, unless it is known. */
  #keep(end: number): boolean {
    const bytes = this.#bytes
    const start = this.#length
    bytes[end] = blank
    let hash = 0
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
    const slot = (hash ^ (hash >>> 15)) & (this.#known.length - 1)
    const before = (this.#known[slot] as number) - 1
    if (before >= 0 && isSame(bytes, before, start)) return false
    this.#known[slot] = start + 1
    this.#length = end + 1
    return true
  }
}

function isSame(bytes: Uint8Array, one: number, other: number): boolean {
  for (let at = 0; ; at++) {
    const code = bytes[one + at]
    if (code !== bytes[other + at]) return false
    if (code === blank) return true
  }
}

const wordClass = Buffer.from(tokenClass.word)
const fieldNameClass = Buffer.from(tokenClass.fieldName)
const pairClass = Buffer.from(tokenClass.pair)
const beginningClass = Buffer.from(tokenClass.fieldBeginning)

function isOf(kind: Uint8Array, text: Uint8Array, start: number): boolean {
  return text[start] === kind[0] && text[start + 1] === kind[1]
}
