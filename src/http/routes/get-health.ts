import type { Server } from '../server.ts'

/**
 * `GET /health`: the process answers. It never touches the store, whose outages a restart would not mend.
 *
 * @param isOpen whether anybody may do anything, which is told here so that it is noticed.
 */
export function getHealth(server: Server, isOpen: boolean): void {
  const health = { status: 'ok', authentication: isOpen ? 'off' : 'on' }
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
                schema: {
                  type: 'object',
                  required: ['status', 'authentication'],
                  properties: {
                    status: { const: 'ok' },
                    authentication: {
                      enum: ['on', 'off'],
                      description: '`off`: anybody may read and write.',
                    },
                  },
                },
                example: { status: 'ok', authentication: 'on' },
              },
            },
          },
        },
      },
    },
    handler: async () => health,
  })
}
