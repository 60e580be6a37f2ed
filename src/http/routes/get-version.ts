import { z } from 'zod'
import { RegistryError } from '../../domain/errors.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import { documentAnswers } from '../openapi/documents.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { asOf, revision } from '../parameters/query.ts'
import { sendDocument } from '../representations/document-reply.ts'
import type { Server } from '../server.ts'

/** `GET /contracts/{contract_id}/versions/{contract_version}`: one exact document. */
export function getVersion(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version',
    schema: {
      operationId: 'get_version',
      summary: 'Read an exact contract version',
      description:
        'Answers with the stored document and nothing else; what the registry knows of it is in the header. With `revision` or `as_of`, the document as it was, also of a version that was deleted since.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId, contract_version: contractVersion }),
      querystring: parameters({ revision, as_of: asOf }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: documentAnswers,
        requestHeaders: ['If-None-Match', 'If-Match'],
        problems: [
          'contract-not-found',
          'version-not-found',
          'revision-not-found',
          'not-acceptable',
          'precondition-failed',
        ],
      },
    },
    async handler(request, reply) {
      const { contract_id: contractId, contract_version: version } = request.params
      const { revision, as_of: time } = request.query
      const identity = { contractId, version }
      const reader = contracts(request.access)
      if (revision !== undefined) {
        if (time) throw new RegistryError('invalid-request', 'query: give either revision or as_of, not both')
        const stored = await reader.readRevision({ ...identity, revision })
        return sendDocument(request, reply, reader, stored, 'fixed')
      }
      if (time) {
        const stored = await reader.readAsOf(identity, time)
        return sendDocument(request, reply, reader, stored, 'changing')
      }
      const stored = await reader.read(identity)
      const lifetime = reader.isApproved(stored) ? 'approved' : 'changing'
      return sendDocument(request, reply, reader, stored, lifetime)
    },
  })
}
