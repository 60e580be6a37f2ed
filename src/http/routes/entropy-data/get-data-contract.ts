import { z } from 'zod'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import { type ContractReader, latestByDefault } from '../../../use-cases/reader.ts'
import { documentAnswers, yamlAnswers } from '../../openapi/documents.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { contractId } from '../../parameters/identity.ts'
import { sendDocument } from '../../representations/document-reply.ts'
import type { Server } from '../../server.ts'

const params = z.object({ contract_id: contractId })
const problems = [
  'contract-not-found',
  'no-matching-version',
  'not-acceptable',
  'precondition-failed',
] as const

/** `GET /api/datacontracts/{contract_id}`: for clients that know no versions, the latest one. */
export function getDataContract(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/api/datacontracts/:contract_id',
    schema: {
      operationId: 'get_data_contract',
      summary: 'Read a contract as clients of Entropy Data do',
      description: 'The latest version, as `get_latest` has it.',
      tags: ['entropy-data'],
      params,
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: {
        answers: documentAnswers,
        requestHeaders: ['If-None-Match', 'If-Match'],
        problems,
      },
    },
    async handler(request, reply) {
      const reader = contracts(request.access)
      const stored = await reader.readLatest(request.params.contract_id, latestByDefault)
      return sendDocument(request, reply, reader, stored, 'changing')
    },
  })
}

/** `GET /api/datacontracts/{contract_id}/datacontract.yaml`: the same in YAML. */
export function getDataContractYaml(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/api/datacontracts/:contract_id/datacontract.yaml',
    schema: {
      operationId: 'get_data_contract_yaml',
      summary: 'Read a contract in YAML as clients of Entropy Data do',
      description: 'The latest version, whatever `Accept` says.',
      tags: ['entropy-data'],
      params,
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: {
        answers: yamlAnswers,
        requestHeaders: ['If-None-Match', 'If-Match'],
        problems,
      },
    },
    async handler(request, reply) {
      const reader = contracts(request.access)
      const stored = await reader.readLatest(request.params.contract_id, latestByDefault)
      return sendDocument(request, reply, reader, stored, 'changing', 'yaml')
    },
  })
}
