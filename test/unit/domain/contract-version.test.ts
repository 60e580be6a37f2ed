import { describe, expect, test } from 'vitest'
import { type ContractVersion, deriveDocument, readStored } from '../../../src/domain/contract-version.ts'
import type { DocumentFormat } from '../../../src/domain/document/read-document.ts'
import { readContractVersion } from '../../../src/domain/uploaded-version.ts'
import { faultOf } from '../../support/faults.ts'

const identity = { contractId: 'sales.orders', version: '1.0.0' }

function read(format: DocumentFormat, text: string | Buffer): ContractVersion {
  return readContractVersion({ bytes: Buffer.from(text), format }, identity).version
}

describe('id and version', () => {
  test.each([
    ['both are missing', '{}', '{"version":"1.0.0","id":"sales.orders"}'],
    [
      'the version is missing',
      '{"name":"a","id":"sales.orders"}',
      '{"version":"1.0.0","name":"a","id":"sales.orders"}',
    ],
    [
      'the id is missing',
      '{"name":"a","version":"1.0.0"}',
      '{"id":"sales.orders","name":"a","version":"1.0.0"}',
    ],
    [
      'they are null',
      '{"id":null,"name":"a","version":null}',
      '{"id":"sales.orders","name":"a","version":"1.0.0"}',
    ],
  ])('are filled in where %s', (_, text, json) => {
    expect(read('json', text).json).toBe(json)
    expect(read('yaml', text).json).toBe(json)
  })

  test.each([
    ['json', '{"id":"other"}', 'id', 1, 7],
    ['json', '{\n  "version": "1.0.1"\n}', 'version', 2, 14],
    ['json', '{"id":"Sales.orders"}', 'id', 1, 7],
    ['json', '{"id":""}', 'id', 1, 7],
    ['yaml', 'name: a\nid: other\n', 'id', 2, 5],
    ['yaml', '# one\r\nversion: "1.0"\r\n', 'version', 2, 10],
    ['yaml', 'name: &x other\nid: *x\n', 'id', 1, 10],
  ] as const)('that contradict the path are refused: %s %j', (format, text, key, line, column) => {
    expect(faultOf(() => read(format, text))).toMatchObject({
      code: 'invalid-document',
      findings: [{ pointer: `/${key}`, line, column }],
    })
  })

  test('that contradict the path are both named', () => {
    const fault = faultOf(() => read('json', '{"id":"a","version":"b"}'))
    expect(fault.findings.map(finding => finding.pointer)).toEqual(['/id', '/version'])
    expect(fault.message).toContain('1 more')
  })

  test('that are numbers are refused with advice', () => {
    const fault = faultOf(() => read('yaml', 'version: 1.0\n'))
    expect(fault).toMatchObject({
      code: 'invalid-document',
      findings: [{ pointer: '/version', line: 1, column: 10 }],
    })
    expect(fault.message).toContain('version: "1.0"')
  })

  test('of a document by ODCS 2.2 leave its uuid as it is', () => {
    const text = '{"apiVersion":"2.2.2","uuid":"u","version":"1.0.0"}'
    expect(read('json', text).json).toBe(text)
  })

  test('of a document by ODCS 2.2 without a uuid are filled in', () => {
    expect(read('json', '{"apiVersion":"2.2.2"}').json).toBe(
      '{"version":"1.0.0","id":"sales.orders","apiVersion":"2.2.2"}',
    )
  })
})

describe('what is known of a document', () => {
  test('is read from it', () => {
    const text =
      '{"id":"sales.orders","version":"1.0.0","name":"Orders","status":"active","description":{"usage":"u"}}'
    expect(read('json', text)).toMatchObject({
      ...identity,
      name: 'Orders',
      status: 'active',
      description: 'u',
      json: text,
      source: undefined,
    })
  })

  test.each([
    ['{}'],
    ['{"name":null,"status":null,"description":null}'],
    ['{"name":"","description":{}}'],
    ['{"description":{"usage":null}}'],
    ['{"description":{"usage":["a"]}}'],
    ['{"description":{"usage":""}}'],
  ])('has no description, and the id for a name, in %s', text => {
    expect(read('json', text)).toMatchObject({
      name: 'sales.orders',
      status: undefined,
      description: undefined,
    })
  })

  test('has the very bytes of a YAML upload', () => {
    const bytes = Buffer.from('\ufeff# été 😀\r\nname:   "a" \r\n')
    expect(read('yaml', bytes).source?.equals(bytes)).toBe(true)
  })

  test('has a digest that changes with every byte', () => {
    const digests = [
      read('json', '{"name":"a"}'),
      read('json', '{"name":"b"}'),
      read('yaml', 'name: a'),
      read('yaml', 'name: a '),
      read('yaml', 'name: a\n'),
    ].map(version => version.digest)
    expect(new Set(digests).size).toBe(5)
    for (const digest of digests) expect(digest).toMatch(/^[A-Za-z0-9._-]{22,64}$/)
  })

  test('has a digest that stays where nothing that is kept changes', () => {
    expect(read('json', '{ "name": "\\u00e9" }').digest).toBe(read('json', '{"name":"é"}').digest)
  })
})

describe('refused is', () => {
  test.each<[string, DocumentFormat, string | Buffer, string]>([
    ['an array', 'json', '[]', 'an array'],
    ['a string', 'json', '"a"', 'a string'],
    ['a number', 'json', '1', 'a number'],
    ['null', 'json', 'null', 'null'],
    ['a boolean', 'json', 'true', 'a boolean'],
    ['a YAML sequence', 'yaml', '- a', 'an array'],
    ['a YAML scalar', 'yaml', 'hello', 'a string'],
    ['an empty YAML document', 'yaml', '---\n', 'null'],
  ])('%s', (_, format, text, found) => {
    expect(faultOf(() => read(format, text))).toMatchObject({
      code: 'invalid-document',
      findings: [
        { pointer: '', line: 1, detail: `the document is ${found}; expected an object of ODCS keys` },
      ],
    })
  })

  test.each([
    ['a stray byte', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a cut character', Buffer.from([0x22, 0xc3])],
    ['an overlong form', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
    ['Latin-1', Buffer.from('{"name":"é"}', 'latin1')],
  ])('text that is not UTF-8: %s', (_, bytes) => {
    for (const format of ['json', 'yaml'] as const) {
      const fault = faultOf(() => read(format, bytes))
      expect(fault.code).toBe('malformed-document')
      expect(fault.message).toContain('UTF-8')
    }
  })

  test.each<[string, DocumentFormat, string, string, number, number]>([
    ['an unknown root key', 'json', '{"name":"a",\n "Id":"b"}', '/Id', 2, 2],
    ['an unknown root key in YAML', 'yaml', 'name: a\nfoo:\n  bar: 1\n', '/foo', 2, 1],
    ['a wrong kind', 'yaml', 'schema:\n  name: a\n', '/schema', 2, 3],
    ['a wrong apiVersion', 'json', '{"apiVersion": "v9"}', '/apiVersion', 1, 16],
  ])('%s, at its place', (_, format, text, pointer, line, column) => {
    expect(faultOf(() => read(format, text))).toMatchObject({
      code: 'invalid-document',
      findings: [{ pointer, line, column }],
    })
  })
})

test.each([
  ['apiVersion: 3.1', 'write apiVersion: v3.1.0'],
  ['apiVersion: 2.2', 'write apiVersion: v2.2.0'],
  ['apiVersion: 3', 'write apiVersion: v3.1.0'],
  ['apiVersion: 4.0', 'write apiVersion: v3.1.0'],
  ['name: 1.10', 'write name: "1.10" in quotes'],
])('of %s it is said what to write', (text, said) => {
  expect(faultOf(() => read('yaml', text)).findings[0]?.detail).toContain(said)
})

describe('a document of another program', () => {
  test.each(['', 'x', 'null', '[]', '"a"', '{"status":NaN}', '{"a":1,"a":2}', '{'])('may be %j', json => {
    expect(readStored(json)).toBeUndefined()
    expect(deriveDocument(json)).toMatchObject({
      document: undefined,
      derived: { status: undefined, digest: expect.any(String) },
    })
  })

  test('gives its status', () => {
    expect(deriveDocument('{"status":"draft"}').derived.status).toBe('draft')
    expect(deriveDocument('{"status":1}').derived.status).toBeUndefined()
  })
})
