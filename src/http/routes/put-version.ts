import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ContractWriter } from '../../use-cases/changes.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { documentBody, dryRunAnswer } from '../openapi/documents.ts'
import type { HeaderName } from '../openapi/headers.ts'
import { authorOf } from '../parameters/author.ts'
import { parameters } from '../parameters/closed-object.ts'
import { newContractId, newContractVersion } from '../parameters/identity.ts'
import { allowBreaking, dryRun, flag } from '../parameters/query.ts'
import { preconditionOf } from '../representations/conditional.ts'
import { receiveDocuments } from '../representations/document-body.ts'
import { sendDryRun } from '../representations/dry-run.ts'
import { entityTag } from '../representations/entity-tag.ts'
import { headerText, linkPredecessor, locationOf } from '../representations/location.ts'
import { formatOfBody } from '../representations/media-types.ts'
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
  await server.register(async scope => {
    receiveDocuments(scope)
    scope.withTypeProvider<ZodTypeProvider>().route({
      method: 'PUT',
      url: '/contracts/:contract_id/versions/:contract_version',
      bodyLimit,
      schema: {
        operationId: 'put_version',
        summary: 'Publish a contract version',
        description:
          'Stores the document under the id and version of the path. The document is kept as it is: member order, numbers, nulls and unknown members below the root; YAML byte for byte. What is stored there already is replaced where the policy allows it: a version that others rely on keeps its content. Its layout may change: YAML of other bytes, or JSON in another order, is stored as a new revision. The same document again changes nothing, and neither does JSON of the value that a YAML document has: its YAML text stays as it is. The header `DC43-Action` tells what was done, and `ETag` is the one that reading the media type of the upload gives.',
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
          requestBody: documentBody,
          requestHeaders: ['Content-Encoding', 'If-Match', 'If-None-Match', 'DC43-Change-Reason'],
          answers: {
            200: dryRunAnswer,
            204: {
              description:
                'The document is stored; or nothing had to be changed, which `DC43-Action: no-op` tells.',
              headers: answerHeaders,
            },
          },
          problems: [
            'malformed-document',
            'invalid-document',
            'overwrite-refused',
            'transition-refused',
            'version-order',
            'incompatible-change',
            'out-of-scope',
            'precondition-failed',
            'precondition-required',
            'document-too-large',
            'unsupported-media-type',
            'unsupported-encoding',
          ],
        },
      },
      async handler(request, reply) {
        const { params, query } = request
        const identity = { contractId: params.contract_id, version: params.contract_version }
        const format = formatOfBody(request.headers['content-type'])
        const author = authorOf(request)
        const options = {
          override: query.allow_breaking ? { reason: author.reason } : undefined,
          precondition: preconditionOf(request),
          allowDowngrade: query.allow_downgrade,
          signal: request.signal,
        }
        // without a body no parser is asked for the bytes
        const bytes = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
        const upload = { bytes, format }
        const plan = () => contracts(request.access).publication(upload, identity, options)
        if (query.dry_run) return sendDryRun(reply, identity, plan, format)
        const publication = await plan()
        const { action, after, predecessor } = await publication.apply(author)
        const { validation } = publication
        if (validation) reply.header('dc43-validation', countsText(validation.counts))
        if (predecessor !== undefined) linkPredecessor(request, reply, { ...identity, version: predecessor })
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
