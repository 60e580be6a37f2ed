import { z } from 'zod'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import { documentAnswers } from '../openapi/documents.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId } from '../parameters/identity.ts'
import { asOf } from '../parameters/query.ts'
import { selectionOf, selectionParameters } from '../parameters/selection.ts'
import { sendDocument } from '../representations/document-reply.ts'
import type { Server } from '../server.ts'

/** `GET /contracts/{contract_id}/latest`: the highest version that is wanted. */
export function getLatest(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/latest',
    schema: {
      operationId: 'get_latest',
      summary: 'Read the latest contract version',
      description:
        'The highest release in the order of versions, of those with a wanted status that the selector means. Pre-releases such as `1.1.0-rc.1` count when they are named or included, or when there is no release.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId }),
      querystring: parameters({ ...selectionParameters, as_of: asOf }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: documentAnswers,
        requestHeaders: ['If-None-Match', 'If-Match'],
        problems: [
          'contract-not-found',
          'no-matching-version',
          'revision-not-found',
          'not-acceptable',
          'precondition-failed',
        ],
      },
    },
    async handler(request, reply) {
      const { params, query } = request
      const reader = contracts(request.access)
      const stored = await reader.readLatest(params.contract_id, selectionOf(query), query.as_of)
      return sendDocument(request, reply, reader, stored, 'changing')
    },
  })
}
