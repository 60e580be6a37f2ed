import { createHash } from 'node:crypto'
import { maxContractIdLength, maxVersionLength } from '../domain/identity.ts'
import { type FailedCheck, maxRunIdLength, type ReportedRun, type TestResult } from '../domain/test-run.ts'
import { checkName, checksOf, maxName } from './checks.ts'
import { invalid, type ReportObject } from './report-object.ts'

const anyLength = Number.POSITIVE_INFINITY
/** How many samples of faults griot sends at most. */
const maxSamples = 100
const results = ['passed', 'failed', 'warning'] as const

/** A validation as griot reports it. It tells of single faults only, so a check is a field with a constraint. */
export function readGriotValidation(report: ReportObject): ReportedRun {
  const failed = failedChecks(report)
  return {
    source: 'griot',
    runId: runIdOf(report),
    contractId: report.name(['contract_id'], maxContractIdLength),
    version: report.name(['contract_version'], maxVersionLength),
    dataset: undefined,
    object: report.text(['schema_name'], maxName),
    server: undefined,
    environment: report.text(['environment'], maxName),
    result: resultIn(report),
    startedAt: undefined,
    endedAt: undefined,
    durationMs: report.whole(['duration_ms']),
    rows: report.whole(['row_count', 'total_rows']),
    errors: report.whole(['error_count']),
    checks: checksOf(0, failed).counts,
    failed,
  }
}

/** Its pages have a word where its program has true or false. */
function resultIn(report: ReportObject): TestResult {
  const passed = report.boolean('passed')
  const result = passed === undefined ? report.word('status', results) : passed ? 'passed' : 'failed'
  if (result === undefined) throw invalid('/passed', 'expected true or false')
  return result
}

/**
 * A run of a pipeline may validate several contracts, and each again in several environments. So all of them name it: with
 * `/` between them, and a digest of that when it is too long.
 */
function runIdOf(report: ReportObject): string | undefined {
  const runId = report.name(['run_id'], maxRunIdLength)
  if (runId === undefined) return undefined
  const members = ['pipeline_id', 'contract_id', 'schema_name', 'environment']
  const parts = [...members.map(name => report.text([name], anyLength) ?? ''), runId]
  const id = parts.map(part => part.replace(/[%/]/g, encodeURIComponent)).join('/')
  return id.length <= maxRunIdLength ? id : createHash('sha256').update(id).digest('hex')
}

function failedChecks(report: ReportObject): FailedCheck[] {
  const object = report.text(['schema_name'], maxName)
  const checks = report.objects('sample_errors', maxSamples).map(sample => {
    return { property: checkName(sample, 'field'), type: checkName(sample, 'constraint') }
  })
  const byCheck = Map.groupBy(checks, ({ property, type }) => JSON.stringify([property, type]))
  return [...byCheck.values()].flatMap(([check, ...others]) => {
    if (!check) return []
    const detail = `${others.length + 1} in the sample of faults`
    return [{ object, ...check, rule: undefined, result: 'failed' as const, detail }]
  })
}
