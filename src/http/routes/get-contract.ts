import { z } from 'zod'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import type { TestRuns } from '../../use-cases/test-runs.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId } from '../parameters/identity.ts'
import type { Server } from '../server.ts'
import { overview, overviewJson } from '../wire/overview.ts'

/** `GET /contracts/{contract_id}`: an overview of a contract. */
export function getContract(
  server: Server,
  contracts: ForCaller<ContractReader>,
  runs: ForCaller<TestRuns>,
): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id',
    schema: {
      operationId: 'get_contract',
      summary: 'See an overview of a contract',
      description:
        'Its owner, its versions by status, the latest of each, how much it is used, the last change, and the last test run of each server.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId }),
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: { description: 'The contract.', content: { 'application/json': overview } },
        },
        problems: ['contract-not-found'],
      },
    },
    async handler({ params, access }) {
      const { contract_id: contractId } = params
      const seen = await contracts(access).overview(contractId)
      return overviewJson(seen, await runs(access).lastOfServers(contractId, access))
    },
  })
}
