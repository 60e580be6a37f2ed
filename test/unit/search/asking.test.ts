import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../../src/search/catalogue/catalogue.ts'
import { matchesOf } from '../../../src/search/catalogue/snippets.ts'
import { termsOf } from '../../../src/search/catalogue/terms.ts'
import { indexedTerms } from '../../../src/search/language/indexed-terms.ts'
import { maxQueryParts, maxQueryWords, parseQuery } from '../../../src/search/language/query.ts'
import { matchesTerms } from '../../../src/search/language/terms.ts'
import type { QueryUnit } from '../../../src/search/language/units.ts'
import { wordsOf } from '../../../src/search/language/words.ts'
import { Random } from '../../support/random.ts'
import { catalogued } from './documents.ts'

const words = [
  'customer',
  'Id',
  'ID',
  'order',
  'Größe',
  'straße',
  'ΟΔΌΣ',
  'ärger',
  'дом',
  'X',
  'x2',
  '3',
  'pizza',
]
const scripts = ['顧', '客', 'デ', 'が', '한국', 'हिन्दी', 'ไทย', '𝒳', 'ﬁ']
const breaks = [' ', ' ', ' ', '_', '-', '.', '/', "'", ', ', '\n', ' -- ', '🙂', '', '', '%', '\\', '*']
const parts = [...words, ...words, ...scripts].flatMap(word => breaks.map(gap => word + gap))

/** Everything by which an index might find too little: not in the right order, and without order. */
function isFound(q: string, terms: string): boolean {
  const units = parseQuery(q)
  return isInIndex(units, terms) && matchesTerms(units, terms)
}

function isInIndex(units: readonly QueryUnit[], terms: string): boolean {
  const tokens = indexedTerms(terms).split(' ')
  return units.every(({ alternatives }) => {
    return alternatives.some(one => {
      return one.terms.every(({ text, isPrefix }) => {
        return tokens.some(token => (isPrefix ? token.startsWith(text) : token === text))
      })
    })
  })
}

function fits(text: string): boolean {
  const chunks = wordsOf(text)
  return chunks.length > 0 && chunks.length <= maxQueryWords && chunks.flat().length <= maxQueryParts
}

/** A text of a document, and what is asked of it. */
function randomCase(random: Random): { catalogue: Catalogue; terms: string; text: string } {
  const text = random.text(parts, 14)
  const catalogue = catalogued({ description: { usage: text }, name: random.text(parts, 3) })
  return { catalogue, terms: termsOf(catalogue), text }
}

/** The same to a reader who cares neither for case nor for punctuation. */
function variants(text: string): string[] {
  const joined = text.trim()
  return [
    joined,
    joined.toUpperCase(),
    joined.toLowerCase(),
    joined.normalize('NFD'),
    joined.replace(/[._/']/g, ' '),
  ]
}

describe('what a text has is found when one asks for', () => {
  test('any run of its chunks as a phrase, in any case, with other punctuation, and decomposed', () => {
    const random = new Random(11)
    for (let count = 0; count < 1500; count++) {
      const { terms, text } = randomCase(random)
      const chunks = text.split(/\s+/)
      const from = random.below(chunks.length)
      const phrase = chunks.slice(from, from + 1 + random.below(6)).join(random.of([' ', '  ', '\n', ' - ']))
      for (const variant of variants(phrase))
        if (fits(variant) && !isFound(`"${variant}"`, terms)) expect.fail(JSON.stringify({ text, variant }))
    }
  })

  test('any of its chunks as words, together, and shows them', () => {
    const random = new Random(12)
    for (let count = 0; count < 1500; count++) {
      const { catalogue, terms, text } = randomCase(random)
      // a star would mean more
      const chunks = text.replaceAll('*', ' ').split(/\s+/).filter(fits)
      if (chunks.length === 0) continue
      for (const variant of variants([random.of(chunks), random.of(chunks)].join(' ')).filter(fits)) {
        const isShown = matchesOf(parseQuery(variant), catalogue).length > 0
        if (!isShown || !isFound(variant, terms)) expect.fail(JSON.stringify({ text, variant }))
      }
    }
  })

  test('any beginning of a chunk', () => {
    const random = new Random(13)
    for (let count = 0; count < 3000; count++) {
      const { terms, text } = randomCase(random)
      const characters = Array.from(random.of(text.split(/\s+/)))
      const beginning = characters.slice(0, 1 + random.below(characters.length)).join('')
      if (!fits(beginning) || beginning.includes('*')) continue
      for (const variant of [beginning, beginning.toUpperCase(), beginning.toLowerCase()])
        if (!isFound(`${variant}*`, terms)) expect.fail(JSON.stringify({ text, variant }))
    }
  })

  test('any of its words, or the beginning of one', () => {
    const random = new Random(14)
    for (let count = 0; count < 1500; count++) {
      const { terms, text } = randomCase(random)
      if (!fits(text)) continue
      const word = random.of(wordsOf(text).flat())
      const beginning = Array.from(word)
        .slice(0, 1 + random.below(word.length))
        .join('')
      if (!isFound(word, terms) || !isFound(`${beginning}*`, terms))
        expect.fail(JSON.stringify({ text, word }))
    }
  })
})

test('what a text does not have is not found: neither other words, nor a phrase across two texts', () => {
  const random = new Random(15)
  for (let count = 0; count < 500; count++) {
    const { terms } = randomCase(random)
    for (const q of ['nothing', 'custome', 'ustomer*', '"order nothing"', 'customerQ*', '家', 'zz*'])
      if (isFound(q, terms)) expect.fail(JSON.stringify({ q, terms }))
  }
  const terms = termsOf(
    catalogued({
      id: 'shop',
      name: 'Big Orders',
      tags: ['fast Food', 'joint'],
      schema: [{ name: 'fooBar' }],
    }),
  )
  for (const q of [
    '"shop big"',
    '"orders fast"',
    '"food joint"',
    '"joint foobar"',
    '"foobar foo"',
    '"bar foobar"',
  ])
    expect(isFound(q, terms), q).toBe(false)
})

test('where an index says that it is enough, it finds no more than there is', () => {
  const random = new Random(15)
  let decided = 0
  let found = 0
  for (let count = 0; count < 3000; count++) {
    const { terms, text } = randomCase(random)
    const chunks = `${text} ${random.text(parts, 4)}`.split(/\s+/).filter(fits)
    const q = `"${random.of(chunks)} ${random.of(chunks)}"`
    const units = fits(q) ? parseQuery(q) : []
    if (units.length === 0 || units.some(unit => unit.alternatives.some(one => one.needsOrder))) continue
    decided++
    found += Number(isInIndex(units, terms))
    if (isInIndex(units, terms) !== matchesTerms(units, terms)) expect.fail(JSON.stringify({ text, q }))
  }
  expect(decided).toBeGreaterThan(300)
  expect(found).toBeGreaterThan(30)
})
