import { z } from 'zod'
import type { DatasetLinks } from '../../contracts/dataset-links.ts'
import type { ForCaller } from '../../contracts/for-caller.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { count, pageSize } from '../parameters/query.ts'
import type { Server } from '../server.ts'

/** `GET /contracts/{contract_id}/versions/{contract_version}/datasets`: who follows a version. */
export function listDatasets(server: Server, links: ForCaller<DatasetLinks>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version/datasets',
    schema: {
      operationId: 'list_datasets',
      summary: 'List the datasets linked to a contract version',
      description: 'By dataset id and version.',
      tags: ['links'],
      params: z.object({ contract_id: contractId, contract_version: contractVersion }),
      querystring: z.object({
        limit: pageSize(1000, 100),
        offset: count('How many links to pass over first.').default(0),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of links.',
            content: { 'application/json': { schema: pageSchema, example: examplePage } },
          },
        },
        problems: ['contract-not-found', 'version-not-found'],
      },
    },
    async handler({ params, query, access }) {
      const identity = { contractId: params.contract_id, version: params.contract_version }
      const page = await links(access).datasets(identity, query)
      const items = page.links.map(link => ({
        dataset_id: link.datasetId,
        dataset_version: link.datasetVersion,
        linked_at: link.linkedAt.toISOString(),
        linked_by: link.linkedBy ?? null,
      }))
      return { items, total: page.total, limit: query.limit, offset: query.offset }
    },
  })
}

const pageSchema = {
  type: 'object',
  required: ['items', 'total', 'limit', 'offset'],
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['dataset_id', 'dataset_version', 'linked_at', 'linked_by'],
        properties: {
          dataset_id: { type: 'string' },
          dataset_version: { type: 'string' },
          linked_at: { type: 'string', format: 'date-time' },
          linked_by: { type: ['string', 'null'] },
        },
      },
    },
    total: { type: 'integer', description: 'How many links there are in all.' },
    limit: { type: 'integer' },
    offset: { type: 'integer' },
  },
}

const examplePage = {
  items: [
    {
      dataset_id: 'table:gold.orders',
      dataset_version: '2024-01-01',
      linked_at: '2026-03-31T12:00:00.000Z',
      linked_by: 'anonymous',
    },
  ],
  total: 1,
  limit: 100,
  offset: 0,
}
