import { z } from 'zod'
import { type FailedCheck, testResults, testRunName } from '../../domain/test-run.ts'
import type { TestRun } from '../../stores/test-run-store.ts'
import type { ShownTestRun } from '../../use-cases/test-runs.ts'
import { nextCursor, nullableText, shape, time, type Wire } from './shape.ts'

const count = z.int().min(0)
const nullableCount = count.nullable()

const run = z.object({
  run_id: z.string().meta({ description: 'The source and what it calls the run: `<source>:<id>`.' }),
  source: z.string().meta({ description: 'The program that has reported the run.' }),
  contract_id: nullableText,
  version: nullableText,
  version_known: z.boolean().meta({ description: 'Whether there was such a version when it was reported.' }),
  version_resolved: z.boolean().meta({
    description: 'Whether the report named no version, and the run is of the latest one of that time.',
  }),
  fingerprint: nullableText.meta({ description: 'That of the version when the run was reported.' }),
  dataset: z.object({ id: z.string(), version: z.string() }).nullable(),
  object: nullableText.meta({ description: 'The object of the schema, where only one was tested.' }),
  server: nullableText,
  environment: nullableText,
  result: z.enum(testResults),
  started_at: time.nullable(),
  ended_at: time.nullable(),
  observed_at: time.meta({
    description: 'When it ended, else when it started, else when it was received. Runs are in this order.',
  }),
  received_at: time,
  duration_ms: nullableCount,
  rows: nullableCount,
  errors: nullableCount,
  checks: z.object({ passed: count, warning: count, failed: count, error: count, skipped: count }),
  caller: z.string(),
  report: nullableText.meta({
    description: 'Where the report is, as a path behind the base URL; null when it is not kept any longer.',
  }),
})

const failedCheck = z.object({
  object: nullableText,
  property: nullableText,
  rule: nullableText,
  type: nullableText,
  result: z.enum(['warning', 'failed', 'error', 'skipped']),
  detail: nullableText,
})

const exampleCheck = {
  ...{ object: 'orders', property: 'amount', rule: 'q1', type: 'field_minimum' },
  result: 'failed' as const,
  detail: '12 rows below 0',
}

const exampleRun = {
  run_id: 'spark:2026-03-31T12',
  source: 'spark',
  contract_id: 'sales.orders',
  version: '1.0.0',
  version_known: true,
  version_resolved: false,
  fingerprint: '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
  dataset: { id: 'table:gold.orders', version: '42' },
  object: null,
  server: 'production',
  environment: null,
  result: 'failed',
  started_at: '2026-03-31T11:59:46.000Z',
  ended_at: '2026-03-31T12:00:00.250Z',
  observed_at: '2026-03-31T12:00:00.250Z',
  received_at: '2026-03-31T12:00:01.000Z',
  duration_ms: 14250,
  rows: 10000,
  errors: 12,
  checks: { passed: 40, warning: 0, failed: 1, error: 0, skipped: 0 },
  caller: 'spark',
  report: '/test-runs/spark%3A2026-03-31T12/report',
} as const

/** A run, as lists have it. */
export const listedTestRun = shape('TestRun', run, {
  description: 'A test run of a contract version.',
  examples: { TestRun: exampleRun },
})

/** A run with its checks. */
export const testRun = shape(
  'TestRunWithChecks',
  listedTestRun.and(
    z.object({
      failed: z.array(failedCheck).meta({
        description: 'The first 100 of the checks that did not pass.',
        examples: [[exampleCheck]],
      }),
    }),
  ),
  { description: 'A test run, with its checks that did not pass.' },
)

/** One page of runs. */
export const testRunPage = shape(
  'TestRunPage',
  z.object({ items: z.array(listedTestRun), next_cursor: nextCursor }),
  { description: 'One page of test runs, the newest first.' },
)

/** What an overview says of a run. */
export const lastTest = run.pick({
  run_id: true,
  version: true,
  server: true,
  environment: true,
  result: true,
  observed_at: true,
})

export const exampleTest = {
  ...{ run_id: exampleRun.run_id, version: '1.0.0', server: 'production', environment: null },
  ...{ result: exampleRun.result, observed_at: exampleRun.observed_at },
}

export function lastTestJson(one: TestRun): Wire<typeof lastTest> {
  const { run_id, version, server, environment, result, observed_at } = listedRunJson(one)
  return { run_id, version, server, environment, result, observed_at }
}

const text = z.string().optional()

/** The registry's own report of a run. Reports of other programs have shapes of their own. */
export const testReport = shape(
  'TestReport',
  z.looseObject({
    source: text.meta({ description: 'The program that reports; `job` when it is left out.' }),
    run_id: text.meta({
      description:
        'What it calls the run. Without it an equal report is the same run; for five minutes if it has no time.',
    }),
    dataset: z.object({ id: z.string(), version: text }).optional(),
    object: text,
    server: text,
    environment: text,
    result: z.enum(testResults),
    started_at: time.optional(),
    ended_at: time.optional(),
    duration_ms: count.optional(),
    rows: count.optional(),
    errors: count.optional(),
    checks: z
      .array(
        z.object({
          ...{ object: text, property: text, rule: text, type: text },
          result: z.enum(['passed', 'warning', 'failed', 'error', 'skipped']).optional(),
          detail: text,
        }),
      )
      .optional(),
  }),
  {
    description: 'A report of a test run.',
    examples: {
      TestReport: {
        ...{ source: 'spark', run_id: '2026-03-31T12', server: 'production', result: 'failed' },
        ...{
          started_at: '2026-03-31T11:59:46Z',
          ended_at: '2026-03-31T12:00:00.25Z',
          rows: 10000,
          errors: 12,
        },
        dataset: { id: 'table:gold.orders', version: '42' },
        checks: [exampleCheck],
      },
    },
  },
)

/** A report as it was sent. */
export const sentReport = shape('SentTestReport', z.looseObject({}), {
  description: 'A report of any kind, as its program has sent it.',
  examples: { SentTestReport: { source: 'spark', run_id: '2026-03-31T12', result: 'passed' } },
})

export function listedRunJson(run: TestRun): Wire<typeof listedTestRun> {
  const name = testRunName(run)
  return {
    run_id: name,
    source: run.source,
    contract_id: run.contractId ?? null,
    version: run.version ?? null,
    version_known: run.fingerprint !== undefined,
    version_resolved: run.isLatest,
    fingerprint: run.fingerprint ?? null,
    dataset: run.dataset ? { id: run.dataset.id, version: run.dataset.version } : null,
    object: run.object ?? null,
    server: run.server ?? null,
    environment: run.environment ?? null,
    result: run.result,
    started_at: run.startedAt?.toISOString() ?? null,
    ended_at: run.endedAt?.toISOString() ?? null,
    observed_at: run.observedAt.toISOString(),
    received_at: run.receivedAt.toISOString(),
    duration_ms: run.durationMs ?? null,
    rows: run.rows ?? null,
    errors: run.errors ?? null,
    checks: run.checks,
    caller: run.caller,
    report: run.hasReport ? `/test-runs/${encodeURIComponent(name)}/report` : null,
  }
}

export function testRunJson({ run, failed }: ShownTestRun): Wire<typeof testRun> {
  return { ...listedRunJson(run), failed: failed.map(checkJson) }
}

function checkJson(check: FailedCheck): Wire<typeof failedCheck> {
  return {
    object: check.object ?? null,
    property: check.property ?? null,
    rule: check.rule ?? null,
    type: check.type ?? null,
    result: check.result,
    detail: check.detail ?? null,
  }
}
