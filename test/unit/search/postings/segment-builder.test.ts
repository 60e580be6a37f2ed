import { expect, test } from 'vitest'
import { PageDirectory } from '../../../../src/search/postings/page-directory.ts'
import { entriesWithBeginning, postingsOf } from '../../../../src/search/postings/page-entries.ts'
import { rangeOf } from '../../../../src/search/postings/postings.ts'
import { SegmentBuilder } from '../../../../src/search/postings/segment-builder.ts'
import { Random } from '../../../support/random.ts'
import { putRandomly, sortedPostings } from './random-segments.ts'

test('a segment in which nothing was put has no pages', async () => {
  const builder = new SegmentBuilder()
  expect(builder.isEmpty).toBe(true)
  expect(await builder.build()).toEqual({ pages: [], directory: '', replaced: '', length: 0 })
  builder.replace([])
  expect(builder.isEmpty).toBe(true)
})

test('what is replaced is told without pages', async () => {
  const builder = new SegmentBuilder()
  builder.replace(rangeOf(7, 0, 3))
  builder.replace(rangeOf(5, 0, 1))
  builder.replace(rangeOf(7, 3, 4))
  expect(builder.isEmpty).toBe(false)
  expect(await builder.build()).toEqual({ pages: [], directory: '', replaced: '5,2.0-3', length: 0 })
})

test('a version without terms has no entry', async () => {
  const builder = new SegmentBuilder()
  builder.put(5, 0, '')
  expect(builder.isEmpty).toBe(false)
  expect((await builder.build()).pages).toEqual([])
  builder.put(6, 0, 'wxa')
  builder.put(7, 0, '')
  builder.put(8, 0, 'wxb wxa')
  expect((await builder.build()).pages).toEqual(['wxa:6,2 wxb:8'])
})

test('terms are told from those that begin with what they end with', async () => {
  const builder = new SegmentBuilder()
  builder.put(5, 0, 'wxbbbbz wxaaaawxbbbbb wxbbbba wxaaaawxbbbba wxbbbb')
  const terms = ['wxaaaawxbbbba', 'wxaaaawxbbbbb', 'wxbbbb', 'wxbbbba', 'wxbbbbz']
  expect((await builder.build()).pages).toEqual([terms.map(term => `${term}:5`).join(' ')])
})

test('the terms of versions that are put in any order are in order, and each once', async () => {
  const builder = new SegmentBuilder()
  builder.put(6, 0, 'wxb wxab wxb')
  builder.put(5, 1, 'wxb wxabcdefgh wxa')
  builder.put(5, 0, 'wx9 wxb')
  expect(builder.length).toBe(37)
  const page = 'wx9:5 wxa:5.1 wxab:6 wxabcdefgh:5.1 wxb:5.0-1,1'
  expect(await builder.build()).toEqual({
    pages: [page],
    directory: 'wx9',
    replaced: '',
    length: page.length,
  })
})

test('an entry is not divided, however long it is, and short ones share pages', async () => {
  const builder = new SegmentBuilder()
  for (let id = 0; id < 6000; id++) builder.put(id * 3, 1, id === 0 ? 'wxa wxm wxz' : 'wxm')
  const { pages, directory, length } = await builder.build()
  expect(pages.map(page => page.split(':')[0])).toEqual(['wxa', 'wxm', 'wxz'])
  expect(pages[1]?.length).toBeGreaterThan(20_000)
  expect(postingsOf(pages[1] as string, 'wxm').length).toBe(12_000)
  expect(directory).toBe('wxa wxm wxz')
  expect(length).toBe(pages.join('').length)
})

test.each([
  ['few', 400, 4],
  ['some', 60, 60],
  ['many', 3, 2500],
])('what is put of %s random versions is found in the pages that the directory names', async (_, rounds, most) => {
  const random = new Random(17)
  for (let round = 0; round < rounds; round++) {
    const builder = new SegmentBuilder()
    const model = sortedPostings(putRandomly(random, builder, 1 + random.below(most)))
    const { pages, directory, length } = await builder.build()
    expect(pages.flatMap(page => [...entriesWithBeginning(page, '')])).toEqual(model)
    expect(pages.join('').length).toBe(length)
    for (const page of pages) expect(page.length <= 7500 || !page.includes(' ')).toBe(true)
    const lookup = new PageDirectory(directory)
    expect(lookup.count).toBe(pages.length)
    for (let ask = 0; ask < 20; ask++) {
      const [term, postings] = random.of(model)
      expect(postingsOf(pages[lookup.pageOf(term) as number] as string, term)).toEqual(postings)
      const [first, end] = lookup.pagesWithBeginning(term.slice(0, -1))
      const found = pages
        .slice(first, end)
        .flatMap(page => [...entriesWithBeginning(page, term.slice(0, -1))])
      expect(found).toEqual(model.filter(([one]) => one.startsWith(term.slice(0, -1))))
    }
  }
})

test('other work gets its turns while much is built', async () => {
  const random = new Random(2)
  const builder = new SegmentBuilder()
  for (let id = 0; id < 1500; id++) {
    const terms = Array.from({ length: 200 }, () => `wx${random.below(2 ** 31).toString(36)}`)
    builder.put(id, 0, terms.join(' '))
  }
  let turns = 0
  let isBuilt = false
  const count = () => {
    turns++
    if (!isBuilt) setImmediate(count)
  }
  setImmediate(count)
  await builder.build()
  isBuilt = true
  expect(turns).toBeGreaterThan(0)
})
