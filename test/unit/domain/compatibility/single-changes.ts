import type { RuleLevels } from '../../../../src/domain/compatibility/judge.ts'
import { compareContracts, type Differences } from '../../../../src/domain/compatibility/report.ts'
import type { ObjectNode } from '../../../../src/domain/document/node.ts'
import { parseJson } from '../../../../src/domain/document/parse-json.ts'
import { parseYaml } from '../../../../src/domain/document/parse-yaml.ts'
import { plainValue } from '../../../../src/domain/document/plain-value.ts'

// biome-ignore lint/suspicious/noExplicitAny: documents are edited as their authors would
export type Plain = any

/** A contract that has something of everything. */
const base = `
apiVersion: v3.2.0
kind: DataContract
id: c
version: 1.0.0
status: active
name: Orders
domain: sales
description: {purpose: p}
tags: [gold]
servers:
  - {server: prod, type: postgres, host: h, port: 5432, database: d, schema: s}
schema:
  - name: orders
    physicalType: table
    physicalName: orders_tbl
    properties:
      - {name: id, logicalType: integer, physicalType: int, required: true, unique: true, primaryKey: true, primaryKeyPosition: 1}
      - {name: amount, logicalType: number, physicalType: "decimal(10,2)", logicalTypeOptions: {minimum: 0, maximum: 100}, quality: [{id: q1, name: nulls, metric: nullValues, mustBe: 0}]}
      - {name: status, logicalType: string, physicalType: varchar(10), classification: public, tags: [a], description: d, logicalTypeOptions: {minLength: 1, maxLength: 10, pattern: "^[A-Z]+$", format: email}, enum: [{value: A}, {value: B}]}
      - {name: addr, logicalType: object, properties: [{name: zip, logicalType: string}]}
      - {name: lines, logicalType: array, items: {logicalType: object, properties: [{name: sku, logicalType: string}]}}
      - {name: cust, logicalType: integer, relationships: [{to: customers.id}], partitioned: true, partitionKeyPosition: 1}
  - name: customers
    properties: [{name: id, logicalType: integer}]
slaProperties:
  - {property: latency, value: 4, unit: d, element: orders.id}
  - {property: retention, value: 3, unit: y}
team: {name: t, members: [{username: u, role: owner}]}
roles: [{role: r, access: read}]
support: [{channel: ch, url: "https://x"}]
price: {priceAmount: 1, priceCurrency: EUR}
customProperties: [{property: p, value: 1}]
`

/** The contract, freshly made. */
export function sample(): Plain {
  return plainValue(parseYaml(base))
}

function tree(document: Plain): ObjectNode {
  return parseJson(JSON.stringify(document)) as ObjectNode
}

/** The changes from one contract to another. */
export function compare(before: Plain, after: Plain, levels?: RuleLevels): Differences {
  const text = JSON.stringify(after)
  return compareContracts(tree(before), { document: tree(after), text }, levels)
}

export type Edit = (document: Plain) => unknown

/** A column of the first table. */
export function column(document: Plain, name: string): Plain {
  return document.schema[0].properties.find((one: Plain) => one.name === name)
}

const put = (name: string, key: string, value: unknown) => (document: Plain) => {
  column(document, name)[key] = value
}
const drop = (name: string, key: string) => (document: Plain) => delete column(document, name)[key]
const option = (name: string, key: string, value: unknown) => (document: Plain) => {
  column(document, name).logicalTypeOptions[key] = value
}
const dropOption = (name: string, key: string) => (document: Plain) =>
  delete column(document, name).logicalTypeOptions[key]
const assign =
  (find: (document: Plain) => Plain, members: Plain): Edit =>
  document =>
    Object.assign(find(document), members)
const columns = (document: Plain): Plain[] => document.schema[0].properties
const without = (name: string) => (document: Plain) =>
  columns(document).splice(columns(document).indexOf(column(document, name)), 1)

/**
 * A single change; what `datacontract breaking` 1.2.8 says of it to consumers and producers (E error, w warning, i info, -
 * nothing); and what the decision table says, by which rule.
 */
export type SingleChange = readonly [name: string, edit: Edit, cli: string, meaning: string, rule: string]

const documentation = 'documentation-changed'

// biome-ignore format: a change is a line
export const singleChanges: readonly SingleChange[] = [
  ['object removed', d => d.schema.pop(), 'E/i', 'C', 'object-removed'],
  ['object added', d => d.schema.push({ name: 'new', properties: [{ name: 'x', logicalType: 'string' }] }), 'i/E', 'ok!', 'object-added'],
  ['object renamed', assign(d => d.schema[1], { name: 'clients' }), 'E/E', 'C+P', 'object-renamed'],
  ['physicalName of an object changed', assign(d => d.schema[0], { physicalName: 'orders_v2' }), 'E/E', 'C+P', 'physical-name-changed'],
  ['object from table to view', assign(d => d.schema[0], { physicalType: 'view' }), 'i/i', 'ok', 'object-type-changed'],
  ['optional property removed', without('status'), 'E/i', 'C', 'property-removed'],
  ['required property removed', without('id'), 'E/i', 'C', 'property-removed'],
  ['optional property added', d => columns(d).push({ name: 'n1', logicalType: 'string' }), 'i/E', 'ok!', 'property-added'],
  ['required property added', d => columns(d).push({ name: 'n1', logicalType: 'string', required: true }), 'i/E', 'P', 'required-property-added'],
  ['property renamed', put('status', 'name', 'state'), 'E/E', 'C+P', 'property-renamed'],
  ['properties reordered', d => columns(d).reverse(), '-/-', 'none', ''],
  ['physicalName that is not the name added', put('status', 'physicalName', 'st'), 'E/E', 'C+P', 'physical-name-changed'],
  ['nested property removed', put('addr', 'properties', []), 'E/i', 'C', 'property-removed'],
  ['nested property added', d => column(d, 'addr').properties.push({ name: 'city', logicalType: 'string' }), 'i/E', 'ok!', 'property-added'],
  ['property of items removed', d => { column(d, 'lines').items.properties = [] }, 'E/i', 'C', 'property-removed'],
  ['type of items changed', put('lines', 'items', { logicalType: 'string' }), 'E/E', 'C+P', 'type-changed'],
  ['logicalType integer to number', put('cust', 'logicalType', 'number'), 'E/E', 'C+P', 'type-changed'],
  ['logicalType number to integer', put('amount', 'logicalType', 'integer'), 'E/E', 'C+P', 'type-changed'],
  ['logicalType integer to string', put('cust', 'logicalType', 'string'), 'E/E', 'C+P', 'type-changed'],
  ['physicalType int to bigint', put('id', 'physicalType', 'bigint'), 'E/E', 'C', 'type-widened'],
  ['physicalType decimal(10,2) to decimal(12,2)', put('amount', 'physicalType', 'decimal(12,2)'), 'E/E', 'C', 'type-widened'],
  ['physicalType varchar(10) to varchar(20)', put('status', 'physicalType', 'varchar(20)'), 'E/E', 'C', 'type-widened'],
  ['physicalType varchar(10) to varchar(5)', put('status', 'physicalType', 'varchar(5)'), 'E/E', 'P', 'type-narrowed'],
  ['physicalType varchar(10) to VARCHAR(10)', put('status', 'physicalType', 'VARCHAR(10)'), 'E/E', 'cos', 'type-rewritten'],
  ['required true to false', put('id', 'required', false), 'E/i', 'C', 'required-loosened'],
  ['required false to true', put('status', 'required', true), 'i/E', 'P', 'required-tightened'],
  ['required written out as false', put('status', 'required', false), 'i/i', 'cos', 'default-written'],
  ['unique true to false', put('id', 'unique', false), 'E/i', 'C', 'unique-loosened'],
  ['unique false to true', put('status', 'unique', true), 'i/E', 'P', 'unique-tightened'],
  ['primaryKey removed', put('id', 'primaryKey', false), 'E/i', 'C', 'primary-key-removed'],
  ['primaryKey added beside another', put('cust', 'primaryKey', true), 'E/E', 'C+P', 'primary-key-extended'],
  ['primaryKeyPosition changed', put('id', 'primaryKeyPosition', 2), 'i/i', 'ok', 'primary-key-position-changed'],
  ['partitionKeyPosition changed', put('cust', 'partitionKeyPosition', 2), 'i/i', 'ok!', 'partitioning-changed'],
  ['partitioned removed', put('cust', 'partitioned', false), 'i/i', 'ok!', 'partitioning-changed'],
  ['classification public to restricted', put('status', 'classification', 'restricted'), 'i/i', 'ok!', 'classification-changed'],
  ['classification removed', drop('status', 'classification'), 'i/i', 'ok!', 'classification-changed'],
  ['criticalDataElement true', put('status', 'criticalDataElement', true), 'i/i', 'ok!', 'critical-data-changed'],
  ['encryptedName added', put('status', 'encryptedName', 'enc'), 'i/i', 'ok!', 'encrypted-name-changed'],
  ['description changed', put('status', 'description', 'dd'), 'i/i', 'cos', documentation],
  ['businessName added', put('status', 'businessName', 'dd'), 'i/i', 'cos', documentation],
  ['tag added', put('status', 'tags', ['a', 'b']), 'i/i', 'cos', documentation],
  ['enum value removed', put('status', 'enum', [{ value: 'A' }]), 'i/E', 'P', 'enum-value-removed'],
  ['enum value added', d => column(d, 'status').enum.push({ value: 'C' }), 'E/i', 'C', 'enum-value-added'],
  ['enum introduced', put('cust', 'enum', [{ value: '1' }]), 'i/E', 'P', 'enum-added'],
  ['enum dropped', drop('status', 'enum'), 'E/i', 'C', 'enum-removed'],
  ['maxLength raised', option('status', 'maxLength', 20), 'E/i', 'C', 'max-length-loosened'],
  ['maxLength lowered', option('status', 'maxLength', 5), 'i/E', 'P', 'max-length-tightened'],
  ['maxLength removed', dropOption('status', 'maxLength'), 'E/i', 'C', 'max-length-loosened'],
  ['minLength raised', option('status', 'minLength', 2), 'i/E', 'P', 'min-length-tightened'],
  ['minimum raised', option('amount', 'minimum', 1), 'i/E', 'P', 'minimum-tightened'],
  ['minimum lowered', option('amount', 'minimum', -1), 'E/i', 'C', 'minimum-loosened'],
  ['maximum raised', option('amount', 'maximum', 200), 'E/i', 'C', 'maximum-loosened'],
  ['maximum removed', dropOption('amount', 'maximum'), 'E/i', 'C', 'maximum-loosened'],
  ['multipleOf added', option('amount', 'multipleOf', 5), 'i/i', 'P', 'multiple-of-tightened'],
  ['pattern changed', option('status', 'pattern', '^[a-z]+$'), 'w/w', 'C+P', 'pattern-changed'],
  ['pattern removed', dropOption('status', 'pattern'), 'E/i', 'C', 'pattern-removed'],
  ['format changed', option('status', 'format', 'uuid'), 'i/i', 'C+P', 'format-changed'],
  ['quality rule added', d => column(d, 'amount').quality.push({ id: 'q2', name: 'dups', metric: 'duplicateValues', mustBe: 0 }), 'i/E', 'P', 'quality-rule-added'],
  ['quality rule removed', drop('amount', 'quality'), 'E/i', 'C', 'quality-rule-removed'],
  ['quality threshold loosened', put('amount', 'quality', [{ id: 'q1', name: 'nulls', metric: 'nullValues', mustBeLessThan: 5 }]), 'E/i', 'C', 'quality-rule-loosened'],
  ['quality severity to warning', d => { column(d, 'amount').quality[0].severity = 'warning' }, 'E/i', 'C', 'quality-severity-lowered'],
  ['relationship removed', drop('cust', 'relationships'), 'E/i', 'C', 'relationship-removed'],
  ['relationship to another target', put('cust', 'relationships', [{ to: 'orders.id' }]), 'E/E', 'C+P', 'relationship-retargeted'],
  ['relationship added', put('id', 'relationships', [{ to: 'customers.id' }]), 'i/E', 'P', 'relationship-added'],
  ['latency from 4 to 2 days', assign(d => d.slaProperties[0], { value: 2 }), 'i/i', 'ok', 'sla-strengthened'],
  ['latency from 4 to 8 days', assign(d => d.slaProperties[0], { value: 8 }), 'i/i', 'C', 'sla-weakened'],
  ['retention from 3 years to 1', assign(d => d.slaProperties[1], { value: 1 }), 'i/i', 'C', 'sla-weakened'],
  ['service level removed', d => d.slaProperties.pop(), 'i/i', 'C', 'sla-removed'],
  ['server removed', d => { d.servers = [] }, 'i/i', 'C!', 'server-removed'],
  ['host of a server changed', assign(d => d.servers[0], { host: 'h2' }), 'i/i', 'C!', 'server-address-changed'],
  ['schema of a server changed', assign(d => d.servers[0], { schema: 's2' }), 'i/i', 'C!', 'server-address-changed'],
  ['type of a server changed', assign(d => d.servers[0], { type: 'snowflake' }), 'i/i', 'C!', 'server-address-changed'],
  ['server added', d => d.servers.push({ server: 'dev', type: 'postgres', host: 'h' }), 'i/i', 'ok', 'server-added'],
  ['status active to deprecated', assign(d => d, { status: 'deprecated' }), 'i/i', 'none', ''],
  ['name changed', assign(d => d, { name: 'x' }), 'i/i', 'ok', 'contract-changed'],
  ['domain changed', assign(d => d, { domain: 'x' }), 'i/i', 'ok', 'contract-changed'],
  ['team member changed', assign(d => d.team.members[0], { role: 'v' }), 'i/i', 'cos', documentation],
  ['role removed', d => { d.roles = [] }, 'i/i', 'ok!', 'role-removed'],
  ['support changed', assign(d => d.support[0], { url: 'https://y' }), 'i/i', 'cos', documentation],
  ['price raised', assign(d => d.price, { priceAmount: 2 }), 'i/i', 'ok!', 'price-changed'],
  ['limitations added', assign(d => d.description, { limitations: 'not for ads' }), 'i/i', 'ok!', 'terms-changed'],
  ['custom property changed', assign(d => d.customProperties[0], { value: 2 }), 'i/i', 'cos', documentation],
  ['apiVersion 3.2.0 to 3.1.0', assign(d => d, { apiVersion: 'v3.1.0' }), 'i/i', 'ok', 'api-version-changed'],
  ['version only', assign(d => d, { version: '1.1.0' }), 'i/i', 'none', ''],
  ['transformLogic added', put('status', 'transformLogic', 'x'), 'i/i', 'cos', documentation],
  ['examples changed', put('status', 'examples', ['x']), 'i/i', 'cos', documentation],
]
