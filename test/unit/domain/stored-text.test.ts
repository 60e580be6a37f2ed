import { expect, test } from 'vitest'
import { bytesInOneLine, inOneLine, isJsonObject, sentBytes } from '../../../src/domain/stored-text.ts'

test.each([
  ['{}', true],
  ['\ufeff {"a":1,"a":2}\n', true],
  ['[]', false],
  ['null', false],
  ['', false],
  ['\ufeff', false],
  ['\ufeff\ufeff{}', false],
  ['{"a":NaN}', false],
  ['{"a":', false],
])('%j is a JSON object: %s', (text, expected) => {
  expect(isJsonObject(text)).toBe(expected)
})

test.each([
  ['{"a":1}', '{"a":1}'],
  ['\ufeff{\r\n\t"a": [1,\n2.50]\n}\n', '{  \t"a": [1, 2.50] } '],
  ['{"a":"x\u2028y\u2029z\u0085\\n"}', '{"a":"x\\u2028y\\u2029z\\u0085\\n"}'],
])('%j is in one line %j', (text, expected) => {
  expect(inOneLine(text)).toBe(expected)
  expect(bytesInOneLine(sentBytes(text)).toString()).toBe(expected)
  expect(JSON.parse(inOneLine(text))).toEqual(JSON.parse(text.replace('\ufeff', '')))
})
