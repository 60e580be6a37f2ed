import type { FoundVersion } from '../contracts/search.ts'

/** A hit as it is written on the wire. */
export function hitJson({ hit, state, catalogue, matches }: FoundVersion) {
  return {
    contract_id: hit.contractId,
    version: hit.version,
    name: state.name,
    description: catalogue.description ?? null,
    status: state.status ?? null,
    owner: catalogue.owner ?? null,
    domain: catalogue.domain ?? null,
    data_product: catalogue.dataProduct ?? null,
    tags: catalogue.tags,
    revision: state.revision,
    fingerprint: state.fingerprint,
    updated_at: state.updatedAt.toISOString(),
    score: hit.score,
    matches: matches.map(({ pointer, where, snippet }) => ({ pointer, where, snippet })),
  }
}

const nullableText = { type: ['string', 'null'] }

/** The schema of it, referred to as `SearchHit`. */
export const hitSchema = {
  type: 'object',
  description: 'A version that was found.',
  required: [
    ...['contract_id', 'version', 'name', 'description', 'status', 'owner', 'domain', 'data_product', 'tags'],
    ...['revision', 'fingerprint', 'updated_at', 'score', 'matches'],
  ],
  properties: {
    contract_id: { type: 'string' },
    version: { type: 'string' },
    name: { type: 'string' },
    description: nullableText,
    status: nullableText,
    owner: nullableText,
    domain: nullableText,
    data_product: nullableText,
    tags: { type: 'array', items: { type: 'string' } },
    revision: { type: 'integer' },
    fingerprint: { type: 'string' },
    updated_at: { type: 'string', format: 'date-time' },
    score: {
      type: 'number',
      description: '3: all words in id and name; 2: in these, tags, owner and names of fields; 1: anywhere.',
    },
    matches: {
      type: 'array',
      description: 'Where the words and the fields that were asked for stand; not all places.',
      items: {
        type: 'object',
        required: ['pointer', 'where', 'snippet'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer (RFC 6901) into the document.' },
          where: { enum: ['id', 'name', 'description', 'tag', 'owner', 'field', 'field-description'] },
          snippet: { type: 'string', description: 'Some of the text around it.' },
        },
      },
    },
  },
}

export const exampleHit = {
  contract_id: 'sales.orders',
  version: '1.0.0',
  name: 'Orders',
  description: 'One row per order',
  status: 'active',
  owner: 'Sales',
  domain: 'sales',
  data_product: null,
  tags: ['gold'],
  revision: 2,
  fingerprint: '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
  updated_at: '2026-03-31T12:00:00.000Z',
  score: 2,
  matches: [{ pointer: '/schema/0/properties/0/name', where: 'field', snippet: 'order_id' }],
}
