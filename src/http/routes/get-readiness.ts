import { setTimeout as delay } from 'node:timers/promises'
import { RegistryError } from '../../domain/errors.ts'
import type { ContractStore } from '../../stores/store.ts'
import type { Server } from '../server.ts'

/** How long the store may take to answer, in milliseconds. */
const deadline = 1000

/** `GET /health/ready`: requests will be answered, because the store is open and answers. */
export function getReadiness(server: Server, store: ContractStore): void {
  server.route({
    method: 'GET',
    url: '/health/ready',
    schema: {
      operationId: 'get_readiness',
      summary: 'Tell whether the service can answer requests',
      description:
        'Asks the store a real question. For probes that decide where requests are sent, not what is restarted.',
      tags: ['service'],
    },
    config: {
      permission: 'none',
      operation: {
        answers: {
          200: {
            description: 'The service is ready.',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['status'], properties: { status: { const: 'ready' } } },
                example: { status: 'ready' },
              },
            },
          },
        },
        problems: ['store-busy', 'store-unavailable'],
      },
    },
    async handler() {
      const timer = new AbortController()
      const late = delay(deadline, undefined, { signal: timer.signal }).then(() => {
        throw new RegistryError('store-unavailable', 'the store did not answer in time')
      })
      // the loser of the race may still fail when nobody listens to it any more
      late.catch(() => undefined)
      await Promise.race([store.check(), late]).finally(() => timer.abort())
      return { status: 'ready' }
    },
  })
}
