import { z } from 'zod'
import { shape, type Wire } from './shape.ts'

/** The service is alive. */
export const health = shape(
  'Health',
  z.object({
    status: z.literal('ok'),
    authentication: z.enum(['on', 'off']).meta({ description: '`off`: anybody may read and write.' }),
  }),
  { description: 'The service is alive.', examples: { Health: { status: 'ok', authentication: 'on' } } },
)
export type HealthJson = Wire<typeof health>

/** The service is ready. */
export const readiness = shape(
  'Readiness',
  z.object({
    status: z.literal('ready'),
    index_lag: z.int().min(0).meta({
      description:
        'Changes that searches and lists have yet to take over before they answer, with those that other programs made in the table, of which up to 10,000 are counted.',
    }),
    warnings: z
      .array(z.string())
      .optional()
      .meta({ description: 'What an operator should know of the store; missing when there is nothing.' }),
  }),
  {
    description: 'The service is ready.',
    examples: { Readiness: { status: 'ready', index_lag: 0 } },
  },
)
export type ReadinessJson = Wire<typeof readiness>

/** What the service counts and measures. */
export const metricsText = shape('Metrics', z.string(), {
  description: 'Metrics in the text format of Prometheus.',
  examples: { Metrics: 'dc43_registry_http_requests_in_flight 1\n' },
})
