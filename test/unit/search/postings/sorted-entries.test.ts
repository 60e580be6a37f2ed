import { expect, test } from 'vitest'
import {
  endOfEntry,
  isEntryOf,
  nextEntry,
  placeOf,
  type SortedEntries,
} from '../../../../src/search/postings/sorted-entries.ts'
import { Random } from '../../../support/random.ts'

function entryIn(text: SortedEntries, key: string): string | undefined {
  const start = placeOf(text, key)
  return isEntryOf(text, start, key) ? text.slice(start, endOfEntry(text, start)) : undefined
}

test('entries are found by their keys, and not by how these begin', () => {
  const entries = 'a ab:1-2 abc b:3-'
  expect(['a', 'ab', 'abc', 'b', 'aa', 'c', '0', 'abcd'].map(key => entryIn(entries, key))).toEqual([
    'a',
    'ab:1-2',
    'abc',
    'b:3-',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('of nothing there is nothing', () => {
  expect(entryIn('', 'a')).toBeUndefined()
  expect(placeOf('', 'a')).toBe(0)
})

function randomKey(random: Random): string {
  return random.text(['a', 'b', '1', 'z'], 4)
}

test('of random entries, a key has its own or the place of the first behind it', () => {
  const random = new Random(5)
  for (let round = 0; round < 1000; round++) {
    const distinct = new Set(
      Array.from({ length: random.below(random.of([3, 60])) }, () => randomKey(random)),
    )
    const keys = [...distinct].sort()
    const entries = keys.map(key => (random.below(2) === 0 ? key : `${key}:${'1'.repeat(random.below(30))}`))
    const text = entries.join(' ')
    const asked = randomKey(random)
    expect(entryIn(text, asked)).toBe(entries[keys.indexOf(asked)])
    const behind = keys.findIndex(key => key >= asked)
    const place = behind === -1 ? text.length : entries.slice(0, behind).join(' ').length + (behind && 1)
    expect(placeOf(text, asked)).toBe(place)
    if (behind !== -1 && behind < keys.length - 1) {
      expect(text.slice(nextEntry(text, place)).split(' ')[0]).toBe(entries[behind + 1])
    }
  }
})
