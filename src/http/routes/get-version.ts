import { z } from 'zod'
import type { ContractService } from '../../contracts/service.ts'
import { sendDocument } from '../document-reply.ts'
import { documentAnswers } from '../openapi/documents.ts'
import { contractId, contractVersion } from '../parameters.ts'
import type { Server } from '../server.ts'

/** `GET /contracts/{contract_id}/versions/{contract_version}`: one exact document. */
export function getVersion(server: Server, contracts: ContractService): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version',
    schema: {
      operationId: 'get_version',
      summary: 'Read an exact contract version',
      description:
        'Answers with the stored document and nothing else; what the registry knows of it is in the header.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId, contract_version: contractVersion }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: documentAnswers,
        requestHeaders: ['If-None-Match'],
        problems: ['contract-not-found', 'version-not-found', 'not-acceptable'],
      },
    },
    async handler(request, reply) {
      const { contract_id: contractId, contract_version: version } = request.params
      return sendDocument(request, reply, contracts, await contracts.read({ contractId, version }))
    },
  })
}
