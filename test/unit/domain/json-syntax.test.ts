import { expect, test } from 'vitest'
import { isJson } from '../../../src/domain/document/json-syntax.ts'

const texts = [
  ...[
    '',
    ' ',
    '{}',
    '[]',
    ' { } ',
    '[ ]',
    'null',
    'true',
    'nul',
    'truefalse',
    '"a"',
    '"a',
    '"\n"',
    '"\u2028"',
  ],
  ...[
    '0',
    '-0',
    '01',
    '1.',
    '.5',
    '1.5e+10',
    '1e',
    '-',
    '+1',
    'NaN',
    '1 2',
    '"\\u12g4"',
    '"\\u00e9"',
    '"\\x"',
  ],
  ...[
    '{"a":1}',
    '{"a":1,}',
    '{,}',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '{"a":1 "b":2}',
    '{"a":{"b":[1,{}]}}',
  ],
  ...[
    '[1,]',
    '[,1]',
    '[1 2]',
    '[1]]',
    '[[1]',
    '{"a":1}}',
    '[}',
    '{]',
    '[1}',
    '{"a":1]',
    '\ufeff{}',
    '{}\u00a0',
  ],
  ...[
    '"\\"',
    '"\\\\"',
    '"\\/\\b\\f\\n\\r\\t"',
    '{"a":1,"a":2}',
    '\v{}',
    '// x\n{}',
    '[\t1\r\n,\n2 ]',
    '{"":""}',
  ],
]

test.each(texts)('%j is JSON exactly if the platform says so', text => {
  expect(isJson(text)).toBe(isParsed(text))
})

test('pieces of JSON in any order are JSON exactly if the platform says so', () => {
  const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '1', 'null', ' ', '-', '"', '\\"', '.5']
  let seed = 1
  const next = (below: number) => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed % below
  }
  let valid = 0
  for (let at = 0; at < 50_000; at++) {
    const text = Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join('')
    const expected = isParsed(text)
    if (expected) valid++
    if (isJson(text) !== expected) expect(text).toBe(expected ? 'JSON' : 'no JSON')
  }
  expect(valid).toBeGreaterThan(500)
})

test('a million arrays within each other are JSON', () => {
  const text = '['.repeat(1_000_000) + ']'.repeat(1_000_000)
  expect([isJson(text), isJson(text.slice(1))]).toEqual([true, false])
})

function isParsed(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
