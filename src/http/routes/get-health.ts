import type { Server } from '../server.ts'

/** `GET /health`: the process answers. It never touches the store, whose outages a restart would not mend. */
export function getHealth(server: Server): void {
  server.route({
    method: 'GET',
    url: '/health',
    schema: {
      operationId: 'get_health',
      summary: 'Tell that the service is alive',
      description: 'For the probes of load balancers and container platforms.',
      tags: ['service'],
    },
    config: {
      permission: 'none',
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
