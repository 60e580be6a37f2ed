import type { Server } from '../server.ts'

/**
 * `GET /health` and `GET /health/live`: the process answers. They never touch the store, whose outages a restart would
 * not mend.
 */
export function getHealth(server: Server): void {
  answerAlive(server, '/health', 'get_health')
  answerAlive(server, '/health/live', 'get_liveness')
}

function answerAlive(server: Server, url: string, operationId: string): void {
  server.route({
    method: 'GET',
    url,
    schema: {
      operationId,
      summary: 'Tell that the service is alive',
      description:
        'For the probes of load balancers and container platforms. Does not depend on the store: a restart would not mend it.',
      tags: ['service'],
    },
    config: {
      permission: 'none',
      isProbe: true,
      operation: {
        answers: {
          200: {
            description: 'The service is alive.',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['status'], properties: { status: { const: 'ok' } } },
                example: { status: 'ok' },
              },
            },
          },
        },
      },
    },
    handler: async () => ({ status: 'ok' }),
  })
}
