import { isAscii } from '../language/fold.ts'

/** What is between two texts, and in none of them. */
const between = ' '

/** The letters and digits of some texts in a row, without what divides their words: one text, to be looked through at once. */
export class LettersOfTexts {
  readonly #all: string
  /** By text where its letters begin, and behind the last one where the next would. */
  readonly #starts: readonly number[]
  /** The texts that have others than letters of ASCII, which have none here. */
  readonly #others: readonly number[]

  constructor(texts: readonly { readonly text: string }[]) {
    const letters = texts.map(({ text }) => (isAscii(text) ? plainLetters(text) : undefined))
    let end = 0
    this.#all = letters.join(between)
    this.#starts = [0, ...letters.map((own = '') => (end += own.length + between.length))]
    this.#others = [...letters.keys()].filter(index => letters[index] === undefined)
  }

  /** The texts, in their order, that have any of some letters in a row, or may have them. */
  *textsWith(wanted: readonly string[]): Generator<number> {
    const found = wanted.map(letters => this.#textsWithOne(letters))
    const sequences = [...found, this.#others[Symbol.iterator]()]
    const next = sequences.map(sequence => sequence.next().value)
    for (;;) {
      const first = Math.min(...next.map(index => index ?? Number.POSITIVE_INFINITY))
      if (first === Number.POSITIVE_INFINITY) return
      yield first
      for (const [at, sequence] of sequences.entries())
        if (next[at] === first) next[at] = sequence.next().value
    }
  }

  *#textsWithOne(letters: string): Generator<number, undefined> {
    for (let from = 0; ; ) {
      const at = this.#all.indexOf(letters, from)
      if (at === -1) return undefined
      const index = this.#textAt(at)
      yield index
      from = this.#starts[index + 1] ?? this.#all.length
    }
  }

  /** The last text that begins at a place or before. */
  #textAt(place: number): number {
    let [low, high] = [0, this.#starts.length - 1]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= place) low = middle
      else high = middle
    }
    return low
  }
}

function plainLetters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
}
