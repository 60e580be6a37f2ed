import { z } from 'zod'
import type { DatasetLink } from '../../stores/link-store.ts'
import { nullableText, shape, time, type Wire } from './shape.ts'

/** The contract version that a dataset version follows. */
export const linkedVersion = shape(
  'LinkedVersion',
  z.object({
    contract_id: z.string(),
    contract_version: z.string(),
    dataset_id: z.string(),
    dataset_version: z.string(),
  }),
  {
    description: 'The contract version that a dataset version follows.',
    examples: {
      LinkedVersion: {
        contract_id: 'sales.orders',
        contract_version: '1.0.0',
        dataset_id: 'table:gold.orders',
        dataset_version: '2024-01-01',
      },
    },
  },
)
export type LinkedVersionJson = Wire<typeof linkedVersion>

const exampleLink = {
  dataset_id: 'table:gold.orders',
  dataset_version: '2024-01-01',
  linked_at: '2026-03-31T12:00:00.000Z',
  linked_by: 'anonymous',
}

const datasetLink = shape(
  'DatasetLink',
  z.object({
    dataset_id: z.string(),
    dataset_version: z.string(),
    linked_at: time,
    linked_by: nullableText,
  }),
  {
    description: 'A dataset version that follows the contract version.',
    examples: { DatasetLink: exampleLink },
  },
)

/** One page of the datasets that follow a version. */
export const datasetPage = shape(
  'DatasetPage',
  z.object({
    items: z.array(datasetLink),
    total: z.int().meta({ description: 'How many links there are in all.' }),
    limit: z.int(),
    offset: z.int(),
  }),
  {
    description: 'One page of links.',
    examples: { DatasetPage: { items: [exampleLink], total: 1, limit: 100, offset: 0 } },
  },
)

export function linkJson(link: DatasetLink): Wire<typeof datasetLink> {
  return {
    dataset_id: link.datasetId,
    dataset_version: link.datasetVersion,
    linked_at: link.linkedAt.toISOString(),
    linked_by: link.linkedBy ?? null,
  }
}
