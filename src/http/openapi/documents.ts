import { yamlMediaTypes } from '../media-types.ts'

/** A contract to show; the smallest that says something. */
export const exampleDocument = {
  version: '1.0.0',
  kind: 'DataContract',
  apiVersion: 'v3.1.0',
  id: 'sales.orders',
  name: 'Orders',
  status: 'active',
  description: { usage: 'One row per order' },
  schema: [{ name: 'orders', properties: [{ name: 'order_id', logicalType: 'integer', required: true }] }],
}

const exampleYaml = `version: 1.0.0
kind: DataContract
apiVersion: v3.1.0
id: sales.orders
name: Orders
status: active
description:
  usage: One row per order
schema:
  - name: orders
    properties:
      - name: order_id
        logicalType: integer
        required: true
`

/** The schema of a document, referred to as `Contract`. What ODCS defines inside it is up to its author. */
export const documentSchema = {
  type: 'object',
  description:
    'A data contract by the Open Data Contract Standard, versions 2.2 to 3.2, kept as it was written.',
  properties: {
    id: { type: 'string', maxLength: 255, description: 'Filled in from the path when it is missing.' },
    version: { type: 'string', maxLength: 128, description: 'Filled in from the path when it is missing.' },
    apiVersion: { type: 'string', description: 'Version of the standard, with or without the leading v.' },
    status: { type: 'string', examples: ['proposed', 'draft', 'active', 'deprecated', 'retired'] },
  },
}

const json = { schema: { $ref: '#/components/schemas/Contract' }, example: exampleDocument }
const yaml = { schema: { type: 'string' }, example: exampleYaml }

const documentHeaders = [
  'ETag',
  'Vary',
  'Cache-Control',
  'Content-Location',
  'DC43-Contract-Version',
  'DC43-Contract-Status',
  'DC43-Fingerprint',
  'DC43-Revision',
  'Deprecation',
  'Sunset',
  'Link',
]

/** The answers of a route that reads one document. */
export const documentAnswers = {
  200: {
    description: 'The document: as JSON, or as the YAML that was uploaded.',
    headers: headerReferences(documentHeaders),
    content: { 'application/json': json, 'application/yaml': yaml },
  },
  304: {
    description: 'The client has the document already, by its `If-None-Match`.',
    headers: headerReferences(documentHeaders),
  },
}

/** The body of a route that takes a document. */
export const documentBody = {
  required: true,
  description: 'The document in UTF-8; `Content-Encoding: gzip` is understood.',
  content: Object.fromEntries([['application/json', json], ...yamlMediaTypes.map(type => [type, yaml])]),
}

/** References to headers of `components.headers`. */
export function headerReferences(names: readonly string[]): Record<string, object> {
  return Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]))
}
