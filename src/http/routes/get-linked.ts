import { z } from 'zod'
import { RegistryError } from '../../domain/errors.ts'
import type { Server } from '../server.ts'

/** `GET /contracts/datasets/{dataset_id}/linked`: the contract version a dataset version follows. */
export function getLinked(server: Server): void {
  server.route({
    method: 'GET',
    url: '/contracts/datasets/:dataset_id/linked',
    schema: {
      operationId: 'get_linked',
      summary: 'Read the contract version a dataset is linked to',
      description: 'Links are not recorded yet, so no dataset has one.',
      tags: ['links'],
      params: z.object({ dataset_id: z.string().meta({ description: 'The dataset id, percent-encoded.' }) }),
      querystring: z.object({
        dataset_version: z
          .union([z.string(), z.array(z.string())])
          .optional()
          .meta({ type: 'string', description: 'The version of the dataset.' }),
      }),
    },
    config: { permission: 'read', operation: { answers: {}, problems: ['link-not-found'] } },
    async handler(request) {
      const dataset = JSON.stringify(request.params.dataset_id)
      throw new RegistryError('link-not-found', `no contract is linked to dataset ${dataset}`)
    },
  })
}
