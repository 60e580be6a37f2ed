import { expect, test } from 'vitest'
import { parseDocument } from '../../../src/domain/document/read-document.ts'
import { contractDoubt, isContractLike } from '../../../src/domain/is-contract-like.ts'

function judged(text: string, file = 'contracts/orders.yaml') {
  const root = parseDocument(text, 'yaml')
  return root.kind === 'object' && isContractLike(root) ? 'contract' : contractDoubt(file, root)
}

test.each([
  ['the kind', 'kind: DataContract\n'],
  ['the apiVersion', 'apiVersion: v3.1.0\n'],
  ['id and version', 'id: a\nversion: 1\n'],
])('a contract is known by %s', (_, text) => {
  expect(judged(text)).toBe('contract')
})

test.each([
  ['kind: Datacontract\nid: a\nversion: 1.0.0\n', 'but "Datacontract"'],
  ['kind: DataContarct\napiVersion: v3.1.0\n', 'but "DataContarct"'],
  ['kind: data contract\n', 'but "data contract"'],
  ['kind:\napiVersion: v3.1.0\nid: a\nversion: 1.0.0\n', 'but missing'],
  ['Kind: DataContract\nid: a\n', 'it has Kind in place of kind'],
  ['id: a\nname: Orders\nschema: []\n', 'but missing'],
  ['Id: a\nVersion: 1.0.0\nStatus: draft\n', 'but missing'],
  ['dataContractSpecification: 1.1.0\nid: a\ninfo: {}\n', 'but missing'],
])('is told to be no contract: %j', (text, reason) => {
  expect(judged(text)).toContain(reason)
})

test.each([
  'orders.odcs.yaml',
  'a/datacontract.yml',
  'orders.datacontract.json',
  'A\\DATA-CONTRACT.YAML',
])('a file called %s was meant to be one', file => {
  expect(judged('title: Orders\n', file)).toContain('but missing')
  expect(judged('kind: Table\n', file)).toContain('but "Table"')
  expect(judged('- orders\n', file)).toContain('is no object')
})

test.each([
  'apiVersion: apps/v1\nkind: Deployment\n',
  'apiVersion: v1.0.0\nkind: DataProduct\nid: a\nstatus: active\n',
  'name: shop\nversion: 1.0.0\ndescription: A shop\ntags: []\n',
  'id: 1\nname: a\n',
  'id: 1\nname: a\nprice: 2\nsize: 3\n',
  'version: 2\nmodels: []\n',
  '- id: a\n  version: 1.0.0\n',
])('is passed over without a word: %j', text => {
  expect(judged(text)).toBeUndefined()
})
