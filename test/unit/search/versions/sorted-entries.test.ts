import { expect, test } from 'vitest'
import { entryIn, withEntries } from '../../../../src/search/versions/sorted-entries.ts'
import { Random } from '../../../support/random.ts'

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

test('of nothing there is nothing, until something is put in', () => {
  expect(entryIn('', 'a')).toBeUndefined()
  expect(withEntries('', [], () => undefined)).toBe('')
  expect(withEntries('', ['a', 'b'], key => `${key}:1`)).toBe('a:1 b:1')
})

/** Entries of random keys, some close to each other and some with hundreds of others between them. */
function randomEntries(random: Random, most: number): Map<string, string> {
  return new Map(Array.from({ length: random.below(most) }, () => randomKey(random)).map(key => [key, key]))
}

function randomKey(random: Random): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.of(['a', 'b', '1', 'z'])).join('')
}

function textOf(model: ReadonlyMap<string, string>): string {
  const sorted = [...model].sort(([one], [other]) => (one < other ? -1 : 1))
  return sorted.map(([, entry]) => entry).join(' ')
}

test.each([
  ['few', 12, 8],
  ['many', 400, 30],
])('whatever is put in and taken out of %s at random, the text is that of all entries in order', (_, most, changes) => {
  const random = new Random(5)
  for (let round = 0; round < 300; round++) {
    const model = randomEntries(random, most)
    const before = textOf(model)
    const keys = [...new Set(Array.from({ length: random.below(changes) }, () => randomKey(random)))].sort()
    const changed = withEntries(before, keys, (key, entry) => {
      expect(entry).toBe(model.get(key))
      if (random.below(2) === 0) model.set(key, `${key}:${round}`)
      else model.delete(key)
      return model.get(key)
    })
    expect(changed).toBe(textOf(model))
    const asked = randomKey(random)
    expect(entryIn(changed, asked)).toBe(model.get(asked))
  }
})
