import { maxContractIdLength, maxVersionLength } from '../domain/identity.ts'
import {
  type CheckResult,
  type DatasetVersion,
  type FailedCheck,
  maxDatasetIdLength,
  maxDatasetVersionLength,
  type ReportedRun,
  type TestResult,
} from '../domain/test-run.ts'
import { checkSaying, checksOf, maxChecks, maxDetail } from './checks.ts'
import { invalid, type ReportObject } from './report-object.ts'

/** What dc43 says of a dataset version, and what that means of the run that has found it out. */
const results: Readonly<Record<string, TestResult>> = {
  ok: 'passed',
  warn: 'warning',
  block: 'failed',
  stale: 'unknown',
  unknown: 'unknown',
}

/**
 * The result of a validation as dc43's clients have it, or the status of a dataset version that they keep; its dataset may
 * be named beside it.
 */
export function readDc43Validation(report: ReportObject): ReportedRun {
  const status = report.text(['status'], maxDetail)?.toLowerCase()
  const ok = report.boolean('ok')
  const result = status === undefined ? resultOf(ok) : resultOfStatus(status, ok)
  if (result === undefined)
    throw invalid('/status', `expected one of ${Object.keys(results).join(', ')}, or ok as true or false`)
  const details = report.object('details')
  const failed = [
    ...faults(report, details, 'errors', 'failed'),
    ...faults(report, details, 'warnings', 'warning'),
  ]
  const reason = report.text(['reason'], maxDetail)
  if (reason !== undefined && (result === 'failed' || result === 'warning') && !isSaid(reason, failed))
    failed.push(checkSaying(result, reason))
  const metrics = report.object('metrics') ?? details?.object('metrics')
  return {
    source: 'dc43',
    runId: undefined,
    contractId: report.name(['contract_id'], maxContractIdLength),
    version: report.name(['contract_version'], maxVersionLength),
    dataset: datasetIn(report),
    ...{ object: undefined, server: undefined, environment: undefined },
    result,
    ...{ startedAt: undefined, endedAt: undefined, durationMs: undefined },
    rows: metrics?.whole(['row_count', 'rows']),
    errors: details?.whole(['violations']),
    checks: checksOf(0, failed).counts,
    failed,
  }
}

function resultOf(ok: boolean | undefined): TestResult | undefined {
  if (ok === undefined) return undefined
  return ok ? 'passed' : 'failed'
}

/** A result that names no status of its own has `unknown`, also where the data is not all right. */
function resultOfStatus(status: string, ok: boolean | undefined): TestResult | undefined {
  if (status === 'unknown' && ok === false) return 'failed'
  return Object.hasOwn(results, status) ? results[status] : undefined
}

function faults(
  report: ReportObject,
  details: ReportObject | undefined,
  name: string,
  result: Exclude<CheckResult, 'passed'>,
): FailedCheck[] {
  const own = report.texts(name, maxChecks, maxDetail)
  const texts = own.length > 0 ? own : (details?.texts(name, maxChecks, maxDetail) ?? [])
  return texts.map(text => checkSaying(result, text || undefined))
}

/** Whether a check says already why a dataset version is not all right. */
function isSaid(reason: string, failed: readonly FailedCheck[]): boolean {
  return failed.some(({ detail }) => detail === reason)
}

function datasetIn(report: ReportObject): DatasetVersion | undefined {
  const id = report.name(['dataset_id'], maxDatasetIdLength)
  const version = report.name(['dataset_version'], maxDatasetVersionLength)
  return id === undefined || version === undefined ? undefined : { id, version }
}
