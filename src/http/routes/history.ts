import { z } from 'zod'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import { parameters } from '../parameters/closed-object.ts'
import { historyParameters } from '../parameters/history.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { oneValue } from '../parameters/query.ts'
import type { Server } from '../server.ts'
import { historyAnswer, sendHistoryPage } from './history-page.ts'

const tags = ['history']
const operation = { answers: { 200: historyAnswer } }
/** `GET /history`: what happened to all contracts. */
export function listHistory(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/history',
    schema: {
      operationId: 'list_history',
      summary: 'List the changes of all contracts',
      description:
        'Keep the highest `sequence` you have seen and ask for what came `after` it: so you miss no change.',
      tags,
      querystring: parameters({
        ...historyParameters,
        contract_id: oneValue(contractId.optional()).meta({
          type: 'string',
          description: 'Only events of this contract.',
        }),
      }),
    },
    config: { permission: 'read', operation },
    handler: (request, reply) =>
      sendHistoryPage(request, reply, contracts(request.access), request.query, {
        contractId: request.query.contract_id,
      }),
  })
}

/** `GET /contracts/{contract_id}/history`: what happened to one contract. */
export function listContractHistory(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/history',
    schema: {
      operationId: 'list_contract_history',
      summary: 'List the changes of a contract',
      description: 'Also of one whose versions were all deleted.',
      tags,
      params: z.object({ contract_id: contractId }),
      querystring: parameters(historyParameters),
    },
    config: { permission: 'read', operation: { ...operation, problems: ['contract-not-found'] } },
    async handler(request, reply) {
      const { contract_id: contractId } = request.params
      const reader = contracts(request.access)
      await reader.requireHistory({ contractId })
      return sendHistoryPage(request, reply, reader, request.query, { contractId })
    },
  })
}

/** `GET /contracts/{contract_id}/versions/{contract_version}/history`: what happened to one version. */
export function listVersionHistory(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version/history',
    schema: {
      operationId: 'list_version_history',
      summary: 'List the changes of a contract version',
      description: 'Also of one that was deleted.',
      tags,
      params: z.object({ contract_id: contractId, contract_version: contractVersion }),
      querystring: parameters(historyParameters),
    },
    config: {
      permission: 'read',
      operation: { ...operation, problems: ['contract-not-found', 'version-not-found'] },
    },
    async handler(request, reply) {
      const { contract_id: contractId, contract_version: version } = request.params
      const reader = contracts(request.access)
      await reader.requireHistory({ contractId, version })
      return sendHistoryPage(request, reply, reader, request.query, { contractId, version })
    },
  })
}
