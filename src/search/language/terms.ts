import { barrier, beginningsOf, pairTokenIn, tokenClass } from './tokens.ts'
import { phraseText, type QueryUnit } from './units.ts'

/** Whether a version with these `terms` satisfies every unit: what an index and LIKE together must answer. */
export function matchesTerms(units: readonly QueryUnit[], terms: string): boolean {
  return units.every(({ alternatives }) => {
    return alternatives.some(({ phrases }) => phrases.every(phrase => terms.includes(phraseText(phrase))))
  })
}

/** Whether one and the same field of a version with these `terms` satisfies all units of filters for fields. */
export function hasFieldWith(units: readonly QueryUnit[], terms: string): boolean {
  return terms.split(` ${barrier} `).some(part => matchesTerms(units, ` ${part} `))
}

/**
 * What an index has of `terms`: its distinct tokens, beginnings of field names, and behind these pairs of neighbouring
 * words, with one blank between them.
 */
export function distinctTerms(terms: string): string {
  const tokens = new Set<string>()
  const beginnings = new Set<string>()
  const pairs = new Set<string>()
  let wordBefore = -1
  for (let start = 0; start < terms.length; ) {
    const blank = terms.indexOf(' ', start)
    const end = blank === -1 ? terms.length : blank
    const word = terms.startsWith(tokenClass.word, start) ? start : -1
    if (wordBefore !== -1 && word !== -1) pairs.add(pairTokenIn(terms, wordBefore, end))
    wordBefore = word
    const token = terms.slice(start, end)
    start = end + 1
    const before = tokens.size
    tokens.add(token)
    if (tokens.size > before && token.startsWith(tokenClass.fieldName))
      for (const one of beginningsOf(token)) beginnings.add(one)
  }
  tokens.delete('')
  tokens.delete(barrier)
  return [...tokens, ...beginnings, ...pairs].join(' ')
}
