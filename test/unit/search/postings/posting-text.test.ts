import { expect, test } from 'vitest'
import { postingsIn, textOfKey, textOfPostings } from '../../../../src/search/postings/posting-text.ts'
import { maxNumber, postingKey, rangeOf } from '../../../../src/search/postings/postings.ts'
import { union } from '../../../../src/search/postings/union.ts'
import { Random } from '../../../support/random.ts'
import { postingsOfSet, randomKeys } from './random-postings.ts'

const highestId = 2 ** 28 - 1

test.each([
  ['', []],
  ['0', [rangeOf(0, 0, 1)]],
  ['5', [rangeOf(5, 0, 1)]],
  ['5.1', [rangeOf(5, 1, 2)]],
  ['5.0-1', [rangeOf(5, 0, 2)]],
  ['5.0-3.2,1', [rangeOf(5, 0, 4), rangeOf(5, 6, 7), rangeOf(6, 0, 1)]],
  ['5.0.1', [rangeOf(5, 0, 1), rangeOf(5, 2, 3)]],
  ['a,16.z-10', [rangeOf(10, 0, 1), rangeOf(52, 35, 72)]],
  ['5.0-9zldr,1', [rangeOf(5, 0, maxNumber + 1), rangeOf(6, 0, 1)]],
  ['5.9zldr,1.9zldr', [rangeOf(5, maxNumber, maxNumber + 1), rangeOf(6, maxNumber, maxNumber + 1)]],
  ['0.0-1,4fti4f', [rangeOf(0, 0, 2), rangeOf(highestId, 0, 1)]],
])('%j is the text of these postings', (text, ranges) => {
  expect(textOfPostings(union(ranges))).toBe(text)
  expect(postingsIn(text)).toEqual(union(ranges))
})

test('a part of a text is read without what is around it', () => {
  const text = 'wxa:5.0-3.2,1 wxb:7'
  expect(postingsIn(text, 4, 13)).toEqual(postingsIn('5.0-3.2,1'))
  expect(postingsIn(text, 4, 4)).toEqual([])
  expect(postingsIn(text, 18)).toEqual(rangeOf(7, 0, 1))
})

test('random postings are read as they were written, and so is each version alone', () => {
  const random = new Random(11)
  for (let round = 0; round < 1000; round++) {
    const keys = randomKeys(random)
    const postings = postingsOfSet(keys)
    expect(postingsIn(textOfPostings(postings))).toEqual(postings)
    for (const key of keys) {
      expect(textOfKey(key)).toBe(textOfPostings([key, key + 1]))
      break
    }
  }
  expect(textOfKey(postingKey(highestId, maxNumber))).toBe('4fti4f.9zldr')
})
