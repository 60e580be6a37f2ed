import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compactJson, jsonOnLines } from '../../../../src/stores/git/json-lines.ts'

describe('JSON on lines', () => {
  const texts = [
    ...[
      '{}',
      '[]',
      '{"a":1.0}',
      '{"a":{},"b":[],"c":[{}]}',
      '"a"',
      'null',
      '1e5',
      '[1,2]',
      '{"a":" b  ","c":"\\"\\\\"}',
    ],
    ...['{"a":"\\\\\\"x: {,"}', '{"\\u00e9":"\\ud800"}', '[[[[]]]]', '{"a":[1,{"b":null}]}'],
  ]
  test.each(texts)('and back is %s', json => {
    expect(compactJson(jsonOnLines(json) ?? '')).toBe(json)
  })

  test('is what JSON.stringify makes with two spaces', () => {
    const value = { a: [1, { b: null, c: [] }], d: {}, e: 'x, y: {', f: [[], [true]] }
    expect(jsonOnLines(JSON.stringify(value))).toBe(`${JSON.stringify(value, undefined, 2)}\n`)
  })

  test.each([
    '{ "a": 1 }',
    '{"a":1}\n',
    '}{',
    '{"a',
    ' ',
  ])('is not made of %j, which it could not give back', json => {
    const lines = jsonOnLines(json)
    expect(lines === undefined || compactJson(lines) === json).toBe(true)
  })

  test('is not made of what nests without end', () => {
    expect(jsonOnLines('['.repeat(50_000) + ']'.repeat(50_000))).toBeUndefined()
  })

  test('gives the files of this package back', () => {
    for (const file of readdirSync('.').filter(name => name.endsWith('.json'))) {
      const json = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))
      const lines = jsonOnLines(json)
      if (lines !== undefined) expect(compactJson(lines)).toBe(json)
    }
  })
})
