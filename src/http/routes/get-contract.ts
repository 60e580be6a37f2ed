import { z } from 'zod'
import type { ForCaller } from '../../contracts/for-caller.ts'
import type { ContractReader } from '../../contracts/reader.ts'
import { eventJson, exampleEvent } from '../history-page.ts'
import { contractId } from '../parameters/identity.ts'
import type { Server } from '../server.ts'

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
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'The contract.',
            content: { 'application/json': { schema: glanceSchema, example: exampleGlance } },
          },
        },
        problems: ['contract-not-found'],
      },
    },
    async handler({ params, access }) {
      const glance = await contracts(access).glance(params.contract_id)
      const { latest, versions, latestByStatus, links, lastChange } = glance
      return {
        contract_id: glance.contractId,
        name: latest.name,
        owner: latest.owner ?? null,
        domain: latest.domain ?? null,
        latest: latest.version,
        latest_by_status: Object.fromEntries(latestByStatus),
        versions_by_status: Object.fromEntries(versions),
        links,
        last_change: lastChange ? eventJson(lastChange) : null,
      }
    },
  })
}

const nullableText = { type: ['string', 'null'] }

const glanceSchema = {
  type: 'object',
  required: [
    ...['contract_id', 'name', 'owner', 'domain', 'latest', 'latest_by_status', 'versions_by_status'],
    ...['links', 'last_change'],
  ],
  properties: {
    contract_id: { type: 'string' },
    name: { type: 'string', description: 'The name of the latest version; so are owner and domain.' },
    owner: nullableText,
    domain: nullableText,
    latest: { type: 'string', description: 'The latest version, whatever its status.' },
    latest_by_status: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'The latest version of each status, by the status in lower case; `none` for no status.',
    },
    versions_by_status: {
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'string' } },
      description: 'The versions of each status, ascending.',
    },
    links: { type: 'integer', description: 'How many dataset versions follow a version of the contract.' },
    last_change: { oneOf: [{ $ref: '#/components/schemas/HistoryEvent' }, { type: 'null' }] },
  },
}

const exampleGlance = {
  contract_id: 'sales.orders',
  name: 'Orders',
  owner: 'Sales',
  domain: 'sales',
  latest: '1.1.0',
  latest_by_status: { active: '1.0.0', draft: '1.1.0' },
  versions_by_status: { active: ['1.0.0'], draft: ['1.1.0'] },
  links: 3,
  last_change: exampleEvent,
}
