import { maxContractIdLength, maxVersionLength } from '../domain/identity.ts'
import { maxRunIdLength, type ReportedRun } from '../domain/test-run.ts'
import {
  checkName,
  checkResultIn,
  checksIn,
  maxChecks,
  maxDetail,
  maxName,
  runResultIn,
  worstOf,
} from './checks.ts'
import { invalid, type ReportObject } from './report-object.ts'

/** Without any of these, nothing is said of a run. */
const isRun = ['runId', 'id', 'result', 'checks']

/** A run of the Data Contract CLI, as it publishes it and as Entropy Data shows it. */
export function readDatacontractCliRun(report: ReportObject): ReportedRun {
  if (!isRun.some(name => report.has(name)))
    throw invalid('', `this is no run of the Data Contract CLI: it has none of ${isRun.join(', ')}`)
  const checks = checksIn(report.objects('checks', maxChecks), check => ({
    object: checkName(check, 'model'),
    property: checkName(check, 'field'),
    rule: checkName(check, 'qualityId', 'quality_id', 'key', 'name'),
    type: checkName(check, 'type'),
    result: checkResultIn(check, 'result'),
    detail: check.text(['reason', 'name'], maxDetail),
  }))
  return {
    source: 'datacontract-cli',
    runId: report.name(['runId', 'id'], maxRunIdLength),
    contractId: report.name(['dataContractId'], maxContractIdLength),
    version: report.name(['dataContractVersion'], maxVersionLength),
    dataset: undefined,
    object: undefined,
    server: report.text(['server'], maxName),
    environment: undefined,
    result: report.has('result') ? runResultIn(report, 'result') : worstOf(checks),
    startedAt: report.time(['timestampStart']),
    endedAt: report.time(['timestampEnd']),
    durationMs: undefined,
    rows: undefined,
    errors: undefined,
    checks: checks.counts,
    failed: checks.failed,
  }
}
