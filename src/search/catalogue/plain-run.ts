import { isAscii } from '../language/fold.ts'
import { barrier, maxEncodedLength, tokenClass } from '../language/tokens.ts'
import { longestChunk } from '../language/words.ts'

const blank = 0x20
const smallZ = 0x7a
const toSmall = 0x20
const wordClass = Buffer.from(tokenClass.word)
const ending = Buffer.from(barrier)

/** What a character of ASCII is: white space, punctuation, or of a word. */
const kind = { space: 0, punctuation: 1, digit: 2, small: 3, capital: 4 } as const

const kindOf = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/\s/.test(character)) return kind.space
  if (/[a-z]/.test(character)) return kind.small
  if (/[A-Z]/.test(character)) return kind.capital
  return /[0-9]/.test(character) ? kind.digit : kind.punctuation
})

/** Reads plain texts, which most are: ASCII with one word in each chunk. Nothing is made of a chunk or a word by itself. */
export class PlainRuns {
  /** The text, with a blank behind it. */
  #source = Buffer.alloc(0)
  /** Its run. */
  #target = Buffer.alloc(0)
  #length = 0
  /** How many words the last run has. */
  count = 0

  /** The one run of words that a text has, empty when it has no word; undefined when the text is not plain. */
  of(text: string): string | undefined {
    if (!isAscii(text)) return undefined
    this.#begin(text)
    const source = this.#source
    for (let at = 0; ; ) {
      const last = at
      while (at < text.length && (kindOf[source[at] as number] as number) <= kind.punctuation) at++
      if (at === text.length) break
      at = this.#writeWord(at)
      if (at === -1) return undefined
      while (kindOf[source[at] as number] === kind.punctuation) at++
      if (kindOf[source[at] as number] !== kind.space || at - last > longestChunk) return undefined
    }
    if (this.count === 0) return ''
    this.#target.set(ending, this.#length)
    return this.#target.toString('latin1', 0, this.#length + ending.length)
  }

  #begin(text: string): void {
    this.#length = 0
    this.count = 0
    if (this.#source.length <= text.length) {
      this.#source = Buffer.allocUnsafe(2 * text.length + 1)
      // a letter takes two at most, and a word of one letter with what follows it three more
      this.#target = Buffer.allocUnsafe(4 * this.#source.length + ending.length)
    }
    this.#source.write(text, 'latin1')
    this.#source[text.length] = blank
  }

  /** Writes a word as `encodeWord` has it. Returns where it ends; -1 when a change of case divides it. */
  #writeWord(start: number): number {
    const source = this.#source
    const target = this.#target
    let length = this.#length
    for (const letter of wordClass) target[length++] = letter
    const end = length + maxEncodedLength
    let hasSmall = false
    let hasCapital = false
    let at = start
    for (; ; at++) {
      const code = source[at] as number
      const own = kindOf[code] as number
      if (own <= kind.punctuation) break
      if (own === kind.small) hasSmall = true
      // the first letter may be one, as in the first word of a sentence
      else if (own === kind.capital && at > start) hasCapital = true
      const small = own === kind.capital ? code + toSmall : code
      if (length < end) target[length++] = small
      if (small === smallZ && length < end) target[length++] = small
    }
    target[length++] = blank
    this.#length = length
    this.count++
    return hasSmall && hasCapital ? -1 : at
  }
}
