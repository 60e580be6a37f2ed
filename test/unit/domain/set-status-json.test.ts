import { describe, expect, test } from 'vitest'
import { withStatus } from '../../../src/domain/document/set-status.ts'
import { faultOf } from '../../support/faults.ts'
import { promptly } from '../../support/processor-time.ts'
import { Random } from '../../support/random.ts'

const change = (json: string, status = 'active') => withStatus({ json, source: undefined }, status).json

describe('the status of a JSON document', () => {
  test.each([
    ['{"id":"x","status":"draft","name":"n"}', '{"id":"x","status":"active","name":"n"}'],
    ['{"status":"draft"}', '{"status":"active"}'],
    ['{"status":null,"id":"x"}', '{"status":"active","id":"x"}'],
    ['{"status":""}', '{"status":"active"}'],
    ['{"status" : "draft" }', '{"status" : "active" }'],
    [' {\r\n\t"a": 1.0,\n "status" \n:\t"draft"\n}\n', ' {\r\n\t"a": 1.0,\n "status" \n:\t"active"\n}\n'],
    ['{"st\\u0061tus":"draft"}', '{"st\\u0061tus":"active"}'],
    ['{"a":"\\"status\\":\\"x\\"","status":"draft"}', '{"a":"\\"status\\":\\"x\\"","status":"active"}'],
    ['{"a":"\\\\","status":"dr\\"aft\\\\"}', '{"a":"\\\\","status":"active"}'],
    ['{"status":{"a":[1,"]}"]},"b":2}', '{"status":"active","b":2}'],
    ['{"status":-1.5e+10,"b":2}', '{"status":"active","b":2}'],
    ['{"a":[],"b":{},"status":true}', '{"a":[],"b":{},"status":"active"}'],
    ['\ufeff{"status":"draft"}', '\ufeff{"status":"active"}'],
  ])('%j becomes %j', (json, wanted) => {
    expect(change(json)).toBe(wanted)
  })

  test.each([
    ['{"id":"x"}', '{"status":"active","id":"x"}'],
    ['{}', '{"status":"active"}'],
    [' { } ', ' {"status":"active" } '],
    ['{\n  "id": "x"\n}', '{"status":"active",\n  "id": "x"\n}'],
    [
      '{"schema":[{"status":"a"}],"Status":"b"}',
      '{"status":"active","schema":[{"status":"a"}],"Status":"b"}',
    ],
  ])('is put in first where %j has none', (json, wanted) => {
    expect(change(json)).toBe(wanted)
  })

  test('is changed at the root only', () => {
    const nested =
      '{"a":{"status":"1"},"b":[{"status":"2"},["status"]],"status":"draft","c":{"status":{"status":3}}}'
    expect(change(nested)).toBe(nested.replace('draft', 'active'))
  })

  test('is the last one where it stands twice', () => {
    expect(change('{"status":"a","x":1,"status":"b","y":2}')).toBe(
      '{"status":"a","x":1,"status":"active","y":2}',
    )
    expect(change('{"id":1,"id":2}')).toBe('{"status":"active","id":1,"id":2}')
  })

  test('is written in ASCII', () => {
    expect(change('{"status":"a"}', 'geprüft "😀"\n')).toBe(
      '{"status":"gepr\\u00fcft \\"\\ud83d\\ude00\\"\\n"}',
    )
    expect(change('{"status":"a"}', '$&')).toBe('{"status":"$&"}')
  })

  test('leaves the document as it is when it does not change', () => {
    const stored = { json: '{ "status":"active"}', source: Buffer.from('status: active # yes') }
    expect(withStatus(stored, 'active')).toBe(stored)
  })

  test.each([
    '',
    ' ',
    'null',
    '[]',
    '["status"]',
    '"status"',
    '1',
    '{',
    '{"a":1',
    '{"a":1}}',
    '{"a":NaN}',
    "{'a':1}",
    'banana',
  ])('cannot be changed in %j', json => {
    const fault = faultOf(() => change(json))
    expect(fault.code).toBe('invalid-document')
    expect(fault.message).toContain('no JSON object')
  })
})

describe('generated documents', () => {
  const random = new Random(7)
  const blank = () => random.of(['', '', '', ' ', '\n  ', '\t', '\r\n'])
  const characters = ['a', 'status', '\\"', '\\\\', '{', '}', '[', ']', ',', ':', 'é', '\\u0041']
  const string = () => `"${random.text(characters, 5)}"`
  const list = (items: string[]) => items.map(item => blank() + item + blank()).join(',')
  const member = (key: string, value: string) => `${key}${blank()}:${blank()}${value}`

  function value(depth: number): string {
    const some = (of: () => string) => list(Array.from({ length: random.below(depth > 3 ? 1 : 4) }, of))
    const nested = () => member(random.of([string(), '"status"']), value(depth + 1))
    return random.of([
      string,
      () => random.of(['1', '-0.5e3', 'true', 'null']),
      () => `{${some(nested) || blank()}}`,
      () => `[${some(() => value(depth + 1)) || blank()}]`,
    ])()
  }
  const others = () => Array.from({ length: random.below(4) }, (_, at) => member(`"k${at}"`, value(1)))

  test('have another status and nothing else, and the old one when it is changed back', () => {
    for (let round = 0; round < 1000; round++) {
      const template = `${blank()}{${list([...others(), member('"status"', '"‹›"'), ...others()])}}${blank()}`
      const withValue = (text: string) => template.replace('"‹›"', () => text)
      expect(change(withValue(value(0)), 'new')).toBe(withValue('"new"'))
      expect(change(withValue('"new"'), 'old')).toBe(withValue('"old"'))
    }
  })
})

test('a document of 8 MiB is changed promptly', () => {
  const filler = {
    long: 'a\\"{['.repeat(500_000),
    many: Array.from({ length: 40_000 }, (_, at) => ({
      name: `n${at}`,
      status: 'x',
      values: [at, null, 'text'],
    })),
  }
  const json = `${JSON.stringify(filler).slice(0, -1)},"status":"draft"}`
  const deep = `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)},"status":"draft"}`
  const escaped = `{"a":"${'\\\\'.repeat(4_000_000)}","status":"draft"}`
  for (const text of [json, deep, escaped]) {
    expect(promptly(() => change(text)).endsWith('"status":"active"}')).toBe(true)
  }
})
