import { describe, expect, test } from 'vitest'
import { RegistryError } from '../../../../src/domain/errors.ts'
import { parseQuery } from '../../../../src/search/language/query.ts'
import { pairToken } from '../../../../src/search/language/tokens.ts'
import {
  asClass,
  type Phrase,
  phraseText,
  type QueryUnit,
  type Term,
} from '../../../../src/search/language/units.ts'
import { Random } from '../../../support/random.ts'

function phrasesOf(units: readonly QueryUnit[]): string[][] {
  return units.map(({ alternatives }) => alternatives.map(({ phrases }) => phrases.map(textOf).join(' & ')))
}

function textOf({ tokens, isPrefix }: Phrase): string {
  return `${tokens.join(' ')}${isPrefix ? '*' : ''}`
}

function phrase(text: string): Phrase {
  const isPrefix = text.endsWith('*')
  return { tokens: (isPrefix ? text.slice(0, -1) : text).split(' '), isPrefix }
}

function refusal(q: string): string {
  try {
    parseQuery(q)
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'invalid-request') return error.message
    throw error
  }
  return 'accepted'
}

function exact(text: string): Term {
  return { text, isPrefix: false }
}

function pairs(...words: string[]): string[] {
  return words.slice(1).map((word, index) => pairToken(`wx${words[index]}`, `wx${word}`))
}

describe('the query', () => {
  test.each<[string, string[][]]>([
    ['customer', [['wxcustomer']]],
    ['Orders refunds', [['wxorders'], ['wxrefunds']]],
    ['customerId', [['wxcustomer wxid', 'wxcustomerid']]],
    ['CUSTOMER-ID', [['wxcustomer wxid', 'wxcustomerid']]],
    ['cust*', [['wxcust*']]],
    ['customerI*', [['wxcustomer wxi*', 'wxcustomeri*']]],
    ['cust_*', [['wxcust*']]],
    ['(cust*),', [['wxcust*']]],
    ['"exact phrase"', [['wxexact wxphrase']]],
    ['"Exact, phrase!" and', [['wxexact wxphrase'], ['wxand']]],
    ['"BigQuery export"', [['wxbig wxquery wxexport', 'wxbigquery wxexport']]],
    ['one"two three"four', [['wxone'], ['wxtwo wxthree'], ['wxfour']]],
    ['"select * from"', [['wxselect wxfrom']]],
    ['a -- & "" "!" b', [['wxa'], ['wxb']]],
    ["'; DROP TABLE x; --", [['wxdrop'], ['wxtable'], ['wxx']]],
    ['a%b_c', [['wxa wxb wxc', 'wxa wxbc', 'wxabc']]],
    ['\\ back\\slash', [['wxback wxslash', 'wxbackslash']]],
    ['顧客', [['wxz0u3r wxz0i3m']]],
    ['"to be or to be"', [['wxto wxbe wxor wxto wxbe']]],
  ])('%s asks for', (q, phrases) => {
    expect(phrasesOf(parseQuery(q))).toEqual(phrases)
  })

  test('tells the terms that an index must have, each once, and whether that is enough', () => {
    expect(parseQuery('"to be or to b-e*" customerId*')).toEqual([
      {
        alternatives: [
          {
            terms: [...pairs('to', 'be', 'or', 'to', 'b', 'e')].map(exact),
            words: ['wxto', 'wxbe', 'wxor', 'wxb', 'wxe'].map(exact),
            phrases: ['wxto wxbe wxor wxto wxb wxe'].map(phrase),
            needsOrder: true,
          },
          {
            terms: [...new Set(pairs('to', 'be', 'or', 'to', 'be'))].map(exact),
            words: ['wxto', 'wxbe', 'wxor'].map(exact),
            phrases: ['wxto wxbe wxor wxto wxbe'].map(phrase),
            needsOrder: true,
          },
        ],
      },
      {
        alternatives: [
          {
            terms: [exact('wxcustomer'), { text: 'wxid', isPrefix: true }],
            words: [exact('wxcustomer'), { text: 'wxid', isPrefix: true }],
            phrases: ['wxcustomer wxid*'].map(phrase),
            needsOrder: true,
          },
          {
            terms: [{ text: 'wxcustomerid', isPrefix: true }],
            words: [{ text: 'wxcustomerid', isPrefix: true }],
            phrases: ['wxcustomerid*'].map(phrase),
            needsOrder: false,
          },
        ],
      },
    ])
  })

  test('can be asked of keywords and titles, where no order is kept', () => {
    const [unit] = parseQuery('customerI*')
    const apart = [exact('txcustomer'), { text: 'txi', isPrefix: true }]
    const joined = [{ text: 'txcustomeri', isPrefix: true }]
    expect(unit && asClass(unit, 'tx')).toEqual({
      alternatives: [
        { terms: apart, words: apart, phrases: ['txcustomer', 'txi*'].map(phrase), needsOrder: false },
        { terms: joined, words: joined, phrases: ['txcustomeri*'].map(phrase), needsOrder: false },
      ],
    })
  })

  test.each<[string, string[], boolean]>([
    ['customer', ['wxcustomer'], false],
    ['"customer id"', pairs('customer', 'id'), false],
    ['"one two three"', pairs('one', 'two', 'three'), true],
    ['"one one one"', pairs('one', 'one'), true],
  ])('%s asks an index for pairs of words, which tell the order of two', (q, terms, needsOrder) => {
    const [unit] = parseQuery(q)
    expect(unit?.alternatives[0]).toMatchObject({ terms: terms.map(exact), needsOrder })
  })

  test('words whose last goes on are asked for as pairs but for the last', () => {
    const [unit] = parseQuery('one-two-thr*')
    const last = { text: 'wxthr', isPrefix: true }
    expect(unit?.alternatives[0]?.terms).toEqual([...pairs('one', 'two').map(exact), last])
  })
})

describe('a query is refused when', () => {
  test.each([
    ['"open', 'the quote at character 1 of q is not closed'],
    ['a "b" c"', 'the quote at character 8 of q is not closed'],
    ['one tw*o', 'the * at character 7 of q does not end a word: "tw*o"'],
    ['*', 'the * at character 1 of q does not end a word'],
    ['a *', 'the * at character 3 of q'],
    ['a -*', 'the * at character 4 of q'],
    ['*foo', 'the * at character 1 of q'],
    ['foo**', 'the * at character 4 of q'],
    ['"foo"*', 'the * at character 6 of q'],
    ['', 'q has no letter and no digit'],
    ['  ', 'q has no letter and no digit'],
    ['-- & "" 🙂', 'q has no letter and no digit'],
    ['x'.repeat(10_001), 'q has 10001 characters; at most 10000 are allowed'],
    ['w '.repeat(33), 'the word or phrase at character 65 of q is beyond the 32 words that are allowed'],
    [`a "${'w '.repeat(32)}"`, 'the word or phrase at character 4 of q is beyond the 32 words'],
    ['顧'.repeat(129), 'the word or phrase at character 1 of q is beyond the 128 parts'],
    ['a_b_c_d_e '.repeat(30), 'the word or phrase at character 251 of q is beyond the 128 parts'],
  ])('(case %#) it is wrong at one place', (q, detail) => {
    expect(refusal(q)).toContain(detail)
  })

  test('it has more than what is allowed, and not when it has just that', () => {
    for (const q of ['w '.repeat(32), `"${'w '.repeat(32)}"`, '顧'.repeat(128), 'x'.repeat(10_000)])
      expect(refusal(q)).toBe('accepted')
  })
})

test('5,000 random queries are either understood or refused as invalid requests, and quickly', () => {
  const random = new Random(5)
  const parts = ['"', '*', ' ', '\\', "'", '%', '_', '[', ']', ';--', ' OR 1=1 ', 'wx', 'zzz', 'customerId']
  const rare = [
    '\0',
    '\ud800',
    '\udfff',
    '\u202e',
    '🙂',
    'ß',
    '顧',
    '\u0301',
    '\ufeff',
    '{',
    '$(x)',
    'é',
    'x'.repeat(90),
  ]
  const started = process.cpuUsage().user
  for (let count = 0; count < 5000; count++) {
    const q = random.text([...parts, ...rare], random.of([3, 10, 10, 40, 2000]))
    if (refusal(q) !== 'accepted') continue
    for (const { alternatives } of parseQuery(q)) {
      expect(alternatives.length).toBeGreaterThan(0)
      for (const { terms, phrases } of alternatives) {
        for (const { text } of terms) expect(text).toMatch(/^(wx[a-z0-9]{1,78}|xp[a-z2-7]{10})$/)
        for (const one of phrases) expect(phraseText(one)).toMatch(/^( [a-z0-9]+)+ ?$/)
      }
    }
  }
  expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(10)
})
