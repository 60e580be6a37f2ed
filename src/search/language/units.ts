import { encodeWord, pairToken, type TokenClass, tokenClass } from './tokens.ts'
import { chunksOf, readingsOf } from './words.ts'

/** A token to look for in an index, or the beginning of one. */
export interface Term {
  readonly text: string
  readonly isPrefix: boolean
}

/** Tokens that must stand side by side in the terms of a version, in this order. */
export interface Phrase {
  readonly tokens: readonly string[]
  /** Whether the last of them may be the beginning of one. */
  readonly isPrefix: boolean
}

/** One way in which a version can satisfy a unit. */
export interface Alternative {
  /** Distinct; an index must have every one of a version. For words that stand side by side these are their pairs. */
  readonly terms: readonly Term[]
  /** The distinct words, each by itself. */
  readonly words: readonly Term[]
  /** The terms of a version must have every one. */
  readonly phrases: readonly Phrase[]
  /** True when more than pairs of words must stand side by side, so that an index of tokens alone cannot decide. */
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
    phrases: [{ tokens, isPrefix }],
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
  return { terms: [term], words: [term], phrases: [phraseOf(term)], needsOrder: false }
}

/** A unit asked of keywords or titles only. These are sets of words, so words need not stand side by side. */
export function asClass(unit: QueryUnit, kind: 'kx' | 'tx'): QueryUnit {
  return { alternatives: unit.alternatives.map(alternative => inClass(alternative, kind)) }
}

function inClass(alternative: Alternative, kind: TokenClass): Alternative {
  const terms = alternative.words.map(({ text, isPrefix }) => {
    return { text: kind + text.slice(tokenClass.word.length), isPrefix }
  })
  return { terms, words: terms, phrases: terms.map(phraseOf), needsOrder: false }
}

function phraseOf({ text, isPrefix }: Term): Phrase {
  return { tokens: [text], isPrefix }
}

/** A phrase as it stands in the terms of a version that has it. */
export function phraseText({ tokens, isPrefix }: Phrase): string {
  return ` ${tokens.join(' ')}${isPrefix ? '' : ' '}`
}
