import {
  type CheckResult,
  maxDatasetIdLength,
  maxDatasetVersionLength,
  maxRunIdLength,
  maxSourceLength,
  type ReportedRun,
  sourceFault,
  testResults,
} from '../domain/test-run.ts'
import { checkName, checksIn, maxChecks, maxDetail, maxName } from './checks.ts'
import { invalid, type ReportObject } from './report-object.ts'

const members = [
  ...['source', 'run_id', 'dataset', 'object', 'server', 'environment', 'result', 'started_at', 'ended_at'],
  ...['duration_ms', 'rows', 'errors', 'checks'],
]
const checkMembers = ['object', 'property', 'rule', 'type', 'result', 'detail', 'samples']
const checkResults = ['passed', 'warning', 'failed', 'error', 'skipped'] as const satisfies CheckResult[]

/** The registry's own shape of a report, for those who write one themselves. */
export function readOwnReport(report: ReportObject): ReportedRun {
  report.requireOnly(members)
  const result = report.word('result', testResults)
  if (result === undefined) throw invalid('/result', `expected one of ${testResults.join(', ')}`)
  const source = report.name(['source'], maxSourceLength) ?? 'job'
  const fault = sourceFault(source)
  if (fault !== undefined) throw invalid('/source', fault)
  const checks = checksIn(report.objects('checks', maxChecks), check => {
    check.requireOnly(checkMembers)
    return {
      object: checkName(check, 'object'),
      property: checkName(check, 'property'),
      rule: checkName(check, 'rule'),
      type: checkName(check, 'type'),
      result: check.word('result', checkResults) ?? 'skipped',
      detail: check.text(['detail'], maxDetail),
    }
  })
  return {
    source,
    runId: report.name(['run_id'], maxRunIdLength),
    ...{ contractId: undefined, version: undefined },
    dataset: datasetOf(report),
    object: report.text(['object'], maxName),
    server: report.text(['server'], maxName),
    environment: report.text(['environment'], maxName),
    result,
    startedAt: report.time(['started_at']),
    endedAt: report.time(['ended_at']),
    durationMs: report.whole(['duration_ms']),
    rows: report.whole(['rows']),
    errors: report.whole(['errors']),
    checks: checks.counts,
    failed: checks.failed,
  }
}

function datasetOf(report: ReportObject): ReportedRun['dataset'] {
  const dataset = report.object('dataset')
  if (!dataset) return undefined
  dataset.requireOnly(['id', 'version'])
  const id = dataset.name(['id'], maxDatasetIdLength)
  const version = dataset.name(['version'], maxDatasetVersionLength)
  if (id === undefined) throw invalid('/dataset/id', 'expected a text')
  return { id, version: version ?? '' }
}
