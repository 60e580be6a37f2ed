import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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

test('a key that was cut out of a long text does not keep that text', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const known = memoized((text: string) => text, { keyOf: text => text, most: 1000, longestKey: 100 })
  const length = 500_000
  collect()
  const before = process.memoryUsage().heapUsed
  for (let at = 0; at < 40; at++) {
    // a string that owns its characters, as one that is read from a request
    const text = Buffer.alloc(length, `the name of a column: ${at};`).toString()
    known(text.slice(0, 30))
  }
  collect()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * length)
})
