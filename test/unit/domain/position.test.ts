import { expect, test } from 'vitest'
import { Places, positionOf } from '../../../src/domain/document/position.ts'

const text = 'a\nbc\r\nd\re'

test('lines end with LF, CR LF and CR, and columns count from 1', () => {
  const places = [...text].map((_, offset) => positionOf(text, offset))
  expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([
    ...['1:1', '1:2', '2:1', '2:2', '2:3', '2:4', '3:1', '3:2', '4:1'],
  ])
})

test('many places of a text are the same in any order', () => {
  const offsets = [...text].map((_, offset) => offset)
  const places = new Places(text)
  const expected = offsets.map(offset => positionOf(text, offset))
  expect(offsets.map(offset => places.of(offset))).toEqual(expected)
  expect(offsets.toReversed().map(offset => places.of(offset))).toEqual(expected.toReversed())
})
