import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ContractService } from '../../contracts/service.ts'
import { receiveDocuments } from '../document-body.ts'
import { headerText, locationOf } from '../document-reply.ts'
import { formatOfBody } from '../media-types.ts'
import { documentBody, headerReferences } from '../openapi/documents.ts'
import { newContractId, newContractVersion } from '../parameters.ts'
import type { Server } from '../server.ts'

/** `PUT /contracts/{contract_id}/versions/{contract_version}`: publish a document. */
export async function putVersion(server: Server, contracts: ContractService): Promise<void> {
  await server.register(async scope => {
    receiveDocuments(scope)
    scope.withTypeProvider<ZodTypeProvider>().route({
      method: 'PUT',
      url: '/contracts/:contract_id/versions/:contract_version',
      schema: {
        operationId: 'put_version',
        summary: 'Publish a contract version',
        description:
          'Stores the document under the id and version of the path. An existing version is overwritten. The document is kept as it is: member order, numbers, nulls and unknown members below the root; YAML byte for byte.',
        tags: ['contracts'],
        params: z.object({ contract_id: newContractId, contract_version: newContractVersion }),
      },
      config: {
        permission: 'write',
        operation: {
          requestBody: documentBody,
          requestHeaders: ['Content-Encoding'],
          answers: {
            204: {
              description: 'The document is stored.',
              headers: headerReferences(['Content-Location', 'DC43-Contract-Version', 'DC43-Fingerprint']),
            },
          },
          problems: [
            'malformed-document',
            'invalid-document',
            'document-too-large',
            'unsupported-media-type',
            'unsupported-encoding',
          ],
        },
      },
      async handler(request, reply) {
        const identity = { contractId: request.params.contract_id, version: request.params.contract_version }
        const format = formatOfBody(request.headers['content-type'])
        const { fingerprint } = await contracts.publish({ bytes: request.body as Buffer, format }, identity)
        reply.header('content-location', locationOf(identity.contractId, identity.version))
        reply.header('dc43-contract-version', headerText(identity.version))
        reply.header('dc43-fingerprint', fingerprint)
        return reply.code(204).send()
      },
    })
  })
}
