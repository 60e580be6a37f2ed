import type { Server } from '../server.ts'

/**
 * `GET /health` and `GET /health/live`: the process answers. They never touch the store, whose outages a restart would
 * not mend.
 *
 * @param isOpen whether anybody may do anything, which is told here so that it is noticed.
 */
export function getHealth(server: Server, isOpen: boolean): void {
  const health = { status: 'ok', authentication: isOpen ? 'off' : 'on' }
  answerAlive(server, '/health', 'get_health', health)
  answerAlive(server, '/health/live', 'get_liveness', health)
}

function answerAlive(
  server: Server,
  url: string,
  operationId: string,
  health: { status: string; authentication: string },
): void {
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
