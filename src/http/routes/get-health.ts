import { parameters } from '../parameters/closed-object.ts'
import type { Server } from '../server.ts'
import { type HealthJson, health } from '../wire/health.ts'

/**
 * `GET /health` and `GET /health/live`: the process answers. They never touch the store, whose outages a restart would
 * not mend.
 *
 * @param isOpen whether anybody may do anything, which the answer says so that it is noticed.
 */
export function getHealth(server: Server, isOpen: boolean): void {
  const answer: HealthJson = { status: 'ok', authentication: isOpen ? 'off' : 'on' }
  answerAlive(server, '/health', 'get_health', answer)
  answerAlive(server, '/health/live', 'get_liveness', answer)
}

function answerAlive(server: Server, url: string, operationId: string, answer: HealthJson): void {
  server.route({
    method: 'GET',
    url,
    schema: {
      operationId,
      summary: 'Tell that the service is alive',
      description:
        'For the probes of load balancers and container platforms. Does not depend on the store: a restart would not mend it.',
      tags: ['service'],
      querystring: parameters({}),
    },
    config: {
      permission: 'none',
      isProbe: true,
      operation: {
        answers: {
          200: { description: 'The service is alive.', content: { 'application/json': health } },
        },
      },
    },
    handler: async () => answer,
  })
}
