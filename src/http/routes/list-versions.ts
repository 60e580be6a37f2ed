import { z } from 'zod'
import type { ContractService } from '../../contracts/service.ts'
import { contractId } from '../parameters.ts'
import type { Server } from '../server.ts'

/** `GET /contracts/{contract_id}/versions`: the versions there are. */
export function listVersions(server: Server, contracts: ContractService): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions',
    schema: {
      operationId: 'list_versions',
      summary: 'List the versions of a contract',
      description:
        'Ascending in the order of versions: SemVer by its precedence, dotted numbers with stages (`0.32.0.0rc2`) among them, everything else below.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'The versions; none for an unknown contract.',
            content: {
              'application/json': {
                schema: { type: 'array', items: { type: 'string' } },
                example: ['1.0.0-rc.1', '1.0.0', '1.1.0'],
              },
            },
          },
        },
      },
    },
    handler: request => contracts.listVersions(request.params.contract_id),
  })
}
