import { z } from 'zod'
import type { ForCaller } from '../../contracts/for-caller.ts'
import type { ContractReader } from '../../contracts/reader.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId } from '../parameters/identity.ts'
import type { Server } from '../server.ts'
import { glance, glanceJson } from '../wire/overview.ts'

/** `GET /contracts/{contract_id}`: a contract at a glance. */
export function getContract(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id',
    schema: {
      operationId: 'get_contract',
      summary: 'See a contract at a glance',
      description:
        'Its owner, its versions by status, the latest of each, how much it is used, and the last change.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId }),
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: { description: 'The contract.', content: { 'application/json': glance } },
        },
        problems: ['contract-not-found'],
      },
    },
    async handler({ params, access }) {
      return glanceJson(await contracts(access).glance(params.contract_id))
    },
  })
}
