import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RegistryError } from '../../../domain/errors.ts'
import { quotedExcerpt } from '../../../domain/excerpt.ts'
import type { ContractWriter } from '../../../use-cases/changes.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import { queryOf } from '../../edge/url.ts'
import { publication } from '../../openapi/documents.ts'
import { authorOf } from '../../parameters/author.ts'
import { preconditionOf } from '../../representations/conditional.ts'
import { receiveDocuments, uploadOf } from '../../representations/document-body.ts'
import { entityTag } from '../../representations/entity-tag.ts'
import { headerText, urlOf } from '../../representations/location.ts'
import type { Server } from '../../server.ts'

/**
 * `PUT /api/datacontracts/{contract_id}`: what the Data Contract CLI publishes to. It takes an answer of 200 only, and
 * writes the id into the URL as it is: what comes after a `?` or `#` in it never arrives as part of the path. So the
 * document says which contract it is.
 */
export async function putDataContract(
  server: Server,
  contracts: ForCaller<ContractWriter>,
  bodyLimit: number,
): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveDocuments(scope)
    scope.route({
      method: 'PUT',
      url: '/api/datacontracts/:contract_id',
      bodyLimit,
      schema: {
        operationId: 'put_data_contract',
        summary: 'Publish a contract version from the Data Contract CLI',
        description:
          'As `put_version`, under the id and version in the document. The id of the path counts only for a document without one.',
        tags: ['entropy-data'],
        params: z.object({ contract_id: z.string().meta({ description: 'The contract id.' }) }),
      },
      config: {
        permission: 'write',
        operation: {
          ...publication,
          answers: {
            200: {
              description: 'The document is stored, or was there already.',
              headers: ['Location-HTML', 'ETag', 'DC43-Contract-Version', 'DC43-Revision', 'DC43-Action'],
            },
          },
        },
      },
      async handler(request, reply) {
        const upload = uploadOf(request)
        const { contract_id: contractId } = request.params
        const options = {
          precondition: preconditionOf(request),
          allowDowngrade: false,
          signal: request.signal,
        }
        const author = authorOf(request)
        const writer = contracts(request.access)
        const planned = await writer.selfNamedPublication(upload, contractId, options)
        const { identity } = planned
        refuseParameters(request, identity.contractId)
        const { action, after } = await planned.apply(author)
        reply.header('dc43-action', action)
        reply.header('dc43-contract-version', headerText(identity.version))
        if (after) reply.header('dc43-revision', after.revision)
        if (after) reply.header('etag', entityTag(after, upload.format))
        const url = urlOf(request, identity)
        if (url !== undefined) reply.header('location-html', url)
        return reply.code(200).send()
      },
    })
  })
}

/** @throws RegistryError `invalid-request` for a query that is no part of an id. */
function refuseParameters({ url }: FastifyRequest, contractId: string): void {
  const query = queryOf(url)
  // clients cut an id off where a fragment of a URL would begin
  const [, ownQuery] = /^[^?#]*\?([^#]*)/.exec(contractId) ?? []
  if (query === '' || query === ownQuery || decodeURIComponent(query) === ownQuery) return
  const [name = ''] = new URLSearchParams(query).keys()
  throw new RegistryError(
    'invalid-request',
    `query: ${quotedExcerpt(name)} is no parameter here; there are none; use PUT /contracts/{contract_id}/versions/{contract_version} for a dry run, or to allow a breaking change`,
  )
}
