import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { DatasetLinks } from '../../use-cases/dataset-links.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import { members, parameters } from '../parameters/closed-object.ts'
import { datasetIdMember, datasetVersionMember } from '../parameters/dataset.ts'
import { contractIdMember, contractVersionMember } from '../parameters/identity.ts'
import { dryRun } from '../parameters/query.ts'
import { sendRefusal } from '../representations/dry-run.ts'
import type { Server } from '../server.ts'
import { type LinkDryRunJson, linkAnswer } from '../wire/dry-run.ts'
import { shape } from '../wire/shape.ts'

/** A dataset version, and the contract version that it follows. */
export const linkRequest = shape(
  'DatasetLinkRequest',
  members({
    dataset_id: datasetIdMember,
    dataset_version: datasetVersionMember,
    contract_id: contractIdMember,
    contract_version: contractVersionMember,
  }),
  {
    description: 'A dataset version, and the contract version that it follows.',
    examples: {
      DatasetLinkRequest: {
        dataset_id: 'table:gold.orders',
        dataset_version: '2024-01-01',
        contract_id: 'sales.orders',
        contract_version: '1.0.0',
      },
    },
  },
)

/** `POST /contracts/link`: say that a dataset version follows a contract version. */
export function linkDataset(server: Server, links: ForCaller<DatasetLinks>): void {
  server.route({
    method: 'POST',
    url: '/contracts/link',
    schema: {
      operationId: 'link_dataset',
      summary: 'Link a dataset version to a contract version',
      description:
        'In place of the contract version it followed before. The same again changes nothing, and the contract is never changed.',
      tags: ['links'],
      body: linkRequest,
      querystring: parameters({ dry_run: dryRun }),
    },
    config: {
      permission: 'link',
      operation: {
        answers: {
          200: {
            description: 'The link is recorded; with `dry_run=true`, what would happen.',
            content: { 'application/json': linkAnswer },
          },
        },
        problems: [
          'out-of-scope',
          'contract-not-found',
          'version-not-found',
          'document-too-large',
          'unsupported-media-type',
        ],
      },
    },
    async handler({ body, access, query }, reply) {
      const link = linkIn(body)
      if (query.dry_run) return sendPreview(reply, () => links(access).preview(link, access))
      await links(access).link(link, access)
      return reply.type('application/json; charset=utf-8').send('null')
    },
  })
}

/** The link that a body tells of, whatever else it says. */
export function linkIn(body: z.output<typeof linkRequest>) {
  return {
    datasetId: body.dataset_id,
    datasetVersion: body.dataset_version,
    contractId: body.contract_id,
    contractVersion: body.contract_version,
  }
}

/** As the link itself would be answered, should it be refused. */
async function sendPreview(
  reply: FastifyReply,
  preview: () => ReturnType<DatasetLinks['preview']>,
): Promise<FastifyReply> {
  try {
    const answer: LinkDryRunJson = { dry_run: true, action: await preview(), problems: [] }
    return reply.send(answer)
  } catch (error) {
    return sendRefusal(reply, error)
  }
}
