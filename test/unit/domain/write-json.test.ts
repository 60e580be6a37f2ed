import { describe, expect, test } from 'vitest'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { quoteAscii, writeJson } from '../../../src/domain/document/write-json.ts'

describe('a string', () => {
  // right: what Python's json.dumps writes
  test.each([
    ['', '""'],
    ['plain', '"plain"'],
    ['q" b\\ s/', '"q\\" b\\\\ s/"'],
    ['\b\f\n\r\t', '"\\b\\f\\n\\r\\t"'],
    ['\0\u0001\u000b\u001f', '"\\u0000\\u0001\\u000b\\u001f"'],
    ['\u007e\u007f\u0080\u00a0', '"~\\u007f\\u0080\\u00a0"'],
    ['été €', '"\\u00e9t\\u00e9 \\u20ac"'],
    ['😀', '"\\ud83d\\ude00"'],
    ['\u{10ffff}', '"\\udbff\\udfff"'],
    ['\ud800', '"\\ud800"'],
    ['\udc00\ud800', '"\\udc00\\ud800"'],
    ['\u2028\u2029\ufeff\uffff', '"\\u2028\\u2029\\ufeff\\uffff"'],
    ["<&>'", '"<&>\'"'],
    ['\u00e9 e\u0301', '"\\u00e9 e\\u0301"'],
  ])('%j is written as %s', (value, text) => {
    expect(quoteAscii(value)).toBe(text)
    expect(JSON.parse(text)).toBe(value)
  })

  test('of every 16-bit unit is ASCII and reads back', () => {
    for (let unit = 0; unit < 0x1_0000; unit++) {
      const value = String.fromCharCode(unit)
      const text = quoteAscii(value)
      if (!/^[ -~]+$/.test(text) || JSON.parse(text) !== value) expect.fail(`U+${unit.toString(16)}: ${text}`)
    }
  })
})

test('a document is written without white space, in its own order and numbers', () => {
  const text = ' { "b" : [ 1.0 , -0 , 1E5 , { } , [ ] ] , "1" : null , "\u00e9/" : true , "a" : false } '
  expect(writeJson(parseJson(text))).toBe('{"b":[1.0,-0,1E5,{},[]],"1":null,"\\u00e9/":true,"a":false}')
})

test('what was written is written the same again', () => {
  const text = '{"a":"\\ud83d\\ude00\\ud800\\u007f","b":[1e-7,12345678901234567890],"__proto__":{}}'
  expect(writeJson(parseJson(text))).toBe(text)
})

test('strings in a document are written as by themselves, and it may be long', () => {
  const values = Array.from({ length: 0x1_0000 }, (_, unit) => `a${String.fromCharCode(unit)}b`)
  const written = writeJson(parseJson(JSON.stringify({ values })))
  expect(written).toBe(`{"values":[${values.map(quoteAscii).join(',')}]}`)
})
