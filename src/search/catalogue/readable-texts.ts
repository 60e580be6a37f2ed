import { encodeWord, maxEncodedLength, tokenClass } from '../language/tokens.ts'
import { type Phrase, phraseText, type QueryUnit } from '../language/units.ts'
import { chunksOf, readingsOf } from '../language/words.ts'
import type { CatalogueText } from './catalogue.ts'
import { LettersOfTexts } from './letters-of-texts.ts'

/** Where a unit stands in a text, in UTF-16 code units. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** One way to read a text. */
interface ReadText {
  /** Its words as tokens, as the terms of a version have them. */
  readonly terms: string
  /** By word where the chunk begins and ends that it comes from. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * The texts of a version, to look for words in. To divide a text into words takes long; so the letters of each are kept,
 * which tell of most texts that they do not have a word, and what others were divided into.
 */
export class ReadableTexts {
  readonly #texts: readonly CatalogueText[]
  #letters: LettersOfTexts | undefined
  /** By text its readings, where it was read already. */
  readonly #readings: (readonly ReadText[])[] = []
  #readSize = 0

  constructor(texts: readonly CatalogueText[]) {
    this.#texts = texts
  }

  /** About how much memory it takes what texts were divided into, in bytes. */
  get readSize(): number {
    return this.#readSize
  }

  /** The texts that have a unit, in their order, each with the first place. */
  *placesOf(unit: QueryUnit): Generator<[CatalogueText, Place]> {
    const wanted = lettersOf(unit)
    const phrases = unit.alternatives.flatMap(alternative => alternative.phrases)
    this.#letters ??= new LettersOfTexts(this.#texts)
    for (const index of wanted ? this.#letters.textsWith(wanted) : this.#texts.keys()) {
      const text = this.#texts[index]
      if (!text) continue
      const readings = this.#readings[index] ?? this.#read(index, text)
      const place = placeOf(phrases, readings)
      if (place) yield [text, place]
    }
  }

  #read(index: number, { text }: CatalogueText): readonly ReadText[] {
    const readings = readingsOfText(text)
    this.#readings[index] = readings
    for (const { terms, starts } of readings)
      this.#readSize += readingSize + terms.length + 16 * starts.length
    return readings
  }
}

/** What a reading takes beside its words, in bytes. */
const readingSize = 250

/**
 * The letters and digits of what a unit looks for, without what divides its words; undefined when they are not plain.
 * Whatever the reading, a text that has it has these in a row, and most texts do not.
 */
function lettersOf({ alternatives }: QueryUnit): readonly string[] | undefined {
  const phrases = alternatives.flatMap(one => one.phrases)
  // of a word that was cut, what follows it is not beside what is left
  if (phrases.some(({ tokens }) => tokens.slice(0, -1).some(isCut))) return undefined
  const letters = phrases.map(({ tokens }) =>
    tokens.map(token => token.slice(tokenClass.word.length)).join(''),
  )
  return letters.every(text => /^[a-y0-9]+$/.test(text)) ? letters : undefined
}

function isCut(token: string): boolean {
  return token.length >= tokenClass.word.length + maxEncodedLength
}

function readingsOfText(text: string): ReadText[] {
  const chunks = chunksOf(text)
  return readingsOf(chunks).map(({ words, chunks: origins }) => ({
    terms: ` ${words.map(word => tokenClass.word + encodeWord(word)).join(' ')} `,
    starts: origins.map(index => chunks[index]?.start ?? 0),
    ends: origins.map(index => chunks[index]?.end ?? 0),
  }))
}

/** Where a text has any of some phrases for the first time, by the reading that has it. */
function placeOf(phrases: readonly Phrase[], readings: readonly ReadText[]): Place | undefined {
  for (const { terms, starts, ends } of readings) {
    for (const phrase of phrases) {
      const at = terms.indexOf(phraseText(phrase))
      if (at === -1) continue
      const first = countBlanks(terms, at)
      const start = starts[first] ?? 0
      return { start, end: ends[first + phrase.tokens.length - 1] ?? start }
    }
  }
  return undefined
}

function countBlanks(text: string, end: number): number {
  let count = 0
  for (let at = text.indexOf(' '); at !== -1 && at < end; at = text.indexOf(' ', at + 1)) count++
  return count
}
