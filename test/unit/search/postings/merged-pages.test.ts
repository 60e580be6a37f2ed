import { expect, test } from 'vitest'
import { type MergedPage, mergedPages } from '../../../../src/search/postings/merged-pages.ts'
import { entriesWithBeginning } from '../../../../src/search/postings/page-entries.ts'
import { postingsIn } from '../../../../src/search/postings/posting-text.ts'
import { noPostings, type Postings, rangeOf } from '../../../../src/search/postings/postings.ts'
import { SegmentBuilder } from '../../../../src/search/postings/segment-builder.ts'
import { Random } from '../../../support/random.ts'
import { type Keys, postingsOfSet } from './random-postings.ts'
import { putRandomly, sortedPostings, type TermKeys } from './random-segments.ts'

async function* inTurn(pages: readonly string[]): AsyncGenerator<string> {
  yield* pages
}

async function merged(sources: readonly (readonly [pages: readonly string[], dead: Postings])[]) {
  const pages: MergedPage[] = []
  for await (const page of mergedPages(sources.map(([own, dead]) => ({ pages: inTurn(own), dead }))))
    pages.push(page)
  return pages
}

test('nothing is merged of no segments, of empty ones, and of those in which all is dead', async () => {
  expect(await merged([])).toEqual([])
  expect(await merged([[[], noPostings]])).toEqual([])
  expect(await merged([[['', ''], noPostings]])).toEqual([])
  expect(await merged([[['wxa:5 wxb:5'], rangeOf(5, 0, 1)]])).toEqual([])
})

test('entries of one and the same term become one, without what is dead in each segment', async () => {
  const older = ['wxa:5 wxabcdefgh:5', 'wxabcdefghi:5,1 wxb:5.0-1']
  const newer = ['wxa:6 wxabcdefghi:5.1', 'wxabcdefghij:6 wxb:5']
  expect(
    await merged([
      [older, rangeOf(5, 0, 1)],
      [newer, noPostings],
    ]),
  ).toEqual([
    {
      firstTerm: 'wxa',
      text: 'wxa:6 wxabcdefghi:5.1,1 wxabcdefghij:6 wxb:5.0-1',
    },
  ])
})

test('an entry with nothing dead in it is as it was', async () => {
  // written in another way than today's
  expect(await merged([[['wxa:5.0 wxb:5.0'], rangeOf(6, 0, 1)]])).toEqual([
    { firstTerm: 'wxa', text: 'wxa:5.0 wxb:5.0' },
  ])
})

test('what is read of a segment is closed when no more is asked for', async () => {
  let isClosed = false
  async function* endless(): AsyncGenerator<string> {
    try {
      for (let id = 0; ; id++) yield `wx${id.toString().padStart(9, '0')}:5`
    } finally {
      isClosed = true
    }
  }
  for await (const { text } of mergedPages([{ pages: endless(), dead: noPostings }])) {
    expect(text.startsWith('wx000000000:5 wx000000001:5 ')).toBe(true)
    break
  }
  expect(isClosed).toBe(true)
})

test('other work gets its turns while much is merged', async () => {
  async function* many(contract: string): AsyncGenerator<string> {
    for (let page = 0; page < 400; page++) {
      const terms = Array.from({ length: 500 }, (_, at) => (page * 500 + at).toString(36).padStart(6, '0'))
      yield terms.map(term => `wx${term}${contract}:${contract}`).join(' ')
    }
  }
  let turns = 0
  let isMerged = false
  const count = () => {
    turns++
    if (!isMerged) setImmediate(count)
  }
  setImmediate(count)
  let length = 0
  for await (const { text } of mergedPages([
    { pages: many('a'), dead: noPostings },
    { pages: many('b'), dead: noPostings },
  ]))
    length += text.length
  isMerged = true
  expect(length).toBeGreaterThan(400_000 * 10)
  expect(turns).toBeGreaterThan(0)
})

interface ModelSegment {
  readonly pages: readonly string[]
  readonly replaced: Keys
  readonly terms: TermKeys
}

async function randomSegment(random: Random, most: number): Promise<ModelSegment> {
  const builder = new SegmentBuilder()
  const terms = putRandomly(random, builder, random.below(most))
  const own = terms.get('aa') ?? new Set<number>()
  const replaced = new Set([...own].filter(() => random.below(2) === 0))
  builder.replace(postingsOfSet(replaced))
  const { pages, replaced: text } = await builder.build()
  expect(postingsIn(text)).toEqual(postingsOfSet(replaced))
  return { pages, replaced, terms }
}

test.each([
  ['small', 150, 6],
  ['great', 6, 500],
])('random %s segments become one in which each version counts that newer ones do not replace', async (_, rounds, most) => {
  const random = new Random(23)
  for (let round = 0; round < rounds; round++) {
    const segments: ModelSegment[] = []
    for (let count = random.below(9); count > 0; count--) segments.push(await randomSegment(random, most))
    const model: TermKeys = new Map()
    const sources = segments.map(({ pages, terms }, at) => {
      const dead = new Set(segments.slice(at + 1).flatMap(({ replaced }) => [...replaced]))
      for (const [term, keys] of terms) {
        const counting = [...keys].filter(key => !dead.has(key))
        model.set(term, new Set([...(model.get(term) ?? []), ...counting]))
      }
      return [pages, postingsOfSet(dead)] as const
    })
    const result = await merged(sources)
    expect(result.flatMap(({ text }) => [...entriesWithBeginning(text, '')])).toEqual(sortedPostings(model))
    for (const { firstTerm, text } of result) {
      expect(text.startsWith(`${firstTerm}:`)).toBe(true)
      expect(text.length <= 7500 || !text.includes(' ')).toBe(true)
    }
    for (const [at, { text }] of result.slice(1).entries()) {
      const [first = ''] = text.split(' ')
      expect(`${result[at]?.text} ${first}`.length).toBeGreaterThan(7500)
    }
  }
})
