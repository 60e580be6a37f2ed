import { z } from 'zod'
import type { FindingCounts } from '../../domain/errors.ts'
import type { VersionSummary } from '../../stores/store.ts'
import { findingCounts } from './document-validation.ts'
import { nullableText, revision, shape, time, type Wire } from './shape.ts'

/** What a validation came to. */
export const validationSummary = shape(
  'ValidationSummary',
  z.object({ valid: z.boolean(), counts: findingCounts }),
  { description: 'How many findings a validation has made.' },
)
  .nullable()
  .meta({ description: 'Null while nothing is known of it.' })

/** @param counts undefined while nothing is known of it. */
export function validationSummaryJson(counts: FindingCounts | undefined): Wire<typeof validationSummary> {
  return counts ? { valid: counts.error === 0, counts } : null
}

/** What is known about a version. */
export const exampleSummary = {
  contract_id: 'sales.orders',
  version: '1.0.0',
  status: 'active',
  name: 'Orders',
  fingerprint: '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
  revision: 2,
  created_at: '2026-03-30T09:00:00.000Z',
  created_by: 'anonymous',
  updated_at: '2026-03-31T12:00:00.000Z',
  updated_by: 'anonymous',
  validation: { valid: true, counts: { error: 0, warning: 1, info: 0 } },
}

export const summary = shape(
  'VersionSummary',
  z.object({
    contract_id: z.string(),
    version: z.string(),
    status: nullableText.meta({ description: 'The `status` of the document.' }),
    name: z.string(),
    fingerprint: z.string().meta({ description: 'SHA-256 of the canonical form of the document.' }),
    revision: revision.meta({ description: 'One more with each change of the version.' }),
    created_at: time,
    created_by: nullableText.meta({ description: 'Null when it is not known who did it.' }),
    updated_at: time,
    updated_by: nullableText,
    validation: validationSummary,
  }),
  {
    description: 'What the registry knows about a version.',
    examples: { VersionSummary: exampleSummary },
  },
)

export function summaryJson(
  state: VersionSummary & { readonly validation?: FindingCounts | undefined },
): Wire<typeof summary> {
  return {
    contract_id: state.contractId,
    version: state.version,
    status: state.status ?? null,
    name: state.name,
    fingerprint: state.fingerprint,
    revision: state.revision,
    created_at: state.createdAt.toISOString(),
    created_by: state.createdBy ?? null,
    updated_at: state.updatedAt.toISOString(),
    updated_by: state.updatedBy ?? null,
    validation: validationSummaryJson(state.validation),
  }
}
