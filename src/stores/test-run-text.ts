import { z } from 'zod'
import {
  type CheckCounts,
  type FailedCheck,
  type TestRunId,
  testResults,
  testRunName,
} from '../domain/test-run.ts'
import { time } from './entry-json.ts'
import { readLine } from './entry-text.ts'
import type { KeptTestRun } from './test-run-store.ts'

const count = z.int().min(0)
const name = z.string().min(1)

const failedCheck = z.object({
  object: z.string().optional(),
  property: z.string().optional(),
  rule: z.string().optional(),
  type: z.string().optional(),
  result: z.enum(['warning', 'failed', 'error', 'skipped']),
  detail: z.string().optional(),
})

/** A test run as JSON. Members that are not known are passed over, so that later releases may add some. */
const runMembers = z.object({
  kind: z.literal('test_run'),
  source: name,
  run_id: name,
  contract_id: name.optional(),
  version: name.optional(),
  fingerprint: z.string().optional(),
  is_latest: z.boolean().optional(),
  dataset: z.object({ id: z.string(), version: z.string() }).optional(),
  object: z.string().optional(),
  server: z.string().optional(),
  environment: z.string().optional(),
  result: z.enum(testResults),
  started_at: time.optional(),
  ended_at: time.optional(),
  observed_at: time,
  received_at: time,
  duration_ms: count.optional(),
  rows: count.optional(),
  errors: count.optional(),
  checks: z.object({ passed: count, warning: count, failed: count, error: count, skipped: count }),
  failed: z.array(failedCheck).optional(),
  caller: z.string(),
  digest: name,
  report: z.string().optional(),
})

/** What a check that says nothing has. */
const noCheck = {
  object: undefined,
  property: undefined,
  rule: undefined,
  type: undefined,
  detail: undefined,
}

type RunJson = z.input<typeof runMembers>

/** A test run as one line of JSON, without the end of the line; its report is a text in it, of which no byte changes. */
export function writeTestRun(run: KeptTestRun): string {
  return JSON.stringify(runForJson(run))
}

/** Another run of that id is kept. */
export class ConflictingTestRun extends Error {
  constructor(id: TestRunId) {
    super(JSON.stringify(testRunName(id)))
  }
}

/** Whether a line is to be read by `readTestRun`. */
export function isTestRun(line: string): boolean {
  return line.startsWith('{"kind":"test_run"')
}

/**
 * The test run that a line holds.
 *
 * @throws EntryTextError when it holds none.
 */
export function readTestRun(line: string): KeptTestRun {
  const read = readLine(runMembers, line)
  return {
    source: read.source,
    runId: read.run_id,
    contractId: read.contract_id,
    version: read.version,
    fingerprint: read.fingerprint,
    isLatest: read.is_latest ?? false,
    dataset: read.dataset,
    ...{ object: read.object, server: read.server, environment: read.environment },
    result: read.result,
    ...{ startedAt: read.started_at, endedAt: read.ended_at },
    ...{ observedAt: read.observed_at, receivedAt: read.received_at },
    ...{ durationMs: read.duration_ms, rows: read.rows, errors: read.errors },
    checks: read.checks,
    failed: (read.failed ?? []).map(check => ({ ...noCheck, ...check })),
    ...{ caller: read.caller, digest: read.digest, report: read.report },
  }
}

/** What is known of a run without its checks and its report, which `digest` tells from others; equal texts say the same. */
export function textOfRun(run: Omit<KeptTestRun, 'failed' | 'report'>): string {
  return writeTestRun({ ...run, failed: [], report: undefined })
}

/** The checks of a run that did not pass; two that say the same have the same text. */
export function textOfChecks({ failed }: Pick<KeptTestRun, 'failed'>): string {
  return JSON.stringify(failed.map(checkForJson))
}

/** Members that are undefined are left out of the text. */
function runForJson(run: KeptTestRun): RunJson {
  return {
    kind: 'test_run',
    source: run.source,
    run_id: run.runId,
    contract_id: run.contractId,
    version: run.version,
    fingerprint: run.fingerprint,
    is_latest: run.isLatest || undefined,
    dataset: run.dataset && { id: run.dataset.id, version: run.dataset.version },
    ...{ object: run.object, server: run.server, environment: run.environment },
    result: run.result,
    ...{ started_at: run.startedAt?.toISOString(), ended_at: run.endedAt?.toISOString() },
    ...{ observed_at: run.observedAt.toISOString(), received_at: run.receivedAt.toISOString() },
    ...{ duration_ms: run.durationMs, rows: run.rows, errors: run.errors },
    checks: countsForJson(run.checks),
    failed: run.failed.length === 0 ? undefined : run.failed.map(checkForJson),
    ...{ caller: run.caller, digest: run.digest, report: run.report },
  }
}

/** As for checks below: of equal runs the text is equal, in whatever order their members come. */
function countsForJson({ passed, warning, failed, error, skipped }: CheckCounts): CheckCounts {
  return { passed, warning, failed, error, skipped }
}

function checkForJson({ object, property, rule, type, result, detail }: FailedCheck): FailedCheck {
  return { object, property, rule, type, result, detail }
}
