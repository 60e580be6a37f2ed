import { encodeWord, pairToken, type TokenClass, tokenClass } from './tokens.ts'
import { chunksOf, readingsOf } from './words.ts'

/** A token to look for in an index, or the beginning of one. */
export interface Term {
  readonly text: string
  readonly isPrefix: boolean
}

/** One way in which a version can satisfy a unit. */
export interface Alternative {
  /** Distinct; a version's tokens must have every one. Words that stand side by side are told by their pairs. */
  readonly terms: readonly Term[]
  /** The distinct words, each by itself. */
  readonly words: readonly Term[]
  /** LIKE patterns over the `terms` of a version; every one must match. They hold no wildcard but the outer `%`. */
  readonly patterns: readonly string[]
  /** True when more than pairs of words must stand side by side, so that an index of tokens alone can't decide. */
  readonly needsOrder: boolean
}

/** One thing a query asks for. A version satisfies it by any of the alternatives; there is at least one. */
export interface QueryUnit {
  readonly alternatives: readonly Alternative[]
}

/**
 * The unit that finds a word or a phrase, however it is written: `customerId` is looked for as `customer id`, side by
 * side, and as `customerid`. With `isPrefix` the last word may go on. Undefined for a text without letters or digits.
 */
export function textUnit(text: string, isPrefix = false): QueryUnit | undefined {
  const chunks = chunksOf(text)
  if (chunks.length === 0) return undefined
  const alternatives = readingsOf(chunks).map(({ words }) => sideBySide(words, isPrefix))
  return { alternatives }
}

function sideBySide(words: readonly string[], isPrefix: boolean): Alternative {
  const tokens = words.map(word => tokenClass.word + encodeWord(word))
  // the pair with a word that may go on is not known
  const whole = isPrefix ? tokens.slice(0, -1) : tokens
  const pairs = whole.slice(1).map((token, index) => pairToken(whole[index] ?? '', token))
  const beginnings = tokens.slice(whole.length).map(text => ({ text, isPrefix: true }))
  return {
    terms: distinct([...(whole.length > 1 ? pairs : whole).map(exact), ...beginnings]),
    words: distinct([...whole.map(exact), ...beginnings]),
    patterns: [`% ${tokens.join(' ')}${isPrefix ? '' : ' '}%`],
    needsOrder: tokens.length > (isPrefix ? 1 : 2),
  }
}

function exact(text: string): Term {
  return { text, isPrefix: false }
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map(term => [`${term.text}${term.isPrefix ? '*' : ''}`, term])).values()]
}

/** The alternative that a single token satisfies. */
export function single(term: Term): Alternative {
  return { terms: [term], words: [term], patterns: [patternOf(term)], needsOrder: false }
}

/** The same question about keywords or titles only. These are sets of words, so words need not stand side by side. */
export function asClass(unit: QueryUnit, kind: 'kx' | 'tx'): QueryUnit {
  return { alternatives: unit.alternatives.map(alternative => inClass(alternative, kind)) }
}

function inClass(alternative: Alternative, kind: TokenClass): Alternative {
  const terms = alternative.words.map(({ text, isPrefix }) => {
    return { text: kind + text.slice(tokenClass.word.length), isPrefix }
  })
  return { terms, words: terms, patterns: terms.map(patternOf), needsOrder: false }
}

function patternOf({ text, isPrefix }: Term): string {
  return `% ${text}${isPrefix ? '' : ' '}%`
}

/** Whether a version with these `terms` satisfies every unit: what an index and LIKE together must answer. */
export function matchesTerms(units: readonly QueryUnit[], terms: string): boolean {
  return units.every(unit => unit.alternatives.some(({ patterns }) => patterns.every(hasPattern(terms))))
}

function hasPattern(terms: string): (pattern: string) => boolean {
  return pattern => terms.includes(pattern.slice(1, -1))
}
