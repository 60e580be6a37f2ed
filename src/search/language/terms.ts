import { barrier, beginningsOf, pairToken, tokenClass } from './tokens.ts'
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
  const inOrder = terms.split(' ')
  const tokens = new Set(inOrder)
  const pairs = new Set<string>()
  let before = ''
  for (const token of inOrder) {
    if (isWord(before) && isWord(token)) pairs.add(pairToken(before, token))
    if (token.startsWith(tokenClass.fieldName)) for (const one of beginningsOf(token)) tokens.add(one)
    before = token
  }
  tokens.delete('')
  tokens.delete(barrier)
  return [...tokens, ...pairs].join(' ')
}

function isWord(token: string): boolean {
  return token.startsWith(tokenClass.word)
}
