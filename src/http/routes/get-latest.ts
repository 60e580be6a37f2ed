import { z } from 'zod'
import type { ContractService } from '../../contracts/service.ts'
import { sendDocument } from '../document-reply.ts'
import { documentAnswers } from '../openapi/documents.ts'
import { contractId } from '../parameters.ts'
import type { Server } from '../server.ts'

/** `GET /contracts/{contract_id}/latest`: the highest release. */
export function getLatest(server: Server, contracts: ContractService): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/latest',
    schema: {
      operationId: 'get_latest',
      summary: 'Read the latest contract version',
      description:
        'The highest release in the order of versions. Pre-releases such as `1.1.0-rc.1` count only when the contract has no release.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: documentAnswers,
        requestHeaders: ['If-None-Match'],
        problems: ['contract-not-found', 'not-acceptable'],
      },
    },
    async handler(request, reply) {
      return sendDocument(request, reply, contracts, await contracts.readLatest(request.params.contract_id))
    },
  })
}
