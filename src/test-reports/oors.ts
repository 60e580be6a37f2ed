import { maxContractIdLength, maxVersionLength } from '../domain/identity.ts'
import { type CheckResult, maxRunIdLength, type ReportedRun } from '../domain/test-run.ts'
import { checkName, checkResultIn, checksIn, maxChecks, maxDetail, worstOf } from './checks.ts'
import type { ReportObject } from './report-object.ts'

/** Observability results as Bitol drafts them. */
export function readObservabilityResults(report: ReportObject): ReportedRun {
  const checks = checksIn(report.objects('results', maxChecks), result => {
    const target = result.object('target')
    return {
      object: target && checkName(target, 'resourceIdentifier'),
      property: undefined,
      rule: checkName(result, 'id', 'name'),
      type: checkName(result, 'type'),
      result: resultOf(result),
      detail: result.text(['message', 'name'], maxDetail),
    }
  })
  const contract = report.object('contract')
  const source = report.object('source')
  const observedAt = report.time(['observedAt'])
  return {
    source: 'oors',
    runId: report.name(['id'], maxRunIdLength) ?? source?.name(['runID', 'runId'], maxRunIdLength),
    contractId: contract?.name(['contractID', 'contractId'], maxContractIdLength),
    version: contract?.name(['version'], maxVersionLength),
    ...{ dataset: undefined, object: undefined, server: undefined, environment: undefined },
    result: worstOf(checks),
    startedAt: undefined,
    endedAt: observedAt,
    ...{ durationMs: undefined, rows: undefined, errors: undefined },
    checks: checks.counts,
    failed: checks.failed,
  }
}

/** What a result that fails comes to says its severity. What measures something without a verdict passes. */
function resultOf(result: ReportObject): CheckResult {
  if (!result.has('status')) return 'passed'
  const verdict = checkResultIn(result, 'status')
  const severity = result.text(['severity'], maxDetail)?.toLowerCase() ?? ''
  return verdict === 'failed' && ['warning', 'warn', 'info'].includes(severity) ? 'warning' : verdict
}
