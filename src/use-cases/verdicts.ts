import { createHash } from 'node:crypto'
import { isObject, type JsonObject } from '../dc43-governance/contract-parts.ts'
import { readRecord, type Subject, type Verdict } from '../dc43-governance/records.ts'
import { type Validation, validationIn } from '../dc43-governance/verdict.ts'
import type { TestResult, TestRunId } from '../domain/test-run.ts'
import type { DatasetLink } from '../stores/link-store.ts'
import type { TestRunWithReport } from './test-runs.ts'

/** A dataset version and a contract version, as dc43 names them. */
export function subjectOf({
  datasetId,
  datasetVersion,
  contractId,
  contractVersion,
}: Omit<DatasetLink, 'linkedAt' | 'linkedBy'>): Subject {
  return {
    dataset_id: datasetId,
    dataset_version: datasetVersion,
    contract_id: contractId,
    contract_version: contractVersion,
  }
}

/** What a run says about a dataset version; nothing when it names none, or no contract version. */
export function verdictOf(known: TestRunWithReport): Verdict[] {
  const { run, report } = known
  const { contractId, version, dataset, observedAt } = run
  if (contractId === undefined || version === undefined || !dataset) return []
  const subject = subjectOf({
    ...{ datasetId: dataset.id, datasetVersion: dataset.version },
    ...{ contractId, contractVersion: version },
  })
  const record = run.source === 'dc43' && report !== undefined ? objectIn(report) : undefined
  const judged = record
    ? { ...readRecord({ ...record, status: statuses[run.result] }), report }
    : { validation: validationOf(known), said: {}, report: undefined }
  return [{ subject, recordedAt: observedAt, hasEvent: isOfDataset(run), ...judged }]
}

/** What the ids of runs begin with that are statuses of dataset versions; no report gives such an id to its run. */
const statusMark = 'dataset-'

/**
 * The id of the run that is kept as the status of a dataset version by a contract version.
 *
 * @param operation for which there is a status of its own.
 */
export function statusRunId(subject: Subject, operation?: string): string {
  const { dataset_id, dataset_version, contract_id, contract_version } = subject
  const parts = [dataset_id, dataset_version, contract_id, contract_version, operation ?? null]
  return statusMark + createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** Whether a run is the status of a dataset version, as jobs and services of dc43 have it kept. */
export function isOfDataset({ source, runId }: TestRunId): boolean {
  return source === 'dc43' && runId.startsWith(statusMark)
}

function objectIn(text: string): JsonObject | undefined {
  const value: unknown = JSON.parse(text)
  return isObject(value) ? value : undefined
}

/** What dc43 calls the results of runs. */
const statuses: Readonly<Record<TestResult, Validation['status']>> = {
  passed: 'ok',
  warning: 'warn',
  failed: 'block',
  error: 'block',
  unknown: 'unknown',
}

/** What a run says that another program has reported. */
function validationOf({ run, failed }: TestRunWithReport): Validation {
  const texts = (isWanted: (result: string) => boolean) =>
    failed
      .filter(({ result }) => isWanted(result))
      .map(({ detail, rule, property }) => detail ?? rule ?? property ?? 'a check failed')
  const errors = texts(result => result === 'failed' || result === 'error')
  const warnings = texts(result => result === 'warning')
  return validationIn({
    ...{ errors, warnings },
    ok: run.result !== 'failed' && run.result !== 'error',
    metrics: run.rows === undefined ? {} : { row_count: run.rows },
    status: statuses[run.result],
    reason: errors[0] ?? warnings[0],
  })
}
