import { expect, test } from 'vitest'
import { BoundedMap } from '../../src/bounded-map.ts'

test('what was not used for the longest time makes room', () => {
  const map = new BoundedMap<number>({ most: 2 })
  map.set('a', 1)
  map.set('b', 2)
  expect(map.get('a')).toBe(1)
  map.set('c', 3)
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2])
})

test('entries count by their size, and those that are too large are not held', () => {
  const map = new BoundedMap<string>({ most: 10, largest: 6, sizeOf: text => text.length })
  map.set('a', '1234')
  map.set('b', '123456')
  expect(map.size).toBe(10)
  map.set('a', '12345')
  expect([map.get('a'), map.get('b'), map.size]).toEqual(['12345', undefined, 5])
  map.set('a', '1234567')
  expect([map.get('a'), map.size]).toEqual([undefined, 0])
  map.set('c', '1')
  map.set('c', undefined)
  expect([map.get('c'), map.size]).toEqual([undefined, 0])
})
