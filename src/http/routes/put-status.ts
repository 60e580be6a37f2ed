import { z } from 'zod'
import { Semaphore } from '../../concurrency/semaphore.ts'
import { versionFault } from '../../domain/identity.ts'
import type { ContractWriter } from '../../use-cases/changes.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { authorOf, maxReasonLength } from '../parameters/author.ts'
import { members, parameters } from '../parameters/closed-object.ts'
import { checkedBy, contractId, contractVersion } from '../parameters/identity.ts'
import { allowBreaking, dryRun, flag, instant } from '../parameters/query.ts'
import { preconditionOf } from '../representations/conditional.ts'
import { sendDryRun } from '../representations/dry-run.ts'
import { entityTag } from '../representations/entity-tag.ts'
import { linkVersion } from '../representations/location.ts'
import type { Server } from '../server.ts'
import { shape } from '../wire/shape.ts'
import { statusAnswer } from '../wire/status-answer.ts'
import { summaryJson } from '../wire/summary.ts'

const body = shape(
  'StatusChange',
  members({
    status: z
      .string()
      .trim()
      .min(1, 'expected a status')
      .max(255, 'expected at most 255 characters')
      .refine(text => text.isWellFormed(), 'it is not valid Unicode text: it has half of a surrogate pair')
      .meta({ examples: ['active'] }),
    reason: z
      .string()
      .max(maxReasonLength, `expected at most ${maxReasonLength} characters`)
      .nullish()
      .meta({ description: 'Why, for the history. Counts before the header `DC43-Change-Reason`.' }),
    successor: checkedBy(versionFault).nullish().meta({
      description:
        'The version of the contract that takes the place of this one; readers are told. Null: there is none. Left out, what was said before still holds.',
    }),
    sunset: instant.nullish().meta({
      type: ['string', 'null'],
      format: 'date-time',
      description:
        'When this version stops being supported; readers are told. Null: nobody knows. Left out, what was said before still holds.',
    }),
  }),
  {
    description: 'The status a version is to have.',
    examples: { StatusChange: { status: 'active', reason: 'approved by the data council' } },
  },
)

/** How many moves are made at a time: each takes several times the memory of a document whose length nobody knows before. */
const movesAtOnce = 4

/** `PUT /contracts/{contract_id}/versions/{contract_version}/status`: move a version through its life. */
export function putStatus(server: Server, contracts: ForCaller<ContractWriter>): void {
  const moves = new Semaphore(movesAtOnce)
  server.route({
    method: 'PUT',
    url: '/contracts/:contract_id/versions/:contract_version/status',
    schema: {
      operationId: 'put_status',
      summary: 'Change the status of a contract version',
      description:
        'Changes the `status` in the document and nothing else in it. Which moves are allowed is configured; by default from draft or proposed to active or validated, on to deprecated, and on to retired.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId, contract_version: contractVersion }),
      querystring: parameters({
        dry_run: dryRun,
        allow_breaking: allowBreaking,
        force: flag('Make the move although the table of transitions does not have it.'),
      }),
      body,
    },
    config: {
      permission: 'promote',
      operation: {
        requestHeaders: ['If-Match', 'DC43-Change-Reason'],
        answers: {
          200: {
            description:
              'What is known about the version now; with `dry_run=true`, what would happen. A status it has already changes nothing.',
            headers: ['ETag', 'Link'],
            content: { 'application/json': statusAnswer },
          },
        },
        problems: [
          'contract-not-found',
          'version-not-found',
          'invalid-document',
          'overwrite-refused',
          'transition-refused',
          'incompatible-change',
          'status-not-editable',
          'out-of-scope',
          'precondition-failed',
          'document-too-large',
          'unsupported-media-type',
        ],
      },
    },
    async handler(request, reply) {
      const { params, query, body } = request
      const identity = { contractId: params.contract_id, version: params.contract_version }
      const move = {
        status: body.status,
        successor: body.successor,
        sunset: body.sunset,
        force: query.force,
      }
      const author = authorOf(request, body.reason ?? undefined)
      const override = query.allow_breaking ? { reason: author.reason } : undefined
      const plan = () =>
        contracts(request.access).statusMove(identity, move, preconditionOf(request), override)
      if (query.dry_run) return moves.run(() => sendDryRun(reply, identity, plan))
      const { after, predecessor } = await moves.run(() => plan().apply(author))
      if (!after) throw new Error('a version is gone after its status was changed')
      reply.header('etag', entityTag(after, 'json'))
      if (predecessor !== undefined)
        linkVersion(request, reply, 'predecessor-version', { ...identity, version: predecessor })
      return reply.send(summaryJson(after))
    },
  })
}
