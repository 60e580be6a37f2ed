import { describe, expect, test } from 'vitest'
import { maxFields } from '../../../../src/search/catalogue/fields.ts'
import { maxTextLength } from '../../../../src/search/catalogue/text-collector.ts'
import { catalogued, linesOf, valueAt } from '../documents.ts'

const document31 = {
  version: '1.0.0',
  apiVersion: 'v3.1.0',
  kind: 'DataContract',
  id: 'shop.orders',
  name: 'Orders',
  status: 'active',
  domain: 'commerce',
  dataProduct: 'Order Book',
  tenant: 'Shop Inc',
  tags: ['finance', 'gold', 'finance'],
  description: {
    purpose: 'What was bought',
    usage: 'Reports on sales',
    limitations: 'Not before 2020',
    'in/house': 'Ask Bob',
    authoritativeDefinitions: [{ url: 'https://nowhere.example', type: 'canonical' }],
    customProperties: [{ property: 'note', value: 'Custom note', description: 'About the note' }],
  },
  team: {
    name: 'Team Commerce',
    description: 'not searched',
    members: [
      { username: 'ann', role: 'steward' },
      { username: 'bob', name: 'Bob B', role: 'Data Owner' },
      { username: 'eve', role: 'owner', dateOut: '2020-01-01' },
    ],
  },
  servers: [{ server: 'a', type: 'postgres' }, { type: 'kafka' }, { type: 'postgres' }, {}],
  schema: [
    {
      name: 'orders',
      physicalName: 'orders_v1',
      physicalType: 'table',
      logicalType: 'object',
      businessName: 'Order header',
      description: 'One row per order',
      tags: ['core', 'finance'],
      properties: [
        {
          name: 'order_id',
          logicalType: 'integer',
          physicalType: 'bigint',
          primaryKey: true,
          required: true,
          criticalDataElement: true,
          classification: 'public',
          description: 'Number of the order',
        },
        {
          name: 'items',
          logicalType: 'array',
          items: {
            logicalType: 'object',
            properties: [{ name: 'sku', physicalName: 'SKU_CODE', tags: ['uid'] }],
          },
        },
        { name: 'matrix', logicalType: 'array', items: { items: { name: 'cell', logicalType: 'number' } } },
        {
          name: 'address',
          logicalType: 'object',
          properties: [{ name: 'geo', properties: [{ name: 'lat' }] }],
        },
      ],
    },
    { name: 'audit' },
  ],
}

describe('the catalogue of a document by ODCS 3.1', () => {
  const catalogue = catalogued(document31)

  test('has what a list of contracts shows and filters', () => {
    expect(catalogue).toMatchObject({
      name: 'Orders',
      description: 'Reports on sales',
      status: 'active',
      owner: 'Team Commerce',
      owners: ['Team Commerce', 'bob', 'Bob B'],
      domain: 'commerce',
      dataProduct: 'Order Book',
      tenant: 'Shop Inc',
      apiVersion: 'v3.1.0',
      tags: ['finance', 'gold'],
      elementTags: ['core', 'uid'],
      serverTypes: ['postgres', 'kafka'],
    })
  })

  test('has the texts that can be searched, and where they stand', () => {
    expect(linesOf(catalogue)).toEqual([
      'id /id: shop.orders',
      'name /name: Orders',
      'tag /tags/0: finance',
      'tag /tags/1: gold',
      'tag /tags/2: finance',
      'owner /team/name: Team Commerce',
      'owner /team/members/1/username: bob',
      'owner /team/members/1/name: Bob B',
      'description /description/purpose: What was bought',
      'description /description/usage: Reports on sales',
      'description /description/limitations: Not before 2020',
      'description /description/in~1house: Ask Bob',
      'description /description/customProperties/0/value: Custom note',
      'description /description/customProperties/0/description: About the note',
      'field /schema/0/name: orders',
      'field /schema/0/physicalName: orders_v1',
      'field /schema/0/businessName: Order header',
      'field-description /schema/0/description: One row per order',
      'tag /schema/0/tags/0: core',
      'tag /schema/0/tags/1: finance',
      'field /schema/0/properties/0/name: order_id',
      'field-description /schema/0/properties/0/description: Number of the order',
      'field /schema/0/properties/1/name: items',
      'field /schema/0/properties/1/items/properties/0/name: sku',
      'field /schema/0/properties/1/items/properties/0/physicalName: SKU_CODE',
      'tag /schema/0/properties/1/items/properties/0/tags/0: uid',
      'field /schema/0/properties/2/name: matrix',
      'field /schema/0/properties/2/items/items/name: cell',
      'field /schema/0/properties/3/name: address',
      'field /schema/0/properties/3/properties/0/name: geo',
      'field /schema/0/properties/3/properties/0/properties/0/name: lat',
      'field /schema/1/name: audit',
    ])
    for (const { pointer, text } of catalogue.texts) expect(valueAt(document31, pointer)).toBe(text)
  })

  test('has every schema object and property, those in arrays and objects too', () => {
    expect(catalogue.fields.map(({ path, kind, name }) => `${kind} ${path} (${name})`)).toEqual([
      'object orders (orders)',
      'property orders.order_id (order_id)',
      'property orders.items (items)',
      'property orders.items[] ()',
      'property orders.items[].sku (sku)',
      'property orders.matrix (matrix)',
      'property orders.matrix[] ()',
      'property orders.matrix[][] (cell)',
      'property orders.address (address)',
      'property orders.address.geo (geo)',
      'property orders.address.geo.lat (lat)',
      'object audit (audit)',
    ])
    expect(catalogue.fields[0]).toMatchObject({ physicalName: 'orders_v1', physicalType: 'table' })
    expect(catalogue.fields[1]).toEqual({
      position: 1,
      pointer: '/schema/0/properties/0',
      path: 'orders.order_id',
      name: 'order_id',
      physicalName: undefined,
      kind: 'property',
      logicalType: 'integer',
      physicalType: 'bigint',
      classification: 'public',
      required: true,
      primaryKey: true,
      criticalDataElement: true,
    })
    expect([...catalogue.fieldDescriptions]).toEqual([
      [0, 'One row per order'],
      [1, 'Number of the order'],
    ])
    for (const { pointer, logicalType } of catalogue.fields)
      expect(valueAt(document31, `${pointer}/logicalType`)).toBe(logicalType)
  })
})

test('a document by ODCS 3.0 has a team of people, of which the owners own it', () => {
  const catalogue = catalogued({
    id: 'shop.orders',
    apiVersion: 'v3.0.2',
    team: [
      { username: 'ann', role: 'engineer' },
      { username: 'bob@shop.example', role: 'Owner' },
    ],
  })
  expect(catalogue.owner).toBe('bob@shop.example')
  expect(linesOf(catalogue)).toContain('owner /team/1/username: bob@shop.example')
})

test('a document by ODCS 3.2 has synonyms and maps', () => {
  const catalogue = catalogued({
    id: 'shop.orders',
    apiVersion: 'v3.2.0',
    schema: [
      {
        name: 'orders',
        synonyms: [{ synonym: 'purchases' }, { locale: 'de' }, { synonym: 'Bestellungen' }],
        properties: [
          {
            name: 'labels',
            logicalType: 'map',
            map: {
              key: { logicalType: 'string' },
              value: { name: 'label', properties: [{ name: 'text' }] },
            },
          },
        ],
      },
    ],
  })
  expect(linesOf(catalogue)).toEqual([
    'id /id: shop.orders',
    'field /schema/0/name: orders',
    'field /schema/0/synonyms/0/synonym: purchases',
    'field /schema/0/synonyms/2/synonym: Bestellungen',
    'field /schema/0/properties/0/name: labels',
    'field /schema/0/properties/0/map/value/name: label',
    'field /schema/0/properties/0/map/value/properties/0/name: text',
  ])
  expect(catalogue.fields.map(({ path }) => path)).toEqual([
    'orders',
    'orders.labels',
    'orders.labels.key',
    'orders.labels.value',
    'orders.labels.value.text',
  ])
})

test('a document by ODCS 2.2 has other names for all that', () => {
  const catalogue = catalogued({
    apiVersion: '2.2.2',
    uuid: '53581432-6c55-4ba2-a65f-72344a91553a',
    status: 'current',
    quantumName: 'my quantum',
    datasetName: 'access_views',
    datasetDomain: 'seller',
    tenant: 'ClimateQuantumInc',
    tags: ['x'],
    description: { purpose: 'Views on sellers', limitations: null, usage: '' },
    stakeholders: [
      { username: 'ceastwood', role: 'Data Scientist' },
      { username: 'daustin', role: 'Owner' },
    ],
    dataset: [
      {
        table: 'tbl',
        physicalName: 'tbl_1',
        description: 'Core payments',
        columns: [
          {
            column: 'rcvr_id',
            isPrimaryKey: true,
            isNullable: false,
            logicalType: 'string',
            physicalType: 'varchar(18)',
            classification: 'restricted',
            criticalDataElementStatus: true,
            tags: ['uid'],
          },
          { column: 'amount', isPrimary: true, isNullable: true, businessName: 'Sum' },
        ],
      },
    ],
  })
  expect(catalogue).toMatchObject({
    name: 'my quantum',
    description: 'Views on sellers',
    owner: 'daustin',
    domain: 'seller',
    dataProduct: 'my quantum',
    tenant: 'ClimateQuantumInc',
    tags: ['x'],
    elementTags: ['uid'],
  })
  expect(linesOf(catalogue)).toEqual([
    'id /uuid: 53581432-6c55-4ba2-a65f-72344a91553a',
    'id : shop.orders',
    'name /quantumName: my quantum',
    'tag /tags/0: x',
    'owner /stakeholders/1/username: daustin',
    'description /description/purpose: Views on sellers',
    'field /dataset/0/table: tbl',
    'field /dataset/0/physicalName: tbl_1',
    'field-description /dataset/0/description: Core payments',
    'field /dataset/0/columns/0/column: rcvr_id',
    'tag /dataset/0/columns/0/tags/0: uid',
    'field /dataset/0/columns/1/column: amount',
    'field /dataset/0/columns/1/businessName: Sum',
  ])
  expect(catalogue.fields).toMatchObject([
    { kind: 'object', path: 'tbl', physicalName: 'tbl_1', required: false },
    {
      kind: 'property',
      path: 'tbl.rcvr_id',
      primaryKey: true,
      required: true,
      criticalDataElement: true,
      classification: 'restricted',
    },
    { path: 'tbl.amount', primaryKey: true, required: false, criticalDataElement: false },
  ])
})

test.each([
  [{ usage: 'u', purpose: 'p' }, 'u'],
  [{ purpose: 'p', limitations: 'l' }, 'p'],
  [{ other: 'o', limitations: 'l' }, 'l'],
  [{ other: ' o ' }, 'o'],
  [{ usage: ' ', customProperties: [{ property: 'x', value: 'c' }] }, 'c'],
  ['a text', 'a text'],
  [{ usage: 'x'.repeat(1001) }, `${'x'.repeat(999)}…`],
  [{}, undefined],
  [null, undefined],
])('of the description %.60j a list shows one text', (description, shown) => {
  expect(catalogued({ description }).description).toBe(shown)
})

describe('a catalogue is made of', () => {
  test('nothing, for what is no JSON object', () => {
    for (const document of [[], 'text', null]) {
      const catalogue = catalogued(document)
      expect(linesOf(catalogue)).toEqual(['id : shop.orders'])
      expect(catalogue).toMatchObject({ name: undefined, owner: undefined, tags: [], fields: [] })
    }
  })

  test('what is of the right kind', () => {
    const wrong = [1, true, null, [], {}, [1], [[]], [{}], ['', 3], { name: 4 }, 'text']
    const keys = ['id', 'uuid', 'name', 'status', 'tags', 'team', 'owner', 'stakeholders', 'description']
    const nested = ['schema', 'dataset', 'servers', 'domain', 'tenant', 'dataProduct', 'apiVersion']
    for (const key of [...keys, ...nested])
      for (const value of wrong) expect(catalogued({ [key]: value }).texts.length).toBeGreaterThan(0)
    for (const key of ['name', 'properties', 'items', 'map', 'columns', 'tags', 'synonyms', 'required'])
      for (const value of wrong) {
        const catalogue = catalogued({ schema: [3, { [key]: value }], team: { members: [{ [key]: value }] } })
        expect(catalogue.fields.length).toBeGreaterThan(0)
      }
  })

  test('a field without a name by its place', () => {
    const { fields } = catalogued({
      schema: [7, { properties: [{ physicalName: 'P' }, { logicalType: 'date' }] }],
    })
    expect(fields.map(({ pointer, path, name }) => [pointer, path, name])).toEqual([
      ['/schema/1', '1', ''],
      ['/schema/1/properties/0', '1.P', 'P'],
      ['/schema/1/properties/1', '1.1', ''],
    ])
  })
})

describe('of a giant document are taken', () => {
  test('20,000 fields', () => {
    const properties = Array.from({ length: maxFields + 10 }, (_, index) => ({ name: `f${index}` }))
    const { fields, texts } = catalogued({ schema: [{ name: 'o', properties }] })
    expect(fields).toHaveLength(maxFields)
    expect(texts.at(-1)?.text).toBe(`f${maxFields - 2}`)
  })

  test('2,000,000 characters of descriptions and of other texts, so that no description hides a field', () => {
    const { texts } = catalogued({
      description: { usage: 'x'.repeat(maxTextLength + 5) },
      schema: [{ name: 'orders', description: 'left out' }],
      tags: ['y'.repeat(1000)],
    })
    expect(texts.map(({ kind, text }) => [kind, text.length])).toEqual([
      ['id', 11],
      ['tag', 1000],
      ['description', maxTextLength],
      ['field', 6],
    ])
  })

  test('paths that do not grow with the depth', () => {
    let field: object = { name: 'leaf' }
    for (let depth = 0; depth < 90; depth++) field = { name: 'n'.repeat(10_000), properties: [field] }
    const { fields } = catalogued({ schema: [field] })
    expect(fields).toHaveLength(91)
    for (const { path } of fields) expect(path.length).toBeLessThanOrEqual(1000)
  })
})
