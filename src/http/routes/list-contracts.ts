import { z } from 'zod'
import type { ContractReader } from '../../contracts/reader.ts'
import { count } from '../parameters/query.ts'
import type { Server } from '../server.ts'

/** `GET /contracts`: the ids there are. */
export function listContracts(server: Server, contracts: ContractReader): void {
  server.route({
    method: 'GET',
    url: '/contracts',
    schema: {
      operationId: 'list_contracts',
      summary: 'List contract ids',
      description: 'Contract ids, ascending by Unicode code point.',
      tags: ['contracts'],
      querystring: z.object({
        limit: count('How many ids to answer with; all of them when it is missing.').optional(),
        offset: count('How many ids to pass over first.').default(0),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of ids.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'total', 'limit', 'offset'],
                  properties: {
                    items: { type: 'array', items: { type: 'string' } },
                    total: { type: 'integer', description: 'How many contracts there are in all.' },
                    limit: { type: ['integer', 'null'], description: 'The limit of the request.' },
                    offset: { type: 'integer', description: 'The offset of the request.' },
                  },
                },
                example: { items: ['sales.orders', 'sales.refunds'], total: 5, limit: 2, offset: 0 },
              },
            },
          },
        },
      },
    },
    async handler(request) {
      const { limit, offset } = request.query
      const { contractIds, total } = await contracts.listContracts({ limit, offset })
      return { items: contractIds, total, limit: limit ?? null, offset }
    },
  })
}
