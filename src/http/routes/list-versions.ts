import { z } from 'zod'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId } from '../parameters/identity.ts'
import { asOf, oneValue } from '../parameters/query.ts'
import { selectionOf, selectionParameters } from '../parameters/selection.ts'
import type { Server } from '../server.ts'
import { versionList } from '../wire/contract-list.ts'
import { summaryJson } from '../wire/summary.ts'

/** `GET /contracts/{contract_id}/versions`: the versions there are. */
export function listVersions(server: Server, contracts: ForCaller<ContractReader>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions',
    schema: {
      operationId: 'list_versions',
      summary: 'List the versions of a contract',
      description:
        'Ascending in the order of versions: SemVer and dotted numbers by their precedence, everything else below. The filters are those of the latest version; without any, all are listed.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId }),
      querystring: parameters({
        ...selectionParameters,
        expand: oneValue(z.enum(['summary'], 'expected summary').optional()).meta({
          type: 'string',
          enum: ['summary'],
          description: 'Answer with what is known about each version instead of its name alone.',
        }),
        as_of: asOf,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'The versions; none for an unknown contract.',
            content: { 'application/json': versionList },
          },
        },
      },
    },
    async handler({ params, query, access }) {
      const reader = contracts(access)
      const request = selectionOf(query)
      // the configured filter is that of the latest version only
      const selection = {
        ...request,
        statuses: request.statuses === 'default' ? undefined : request.statuses,
      }
      if (query.expand === undefined) return reader.listVersions(params.contract_id, selection, query.as_of)
      const summaries = await reader.listJudged(params.contract_id, selection, query.as_of)
      return summaries.map(summaryJson)
    },
  })
}
