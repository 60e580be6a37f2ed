import { describe, expect, test } from 'vitest'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { isSameValue } from '../../../src/domain/document/same-value.ts'

const same = (a: string, b: string) => {
  const [left, right] = [parseJson(a), parseJson(b)]
  expect(isSameValue(right, left)).toBe(isSameValue(left, right))
  return isSameValue(left, right)
}

describe('two texts are the same value', () => {
  test.each([
    ['{"a":1,"b":[true,null,"x"]}', '{ "b": [true, null, "\\u0078"], "a": 1 }'],
    ['[1.0]', '[1.00]'],
    ['[1.0]', '[1e0]'],
    ['[150.0]', '[1.5e2]'],
    ['[0.001]', '[1e-3]'],
    ['[0.0]', '[0e7]'],
    ['[-2.50]', '[-25E-1]'],
    ['{"a":{"b":{}}}', '{"a":{"b":{}}}'],
    [`[1.${'0'.repeat(100_000)}1]`, `[1.${'0'.repeat(100_000)}10]`],
  ])('%j and %j', (a, b) => expect(same(a, b)).toBe(true))
})

describe('two texts are different values', () => {
  test.each([
    ['{"a":null}', '{}'],
    ['{"a":null}', '{"b":null}'],
    ['{"a":1}', '{"a":2}'],
    ['[1,2]', '[2,1]'],
    ['[1]', '[1,1]'],
    ['[]', '{}'],
    ['["1"]', '[1]'],
    ['[true]', '["true"]'],
    ['[true]', '[false]'],
    ['[null]', '[false]'],
    ['[1]', '[1.0]'],
    ['[0.0]', '[-0.0]'],
    ['[0]', '[-0]'],
    ['[0.1]', '[0.1000000000000000055]'],
    ['[10.0]', '[1.0]'],
    ['[1e-400]', '[1e-500]'],
    ['[1e-400]', '[0.0]'],
    ['[9007199254740993]', '[9007199254740992]'],
  ])('%j and %j', (a, b) => expect(same(a, b)).toBe(false))
})
