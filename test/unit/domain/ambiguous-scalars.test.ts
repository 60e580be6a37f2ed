import { describe, expect, test } from 'vitest'
import { readContractVersion } from '../../../src/domain/uploaded-version.ts'
import { faultOf } from '../../support/faults.ts'

const identity = { contractId: 'a', version: '1.0.0' }
const read = (text: string, format: 'yaml' | 'json' = 'yaml') =>
  readContractVersion({ bytes: Buffer.from(text), format }, identity).version.json
const property = (member: string) => `schema:\n- name: t\n  properties:\n  - name: c\n    ${member}\n`
const options = (member: string) => property(`logicalTypeOptions: {${member}}`)
const quality = (member: string) => `schema:\n- name: t\n  quality:\n  - metric: rowCount\n    ${member}\n`

describe('where a boolean or a number is wanted, what readers do not agree on is refused', () => {
  test.each([
    [property('required: yes'), '/schema/0/properties/0/required', 5, 'yes', 'the boolean true', 'true'],
    [property('unique: No'), '/schema/0/properties/0/unique', 5, 'No', 'the boolean false', 'false'],
    [property('primaryKey: on # c'), '/schema/0/properties/0/primaryKey', 5, 'on', 'boolean true', 'true'],
    [property('partitioned: OFF'), '/schema/0/properties/0/partitioned', 5, 'OFF', 'boolean false', 'false'],
    [
      property('criticalDataElement: y'),
      '/schema/0/properties/0/criticalDataElement',
      5,
      'y',
      'true',
      'true',
    ],
    [property('required: 0b1'), '/schema/0/properties/0/required', 5, '0b1', 'the number 1', '1'],
    [
      property('primaryKeyPosition: 017'),
      '/schema/0/properties/0/primaryKeyPosition',
      5,
      '017',
      'number 15',
      '17',
    ],
    [
      property('partitionKeyPosition: 0o17'),
      '/schema/0/properties/0/partitionKeyPosition',
      5,
      '0o17',
      '"0o17"',
      '15',
    ],
    [
      property('primaryKeyPosition: 1_000'),
      '/schema/0/properties/0/primaryKeyPosition',
      5,
      '1_000',
      '1000',
      '1000',
    ],
    [
      options('maxLength: 1:30'),
      '/schema/0/properties/0/logicalTypeOptions/maxLength',
      5,
      '1:30',
      'number 90',
      '90',
    ],
    [
      options('minimum: -0x1F'),
      '/schema/0/properties/0/logicalTypeOptions/minimum',
      5,
      '-0x1F',
      'number -31',
      '-31',
    ],
    [
      options('exclusiveMaximum: yes'),
      '/schema/0/properties/0/logicalTypeOptions/exclusiveMaximum',
      5,
      'yes',
      'true',
      'true',
    ],
    [
      quality('mustBeGreaterThan: 1e3'),
      '/schema/0/quality/0/mustBeGreaterThan',
      5,
      '1e3',
      'the text "1e3"',
      '1.0e+3',
    ],
    [
      quality('mustBeBetween: [0, 1.5e3]'),
      '/schema/0/quality/0/mustBeBetween/1',
      5,
      '1.5e3',
      '"1.5e3"',
      '1.5e+3',
    ],
    [
      quality('mustBe: 685_230.15'),
      '/schema/0/quality/0/mustBe',
      5,
      '685_230.15',
      'number 685230.15',
      '685230.15',
    ],
    ['price: {priceAmount: 08}\n', '/price/priceAmount', 1, '08', 'the number 8', '8'],
    [
      options('maximum: 019'),
      '/schema/0/properties/0/logicalTypeOptions/maximum',
      5,
      '019',
      'number 19',
      '19',
    ],
    ['price: {priceAmount: -.5}\n', '/price/priceAmount', 1, '-.5', 'the text "-.5"', '-0.5'],
    ['servers: [{server: s, type: postgres, port: 5_432}]\n', '/servers/0/port', 1, '5_432', '5432', '5432'],
    [
      'apiVersion: v2.2.2\ndataset: [{columns: [{isNullable: no}]}]\n',
      '/dataset/0/columns/0/isNullable',
      2,
      'no',
      'false',
      'false',
    ],
    [property('required: &b yes'), '/schema/0/properties/0/required', 5, 'yes', 'true', 'true'],
  ])('%j', (text, pointer, line, source, other, advice) => {
    const fault = faultOf(() => read(text))
    expect(fault).toMatchObject({ code: 'invalid-document', findings: [{ pointer, line }] })
    const [finding] = fault.findings
    expect(text.split('\n')[line - 1]?.indexOf(source)).toBe((finding?.column ?? 0) - 1)
    expect(finding?.detail).toContain(`take ${source} for the `)
    expect(finding?.detail).toContain(other)
    expect(finding?.detail).toContain(`write ${advice}, or `)
    expect(finding?.detail).toContain(`"${source}" in quotes`)
  })

  test('and all of them are told, with the other faults', () => {
    const text = `version: 017\nunknown: 1\n${property('required: yes\n    unique: no')}`
    const { findings } = faultOf(() => read(text))
    expect(findings.map(({ pointer }) => pointer).sort()).toEqual([
      '/schema/0/properties/0/required',
      '/schema/0/properties/0/unique',
      '/unknown',
      '/version',
    ])
    expect(findings.find(({ pointer }) => pointer === '/version')?.detail).toContain('"017" in quotes')
  })

  test.each(['08', 'n'])('and PyYAML is not said to read %s in another way', source => {
    const [finding] = faultOf(() => read(property(`required: ${source}`))).findings
    expect(finding?.detail).not.toContain('PyYAML')
  })

  test('at most twenty', () => {
    const text = `schema:\n- properties:\n${'  - required: yes\n'.repeat(1000)}`
    expect(faultOf(() => read(text)).findings).toHaveLength(20)
  })

  test('even by an alias', () => {
    const text = `customProperties:\n- property: p\n  value: &b yes\n${property('required: *b')}`
    expect(faultOf(() => read(text)).findings).toMatchObject([
      { pointer: '/schema/0/properties/0/required', line: 3, column: 13 },
    ])
  })
})

describe('everywhere, a number that does not look as it was written is refused', () => {
  test.each([
    property('physicalName: 017'),
    property('examples: [0123]'),
    'customProperties: [{property: p, value: 017}]\n',
    'customProperties: [{property: p, value: 0o17}]\n',
    'customProperties: [{property: p, value: !!int 017}]\n',
    'customProperties: [{property: p, value: -08}]\n',
    'tags: [1e3]\n',
    property('physicalName: 12e04'),
    '%YAML 1.1\n---\ntags: [01:30]\n',
  ])('%j', text => {
    expect(faultOf(() => read(text))).toMatchObject({ code: 'invalid-document', findings: [{}] })
  })
})

describe('what readers agree on, and text where text is wanted, is stored as it is', () => {
  test.each([
    [property('required: true'), '"required":true'],
    [property('required: TRUE'), '"required":true'],
    [property('required: "yes"'), '"required":"yes"'],
    [property('required: !!str yes'), '"required":"yes"'],
    [property('required: maybe'), '"required":"maybe"'],
    [property('required: 2024-01-01'), '"required":"2024-01-01"'],
    [property('primaryKeyPosition: 01'), '"primaryKeyPosition":1'],
    [property('primaryKeyPosition: +1'), '"primaryKeyPosition":1'],
    [property('primaryKeyPosition: 0x1F'), '"primaryKeyPosition":31'],
    ['price: {priceAmount: 1.50}\n', '"priceAmount":1.50'],
    ['price: {priceAmount: .5}\n', '"priceAmount":0.5'],
    ['price: {priceAmount: 1.5e+3}\n', '"priceAmount":1.5e+3'],
    [property('physicalName: on'), '"physicalName":"on"'],
    [property('description: 12:30'), '"description":"12:30"'],
    [property('physicalName: 1_000'), '"physicalName":"1_000"'],
    [property('physicalName: 0068780060324'), '"physicalName":"0068780060324"'],
    [property('name2: n'), '"name2":"n"'],
    [options('maximum: 12:30:00'), '"maximum":"12:30:00"'],
    [options('required: [id, on, y]'), '"required":["id","on","y"]'],
    ['slaProperties: [{property: p, value: 09:00}]\n', '"value":"09:00"'],
    ['slaProperties: [{property: p, value: 12:30}]\n', '"value":"12:30"'],
    ['customProperties: [{property: p, value: yes}]\n', '"value":"yes"'],
    ['customProperties: [{property: p, value: 1e-3}]\n', '"value":1e-3'],
    ['customProperties: [{property: p, value: {required: yes, on: off}}]\n', '{"required":"yes","on":"off"}'],
    [`%YAML 1.1\n---\n${property('required: yes')}`, '"required":true'],
    [`%YAML 1.1\n---\n${property('primaryKeyPosition: 017')}`, '"primaryKeyPosition":15'],
    ['tags: [yes, no, 2024-01-01, 1.0, 1.2.3, ~]\n', '["yes","no","2024-01-01",1.0,"1.2.3",null]'],
  ])('%j', (text, part) => {
    expect(read(text)).toContain(part)
  })

  test('and JSON, in which there is nothing to be read in two ways', () => {
    expect(read('{"price":{"priceAmount":1e3},"tags":["yes"]}', 'json')).toContain('1e3')
  })
})
