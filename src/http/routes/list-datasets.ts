import { z } from 'zod'
import type { DatasetLinks } from '../../use-cases/dataset-links.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { count, pageSize } from '../parameters/query.ts'
import type { Server } from '../server.ts'
import { datasetPage, linkJson } from '../wire/dataset-link.ts'

/** `GET /contracts/{contract_id}/versions/{contract_version}/datasets`: who follows a version. */
export function listDatasets(server: Server, links: ForCaller<DatasetLinks>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version/datasets',
    schema: {
      operationId: 'list_datasets',
      summary: 'List the datasets linked to a contract version',
      description: 'By dataset id and version.',
      tags: ['links'],
      params: z.object({ contract_id: contractId, contract_version: contractVersion }),
      querystring: parameters({
        limit: pageSize(1000, 100),
        offset: count('How many links to pass over first.').default(0),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of links.',
            content: { 'application/json': datasetPage },
          },
        },
        problems: ['contract-not-found', 'version-not-found'],
      },
    },
    async handler({ params, query, access }) {
      const identity = { contractId: params.contract_id, version: params.contract_version }
      const page = await links(access).datasets(identity, query)
      const items = page.links.map(linkJson)
      return { items, total: page.total, limit: query.limit, offset: query.offset }
    },
  })
}
