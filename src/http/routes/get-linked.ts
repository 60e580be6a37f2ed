import { z } from 'zod'
import type { DatasetLinks } from '../../use-cases/dataset-links.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { parameters } from '../parameters/closed-object.ts'
import { wantedDataset, wantedDatasetVersion } from '../parameters/dataset.ts'
import type { Server } from '../server.ts'
import { type LinkedVersionJson, linkedVersion } from '../wire/dataset-link.ts'

/** `GET /contracts/datasets/{dataset_id}/linked`: the contract version a dataset version follows. */
export function getLinked(server: Server, links: ForCaller<DatasetLinks>): void {
  server.route({
    method: 'GET',
    url: '/contracts/datasets/:dataset_id/linked',
    schema: {
      operationId: 'get_linked',
      summary: 'Read the contract version a dataset version is linked to',
      description: 'Without `dataset_version` there is no answer: links are of versions.',
      tags: ['links'],
      params: z.object({ dataset_id: wantedDataset }),
      querystring: parameters({
        dataset_version: wantedDatasetVersion,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'The contract version.',
            content: { 'application/json': linkedVersion },
          },
        },
        problems: ['link-not-found'],
      },
    },
    async handler({ params, query, access }) {
      const link = await links(access).linked(params.dataset_id, query.dataset_version)
      const answer: LinkedVersionJson = {
        contract_id: link.contractId,
        contract_version: link.contractVersion,
        dataset_id: link.datasetId,
        dataset_version: link.datasetVersion,
      }
      return answer
    },
  })
}
