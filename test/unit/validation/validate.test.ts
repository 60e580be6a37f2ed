import { describe, expect, test } from 'vitest'

import { validateUpload } from '../../../src/validation/validate.ts'
import { standardRules } from '../../../src/validation/validation.ts'

const head = 'version: 1.0.0\napiVersion: v3.2.0\nkind: DataContract\nid: orders\n'

function validated(
  text: string,
  { format = 'yaml' as 'yaml' | 'json', overlay = undefined as string | undefined } = {},
) {
  return validateUpload({ bytes: Buffer.from(text), format }, { ...standardRules, overlay })
}

function details(yaml: string): string[] {
  return validated(head + yaml).findings.map(({ detail }) => detail)
}

describe('a validation', () => {
  test('tells places in the text that was sent, in their order', () => {
    const yaml = `${head}schema:\n  - name: orders\n    properties:\n      - name: id\n        requird: true\n        logicalType: int\n`
    const { findings, ...rest } = validated(yaml)
    expect(rest).toEqual({
      valid: false,
      apiVersion: 'v3.2.0',
      schema: 'odcs-3.2.0@171420cb',
      counts: { error: 2, warning: 0, info: 0 },
    })
    expect(findings).toEqual([
      {
        detail: 'a property has no key "requird"; did you mean "required"?',
        ...{ pointer: '/schema/0/properties/0/requird', line: 9, column: 9 },
        ...{ severity: 'error', rule: 'schema/unevaluatedProperties', source: 'odcs-3.2.0' },
      },
      {
        detail: expect.stringMatching(
          /^logicalType is "int"; expected string, date, .*did you mean "integer"\?$/,
        ),
        ...{ pointer: '/schema/0/properties/0/logicalType', line: 10, column: 22 },
        ...{ severity: 'error', rule: 'schema/enum', source: 'odcs-3.2.0' },
      },
    ])
    const json = '{"version":"1.0.0","apiVersion":"3.2.0","kind":"DataContract",\n "id":7}'
    expect(validated(json, { format: 'json' }).findings).toEqual([
      expect.objectContaining({ pointer: '/id', line: 2, column: 7, rule: 'document' }),
    ])
  })

  test('says what is allowed', () => {
    expect(details('team: 7')[0]).toContain('team must be')
    expect(details('schema:\n  - name: a\n    properties:\n      - { name: b, required: "true" }')).toEqual([
      'required must be a boolean, not a string; write true without quotes',
    ])
    expect(details('schema:\n  - name: a\n    relationships:\n      - { from: a, to: 5 }')).toEqual([
      'from is "a"; expected a reference such as orders.customer_id or schema/orders/properties/customer_id',
      'to must be a string or an array, not an integer; write "5" in quotes',
    ])
    expect(
      details('schema:\n  - { name: a, quality: [{ metric: rowCount, mustBeBetween: [2, x] }] }'),
    ).toEqual(['item 1 of mustBeBetween must be a number, not a string'])
    expect(
      details('servers:\n  - { server: a, type: s3, location: "s3://b/{model}/*.parquet", format: csv }'),
    ).toEqual(['location is "s3://b/{model}/*.parquet"; expected a URI such as https://example.org/data'])
    expect(
      details('servers:\n  - { server: a, type: postgres, host: h, port: 1, schema: s, catalog: c }'),
    ).toEqual([
      'database is missing; a server of type "postgres" needs it',
      expect.stringMatching(/^a server has no key "catalog"; allowed are also .*database/),
    ])
  })

  test('says what is wrong once, and nothing that only follows from it', () => {
    const column = 'schema:\n  - name: a\n    properties:\n      - name: b\n'
    expect(details(`${column}        logicalType: true`)).toEqual([
      expect.stringMatching(/^logicalType is true; expected string, date, /),
    ])
    expect(details(`${column}        quality: [{ type: odd, query: select 1, mustBe: 0 }]`)).toEqual([
      'type is "odd"; expected text, library, sql, custom',
    ])
    const nested =
      'logicalType: array, items: { logicalType: object, properties: [{ name: d, logicalType: string, oddKey: 1 }] }'
    for (const version of ['v3.0.2', 'v3.1.0', 'v3.2.0']) {
      const yaml = `${head.replace('v3.2.0', version)}status: active\nschema:\n  - name: a\n    properties: [{ name: c, ${nested} }]\n`
      const { findings } = validated(yaml)
      expect(findings.map(({ pointer }) => pointer)).toEqual([
        '/schema/0/properties/0/items/properties/0/oddKey',
      ])
    }
  })

  test('goes by the version that the document declares, and says when another is meant', () => {
    const text = `${head}status: draft\n`.replace('3.2.0', '3.0.2')
    expect(validated(`${text}team: { name: a }\n`)).toMatchObject({
      schema: 'odcs-3.0.2@fc9d774e',
      counts: { error: 1, info: 1 },
      findings: [
        { rule: 'declared-version', detail: expect.stringContaining('valid by ODCS 3.1.0') },
        { rule: 'schema/type', detail: 'team must be an array, not an object' },
      ],
    })
    const old =
      'version: 1.0.0\nkind: DataContract\nuuid: x\napiVersion: 2.2.0\nstatus: current\ntype: tables\n'
    expect(validated(old).findings.map(({ rule, pointer }) => `${rule} ${pointer}`)).toEqual([
      ...['schema/required /dataset', 'schema/required /datasetName', 'schema/required /quantumName'],
      'api-version /apiVersion',
    ])
  })

  test('is about any document that can be read', () => {
    expect(validated('- 1').findings).toMatchObject([{ pointer: '', rule: 'document', severity: 'error' }])
    expect(() => validated('a: [')).toThrow('malformed')
    expect(validated('{}').valid).toBe(false)
    expect(validated('dataContractSpecification: 1.1.0\nid: x\n').valid).toBe(false)
    expect(validated(`${head}__proto__: 1\n`).findings).toMatchObject([{ pointer: '/__proto__' }])
  })
})
