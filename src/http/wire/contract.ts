import { z } from 'zod'
import { maxContractIdLength, maxVersionLength } from '../../domain/identity.ts'
import { type RootKind, rootMembers } from '../../domain/odcs.ts'
import { shape } from './shape.ts'

/** A contract to show; the smallest that says something. */
const exampleDocument = {
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

const object = shape('OdcsObject', z.record(z.string(), z.unknown()), {
  description: 'What ODCS defines below the root is not looked at.',
  examples: { OdcsObject: { usage: 'One row per order' } },
})
const array = z.array(z.unknown())
const kinds: Record<RootKind, z.ZodType> = {
  string: z.string().nullable(),
  object: z.union([object, z.null()]),
  array: array.nullable(),
  'object or array': z.union([object, array, z.null()]),
  any: z.unknown(),
}

const filledIn = 'Filled in from the path when it is missing.'
const remarks: Readonly<Record<string, z.GlobalMeta>> = {
  id: { maxLength: maxContractIdLength, description: filledIn },
  version: { maxLength: maxVersionLength, description: filledIn },
  apiVersion: { description: 'Version of the standard, with or without the leading v.' },
  status: { examples: ['proposed', 'draft', 'active', 'deprecated', 'retired'] },
}

const members = Object.entries(rootMembers).map(([key, kind]) => [
  key,
  kinds[kind].optional().meta(remarks[key] ?? {}),
])

/** A document. */
export const contract = shape('Contract', z.looseObject(Object.fromEntries(members)), {
  description:
    'A data contract by the Open Data Contract Standard, versions 2.2 to 3.2, kept as it was written. From 3.0 on these are all the members of the root; by 2.2 there may be others, and of other types.',
  examples: { Contract: exampleDocument },
})

/** A document in YAML. */
export const contractYaml = shape('ContractYaml', z.string(), {
  description: 'A `Contract` in YAML.',
  examples: { ContractYaml: exampleYaml },
})
