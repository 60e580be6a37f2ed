import { z } from 'zod'
import type { ContractWriter } from '../../use-cases/changes.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { dryRunAnswer, publication } from '../openapi/documents.ts'
import type { HeaderName } from '../openapi/headers.ts'
import { authorOf } from '../parameters/author.ts'
import { parameters } from '../parameters/closed-object.ts'
import { newContractId, newContractVersion } from '../parameters/identity.ts'
import { allowBreaking, dryRun, flag } from '../parameters/query.ts'
import { preconditionOf } from '../representations/conditional.ts'
import { receiveDocuments, uploadOf } from '../representations/document-body.ts'
import { sendDryRun } from '../representations/dry-run.ts'
import { entityTag } from '../representations/entity-tag.ts'
import { headerText, linkVersion, locationOf } from '../representations/location.ts'
import type { Server } from '../server.ts'
import { countsText } from '../wire/document-validation.ts'

const answerHeaders: readonly HeaderName[] = [
  'ETag',
  'Content-Location',
  'DC43-Contract-Version',
  'DC43-Fingerprint',
  'DC43-Revision',
  'DC43-Action',
  'DC43-Validation',
  'Link',
]

/** `PUT /contracts/{contract_id}/versions/{contract_version}`: publish a document. */
export async function putVersion(
  server: Server,
  contracts: ForCaller<ContractWriter>,
  bodyLimit: number,
): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveDocuments(scope)
    scope.route({
      method: 'PUT',
      url: '/contracts/:contract_id/versions/:contract_version',
      bodyLimit,
      schema: {
        operationId: 'put_version',
        summary: 'Publish a contract version',
        description:
          'Keeps the document as it was sent under the id and version of the path, in place of another one where the policy allows it. The same document again changes nothing.',
        tags: ['contracts'],
        params: z.object({ contract_id: newContractId, contract_version: newContractVersion }),
        querystring: parameters({
          dry_run: dryRun,
          allow_breaking: allowBreaking,
          allow_downgrade: flag(
            'Publish a new version although it is below the highest of its major line, where the policy wants them to increase.',
          ),
        }),
      },
      config: {
        permission: 'write',
        operation: {
          ...publication,
          answers: {
            200: dryRunAnswer,
            204: {
              description:
                'The document is stored; or nothing had to be changed, which `DC43-Action: no-op` tells.',
              headers: answerHeaders,
            },
          },
        },
      },
      async handler(request, reply) {
        const { params, query } = request
        const identity = { contractId: params.contract_id, version: params.contract_version }
        const author = authorOf(request)
        const options = {
          override: query.allow_breaking ? { reason: author.reason } : undefined,
          precondition: preconditionOf(request),
          allowDowngrade: query.allow_downgrade,
          signal: request.signal,
        }
        const upload = uploadOf(request)
        const { format } = upload
        const plan = () => contracts(request.access).publication(upload, identity, options)
        if (query.dry_run) return sendDryRun(reply, identity, plan, format)
        const planned = await plan()
        const { action, after, predecessor } = await planned.apply(author)
        const { validation } = planned
        if (validation) reply.header('dc43-validation', countsText(validation.counts))
        if (predecessor !== undefined)
          linkVersion(request, reply, 'predecessor-version', { ...identity, version: predecessor })
        reply.header('dc43-action', action)
        if (after) {
          reply.header('etag', entityTag(after, format))
          reply.header('dc43-revision', after.revision)
          reply.header('dc43-fingerprint', after.fingerprint)
        }
        reply.header('content-location', locationOf(request, identity))
        reply.header('dc43-contract-version', headerText(identity.version))
        return reply.code(204).send()
      },
    })
  })
}
