import { z } from 'zod'
import type { DatasetLinks } from '../../contracts/dataset-links.ts'
import { datasetId, datasetVersion } from '../parameters/dataset.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import type { Server } from '../server.ts'

/** `POST /contracts/link`: say that a dataset version follows a contract version. */
export function linkDataset(server: Server, links: DatasetLinks): void {
  server.route({
    method: 'POST',
    url: '/contracts/link',
    schema: {
      operationId: 'link_dataset',
      summary: 'Link a dataset version to a contract version',
      description:
        'In place of the contract version it followed before. The same again changes nothing, and the contract is never changed.',
      tags: ['links'],
      body: z.object({
        dataset_id: datasetId,
        dataset_version: datasetVersion,
        contract_id: contractId,
        contract_version: contractVersion,
      }),
    },
    config: {
      permission: 'write',
      operation: {
        answers: {
          200: {
            description: 'The link is recorded.',
            content: { 'application/json': { schema: { type: 'null' }, example: null } },
          },
        },
        problems: ['contract-not-found', 'version-not-found', 'document-too-large', 'unsupported-media-type'],
      },
    },
    async handler({ body, caller }, reply) {
      await links.link({
        datasetId: body.dataset_id,
        datasetVersion: body.dataset_version,
        contractId: body.contract_id,
        contractVersion: body.contract_version,
        linkedBy: caller,
      })
      return reply.type('application/json; charset=utf-8').send('null')
    },
  })
}
