import { z } from 'zod'
import type { ContractService } from '../../contracts/service.ts'
import { contractId, contractVersion } from '../parameters.ts'
import type { Server } from '../server.ts'

/** `POST /contracts/link`: say that a dataset version follows a contract version. */
export function linkDataset(server: Server, contracts: ContractService): void {
  server.route({
    method: 'POST',
    url: '/contracts/link',
    schema: {
      operationId: 'link_dataset',
      summary: 'Link a dataset version to a contract version',
      description: 'Checks that the contract version is there. Links are not recorded yet.',
      tags: ['links'],
      body: z.object({
        dataset_id: z.string().meta({ examples: ['table:gold.orders'] }),
        dataset_version: z.string().meta({ examples: ['2024-01-01'] }),
        contract_id: contractId,
        contract_version: contractVersion,
      }),
    },
    config: {
      permission: 'write',
      operation: {
        answers: {
          200: {
            description: 'The contract version is there.',
            content: { 'application/json': { schema: { type: 'null' }, example: null } },
          },
        },
        problems: ['contract-not-found', 'version-not-found', 'document-too-large', 'unsupported-media-type'],
      },
    },
    async handler(request, reply) {
      const { contract_id: contractId, contract_version: version } = request.body
      await contracts.read({ contractId, version })
      return reply.type('application/json; charset=utf-8').send('null')
    },
  })
}
