import { z } from 'zod'
import type { TestRunFigures } from '../../stores/test-run-store.ts'
import type { TestStatistics } from '../../use-cases/test-runs.ts'
import { nullableText, shape, time, type Wire } from './shape.ts'

const count = z.int().min(0)
const measure = z.number().nullable()

const exampleFigures = {
  runs: 20,
  results: { passed: 17, warning: 1, failed: 2, error: 0, unknown: 0 },
  pass_rate: 0.85,
  rows: 200_000,
  errors: 24,
  mean_duration_ms: 14_100.5,
  p95_duration_ms: 15_900,
} as const

const figures = shape(
  'TestFigures',
  z.object({
    runs: count,
    results: z.object({ passed: count, warning: count, failed: count, error: count, unknown: count }),
    pass_rate: measure.meta({ description: 'How many of the runs passed, from 0 to 1; null without runs.' }),
    rows: count,
    errors: count,
    mean_duration_ms: measure.meta({ description: 'Over the runs that say how long they took.' }),
    p95_duration_ms: measure.meta({
      description: 'The shortest duration that 95 of 100 of these runs did not exceed.',
    }),
  }),
  { description: 'What the test runs of some time come to.', examples: { TestFigures: exampleFigures } },
)

/** What the test runs of a contract come to. */
export const testStatistics = shape(
  'TestStatistics',
  figures.and(
    z.object({
      failing_since: time.nullable().meta({
        description:
          'When the first of those runs failed since which none has passed; null while the last has.',
      }),
      failing_checks: z
        .array(
          z.object({
            ...{ object: nullableText, property: nullableText, rule: nullableText, type: nullableText },
            runs: count,
          }),
        )
        .meta({ description: 'The ten checks that failed in most runs.' }),
      buckets: z
        .array(figures.and(z.object({ start: time })))
        .meta({ description: 'The same by hour, day or week, newest first; none without runs.' }),
    }),
  ),
  {
    description: 'What test runs come to.',
    examples: {
      TestStatistics: {
        ...exampleFigures,
        failing_since: null,
        failing_checks: [
          { object: 'orders', property: 'amount', rule: 'q1', type: 'field_minimum', runs: 2 },
        ],
        buckets: [{ start: '2026-03-31T00:00:00.000Z', ...exampleFigures }],
      },
    },
  },
)

export function statisticsJson(statistics: TestStatistics): Wire<typeof testStatistics> {
  const { all, buckets, failingSince, failingChecks } = statistics
  return {
    ...figuresJson(all),
    failing_since: failingSince?.toISOString() ?? null,
    failing_checks: failingChecks.map(({ object, property, rule, type, runs }) => ({
      ...{ object: object ?? null, property: property ?? null, rule: rule ?? null, type: type ?? null },
      runs,
    })),
    buckets: buckets.map(({ start, ...one }) => ({ start: start.toISOString(), ...figuresJson(one) })),
  }
}

function figuresJson(one: TestRunFigures) {
  return {
    runs: one.runs,
    results: one.results,
    pass_rate: one.runs === 0 ? null : one.results.passed / one.runs,
    rows: one.rows,
    errors: one.errors,
    mean_duration_ms: one.meanDurationMs ?? null,
    p95_duration_ms: one.p95DurationMs ?? null,
  }
}
