import { z } from 'zod'
import type { DatasetLink } from '../../../stores/link-store.ts'
import type { DatasetLinks } from '../../../use-cases/dataset-links.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { datasetId, datasetVersion } from '../../parameters/dataset.ts'
import type { Server } from '../../server.ts'
import { datasetContract } from './dataset-bodies.ts'

const tags = ['dc43']
const versionUrl = '/datasets/:dataset_id/versions/:dataset_version/link'
const ofVersion = z.object({ dataset_id: datasetId, dataset_version: datasetVersion })
const reading = {
  permission: 'read',
  operation: {
    answers: {
      200: { description: 'The contract version.', content: { 'application/json': datasetContract } },
    },
    problems: ['link-not-found'],
  },
} as const

/**
 * `PUT` and `GET /datasets/{dataset_id}/versions/{dataset_version}/link`, and `GET /datasets/{dataset_id}/link`: the links that
 * a service of dc43 keeps here. They are those of `/contracts`.
 */
export function keepLinks(server: Server, links: ForCaller<DatasetLinks>): void {
  server.route({
    method: 'PUT',
    url: versionUrl,
    schema: {
      operationId: 'put_dataset_link',
      summary: 'Link a dataset version to a contract version, as services of dc43 do',
      description: 'As `link_dataset`, but the contract version need not be known here.',
      tags,
      params: ofVersion,
      querystring: parameters({}),
      body: datasetContract,
    },
    config: {
      permission: 'link',
      operation: {
        answers: { 204: { description: 'The link is recorded.' } },
        problems: ['out-of-scope', 'document-too-large', 'unsupported-media-type'],
      },
    },
    async handler({ params, body, access }, reply) {
      const link = {
        ...{ datasetId: params.dataset_id, datasetVersion: params.dataset_version },
        ...{ contractId: body.contract_id, contractVersion: body.contract_version },
      }
      await links(access).keep(link, access)
      return reply.code(204).send()
    },
  })
  server.route({
    method: 'GET',
    url: versionUrl,
    schema: {
      operationId: 'get_dataset_link',
      summary: 'Read the contract version that a dataset version is linked to',
      description: 'Whether it is known here or not. `latest` also stands for the link that was made last.',
      tags,
      params: ofVersion,
      querystring: parameters({}),
    },
    config: reading,
    handler: async ({ params, access }) =>
      contractJson(await links(access).kept(params.dataset_id, params.dataset_version)),
  })
  server.route({
    method: 'GET',
    url: '/datasets/:dataset_id/link',
    schema: {
      operationId: 'get_last_dataset_link',
      summary: 'Read the contract version that a version of a dataset was linked to last',
      tags,
      params: z.object({ dataset_id: datasetId }),
      querystring: parameters({}),
    },
    config: reading,
    handler: async ({ params, access }) => contractJson(await links(access).kept(params.dataset_id)),
  })
}

function contractJson({ contractId, contractVersion }: DatasetLink) {
  return { contract_id: contractId, contract_version: contractVersion }
}
