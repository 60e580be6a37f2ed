import { expect, test } from 'vitest'
import { memoized } from '../../src/memoized.ts'

/** A function that counts how often it is called for each argument. */
function counted(longestKey: number) {
  const calls: string[] = []
  const twice = (text: string) => {
    calls.push(text)
    return { text: text + text }
  }
  return { calls, known: memoized(twice, { keyOf: text => text.toLowerCase(), most: 2, longestKey }) }
}

test('a result is made once for a key, also one that is undefined', () => {
  const { calls, known } = counted(10)
  expect(known('a')).toBe(known('A'))
  expect(calls).toEqual(['a'])
  let undefinedOnes = 0
  const nothing = memoized(() => void undefinedOnes++, { keyOf: String, most: 2, longestKey: 10 })
  nothing(1)
  nothing(1)
  expect(undefinedOnes).toBe(1)
})

test('no more results are kept than are allowed, and none of a long key', () => {
  const { calls, known } = counted(1)
  for (const text of ['a', 'b', 'c', 'c', 'a', 'long', 'long']) expect(known(text).text).toBe(text + text)
  expect(calls).toEqual(['a', 'b', 'c', 'a', 'long', 'long'])
})
