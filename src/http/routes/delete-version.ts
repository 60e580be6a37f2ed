import { z } from 'zod'
import type { ContractWriter } from '../../use-cases/changes.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { dryRunAnswer } from '../openapi/documents.ts'
import { authorOf } from '../parameters/author.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { dryRun, forceDeletion } from '../parameters/query.ts'
import { preconditionOf } from '../representations/conditional.ts'
import { sendDryRun } from '../representations/dry-run.ts'
import { receiveNothing } from '../representations/no-body.ts'
import type { Server } from '../server.ts'

/** `DELETE /contracts/{contract_id}/versions/{contract_version}`: take a version back. */
export async function deleteVersion(server: Server, contracts: ForCaller<ContractWriter>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveNothing(scope)
    scope.route({
      method: 'DELETE',
      url: '/contracts/:contract_id/versions/:contract_version',
      schema: {
        operationId: 'delete_version',
        summary: 'Delete a contract version',
        description:
          'For versions that nobody relies on: those with an approved status are refused. The history keeps the document, which stays readable by its revision.',
        tags: ['contracts'],
        params: z.object({ contract_id: contractId, contract_version: contractVersion }),
        querystring: parameters({
          dry_run: dryRun,
          force: forceDeletion,
        }),
      },
      config: {
        permission: 'admin',
        operation: {
          requestHeaders: ['If-Match', 'DC43-Change-Reason'],
          answers: { 200: dryRunAnswer, 204: { description: 'The version is deleted.' } },
          problems: [
            'contract-not-found',
            'version-not-found',
            'approved-version',
            'overwrite-refused',
            'precondition-failed',
            'out-of-scope',
          ],
        },
      },
      async handler(request, reply) {
        const { params, query } = request
        const identity = { contractId: params.contract_id, version: params.contract_version }
        const options = { precondition: preconditionOf(request), force: query.force }
        const author = authorOf(request)
        const plan = () => contracts(request.access).deletion(identity, options)
        if (query.dry_run) return sendDryRun(reply, identity, plan)
        await plan().apply(author)
        return reply.code(204).send()
      },
    })
  })
}
