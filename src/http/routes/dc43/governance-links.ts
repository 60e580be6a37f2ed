import type { DatasetLinks } from '../../../use-cases/dataset-links.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { governedDataset, wantedDatasetVersion } from '../../parameters/dataset.ts'
import type { Server } from '../../server.ts'
import { governanceLink } from '../../wire/governance.ts'
import { linkIn, linkRequest } from '../link-dataset.ts'
import { governanceBodyLimit, governanceRegistration } from './bodies.ts'

const problems = [
  ...(['out-of-scope', 'contract-not-found', 'version-not-found'] as const),
  ...(['document-too-large', 'unsupported-media-type'] as const),
] as const

/** `POST /governance/link` and `GET /governance/linked`: the links of `/contracts`, as dc43's governance has them. */
export function governanceLinks(server: Server, links: ForCaller<DatasetLinks>): void {
  server.route({
    method: 'POST',
    url: '/governance/link',
    schema: {
      operationId: 'link_governed_dataset',
      summary: 'Link a dataset version to a contract version, as jobs of dc43 do',
      description: 'As `link_dataset`.',
      tags: ['dc43'],
      querystring: parameters({}),
      body: linkRequest,
    },
    config: {
      permission: 'link',
      operation: { answers: { 204: { description: 'The link is recorded.' } }, problems },
    },
    async handler({ body, access }, reply) {
      await links(access).link(linkIn(body), access)
      return reply.code(204).send()
    },
  })
  server.route({
    method: 'GET',
    url: '/governance/linked',
    schema: {
      operationId: 'get_governed_link',
      summary: 'Read the contract version of a dataset version, as jobs of dc43 do',
      description: 'As `get_linked`; without a version, that of the link that was made last.',
      tags: ['dc43'],
      querystring: parameters({ dataset_id: governedDataset, dataset_version: wantedDatasetVersion }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The link.', content: { 'application/json': governanceLink } } },
        problems: ['link-not-found'],
      },
    },
    async handler({ query, access }) {
      const { dataset_id: dataset, dataset_version: version } = query
      const link = await (version === undefined
        ? links(access).last(dataset)
        : links(access).linked(dataset, version))
      return { contract_version: `${link.contractId}:${link.contractVersion}` }
    },
  })
}

/** `POST /governance/read/register` and `/governance/write/register`: what a job says when it has read or written. */
export function registerActivities(server: Server, links: ForCaller<DatasetLinks>): void {
  for (const operation of ['read', 'write'] as const) {
    const isWrite = operation === 'write'
    server.route({
      method: 'POST',
      url: `/governance/${operation}/register`,
      bodyLimit: governanceBodyLimit,
      schema: {
        operationId: `register_${operation}`,
        summary: `Say that a job of dc43 has ${isWrite ? 'written' : 'read'} by its plan`,
        description: isWrite
          ? 'Links the dataset version to the contract version.'
          : 'Changes nothing: readers of a dataset are not kept.',
        tags: ['dc43'],
        querystring: parameters({}),
        body: governanceRegistration,
      },
      config: {
        permission: isWrite ? 'link' : 'read',
        operation: { answers: { 204: { description: 'It is known now.' } }, problems },
      },
      async handler({ body: { plan }, access }, reply) {
        if (isWrite) await links(access).link(linkIn(plan), access)
        return reply.code(204).send()
      },
    })
  }
}
