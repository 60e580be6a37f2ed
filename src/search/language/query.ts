import { RegistryError } from '../../domain/errors.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import { type Phrase, phraseText, type QueryUnit, textUnit } from './units.ts'
import { wordsOf } from './words.ts'

/** The longest query, in UTF-16 code units. */
const maxQueryLength = 10_000
/** How many words a query has at most; those of phrases count. */
export const maxQueryWords = 32
/** How many parts they have at most; it keeps patterns below what databases take, whatever a word is made of. */
export const maxQueryParts = 128

/** What stands between blanks or quotes, and where, from 1. */
interface Piece {
  readonly text: string
  readonly at: number
  readonly isPhrase: boolean
}

/**
 * Reads a query: words between blanks, `"exact phrases"`, and words that end in `*`, which stand for all that begin so.
 * A version must have every one. All other punctuation only divides words; within quotes `*` does, too.
 *
 * @throws RegistryError `invalid-request` that says where: a quote that is not closed, a `*` that does not end a word,
 *   no word at all, more than 32 words or 10,000 characters.
 */
export function parseQuery(q: string): QueryUnit[] {
  if (q.length > maxQueryLength)
    throw invalid(`q has ${q.length} characters; at most ${maxQueryLength} are allowed`)
  const pieces = piecesOf(q)
  checkSize(pieces)
  const units = pieces.flatMap(piece => {
    const unit = unitOf(piece)
    if (unit?.alternatives.some(one => one.phrases.some(isTooLong)))
      throw invalid(`the word or phrase at character ${piece.at} of q is too long; ask for less of it`)
    return unit ?? []
  })
  if (units.length === 0) throw invalid(`q has no letter and no digit to look for; write ${allowed}`)
  return units
}

/** The longest text that LIKE looks for, which SQL Server sets. */
const maxPhraseLength = 3898

function isTooLong(phrase: Phrase): boolean {
  return phraseText(phrase).length > maxPhraseLength
}

const allowed =
  'words, an "exact phrase" in double quotes, or the beginning of words with a * behind it: cust*'

function piecesOf(q: string): Piece[] {
  const pieces: Piece[] = []
  for (const { 0: text, 1: phrase, index } of q.matchAll(/"([^"]*)"|[^\s"]+|"/g)) {
    if (text === '"')
      throw invalid(`the quote at character ${index + 1} of q is not closed; write an "exact phrase" in two`)
    if (phrase === undefined) pieces.push({ text, at: index + 1, isPhrase: false })
    else pieces.push({ text: phrase, at: index + 2, isPhrase: true })
  }
  return pieces
}

function unitOf({ text, at, isPhrase }: Piece): QueryUnit | undefined {
  const star = isPhrase ? -1 : text.indexOf('*')
  if (star === -1) return textUnit(text)
  const behind = text.slice(star + 1)
  const unit =
    behind.includes('*') || wordsOf(behind).length > 0 ? undefined : textUnit(text.slice(0, star), true)
  if (unit) return unit
  throw invalid(
    `the * at character ${at + star} of q does not end a word: ${quotedExcerpt(text)}; it may stand only behind the beginning of words, as in cust*`,
  )
}

function checkSize(pieces: readonly Piece[]): void {
  let words = 0
  let parts = 0
  for (const { text, at } of pieces) {
    const chunks = wordsOf(text)
    words += chunks.length
    parts += chunks.flat().length
    const where = `the word or phrase at character ${at} of q`
    if (words > maxQueryWords) throw invalid(`${where} is beyond the ${maxQueryWords} words that are allowed`)
    if (parts > maxQueryParts)
      throw invalid(`${where} is beyond the ${maxQueryParts} parts of words that are allowed; ask for fewer`)
  }
}

function invalid(detail: string): RegistryError {
  return new RegistryError('invalid-request', detail)
}
