import { describe, expect, test } from 'vitest'
import { decisionTable } from '../../../../src/domain/compatibility/decision-table.ts'
import { ruleNames } from '../../../../src/domain/compatibility/judge.ts'
import { compareContracts } from '../../../../src/domain/compatibility/report.ts'
import { adviseVersion, bumpFor } from '../../../../src/domain/compatibility/version-advice.ts'
import type { ObjectNode } from '../../../../src/domain/document/node.ts'
import { parseJson } from '../../../../src/domain/document/parse-json.ts'
import { column, compare, type Edit, type Plain, sample } from './single-changes.ts'

const properties = (document: Plain): Plain[] => document.schema[0].properties

/** The rules of what two edits of the same contract differ in. */
function rulesOf(before: Edit, after: Edit): string[] {
  const [one, other] = [sample(), sample()]
  before(one)
  after(other)
  return compare(one, other).changes.map(change => change.rule)
}

const nothing: Edit = () => undefined
const type =
  (name: string): Edit =>
  document =>
    Object.assign(column(document, 'id'), { physicalType: name })
const options =
  (members: Plain): Edit =>
  document =>
    Object.assign(column(document, 'amount'), { logicalTypeOptions: members })
const rule =
  (members: Plain): Edit =>
  document => {
    column(document, 'amount').quality = [{ name: 'n', metric: 'nullValues', ...members }]
  }
const level =
  (members: Plain): Edit =>
  document => {
    document.slaProperties = [{ property: 'latency', value: 4, unit: 'd', ...members }]
  }
const server =
  (members: Plain): Edit =>
  document => {
    document.servers = [{ server: 's', type: 'postgres', host: 'a', ...members }]
  }

// biome-ignore format: a line of the decision table is a line
const lines: readonly (readonly [string, Edit, Edit, string])[] = [
  ['smallint widens to int', type('smallint'), type('INTEGER'), 'type-widened'],
  ['a decimal that wins digits and loses scale is another', type('decimal(10,4)'), type('decimal(10,2)'), 'physical-type-changed'],
  ['int is integer', type('int'), type('Integer'), 'type-rewritten'],
  ['blanks in a type mean nothing', type('decimal(10,2)'), type('DECIMAL ( 10 , 2 )'), 'type-rewritten'],
  ['a float and a real are what the dialect says', type('real'), type('float'), 'physical-type-changed'],
  ['a double holds a float', type('float'), type('double precision'), 'type-widened'],
  ['a type of an unknown dialect', type('STRUCT<a INT>'), type('STRUCT<a BIGINT>'), 'physical-type-changed'],
  ['a bound that is exclusive accepts less', options({ minimum: 0 }), options({ exclusiveMinimum: 0 }), 'minimum-tightened'],
  ['a bound that is inclusive accepts more', options({ exclusiveMaximum: 9 }), options({ maximum: 9 }), 'maximum-loosened'],
  ['an exclusive bound by ODCS 3.0 is that of 3.1', options({ minimum: 0, exclusiveMinimum: true }), options({ exclusiveMinimum: 0 }), 'default-written'],
  ['a least length of zero is none', options({}), options({ minLength: 0 }), 'default-written'],
  ['bounds may be dates', options({ minimum: '2020-01-01' }), options({ minimum: '2021-01-01' }), 'minimum-tightened'],
  ['multiples of multiples', options({ multipleOf: 2 }), options({ multipleOf: 6 }), 'multiple-of-tightened'],
  ['multiples of a fraction', options({ multipleOf: 0.1 }), options({ multipleOf: 0.3 }), 'multiple-of-tightened'],
  ['only zero is a multiple of zero', options({ multipleOf: 2 }), options({ multipleOf: 0 }), 'multiple-of-tightened'],
  ['bounds beyond 2^53', options({ maximum: '9007199254740992' }), options({ maximum: '9007199254740993' }), 'maximum-loosened'],
  ['a fraction in more digits', options({ minimum: '0.10' }), options({ minimum: 0.1 }), 'default-written'],
  ['multiples of others', options({ multipleOf: 4 }), options({ multipleOf: 6 }), 'multiple-of-changed'],
  ['between is less than below', rule({ mustBeLessThan: 10 }), rule({ mustBeBetween: [0, 9] }), 'quality-rule-tightened'],
  ['not between is more than above', rule({ mustBeGreaterThan: 5 }), rule({ mustNotBeBetween: [1, 5] }), 'quality-rule-loosened'],
  ['the same threshold in other words', rule({ mustBeBetween: [0, 0] }), rule({ mustBe: 0 }), 'default-written'],
  ['thresholds beyond 2^53', rule({ mustBe: '9007199254740992' }), rule({ mustBe: '9007199254740993' }), 'quality-rule-changed'],
  ['a range that ends before it begins has nothing in it', rule({ mustBeBetween: [0, 9] }), rule({ mustBeBetween: [9, 0] }), 'quality-rule-tightened'],
  ['outside of a range that ends before it begins is everything', rule({ mustNotBeBetween: [0, 9] }), rule({ mustNotBeBetween: [9, 0] }), 'quality-rule-loosened'],
  ['no result is outside of everything', rule({}), rule({ mustNotBeBetween: [9, 0] }), 'default-written'],
  ['a range of three numbers', rule({ mustBeBetween: [0, 9] }), rule({ mustBeBetween: [0, 9, 1] }), 'quality-rule-changed'],
  ['thresholds that overlap', rule({ mustBeLessThan: 5 }), rule({ mustBeGreaterThan: 3 }), 'quality-rule-changed'],
  ['a rule in words', rule({ type: 'text', description: 'a' }), rule({ type: 'text', description: 'b', method: 'c' }), 'documentation-changed quality-text-changed'],
  ['an unnamed rule is matched by what it measures', d => { column(d, 'id').quality = [{ metric: 'nullValues', mustBe: 0 }, { metric: 'rowCount', mustBe: 1 }] },
    d => { column(d, 'id').quality = [{ metric: 'rowCount', mustBe: 1 }, { metric: 'nullValues', mustBeLessThan: 3 }] }, 'quality-rule-loosened'],
  ['another unit of a service level', level({}), level({ unit: 'h' }), 'sla-unit-changed'],
  ['the same unit in another word', level({}), level({ unit: 'days' }), 'default-written'],
  ['a service level whose value is gone', level({}), level({ value: null }), 'sla-weakened'],
  ['a service level that gets a value', level({ value: null }), level({}), 'sla-strengthened'],
  ['a service level of another property', level({ id: 'l' }), level({ id: 'l', property: 'frequency' }), 'sla-removed'],
  ['a service level that nobody knows', level({ property: 'beauty' }), level({ property: 'beauty', value: 9 }), 'sla-changed'],
  ['the end of support earlier', level({ property: 'endOfSupport', value: '2030-01-01' }), level({ property: 'endOfSupport', value: '2029-01-01' }), 'sla-weakened'],
  ['an address for tests', server({ environment: 'dev' }), server({ environment: 'dev', host: 'b' }), 'other-server-changed'],
  ['an address for production', server({ environment: 'production' }), server({ environment: 'production', host: 'b' }), 'server-address-changed'],
  ['a server of another name', server({}), server({ server: 't' }), 'server-renamed'],
  ['a team in the old form', d => { d.team = [{ username: 'u' }] }, d => { d.team = { members: [{ username: 'u' }] } }, ''],
  ['columns that are no list', d => { properties(d).splice(1) }, d => { d.schema[0].properties = {} }, 'property-removed unknown-change'],
  ['an enumeration that is no list', nothing, d => { column(d, 'status').enum = 'A' }, 'enum-removed unknown-change'],
  ['a word in place of columns that are no list', d => { d.schema[0].properties = {} }, d => { d.schema[0].properties = 'none' }, 'unknown-change'],
  ['options that are no object', d => { column(d, 'amount').logicalTypeOptions = { maximum: 9 } }, d => { column(d, 'amount').logicalTypeOptions = 'none' }, 'maximum-loosened unknown-change'],
  ['a promise that is neither true nor false', nothing, d => { column(d, 'id').required = 'mostly' }, 'required-loosened'],
  ['a promise in quotes', nothing, d => { column(d, 'id').required = 'TRUE' }, 'default-written'],
  ['another word for no promise', nothing, d => { column(d, 'amount').unique = 'mostly' }, 'unknown-change'],
  ['a key of a later ODCS', nothing, d => { properties(d)[0].maskedBy = { rule: 1 } }, 'unknown-change'],
  ['a new column that is a part of the key', nothing, d => properties(d).push({ name: 'k', primaryKey: true }), 'key-property-added'],
  ['a column of the key, of which something is left', d => properties(d).push({ name: 'k', primaryKey: true }), nothing, 'key-property-removed'],
  ['a key of fewer columns', d => properties(d).push({ name: 'k', primaryKey: true }), d => properties(d).push({ name: 'k' }), 'primary-key-shortened'],
  ['the only column of the key', nothing, d => { column(d, 'id').primaryKey = false }, 'primary-key-removed'],
  ['the name of items', d => { column(d, 'lines').items.name = 'line' }, d => { column(d, 'lines').items.name = 'item' }, 'documentation-changed'],
  ['a metric under the key of today', rule({ metric: null, rule: 'nullValues' }), rule({ metric: 'nullValues' }), 'default-written'],
  ['metrics under the key of today, in another order', d => { column(d, 'id').quality = [{ rule: 'nullValues', type: 'library', mustBe: 0 }, { rule: 'duplicateValues', mustBe: 0 }] },
    d => { column(d, 'id').quality = [{ metric: 'duplicateValues', mustBe: 0 }, { metric: 'nullValues', mustBe: 0 }] }, 'default-written default-written default-written'],
  ['another metric under the key of today', rule({ metric: null, rule: 'rowCount' }), rule({ metric: 'nullValues' }), 'quality-rule-changed'],
  ['a rule that loses its metric', rule({ metric: 'nullValues' }), rule({ metric: null }), 'quality-rule-loosened'],
  ['a rule that loses its query', rule({ type: 'sql', query: 'select 1' }), rule({ type: 'sql' }), 'quality-rule-loosened'],
  ['a rule that gets an implementation', rule({ type: 'custom' }), rule({ type: 'custom', implementation: 'x' }), 'quality-rule-tightened'],
  ['another query', rule({ type: 'sql', query: 'select 1' }), rule({ type: 'sql', query: 'select 2' }), 'quality-rule-changed'],
  ['a type of a map', d => { column(d, 'addr').map = { key: { logicalType: 'string' } } }, d => { column(d, 'addr').map = { key: { logicalType: 'integer' } } }, 'type-changed'],
  ['a column that loses its name', nothing, d => { delete column(d, 'cust').name }, 'property-renamed'],
  ['vectors of another model', options({ embeddingModel: 'a' }), options({ embeddingModel: 'b' }), 'vector-changed'],
  ['files in another format', server({ type: 's3', format: 'csv' }), server({ type: 's3', format: 'parquet' }), 'server-format-changed'],
  ['an object that is a blob', nothing, d => { d.schema[0].logicalType = 'blob' }, 'type-changed'],
  ['an object that says what it is anyway', nothing, d => { d.schema[0].logicalType = 'object' }, 'default-written'],
  ['a column that is renamed, known by its id', d => { column(d, 'id').id = 'x' }, d => { Object.assign(column(d, 'id'), { id: 'x', name: 'order_id', description: 'new' }) }, 'documentation-changed property-renamed'],
  ['another id of the same column', d => { column(d, 'id').id = 'x' }, d => { column(d, 'id').id = 'y' }, 'documentation-changed'],
  ['a physical name that is written out', nothing, d => { column(d, 'id').physicalName = 'id' }, 'physical-name-written'],
]

describe('the lines of the decision table', () => {
  test.each(lines)('%s', (_, before, after, expected) => {
    expect(rulesOf(before, after).sort().join(' ')).toBe(expected)
  })

  test('have each rule for one meaning only in each of its places, and a name that can be configured', () => {
    expect(ruleNames.filter(name => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([])
    const places = decisionTable.map(([subject, effect]) => `${subject} ${effect}`)
    expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([])
  })
})

test('a change tells where it is in both texts, by a path that survives another order', () => {
  const [before, after] = [sample(), sample()]
  after.schema.reverse()
  column({ schema: [after.schema[1]] }, 'id').required = false
  const [change] = compare(before, after).changes
  const column0 = JSON.stringify(after).indexOf('"required":false') + '"required":'.length + 1
  expect(change).toEqual({
    rule: 'required-loosened',
    kind: 'changed',
    class: 'breaking',
    breaks: ['consumers'],
    attention: false,
    path: '/schema[name=orders]/properties[name=id]/required',
    before: { pointer: '/schema/0/properties/0/required', value: true },
    after: { pointer: '/schema/1/properties/0/required', value: false, line: 1, column: column0 },
    detail: 'orders.id may be null now',
  })
})

test('three renames, one by id, and another order are three changes', () => {
  const before = {
    schema: ['a', 'b', 'c', 'd'].map(name => ({
      name,
      logicalType: 'object',
      description: name,
      ...(name === 'a' && { id: 'i' }),
      properties: [{ name: `x${name}`, logicalType: 'string' }],
    })),
  }
  const after = structuredClone(before) as Plain
  after.schema[0].name = 'a2'
  after.schema[1].name = 'b2'
  after.schema[2].properties[0].name = 'xc2'
  after.schema.reverse()
  const { changes } = compare(before, after)
  expect(changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'changed /schema[name=c]/properties[name=xc2]/name',
    'changed /schema[name=b2]/name',
    'changed /schema[name=a2]/name',
  ])
})

test('a rule can be set to another class, or left out', () => {
  const after = sample()
  column(after, 'status').enum.push({ value: 'C' })
  after.domain = 'x'
  const report = compare(sample(), after, { 'enum-value-added': 'compatible', 'contract-changed': 'off' })
  expect(report).toMatchObject({ class: 'compatible', breaks: { consumers: 0 }, changes: [{ breaks: [] }] })
  expect(compare(sample(), after, { 'contract-changed': 'breaking' }).breaks).toEqual({
    consumers: 2,
    producers: 1,
  })
})

test('documents that are not written by ODCS 3 are compared by value, and it is said so', () => {
  const old = {
    apiVersion: 'v2.2.2',
    uuid: 'u',
    dataset: [{ table: 't', columns: [{ column: 'a', isNullable: true }] }],
  }
  const changed = structuredClone(old) as Plain
  changed.dataset[0].columns[0].isNullable = false
  expect(compare(old, changed)).toMatchObject({
    class: 'unknown',
    note: expect.stringContaining('ODCS 2'),
    changes: [
      { rule: 'unknown-change', class: 'compatible', path: '/dataset[table=t]/columns[column=a]/isNullable' },
    ],
  })
  expect(compare(old, old)).toMatchObject({ class: 'none', changes: [] })
  for (const other of [sample(), { schema: 'text' }, { kind: 'Something', schema: [] }, {}])
    expect(compare(old, other).class).toBe('unknown')
})

test.each([
  { openapi: '3.1.0', info: { title: 'x' }, paths: {} },
  { $schema: 'https://json-schema.org/draft/2020-12/schema', properties: { a: { type: 'string' } } },
  { dataContractSpecification: '1.1.0', id: 'x', models: { a: { fields: {} } } },
])('a document of another kind is none that breaks anybody: %j', document => {
  const note = expect.stringContaining('is no contract by ODCS: it has no apiVersion')
  expect(compare(sample(), document)).toMatchObject({ class: 'unknown', note, unjudged: 'after' })
  expect(compare(document, sample())).toMatchObject({ class: 'unknown', note, unjudged: 'before' })
})

test('of very many changes the first are told, and all are counted', () => {
  const before = {
    schema: [
      {
        name: 'o',
        properties: Array.from({ length: 3000 }, (_, at) => ({ name: `c${at}`, logicalType: 'string' })),
      },
    ],
  }
  const after = structuredClone(before) as Plain
  for (const one of after.schema[0].properties) one.logicalType = 'integer'
  expect(compare(before, after)).toMatchObject({
    counts: { breaking: 3000 },
    breaks: { consumers: 3000 },
    omitted: 2000,
  })
})

test.each([
  ['0.1', '0.10', ''],
  ['1.0', '1', ''],
  ['1e2', '100', ''],
  ['-0', '0.0', ''],
  ['0.1', '0.10000000000000000001', 'minimum-tightened'],
  ['9007199254740993', '9007199254740992', 'minimum-loosened'],
  ['9007199254740993.0', '9007199254740992.0', 'minimum-loosened'],
  ['1e-401', '2e-401', 'minimum-tightened'],
  ['-1e-401', '-2e-401', 'minimum-loosened'],
])('numbers are compared by all of their digits: %s and %s', (one, other, rule) => {
  const textOf = (numeral: string) =>
    `{"schema":[{"name":"o","properties":[{"name":"p","logicalTypeOptions":{"minimum":${numeral}}}]}]}`
  const [before, document] = [one, other].map(numeral => parseJson(textOf(numeral)) as ObjectNode)
  const { changes } = compareContracts(before as ObjectNode, {
    document: document as ObjectNode,
    text: textOf(other),
  })
  expect(changes.map(change => change.rule).join()).toBe(rule)
  // what a reader of JSON would take for the same number is shown as text
  if (rule !== '') expect(changes[0]?.before.value).not.toBe(changes[0]?.after.value)
})

test('places are those of the text that was sent', () => {
  const text = '{\n "schema": [\n  { "name": "o",\n    "properties": [] }\n ]\n}'
  const [before, document] = [{ schema: [] }, parseJson(text) as ObjectNode]
  const { changes } = compareContracts(parseJson(JSON.stringify(before)) as ObjectNode, { document, text })
  expect(changes[0]?.after).toMatchObject({ pointer: '/schema/0', line: 3, column: 3 })
})

describe('the version that is advised', () => {
  // biome-ignore format: a case is a line
  test.each([
    ['1.0.0', '1.1.0', 'major', { suggested: 'major', next: '2.0.0', declared: 'minor', isSufficient: false }],
    ['1.0.0', '2.0.0-rc.1', 'major', { suggested: 'major', next: '2.0.0', declared: 'major', isSufficient: true }],
    ['0.3.1', '0.4.0', 'major', { suggested: 'minor', next: '0.4.0', declared: 'minor', isSufficient: true }],
    ['0.3.1', '0.3.2', 'minor', { suggested: 'patch', next: '0.3.2', declared: 'patch', isSufficient: true }],
    ['1.0.0', '1.0.0+b', 'none', { suggested: 'none', next: undefined, declared: 'none', isSufficient: true }],
    ['1.2.0', '1.1.0', 'patch', { suggested: 'patch', next: '1.2.1', declared: 'none', isSufficient: false }],
    ['2.0.0-rc.1', '2.0.0', 'major', { suggested: 'major', next: '2.0.0', declared: 'none', isSufficient: true }],
    ['1.0', '1.1', 'major', undefined],
    ['1.0.0', undefined, 'minor', { suggested: 'minor', next: '1.1.0', declared: undefined, isSufficient: undefined }],
  ] as const)('from %s to %s', (from, to, needed, advice) => {
    expect(adviseVersion(from, to, needed)).toEqual(advice)
  })

  test('depends on whom the contract protects', () => {
    const after = sample()
    column(after, 'status').required = true
    const report = compare(sample(), after)
    expect([bumpFor(report, 'consumer'), bumpFor(report, 'full')]).toEqual(['minor', 'major'])
  })
})
