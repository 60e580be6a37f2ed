import type { VersionSummary } from '../stores/store.ts'

/** What is known about a version, as it is written on the wire. */
export function summaryJson(summary: VersionSummary) {
  return {
    contract_id: summary.contractId,
    version: summary.version,
    status: summary.status ?? null,
    name: summary.name,
    fingerprint: summary.fingerprint,
    revision: summary.revision,
    created_at: summary.createdAt.toISOString(),
    created_by: summary.createdBy ?? null,
    updated_at: summary.updatedAt.toISOString(),
    updated_by: summary.updatedBy ?? null,
  }
}

const nullableText = { type: ['string', 'null'] }
const time = { type: 'string', format: 'date-time' }

/** The schema of it, referred to as `VersionSummary`. */
export const summarySchema = {
  type: 'object',
  description: 'What the registry knows about a version.',
  required: [
    ...['contract_id', 'version', 'status', 'name', 'fingerprint', 'revision'],
    ...['created_at', 'created_by', 'updated_at', 'updated_by'],
  ],
  properties: {
    contract_id: { type: 'string' },
    version: { type: 'string' },
    status: { ...nullableText, description: 'The `status` of the document.' },
    name: { type: 'string' },
    fingerprint: { type: 'string', description: 'SHA-256 of the canonical form of the document.' },
    revision: { type: 'integer', minimum: 1, description: 'One more with each change of the version.' },
    created_at: time,
    created_by: { ...nullableText, description: 'Null when another program did it.' },
    updated_at: time,
    updated_by: nullableText,
  },
}

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
}
