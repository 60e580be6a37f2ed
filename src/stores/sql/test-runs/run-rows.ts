import { eq } from 'drizzle-orm'
import { storable } from '../../../domain/storable.ts'
import type { FailedCheck, TestResult } from '../../../domain/test-run.ts'
import type { RowOf } from '../../../sql/database.ts'
import { digestKeyOf } from '../../digest-key.ts'
import { runKeyOf } from '../../test-run-key.ts'
import type { KeptTestRun, StatisticsBucket, TestRun } from '../../test-run-store.ts'
import { optionalText } from '../columns.ts'
import type { Tables } from '../store-database.ts'
import type { TestCheckRow, TestRunRow } from './tables.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour
/** The first Monday after 1 January 1970, which was a Thursday; weeks begin on Mondays. */
const monday = 4 * day

/** The number of the hour, day or week of a time, and when one of a number begins. */
export const buckets = {
  hour: { of: (time: number) => Math.floor(time / hour), start: (number: number) => number * hour },
  day: { of: (time: number) => Math.floor(time / day), start: (number: number) => number * day },
  week: {
    of: (time: number) => Math.floor((time - monday) / (7 * day)),
    start: (number: number) => number * 7 * day + monday,
  },
} as const satisfies Record<StatisticsBucket, unknown>

export function rowOf(run: Omit<KeptTestRun, 'failed' | 'report'>): TestRunRow {
  const observedAt = run.observedAt.getTime()
  return {
    runKey: runKeyOf(run),
    source: run.source,
    runId: run.runId,
    contractId: run.contractId ?? '',
    version: run.version ?? '',
    fingerprint: run.fingerprint ?? null,
    isLatest: Number(run.isLatest),
    datasetKey: run.dataset ? digestKeyOf(run.dataset.id) : null,
    datasetId: run.dataset?.id ?? null,
    datasetVersion: run.dataset?.version ?? null,
    object: run.object ?? null,
    server: run.server ?? '',
    environment: run.environment ?? null,
    result: run.result,
    startedAt: run.startedAt?.getTime() ?? null,
    endedAt: run.endedAt?.getTime() ?? null,
    observedAt,
    observedHour: buckets.hour.of(observedAt),
    observedDay: buckets.day.of(observedAt),
    observedWeek: buckets.week.of(observedAt),
    receivedAt: run.receivedAt.getTime(),
    durationMs: run.durationMs ?? null,
    rowCount: run.rows ?? null,
    errorCount: run.errors ?? null,
    passedChecks: run.checks.passed,
    warningChecks: run.checks.warning,
    failedChecks: run.checks.failed,
    errorChecks: run.checks.error,
    skippedChecks: run.checks.skipped,
    caller: optionalText(run.caller) ?? '',
    digest: run.digest,
  }
}

/** The rows of the checks that did not pass. */
export function checkRows(runKey: string, failed: readonly FailedCheck[]) {
  return failed.map(({ object, property, rule, type, result, detail }, place) => ({
    ...{ runKey, place, result },
    ...{ object: object ?? null, property: property ?? null, rule: rule ?? null, type: type ?? null },
    detail: detail === undefined ? null : storable(detail),
  }))
}

/** A check, without the columns that are null in its row. */
export function checkOf(row: Pick<TestCheckRow, keyof FailedCheck>): FailedCheck {
  return {
    object: row.object ?? undefined,
    property: row.property ?? undefined,
    rule: row.rule ?? undefined,
    type: row.type ?? undefined,
    result: row.result as FailedCheck['result'],
    detail: row.detail ?? undefined,
  }
}

/** The query that reads runs without their reports and checks. */
export function runsQuery(tables: Pick<Tables, 'testRuns' | 'testReports'>) {
  const { testRuns, testReports } = tables
  return {
    fields: runFields(tables),
    from: testRuns,
    leftJoin: { table: testReports, on: eq(testReports.runKey, testRuns.runKey) },
  }
}

function runFields({ testRuns, testReports }: Pick<Tables, 'testRuns' | 'testReports'>) {
  const { runKey, source, runId, contractId, version, fingerprint, isLatest } = testRuns
  const { datasetId, datasetVersion, object, server, environment, result } = testRuns
  const { startedAt, endedAt, observedAt, receivedAt, durationMs, rowCount, errorCount } = testRuns
  const { passedChecks, warningChecks, failedChecks, errorChecks, skippedChecks, caller, digest } = testRuns
  return {
    ...{ runKey, source, runId, contractId, version, fingerprint, isLatest },
    ...{ datasetId, datasetVersion, object, server, environment, result },
    ...{ startedAt, endedAt, observedAt, receivedAt, durationMs, rowCount, errorCount },
    ...{ passedChecks, warningChecks, failedChecks, errorChecks, skippedChecks, caller, digest },
    reportKey: testReports.runKey,
  }
}

type StoredRun = RowOf<ReturnType<typeof runFields>>

export function runOf(row: StoredRun): TestRun {
  return {
    ...{ source: row.source, runId: row.runId },
    ...{ contractId: row.contractId || undefined, version: row.version || undefined },
    fingerprint: row.fingerprint ?? undefined,
    isLatest: Number(row.isLatest) === 1,
    dataset: row.datasetId === null ? undefined : { id: row.datasetId, version: row.datasetVersion ?? '' },
    object: row.object ?? undefined,
    server: row.server || undefined,
    environment: row.environment ?? undefined,
    result: row.result as TestResult,
    startedAt: timeOf(row.startedAt),
    endedAt: timeOf(row.endedAt),
    observedAt: new Date(Number(row.observedAt)),
    receivedAt: new Date(Number(row.receivedAt)),
    durationMs: numberOf(row.durationMs),
    rows: numberOf(row.rowCount),
    errors: numberOf(row.errorCount),
    checks: {
      passed: Number(row.passedChecks),
      warning: Number(row.warningChecks),
      failed: Number(row.failedChecks),
      error: Number(row.errorChecks),
      skipped: Number(row.skippedChecks),
    },
    caller: row.caller,
    digest: row.digest,
    // null for a run that has no row there, which its type does not say
    hasReport: Boolean(row.reportKey),
  }
}

/** Databases write numbers in several ways. */
export function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value)
}

function timeOf(value: number | null): Date | undefined {
  return value === null ? undefined : new Date(Number(value))
}
