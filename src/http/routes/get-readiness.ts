import { withDeadline } from '../../concurrency/deadline.ts'
import { singleFlight } from '../../concurrency/single-flight.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { ContractStore, StoreHealth } from '../../stores/store.ts'
import type { Shutdown } from '../edge/shutdown.ts'
import { parameters } from '../parameters/closed-object.ts'
import type { Server } from '../server.ts'
import { type ReadinessJson, readiness } from '../wire/health.ts'
import { problemKinds } from '../wire/problem-kinds.ts'

/** How long the store may take to answer, in milliseconds. */
const deadline = 1000

/** `GET /health/ready`: requests will be answered, because the store is open and answers. */
export function getReadiness(server: Server, store: ContractStore, shutdown: Shutdown): void {
  const check = singleFlight(() => answersInTime(store))
  server.route({
    method: 'GET',
    url: '/health/ready',
    schema: {
      operationId: 'get_readiness',
      summary: 'Tell whether the service can answer requests',
      description:
        'For probes that decide where requests are sent: 503 while the store does not answer within a second, and while the service is being stopped.',
      tags: ['service'],
      querystring: parameters({}),
    },
    config: {
      permission: 'none',
      isProbe: true,
      operation: {
        answers: {
          200: { description: 'The service is ready.', content: { 'application/json': readiness } },
        },
        problems: ['store-busy', 'store-unavailable', 'shutting-down'],
      },
    },
    async handler() {
      if (shutdown.hasBegun) throw reason('shutting-down')
      const { indexLag, warnings = [] } = await check()
      const ready: ReadinessJson = { status: 'ready', index_lag: indexLag }
      return warnings.length === 0 ? ready : { ...ready, warnings: [...warnings] }
    },
  })
}

/** Who asks need not be known, so the answer says nothing but the reason's code and what it stands for. */
function reason(code: 'store-busy' | 'store-unavailable' | 'shutting-down', cause?: unknown): RegistryError {
  return new RegistryError(code, problemKinds[code].title, [], { cause })
}

async function answersInTime(store: ContractStore): Promise<StoreHealth> {
  try {
    return await withDeadline(store.check(), deadline, () => {
      throw new Error('the store did not answer in time')
    })
  } catch (error) {
    const isBusy = error instanceof RegistryError && error.code === 'store-busy'
    throw reason(isBusy ? 'store-busy' : 'store-unavailable', error)
  }
}
