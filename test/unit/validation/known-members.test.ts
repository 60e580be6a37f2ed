import { expect, test } from 'vitest'
import { compileSchema, validatorCode } from '../../../src/validation/compile.ts'
import { withRoomForMembers } from '../../../src/validation/known-members.ts'

const judging = { formats: true, large: undefined }

test('members of a column are noted in a record that does not grow', () => {
  const columns = validatorCode('3.1.0')
    .split(/(?=function validate\d+\()/)
    .filter(code => code.includes('.primaryKeyPosition = true;') && code.includes('props0[key'))
  expect(columns).toHaveLength(1)
  expect(columns[0]).toMatch(/props0 = \{\w+: undefined,/)
  expect(columns[0]).not.toMatch(/props0 = (props0 \|\| )?\{\}/)
})

test('a record that is handed on names known members only', () => {
  const part = 'props0 = {};props0.a = true;props1.b = true;'
  expect(withRoomForMembers(`function validate1(data){${part}}`)).toContain('{a: undefined,b: undefined}')
  for (const end of ['evaluated0.props = props0;', 'Object.assign(props2, props0);']) {
    const code = `function validate1(data){${part}${end}}`
    expect(withRoomForMembers(code)).toBe(code)
  }
})

test('members of a way to be valid that was not taken are not known', () => {
  const member = (name: string) => ({ properties: { [name]: true }, required: [name] })
  const validator = compileSchema({
    type: 'object',
    allOf: [{ properties: { y: true } }],
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    ...{ if: member('a'), then: { properties: { x: true } } },
    anyOf: [member('b'), member('c')],
    unevaluatedProperties: false,
  })
  const isValid = (value: object) => validator.call(judging, value)
  expect(isValid({ a: 1, x: 1, y: 1, b: 1, c: 1 })).toBe(true)
  expect(isValid({ x: 1, y: 1, b: 1 })).toBe(false)
  expect(isValid({ a: 1, b: 1, z: 1 })).toBe(false)
})
