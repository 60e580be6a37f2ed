import { expect, test } from 'vitest'
import { PageDirectory } from '../../../../src/search/postings/page-directory.ts'
import { Random } from '../../../support/random.ts'

test('a segment without pages has no term', () => {
  const directory = new PageDirectory('')
  expect(directory.count).toBe(0)
  expect(directory.pageOf('a')).toBeUndefined()
  expect(directory.pagesWithBeginning('a')).toEqual([0, 0])
})

test('a term is in the last page that does not begin behind it', () => {
  const directory = new PageDirectory('fb wxa wxab x')
  expect(directory.count).toBe(4)
  expect(
    ['a', 'fb', 'fbz', 'wxa', 'wxaa', 'wxab', 'wxabc', 'x', 'z'].map(term => directory.pageOf(term)),
  ).toEqual([undefined, 0, 0, 1, 1, 2, 2, 3, 3])
})

test('terms with a beginning may be in the page before those that begin with it', () => {
  const directory = new PageDirectory('fb wxa wxab x')
  const pages = (beginning: string) => directory.pagesWithBeginning(beginning)
  expect(pages('wxab')).toEqual([2, 3])
  expect(pages('wxa')).toEqual([1, 3])
  expect(pages('wx')).toEqual([0, 3])
  expect(pages('f')).toEqual([0, 1])
  expect(pages('')).toEqual([0, 4])
  expect(pages('a')).toEqual([0, 0])
  expect(pages('xy')).toEqual([3, 4])
})

test('the pages of random terms have all that is asked for, and no page is read for nothing in between', () => {
  const random = new Random(9)
  for (let round = 0; round < 500; round++) {
    const distinct = new Set(
      Array.from({ length: 1 + random.below(60) }, () => random.text(['a', 'b', '0'], 5)),
    )
    const terms = [...distinct].sort()
    const size = 1 + random.below(5)
    const pages = Array.from({ length: Math.ceil(terms.length / size) }, (_, page) =>
      terms.slice(page * size, (page + 1) * size),
    )
    const directory = new PageDirectory(pages.map(page => page[0]).join(' '))
    for (const [number, page] of pages.entries())
      for (const term of page) expect(directory.pageOf(term)).toBe(number)
    const asked = random.text(['a', 'b', '0'], 3)
    const [first, end] = directory.pagesWithBeginning(asked)
    expect(
      pages
        .slice(first, end)
        .flat()
        .filter(term => term.startsWith(asked)),
    ).toEqual(terms.filter(term => term.startsWith(asked)))
    // only the first may have none
    for (const page of pages.slice(first + 1, end)) expect(page[0]?.startsWith(asked)).toBe(true)
  }
})
