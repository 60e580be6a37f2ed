import { z } from 'zod'
import { type TextKind, textKinds } from '../../search/catalogue/catalogue.ts'
import type { FoundVersion } from '../../use-cases/search.ts'
import { nextCursor, nullableText, revision, shape, time, type Wire } from './shape.ts'
import { validationSummary, validationSummaryJson } from './summary.ts'

const searchMatch = shape(
  'SearchMatch',
  z.object({
    pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) into the document.' }),
    where: z.enum(textKinds),
    snippet: z.string().meta({ description: 'Some of the text around it.' }),
  }),
  {
    description: 'A place where the words or the fields stand that were asked for.',
    examples: {
      SearchMatch: {
        pointer: '/schema/0/properties/0/name',
        where: 'field' as TextKind,
        snippet: 'order_id',
      },
    },
  },
)

const exampleHit = {
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
  validation: { valid: true, counts: { error: 0, warning: 1, info: 0 } },
  score: 2,
  matches: [{ pointer: '/schema/0/properties/0/name', where: 'field' as TextKind, snippet: 'order_id' }],
}

/** A version that was found. */
export const searchHit = shape(
  'SearchHit',
  z.object({
    contract_id: z.string(),
    version: z.string(),
    name: z.string(),
    description: nullableText,
    status: nullableText,
    owner: nullableText,
    domain: nullableText,
    data_product: nullableText,
    tags: z.array(z.string()),
    revision,
    fingerprint: z.string(),
    updated_at: time,
    validation: validationSummary,
    score: z.number().meta({
      description: '3: all words in id and name; 2: in these, tags, owner and names of fields; 1: anywhere.',
    }),
    matches: z.array(searchMatch).meta({
      description: 'Where the words and the fields that were asked for stand; not all places.',
    }),
  }),
  { description: 'A version that was found.', examples: { SearchHit: exampleHit } },
)

/** Hits as lines. */
export const searchHitLines = shape('SearchHitLines', z.string(), {
  description: 'Hits as `SearchHit`, a line each.',
  examples: { SearchHitLines: '{"contract_id":"sales.orders","version":"1.0.0","name":"Orders", …}\n' },
})

const facetValue = shape('FacetValue', z.object({ value: nullableText, count: z.int() }), {
  description: 'How many hits have a value; null for those without one.',
  examples: { FacetValue: { value: 'active', count: 1 } },
})

/** One page of hits. */
export const searchPage = shape(
  'SearchPage',
  z.object({
    items: z.array(searchHit),
    total: z.int().meta({ description: 'How many hits there are, counted up to 10,000.' }),
    total_is_exact: z.boolean().meta({ description: 'False when there may be more hits than `total`.' }),
    next_cursor: nextCursor,
    facets: z.record(z.string(), z.array(facetValue)).optional().meta({
      description:
        'For each facet that was asked for, how many hits have each value; null for none. Values that a filter takes for equal are one, as it is written most often.',
    }),
  }),
  { description: 'One page of hits.' },
)

export function hitJson({ hit, summary, description }: FoundVersion): Wire<typeof searchHit> {
  return {
    contract_id: hit.contractId,
    version: hit.version,
    name: summary.name,
    description: description.description ?? null,
    status: summary.status ?? null,
    owner: description.owner ?? null,
    domain: description.domain ?? null,
    data_product: description.dataProduct ?? null,
    tags: [...description.tags],
    revision: summary.revision,
    fingerprint: summary.fingerprint,
    updated_at: summary.updatedAt.toISOString(),
    validation: validationSummaryJson(summary.validation),
    score: hit.score,
    matches: description.matches.map(({ pointer, where, snippet }) => ({ pointer, where, snippet })),
  }
}
