import { z } from 'zod'
import { contract } from './contract.ts'
import { problem, problemWith } from './problem.ts'
import { nullableText, revision, shape, type Wire } from './shape.ts'

const exampleFound = {
  contract_id: 'sales.orders',
  version: '1.0.0',
  status: 'active',
  fingerprint: '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
  revision: 2,
  etag: '"2-YHPdQyzOQGKCLQTsnNsJWg.1x2y3z"',
}
const exampleFailed = {
  contract_id: 'sales.refunds',
  problem: problemWith('contract-not-found', 'there is no contract "sales.refunds"'),
}

const resolvedVersion = shape(
  'ResolvedVersion',
  z.object({
    contract_id: z.string(),
    version: z.string(),
    status: nullableText,
    fingerprint: z.string(),
    revision,
    etag: z.string().meta({ description: 'The ETag of the JSON document.' }),
    document: contract.optional().meta({ description: 'Left out with `documents=false`.' }),
  }),
  { description: 'The version that an item means.', examples: { ResolvedVersion: exampleFound } },
)
/** Without the document, which stays the text it is. */
export type ResolvedVersionJson = Omit<Wire<typeof resolvedVersion>, 'document'>

const unresolved = shape('UnresolvedItem', z.object({ contract_id: z.string(), problem }), {
  description: 'Why an item means no version.',
  examples: { UnresolvedItem: exampleFailed },
})
export type UnresolvedJson = Wire<typeof unresolved>

const results = z.array(z.union([resolvedVersion, unresolved]))

const resolvedItems = shape('ResolvedItems', z.object({ items: results }), {
  description: 'An answer for each item, in their order.',
})

/** An answer for each item that was asked for. */
export const resolution = shape('Resolution', z.union([results, resolvedItems]), {
  description:
    'An answer for each item, in their order and in the form of the request: an array, or `items`.',
})
