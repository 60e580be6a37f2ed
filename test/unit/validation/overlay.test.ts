import { describe, expect, test } from 'vitest'
import { checkedOverlay, OverlayError } from '../../../src/validation/overlay.ts'
import { validateUpload } from '../../../src/validation/validate.ts'
import { standardRules } from '../../../src/validation/validation.ts'

const head = 'version: 1.0.0\napiVersion: v3.2.0\nkind: DataContract\nid: orders\n'

function validated(text: string, { overlay }: { overlay: string }) {
  return validateUpload({ bytes: Buffer.from(text), format: 'yaml' }, { ...standardRules, overlay })
}

describe('an overlay', () => {
  const overlay = checkedOverlay(
    'type: object\nrequired: [domain]\nproperties:\n  id: { pattern: "^[a-z.]+$", description: ids are in lower case }\n',
    'yaml',
  )

  test('is asked for after the official schema', () => {
    const { schema, findings } = validated(head.replace('id: orders', 'id: Orders'), { overlay })
    expect(schema).toMatch(/^odcs-3\.2\.0@171420cb\+overlay@[0-9a-f]{8}$/)
    expect(findings).toMatchObject([
      {
        pointer: '/domain',
        rule: 'overlay/required',
        source: 'overlay',
        detail: 'domain is missing; the contract needs it',
      },
      {
        pointer: '/id',
        rule: 'overlay/pattern',
        line: 4,
        detail: 'id is "Orders"; expected text that matches ^[a-z.]+$ (ids are in lower case)',
      },
    ])
  })

  test.each([
    ['{"type": "objekt"}', '/type', 1, 10],
    ['{\n "properties": {"id": {"requird": true}}}', '/properties/id/requird', 2, 24],
    ['{"$ref": "#/$defs/x"}', '/$ref', 1, 2],
    ['{"properties": {"id": {"pattern": "("}}}', '/properties/id/pattern', 1, 24],
    ['{"$schema": "http://json-schema.org/draft-07/schema#"}', '/$schema', 1, 13],
    ['{"properties": {"id": {"maximum": 9007199254740993}}}', '/properties/id/maximum', 1, 35],
    ['{"properties": {"id": {"pattern": 5}}}', '/properties/id/pattern', 1, 35],
    ['{"$id": "#a"}', '/$id', 1, 9],
    ['{"$ref": "https://example.org/other.json"}', '/$ref', 1, 2],
    ['{"$ref": "#"}', '', 1, 1],
    ['[]', '', 1, 1],
    ['{"a": 1,}', '', 1, 9],
  ])('%s is refused at its fault', (text, pointer, line, column) => {
    let fault: unknown
    try {
      checkedOverlay(text, 'json')
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(OverlayError)
    expect((fault as OverlayError).finding).toMatchObject({ pointer, line, column })
  })

  test('that refers to itself without end for some documents is given up there', () => {
    const schema = {
      $defs: { loop: { anyOf: [{ $ref: '#/$defs/loop' }] } },
      properties: { domain: { $ref: '#/$defs/loop' } },
    }
    const endless = checkedOverlay(JSON.stringify(schema), 'json')
    expect(validated(head, { overlay: endless })).toMatchObject({ valid: true, findings: [] })
    const { valid, findings } = validated(`${head}domain: sales\n`, { overlay: endless })
    expect(valid).toBe(false)
    expect(findings).toMatchObject([
      { rule: 'partial', severity: 'error', detail: expect.stringContaining('refers to itself without end') },
    ])
  })

  test('with a regular expression that is too large is refused', () => {
    const schema = { properties: { id: { pattern: 'a'.repeat(900_000) } } }
    expect(() => checkedOverlay(JSON.stringify(schema), 'json')).toThrow(
      'the regular expression is too large',
    )
  })

  test('that is very long is refused', () => {
    const text = JSON.stringify({ enum: Array.from({ length: 120_000 }, (_, at) => `value ${at}`) })
    expect(() => checkedOverlay(text, 'json')).toThrow('expected at most 1000000')
  })
})

describe('a document that an overlay refuses has a finding', () => {
  const address = {
    oneOf: [
      { properties: { kind: { const: 'mail' }, mail: {} }, required: ['kind'] },
      { properties: { kind: { const: 'phone' }, number: {} }, required: ['kind'] },
    ],
    unevaluatedProperties: false,
  }
  const value = (schema: object, more: object = {}) => ({
    properties: { customProperties: { items: { properties: { value: schema } } } },
    ...more,
  })
  const standard = 'version apiVersion kind id customProperties domain name description team'.split(' ')
  const known = Object.fromEntries(standard.map(name => [name, {}]))

  test.each([
    ['of the other way', value(address), '{ kind: phone, mail: a }', 'unevaluatedProperties'],
    [
      'of the other way, beside a wrong format',
      value({ ...address, properties: { number: { format: 'email' } } }),
      '{ kind: phone, number: none, mail: a }',
      'unevaluatedProperties',
    ],
    [
      'by a condition that is not met',
      value({
        properties: { kind: {} },
        if: { properties: { kind: { pattern: '^m' } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: { mail: {} } },
        unevaluatedProperties: false,
      }),
      '{ kind: phone, mail: a }',
      'unevaluatedProperties',
    ],
    [
      'behind an anchor',
      {
        $defs: { base: { $anchor: 'base', properties: { kind: {} } } },
        ...value({ $ref: '#base', unevaluatedProperties: false }),
        properties: { ...known, ...value({ $ref: '#base', unevaluatedProperties: false }).properties },
      },
      '{ kind: a, domain: b }',
      'unevaluatedProperties',
    ],
    ['that is forbidden', value({ properties: { kind: false } }), '{ kind: a }', 'false'],
    ['with a wrong name', value({ propertyNames: { pattern: '^[a-z]+$' } }), '{ KIND: a }', 'propertyNames'],
    ['by no way of a type', value({ anyOf: [{ type: 'string' }, { type: 'array' }] }), '{ a: 1 }', 'anyOf'],
    [
      'by a nested choice',
      value({ allOf: [{ anyOf: [{ maxProperties: 0 }] }] }),
      '{ a: 1 }',
      'maxProperties',
    ],
    ['that is not to be', value({ not: { required: ['a'] } }), '{ a: 1 }', 'not'],
    ['with an item too many', value({ items: [{}], additionalItems: false }), '[1, 2]', 'additionalItems'],
    ['with unseen items', value({ items: [{}], unevaluatedItems: false }), '[1, 2]', 'unevaluatedItems'],
  ])('%s', (_, schema, text, keyword) => {
    const overlay = checkedOverlay(JSON.stringify(schema), 'json')
    const { valid, findings } = validated(`${head}customProperties:\n  - property: x\n    value: ${text}\n`, {
      overlay,
    })
    expect(valid).toBe(false)
    expect(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
      `overlay/${keyword}`,
    ])
  })
})
