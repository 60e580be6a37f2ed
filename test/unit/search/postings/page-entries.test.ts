import { expect, test } from 'vitest'
import { entriesWithBeginning, postingsOf } from '../../../../src/search/postings/page-entries.ts'
import { textOfPostings } from '../../../../src/search/postings/posting-text.ts'
import { rangeOf } from '../../../../src/search/postings/postings.ts'
import { Random } from '../../../support/random.ts'
import { postingsOfSet, randomKeys } from './random-postings.ts'

const page = 'wxa:5 wxab:5.1,2 wxabc:1.0-2 wxb:7'

test('a page has the postings of its terms, and none of others', () => {
  expect(postingsOf(page, 'wxab')).toEqual([...rangeOf(5, 1, 2), ...rangeOf(7, 0, 1)])
  expect(postingsOf(page, 'wxb')).toEqual(rangeOf(7, 0, 1))
  for (const term of ['wx', 'wxaa', 'wxabcd', 'a', 'x']) expect(postingsOf(page, term)).toEqual([])
  expect(postingsOf('', 'wxa')).toEqual([])
})

test.each([
  ['wxab', ['wxab', 'wxabc']],
  ['wxb', ['wxb']],
  ['wx', ['wxa', 'wxab', 'wxabc', 'wxb']],
  ['', ['wxa', 'wxab', 'wxabc', 'wxb']],
  ['wxabcd', []],
  ['a', []],
  ['wxc', []],
])('the terms that begin with %j', (beginning, terms) => {
  expect([...entriesWithBeginning(page, beginning)].map(([term]) => term)).toEqual(terms)
})

test('random pages have what was put into them', () => {
  const random = new Random(3)
  for (let round = 0; round < 200; round++) {
    const model = new Map(
      Array.from({ length: random.below(40) }, () => [
        random.text(['a', 'b', '0', 'z'], 4),
        postingsOfSet(randomKeys(random).add(random.below(50))),
      ]),
    )
    const sorted = [...model].sort(([one], [other]) => (one < other ? -1 : 1))
    const text = sorted.map(([term, postings]) => `${term}:${textOfPostings(postings)}`).join(' ')
    const asked = random.text(['a', 'b', '0', 'z'], 4)
    expect(postingsOf(text, asked)).toEqual(model.get(asked) ?? [])
    expect([...entriesWithBeginning(text, asked)]).toEqual(sorted.filter(([term]) => term.startsWith(asked)))
  }
})
