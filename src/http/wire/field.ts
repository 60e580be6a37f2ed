import { z } from 'zod'
import type { CataloguedField } from '../../stores/search-query.ts'
import { nextCursor, nullableText, shape, type Wire } from './shape.ts'

const exampleField = {
  contract_id: 'sales.orders',
  version: '1.0.0',
  pointer: '/schema/0/properties/3',
  path: 'orders.email',
  name: 'email',
  kind: 'property',
  logical_type: 'string',
  physical_type: 'varchar(320)',
  classification: 'confidential',
  required: false,
  primary_key: false,
  critical_data_element: false,
  description: null,
}

/** A schema object or property of a contract. */
export const field = shape(
  'Field',
  z.object({
    contract_id: z.string(),
    version: z.string(),
    pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) into the document.' }),
    path: z.string().meta({ description: 'The names from the schema object down to the field.' }),
    name: z.string(),
    kind: z.string().meta({ enum: ['object', 'property'] }),
    logical_type: nullableText,
    physical_type: nullableText,
    classification: nullableText,
    required: z.boolean(),
    primary_key: z.boolean(),
    critical_data_element: z.boolean(),
    description: nullableText,
  }),
  { description: 'A schema object or property of a contract.', examples: { Field: exampleField } },
)

/** One page of fields. */
export const fieldPage = shape('FieldPage', z.object({ items: z.array(field), next_cursor: nextCursor }), {
  description: 'One page of fields.',
})

export function fieldJson(catalogued: CataloguedField): Wire<typeof field> {
  return {
    contract_id: catalogued.contractId,
    version: catalogued.version,
    pointer: catalogued.pointer,
    path: catalogued.path,
    name: catalogued.name,
    kind: catalogued.kind,
    logical_type: catalogued.logicalType ?? null,
    physical_type: catalogued.physicalType ?? null,
    classification: catalogued.classification ?? null,
    required: catalogued.required,
    primary_key: catalogued.primaryKey,
    critical_data_element: catalogued.criticalDataElement,
    description: catalogued.description ?? null,
  }
}
