import { singleFlight } from '../../concurrency/single-flight.ts'
import { parameters } from '../parameters/closed-object.ts'
import type { Server } from '../server.ts'
import { metricsText } from '../wire/health.ts'

/** What is counted and measured, as text. */
export interface MetricsText {
  readonly contentType: string
  text(): Promise<string>
}

/** `GET /metrics`: numbers for Prometheus. They name no contract and no caller, and scrapers have no token. */
export function getMetrics(server: Server, metrics: MetricsText): void {
  const text = singleFlight(() => metrics.text())
  server.route({
    method: 'GET',
    url: '/metrics',
    schema: {
      operationId: 'get_metrics',
      summary: 'Read the metrics',
      description:
        'Counters and histograms of requests, store and process in the text format of Prometheus. Absent when `server.metrics` is off.',
      tags: ['service'],
      querystring: parameters({}),
    },
    config: {
      permission: 'none',
      isProbe: true,
      operation: {
        answers: {
          200: {
            description: 'The metrics.',
            content: { 'text/plain': metricsText },
          },
        },
      },
    },
    async handler(_, reply) {
      return reply.type(metrics.contentType).send(await text())
    },
  })
}
