import { expect, test } from 'vitest'
import type { ReadContract } from '../../../src/domain/compatibility/report.ts'
import { readStored } from '../../../src/domain/contract-version.ts'
import type { ObjectNode } from '../../../src/domain/document/node.ts'
import { writeYaml } from '../../../src/domain/document/write-yaml.ts'
import { compareQuickly, compareWithStored } from '../../../src/workers/comparison.ts'
import { type Comparable, readVersion } from '../../../src/workers/indexed-documents.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

/** A contract of about 200 kB, which has columns as contracts do. */
function contract(required: boolean) {
  const properties = numbers(900).map(at => ({
    name: `column_${at}`,
    logicalType: 'string',
    physicalType: 'varchar(100)',
    description: `What the source system says of column ${at}, as it was agreed with those who read it`,
    required: required && at % 50 === 0,
    tags: ['finance', 'daily'],
  }))
  return { apiVersion: 'v3.1.0', kind: 'DataContract', schema: [{ name: 'orders', properties }] }
}

const stored = JSON.stringify(contract(false))
const json = JSON.stringify(contract(true))
const yaml = writeYaml(readStored(json) as ObjectNode)
const ofJson = (text: string): Comparable => ({ bytes: Buffer.from(text), format: 'json' })
const ofYaml = (text: string, known?: string): Comparable => ({
  bytes: Buffer.from(text),
  format: 'yaml',
  json: known,
})
const quickly = (older: string, newer: Comparable) => compareQuickly(older, newer, {}, 24 * 1024)

test.each([
  ['JSON', ofJson(json)],
  ['YAML that was read before', ofYaml(yaml, json)],
])('contracts of a usual length are compared at once: %s', (_, newer) => {
  expect(stored.length + json.length).toBeGreaterThan(390_000)
  const quick = quickly(stored, newer)
  expect(quick?.differences.counts).toEqual({ breaking: 18, compatible: 0, cosmetic: 0 })
  expect(quick).toEqual(compareWithStored(stored, newer, {}))
})

const dense = JSON.stringify({ ...contract(true), tags: numbers(30_000) })
test('a short text whose aliases make very many values is not compared at once', () => {
  const lists = numbers(300).map(at => `- {name: o${at}, tags: *t}\n`)
  const newer = ofYaml(`tags: &t [${numbers(200)}]\nschema:\n${lists.join('')}`)
  expect(quickly('{}', newer)).toBeUndefined()
  expect(compareWithStored('{}', newer, {}).differences.counts.compatible).toBe(300)
})

test.each([
  ['very many values', ofJson(dense)],
  ['very long', ofJson(JSON.stringify({ ...contract(true), name: 'a'.repeat(500_000) }))],
  ['YAML of comments', ofYaml(`${'# comment\n'.repeat(50_000)}${yaml}`, json)],
  ['YAML that nobody has read', ofYaml(yaml)],
  [
    'YAML that has to be read again',
    ofYaml(`? kind\n: DataContract\n${yaml.replace(/^kind.*\n/m, '')}`, json),
  ],
])('what may take long is not compared at once: %s', (_, newer) => {
  expect(quickly(stored, newer)).toBeUndefined()
  expect(compareWithStored(stored, newer, {}).differences.counts.breaking).toBe(18)
})

test('an upload that was read is compared as it was sent, with what is filled in left out', () => {
  const sent =
    '{\n  "apiVersion": "v3.1.0",\n  "kind": "DataContract",\n  "status": "active",\n  "tenant": "one"\n}'
  const upload: Comparable = { bytes: Buffer.from(sent), format: 'json' }
  const taken: ReadContract[] = []
  readVersion(upload, { contractId: 'orders', version: '1.0.0' }, undefined, one => taken.push(one))
  expect(taken).toHaveLength(1)
  const again = quickly(stored, upload)
  const handed = quickly(stored, { ...upload, contract: taken[0] })
  expect(handed).toEqual(again)
  expect(handed?.version).toBeUndefined()
  expect(handed?.differences.changes).toEqual(again?.differences.changes)
  expect(handed?.differences.changes).toContainEqual(
    expect.objectContaining({ path: '/tenant', after: expect.objectContaining({ line: 5, column: 13 }) }),
  )
})

test('YAML that was read is compared by its JSON', () => {
  const taken: ReadContract[] = []
  const upload = {
    bytes: Buffer.from('apiVersion: v3.1.0\nkind: DataContract\nstatus: active\n'),
    format: 'yaml',
  } as const
  readVersion(upload, { contractId: 'orders', version: '1.0.0' }, undefined, one => taken.push(one))
  expect(taken).toEqual([])
})
