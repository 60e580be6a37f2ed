import { expect, test } from 'vitest'
import { SortedEntries } from '../../../../src/search/versions/sorted-entries.ts'
import { Random } from '../../../support/random.ts'

test('entries are found by their keys, and not by how these begin', () => {
  const entries = new SortedEntries('a ab:1-2 abc b:3-')
  expect(['a', 'ab', 'abc', 'b', 'aa', 'c', '0', 'abcd'].map(key => entries.get(key))).toEqual([
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
  const entries = new SortedEntries('')
  expect(entries.get('a')).toBeUndefined()
  expect(entries.text()).toBe('')
  entries.set('b', 'b:1')
  entries.set('a', 'a')
  expect(entries.get('b')).toBe('b:1')
  expect(entries.text()).toBe('a b:1')
})

test('whatever is put in and taken out at random, the text is that of all entries in order', () => {
  const random = new Random(5)
  const key = () =>
    Array.from({ length: 1 + random.below(3) }, () => random.of(['a', 'b', '1', 'z'])).join('')
  for (let round = 0; round < 300; round++) {
    const model = new Map(Array.from({ length: random.below(12) }, () => key()).map(one => [one, `${one}:0`]))
    const textOf = () => [...model].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry)
    const entries = new SortedEntries(textOf().join(' '))
    for (let change = random.below(8); change > 0; change--) {
      const changed = key()
      if (random.below(2) === 0) model.set(changed, `${changed}:${change}`)
      else model.delete(changed)
      entries.set(changed, model.get(changed))
      const asked = key()
      expect(entries.get(asked)).toBe(model.get(asked))
    }
    expect(entries.text()).toBe(textOf().join(' '))
  }
})
