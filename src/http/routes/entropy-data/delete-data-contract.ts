import { z } from 'zod'
import type { ContractWriter } from '../../../use-cases/changes.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import { authorOf } from '../../parameters/author.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { contractId } from '../../parameters/identity.ts'
import { forceDeletion } from '../../parameters/query.ts'
import { receiveNothing } from '../../representations/no-body.ts'
import type { Server } from '../../server.ts'

/** `DELETE /api/datacontracts/{contract_id}`: delete a contract with all its versions. */
export async function deleteDataContract(
  server: Server,
  contracts: ForCaller<ContractWriter>,
): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveNothing(scope)
    scope.route({
      method: 'DELETE',
      url: '/api/datacontracts/:contract_id',
      schema: {
        operationId: 'delete_data_contract',
        summary: 'Delete a contract with all its versions',
        description:
          'As `delete_version` for each version, the highest first. When one of them is approved, none is deleted.',
        tags: ['entropy-data'],
        params: z.object({ contract_id: contractId }),
        querystring: parameters({ force: forceDeletion }),
      },
      config: {
        permission: 'admin',
        operation: {
          requestHeaders: ['DC43-Change-Reason'],
          answers: { 200: { description: 'The contract is deleted.' } },
          problems: ['contract-not-found', 'approved-version', 'overwrite-refused', 'out-of-scope'],
        },
      },
      async handler(request, reply) {
        const { params, query, access } = request
        await contracts(access).deleteContract(params.contract_id, query.force, authorOf(request))
        return reply.code(200).send()
      },
    })
  })
}
