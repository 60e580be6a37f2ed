import { describe, expect, test } from 'vitest'
import { checkedOverlay } from '../../../src/validation/overlay.ts'
import { validateUpload } from '../../../src/validation/validate.ts'
import { standardRules } from '../../../src/validation/validation.ts'

const start =
  '"version":"1.0.0","apiVersion":"v3.2.0","kind":"DataContract","id":"orders","customProperties":[{"property":"x","value":'

function findings(value: string, schema: object) {
  const properties = { customProperties: { items: { properties: { value: schema } } } }
  const overlay = checkedOverlay(JSON.stringify({ properties }), 'json')
  const bytes = Buffer.from(`{${start}${value}}]}`)
  return validateUpload({ bytes, format: 'json' }, { ...standardRules, overlay }).findings
}

describe('values are compared as they are written', () => {
  test.each([
    ['[{}, []]', { uniqueItems: true }],
    ['[{"a": 1}, [["a", 1]]]', { uniqueItems: true }],
    ['[1, "1", true, null, "null"]', { uniqueItems: true }],
    ['[9007199254740992, 9007199254740993]', { uniqueItems: true }],
    ['[{"a": 9007199254740992}, {"a": 9007199254740993}]', { uniqueItems: true }],
    ['9007199254740993', { minimum: 9007199254740991, not: { const: 9007199254740991 } }],
    ['0.3', { multipleOf: 0.1 }],
    ['19.99', { multipleOf: 0.01 }],
    ['1e300', { multipleOf: 0.001 }],
    [`1${'0'.repeat(400)}`, { type: 'integer', multipleOf: 1000 }],
    ['10', { enum: [1e1], const: 10 }],
    ['{"b": 1.0, "a": [2]}', { enum: [{ a: [2], b: 1 }] }],
  ])('%s is valid by %j', (value, schema) => {
    expect(findings(value, schema)).toEqual([])
  })

  test.each([
    ['[{"a": 1, "b": 2}, {"b": 2, "a": 1.0}]', { uniqueItems: true }, 'uniqueItems'],
    ['[1, 1.0]', { uniqueItems: true }, 'uniqueItems'],
    ['[10000000000000000000, 1e19]', { uniqueItems: true }, 'uniqueItems'],
    ['9007199254740993', { maximum: 9007199254740991 }, 'maximum'],
    ['-9007199254740993', { exclusiveMinimum: -9007199254740991 }, 'exclusiveMinimum'],
    ['9007199254740993', { multipleOf: 2 }, 'multipleOf'],
    ['0.35', { multipleOf: 0.1 }, 'multipleOf'],
    ['1e19', { enum: [1e18, 2e19] }, 'enum'],
  ])('%s is not by %j', (value, schema, keyword) => {
    expect(findings(value, schema).map(({ rule }) => rule)).toEqual([`overlay/${keyword}`])
  })

  test('and shown as they are written', () => {
    expect(findings('12345678901234567891', { maximum: 10 })).toMatchObject([
      { detail: 'value is 12345678901234567891; expected 10 or less' },
    ])
    expect(findings('1.10', { type: 'string' })).toMatchObject([
      { detail: 'value must be a string, not a number; write "1.10" in quotes' },
    ])
  })
})
