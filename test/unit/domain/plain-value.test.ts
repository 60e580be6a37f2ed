import { expect, test } from 'vitest'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { plainValue } from '../../../src/domain/document/plain-value.ts'

test('a document becomes what JSON.parse makes of its text, whatever its members are called', () => {
  const text =
    '{"b":[1.0,null,true,"x"],"2":{},"1":-0,"__proto__":{"toString":1,"__proto__":null},"constructor":{"a":{}},"":[]}'
  const value = plainValue(parseJson(text))
  expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)))
  expect(Object.keys(value as object)).toContain('__proto__')
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})
