import type { RuleName } from '../../../src/validation/rule-names.ts'

/** How a document begins. */
export const head = 'version: 1.0.0\napiVersion: v3.2.0\nkind: DataContract\nid: orders\n'
/** A schema that documents refer to. */
export const orders = `schema:
  - name: orders
    id: orders_id
    properties:
      - { name: order_id, id: order_id_id, logicalType: integer }
      - name: address
        logicalType: object
        properties:
          - { name: city, id: city_id }
`

/** For each rule a document that breaks it and no other, and the places where. */
export const broken: Readonly<Record<RuleName, readonly [yaml: string, ...pointers: string[]]>> = {
  'api-version': [head.replace('3.2.0', '3.2.9'), '/apiVersion'],
  'declared-version': [head.replace('3.2.0', '3.1.0'), '/apiVersion'],
  'duplicate-name': ['schema:\n  - name: a\n  - name: a\n', '/schema/1/name'],
  'duplicate-id': ['schema:\n  - { name: a, id: x }\n  - { name: b, id: x }\n', '/schema/1/id'],
  'relationship-target': [
    `${orders}    relationships:
      - { from: orders.order_id, to: orders.address.street }
      - { from: schema/orders_id/properties/order_id_id, to: schema/orders_id/properties/other_id }
      - { from: orders.address.city, to: other.yaml#/schema/a/properties/b }
`,
    '/schema/0/relationships/0/to',
    '/schema/0/relationships/1/to',
  ],
  'relationship-length': [
    `${orders}    relationships:\n      - { from: [orders.order_id], to: [orders.order_id, orders.address] }\n`,
    '/schema/0/relationships/0/to',
  ],
  'sla-element': [
    `${orders}slaProperties:
  - { property: latency, value: 1, element: order_id }
  - { property: latency, value: 1, element: "orders.order_id, orders.total" }
`,
    '/slaProperties/1/element',
  ],
  'sla-property': [
    'slaProperties:\n  - { property: Latency, value: 1 }\n  - { property: speed, value: 1 }\n',
    '/slaProperties/1/property',
  ],
  'sla-driver': [
    'slaProperties:\n  - { property: ga, value: 1, driver: boredom }\n',
    '/slaProperties/0/driver',
  ],
  'metric-level': [
    'schema:\n  - { name: a, quality: [{ metric: nullValues, mustBe: 0 }], properties: [{ name: b, quality: [{ metric: rowCount, mustBe: 1 }] }] }\n',
    '/schema/0/quality/0/metric',
    '/schema/0/properties/0/quality/0/metric',
  ],
  'metric-incomplete': [
    'schema:\n  - { name: a, quality: [{ metric: duplicateValues, mustBe: 0 }], properties: [{ name: b, quality: [{ metric: invalidValues, mustBe: 1 }] }] }\n',
    '/schema/0/quality/0/metric',
    '/schema/0/properties/0/quality/0/metric',
  ],
  'metric-properties': [
    `${orders}    quality:\n      - { metric: duplicateValues, mustBe: 0, arguments: { properties: [order_id, address.city, total] } }\n`,
    '/schema/0/quality/0/arguments/properties/2',
  ],
  'metric-interval': [
    'schema:\n  - { name: a, quality: [{ metric: rowCount, mustBeBetween: [9, 1] }, { metric: rowCount, mustBeBetween: [1, 9] }] }\n',
    '/schema/0/quality/0/mustBeBetween',
  ],
  'metric-operators': [
    `${head.replace('3.2.0', '3.0.2')}status: draft
schema:
  - name: a
    quality:
      - { rule: rowCount, mustBeGreaterThan: 1, mustBeLessThan: 9 }
      - { rule: rowCount, mustBe: 1 }
`,
    '/schema/0/quality/0/mustBeLessThan',
  ],
  'primary-key-repeated': [
    'schema:\n  - name: a\n    properties:\n      - { name: b, primaryKey: true, primaryKeyPosition: 1 }\n      - { name: c, primaryKey: true, primaryKeyPosition: 1 }\n      - { name: d, primaryKey: true, primaryKeyPosition: 2 }\n',
    '/schema/0/properties/1/primaryKeyPosition',
  ],
  'primary-key-gap': [
    'schema:\n  - name: a\n    properties:\n      - { name: b, primaryKey: true, primaryKeyPosition: 1 }\n      - { name: c, primaryKey: true, primaryKeyPosition: 3 }\n',
    '/schema/0/properties/0',
  ],
  'primary-key-optional': [
    'schema:\n  - { name: a, properties: [{ name: b, primaryKey: true, required: false }] }\n',
    '/schema/0/properties/0/required',
  ],
  'position-without-key': [
    'schema:\n  - { name: a, properties: [{ name: b, primaryKeyPosition: -1 }, { name: c, partitionKeyPosition: 1 }] }\n',
    '/schema/0/properties/1/partitionKeyPosition',
  ],
  'array-items': [
    'schema:\n  - { name: a, properties: [{ name: b, logicalType: array } ] }\n',
    '/schema/0/properties/0/logicalType',
  ],
  'items-without-array': [
    'schema:\n  - { name: a, properties: [{ name: b, items: { logicalType: string } }, { name: c, logicalType: array, items: { logicalType: string } }] }\n',
    '/schema/0/properties/0/items',
  ],
  'option-range': [
    'schema:\n  - { name: a, properties: [{ name: b, logicalType: string, logicalTypeOptions: { minLength: 5, maxLength: 4 } }] }\n',
    '/schema/0/properties/0/logicalTypeOptions/minLength',
  ],
  'option-pattern': [
    'schema:\n  - { name: a, properties: [{ name: b, logicalType: string, logicalTypeOptions: { pattern: "[a-" } }] }\n',
    '/schema/0/properties/0/logicalTypeOptions/pattern',
  ],
  'enum-type': [
    'schema:\n  - { name: a, properties: [{ name: b, logicalType: integer, enum: [{ value: 1 }, { value: 1.5 }, { value: "2" }] }] }\n',
    '/schema/0/properties/0/enum/1/value',
    '/schema/0/properties/0/enum/2/value',
  ],
  'enum-repeated': [
    'schema:\n  - { name: a, properties: [{ name: b, enum: [{ value: 1 }, { value: 1, label: One }, { value: "1" }] }] }\n',
    '/schema/0/properties/0/enum/1/value',
  ],
  'deprecated-key': ['team:\n  - username: anna\n', '/team'],
  'deprecated-required': [
    'schema:\n  - { name: a, properties: [{ name: b, deprecated: true, required: true }] }\n',
    '/schema/0/properties/0/required',
  ],
  'deprecated-target': [
    'schema:\n  - { name: a, properties: [{ name: b, deprecated: true }, { name: c, relationships: [{ to: a.b }] }] }\n',
    '/schema/0/properties/1/relationships/0/to',
  ],
  'version-form': [head.replace('1.0.0', 'v1'), '/version'],
  'compatibility-wish': [
    `customProperties:
  - { property: dc43.compatibility, value: ful }
  - { property: dc43.compatibility, value: None }
  - { property: dc43.compatibility, value: " PRODUCER " }
  - { property: dc43.compatibility, value: [full] }
  - { property: dc43.compatability, value: full }
  - { property: dc43.owner, value: full }
`,
    '/customProperties/0/value',
    '/customProperties/3/value',
    '/customProperties/4/property',
  ],
  'server-secret': [
    `servers:
  - { server: a, type: custom, customProperties: [{ property: password, value: "\${PASSWORD}" }, { property: password, value: hunter2 }] }
  - { server: b, type: custom, location: "https://anna:hunter2@example.org/data" }
`,
    '/servers/0/customProperties/1/value',
    '/servers/1/location',
  ],
}
