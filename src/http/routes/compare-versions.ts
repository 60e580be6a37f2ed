import { z } from 'zod'
import type { ContractComparer } from '../../use-cases/comparer.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { setCacheControl } from '../edge/cache-control.ts'
import { documentUpload, notModified } from '../openapi/documents.ts'
import type { Answer } from '../openapi/operation.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { oneValue } from '../parameters/query.ts'
import {
  comparisonFormat,
  comparisonFormats,
  comparisonTypes,
  sendComparison,
} from '../representations/comparison-reply.ts'
import { isNotModified, requireMatch } from '../representations/conditional.ts'
import { receiveDocuments, uploadOf } from '../representations/document-body.ts'
import { linkVersion } from '../representations/location.ts'
import type { Server } from '../server.ts'
import { comparison, comparisonWords } from '../wire/comparison.ts'

const from = oneValue(contractVersion.optional()).meta({
  description: 'A version, or a revision of one such as `1.2.0@3`.',
})
const format = oneValue(
  z.enum(comparisonFormats, `expected one of ${comparisonFormats.join(', ')}`).optional(),
).meta({
  type: 'string',
  enum: comparisonFormats,
  description: 'How to answer, whatever `Accept` says.',
})

const answer: Answer = {
  description: 'The changes, each with its class, whom it breaks, and its places in both documents.',
  headers: ['Vary'],
  content: {
    [comparisonTypes.json]: comparison,
    [comparisonTypes.text]: comparisonWords,
    [comparisonTypes.markdown]: comparisonWords,
  },
}

const problems = [
  'contract-not-found',
  'version-not-found',
  'no-matching-version',
  'revision-not-found',
  'not-acceptable',
  'document-too-large',
] as const

/** `GET /contracts/{contract_id}/diff`: in what two versions differ. */
export function compareVersions(server: Server, contracts: ForCaller<ContractComparer>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/diff',
    schema: {
      operationId: 'compare_versions',
      summary: 'See what changed between two versions',
      description:
        'Each change with its class, whom it breaks, and the version that it asks for. Lines and columns are those of the newer document as it is read.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId }),
      querystring: parameters({
        from: from.meta({ description: `${from.description} By default the version before the other.` }),
        to: from.meta({ description: `${from.description} By default the latest version.` }),
        format,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: { ...answer, headers: ['ETag', 'Vary', 'Cache-Control', 'Link'] },
          304: notModified,
        },
        requestHeaders: ['If-None-Match', 'If-Match'],
        problems: [...problems, 'precondition-failed'],
      },
    },
    async handler(request, reply) {
      const { params, query, headers } = request
      const wanted = comparisonFormat(request, reply, query.format)
      const comparer = contracts(request.access)
      const chosen = await comparer.choose(params.contract_id, query.from, query.to)
      const etag = `"${chosen.digest}.${wanted}"`
      requireMatch(headers['if-match'], etag)
      reply.header('etag', etag)
      setCacheControl(request, reply, chosen.lifetime)
      linkVersion(request, reply, 'predecessor-version', chosen.from.stored)
      if (isNotModified(headers['if-none-match'], etag)) return reply.code(304).send()
      return sendComparison(reply, await comparer.compare(chosen, request.signal), wanted)
    },
  })
}

/** `POST /contracts/{contract_id}/diff`: in what a document differs from a version. */
export async function compareDocument(
  server: Server,
  contracts: ForCaller<ContractComparer>,
  bodyLimit: number,
): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveDocuments(scope)
    scope.route({
      method: 'POST',
      url: '/contracts/:contract_id/diff',
      bodyLimit,
      schema: {
        operationId: 'compare_document',
        summary: 'See what a document would change',
        description:
          'What changed from a version to the document in the body, which is not stored. Lines and columns are those of the body.',
        tags: ['contracts'],
        params: z.object({ contract_id: contractId }),
        querystring: parameters({
          from: from.meta({ description: `${from.description} By default the latest version.` }),
          format,
        }),
      },
      config: {
        permission: 'read',
        operation: {
          ...documentUpload,
          answers: { 200: answer },
          problems: [...problems, ...documentUpload.problems, 'invalid-document'],
        },
      },
      async handler(request, reply) {
        const { params, query } = request
        const wanted = comparisonFormat(request, reply, query.format)
        const comparer = contracts(request.access)
        const upload = uploadOf(request)
        const made = await comparer.compareUpload(params.contract_id, query.from, upload, request.signal)
        return sendComparison(reply, made, wanted)
      },
    })
  })
}
