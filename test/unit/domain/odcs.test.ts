import { describe, expect, test } from 'vitest'
import type { ObjectNode } from '../../../src/domain/document/node.ts'
import { parseJson } from '../../../src/domain/document/parse-json.ts'
import { isNamedByUuid, rootFaults } from '../../../src/domain/odcs.ts'

const rootOf = (text: string) => parseJson(text) as ObjectNode
const faultsOf = (text: string) => rootFaults(rootOf(text))
const withApiVersion = (apiVersion: string) => JSON.stringify({ apiVersion })

const strings = [
  'version',
  'kind',
  'id',
  'name',
  'tenant',
  'status',
  'dataProduct',
  'domain',
  'slaDefaultElement',
  'contractCreatedTs',
]
const lists = [
  'tags',
  'servers',
  'schema',
  'support',
  'roles',
  'slaProperties',
  'authoritativeDefinitions',
  'customProperties',
]
const objects = ['description', 'price']

describe('a document', () => {
  test('may have every root member of ODCS 3', () => {
    const members = [
      ...strings.map(key => [key, 'a']),
      ...lists.map(key => [key, []]),
      ...objects.map(key => [key, {}]),
      ['apiVersion', 'v3.1.0'],
      ['team', []],
    ]
    expect(faultsOf(JSON.stringify(Object.fromEntries(members)))).toEqual([])
  })

  test('may have none of them', () => {
    expect(faultsOf('{}')).toEqual([])
  })

  test('may have a team that is a list or an object', () => {
    expect(faultsOf('{"team":[]}')).toEqual([])
    expect(faultsOf('{"team":{}}')).toEqual([])
    expect(faultsOf('{"team":"a"}')).toMatchObject([{ member: { key: 'team' }, atKey: false }])
  })

  test.each([...strings, ...lists, ...objects, 'team', 'apiVersion'])('may have a null %s', key => {
    expect(faultsOf(`{"${key}":null}`)).toEqual([])
  })

  test.each([
    ...strings.flatMap(key => ['1', '1.0', 'true', '[]', '{}'].map(value => [key, value])),
    ...lists.flatMap(key => ['1', '"a"', 'true', '{}'].map(value => [key, value])),
    ...objects.flatMap(key => ['1', '"a"', 'true', '[]'].map(value => [key, value])),
    ...['1', '3.1', '[]', '{}', 'true'].map(value => ['apiVersion', value]),
  ] as [string, string][])('may not have a %s of %s', (key, value) => {
    const faults = faultsOf(`{"${key}":${value}}`)
    expect(faults).toMatchObject([{ member: { key }, atKey: false }])
    expect(faults[0]?.detail).toContain(`${key} must be a`)
  })

  test('that writes a number for a version is told how to write it', () => {
    expect(faultsOf('{"version":1.10}')[0]?.detail).toContain('version: "1.10"')
  })

  test.each([
    ['unknown', /no root key "unknown"; allowed are version, kind/],
    ['schema_', /"schema_"; did you mean "schema"/],
    ['Version', /"Version"; did you mean "version"/],
    ['descripton', /"descripton"; did you mean "description"/],
    ['__proto__', /"__proto__"/],
    ['constructor', /"constructor"/],
    ['toString', /"toString"/],
    ['', /no root key ""/],
    ['dataset', /"dataset"/],
    ['x'.repeat(100_000), /"x{80}…"/],
  ])('may not have the root member %j', (key, detail) => {
    const faults = faultsOf(JSON.stringify(Object.fromEntries([[key, 1]])))
    expect(faults).toMatchObject([{ member: { key }, atKey: true }])
    expect(faults[0]?.detail).toMatch(detail)
  })

  test('is told of all its faults, in their order', () => {
    expect(faultsOf('{"a":1,"name":1,"apiVersion":"9"}').map(fault => fault.member.key)).toEqual([
      'a',
      'name',
      'apiVersion',
    ])
  })

  test('may have anything below its root', () => {
    expect(faultsOf('{"schema":[1,{"unknown":{"constructor":null}}],"description":{"x":[]}}')).toEqual([])
  })
})

describe('apiVersion', () => {
  test.each([
    ...[
      '2.2.0',
      'v2.2.1',
      'v2.2.2',
      '3.0.0',
      'v3.0.1',
      '3.0.2',
      'v3.1.0',
      '3.1.0',
      'v3.2.0',
      '3.2.0',
      'v3.2.0-dev',
      '3.1.12',
    ],
    '',
  ])('may be %j', apiVersion => {
    expect(faultsOf(withApiVersion(apiVersion))).toEqual([])
  })

  test.each([
    ...[
      '1.0.0',
      '2.1.0',
      '2.3.0',
      'v2',
      '3.3.0',
      'v4.0.0',
      '3',
      '3.1.0 ',
      ' 3.1.0',
      'V3.1.0',
      'vv3.1.0',
      '3.1.0.0',
    ],
    ...['v3.1.0\n', 'banana', '3x1x0', '3.1.-1', '３.1.0', 'v'],
  ])('may not be %j', apiVersion => {
    const faults = faultsOf(withApiVersion(apiVersion))
    expect(faults).toMatchObject([{ member: { key: 'apiVersion' }, atKey: false }])
    expect(faults[0]?.detail).toContain('2.2.x to 3.2.x')
  })

  test('that is very long is shown in part', () => {
    expect(faultsOf(withApiVersion('3'.repeat(1_000_000)))[0]?.detail.length).toBeLessThan(250)
  })
})

describe('a document by ODCS 2.2', () => {
  const open = (members: string) => `{"apiVersion":"v2.2.2"${members}}`

  test('may have any root member', () => {
    expect(
      faultsOf(open(',"datasetName":"a","quantumName":null,"dataset":[],"price":[],"description":"text"')),
    ).toEqual([])
  })

  test('has strings where the registry reads them', () => {
    expect(faultsOf(open(',"status":1,"version":2'))).toMatchObject([
      { member: { key: 'status' } },
      { member: { key: 'version' } },
    ])
  })

  test('is named by its uuid when it has one', () => {
    expect(isNamedByUuid(rootOf(open(',"uuid":"53581432"')))).toBe(true)
    expect(isNamedByUuid(rootOf(open('')))).toBe(false)
    expect(isNamedByUuid(rootOf('{"apiVersion":"v3.1.0","uuid":"53581432"}'))).toBe(false)
  })
})
