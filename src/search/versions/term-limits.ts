import { tokenClass } from '../language/tokens.ts'
import { listOf } from './term-columns.ts'

/** The longest terms that are kept of a contract's latest and of its other versions; databases limit what a row may have. */
export const maxTermsLength = 250_000

/**
 * The terms of a version as far as they are stored. Where they are too many the last are left out, pairs of words before
 * all others, and the version is found by some of its words only. Filters find it all the same: what they ask for comes
 * first then, up to half of the room.
 */
export function limitedTerms(terms: string): string {
  if (terms.length <= maxTermsLength) return terms
  const all = listOf(terms)
  const first = new Set(listOf(cutTo(maxTermsLength / 2, all.filter(isOfFilter).join(' '))))
  return cutTo(maxTermsLength, [...first, ...all.filter(term => !first.has(term))].join(' '))
}

function cutTo(length: number, terms: string): string {
  return terms.length <= length ? terms : terms.slice(0, terms.lastIndexOf(' ', length))
}

const { word, pair, keyword, title, fieldBeginning } = tokenClass
const classesOfText: readonly string[] = [word, pair, keyword, title, fieldBeginning]

function isOfFilter(term: string): boolean {
  return !classesOfText.includes(term.slice(0, word.length))
}

/** Which of the terms that only older versions have, given in their order, are too many to be kept. */
export function termsBeyondLimit(olderTerms: readonly string[]): string[] {
  let room = maxTermsLength
  return olderTerms.filter(term => {
    room -= term.length + 1
    return room < 0
  })
}
