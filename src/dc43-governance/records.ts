import { isObject, type JsonObject } from './contract-parts.ts'
import { type Operation, type Validation, validationIn } from './verdict.ts'

/** A dataset version, and the contract version by which it was looked at, as dc43 names them. */
export interface Subject {
  readonly dataset_id: string
  readonly dataset_version: string
  readonly contract_id: string
  readonly contract_version: string
}

/** A verdict that is kept. */
export interface Verdict {
  readonly subject: Subject
  readonly recordedAt: Date
  readonly validation: Validation
  /** What the job said of itself; nothing in what others than jobs of dc43 have reported. */
  readonly said: JsonObject
}

/** What a job says of itself when it has its data looked at. */
export interface Circumstances {
  readonly operation: Operation
  readonly pipelineContext: JsonObject
  readonly isReused: boolean
}

/** The lists of errors and warnings that are kept of a verdict have no more items than that. */
const mostFaults = 5000

/** What is kept of a verdict, so that it can be told again. */
export function recordOf(subject: Subject, status: Validation, circumstances: Circumstances): JsonObject {
  const { operation, pipelineContext, isReused } = circumstances
  const { errors, warnings } = status.details
  const shortened = (list: unknown) => (Array.isArray(list) ? list.slice(0, mostFaults) : list)
  return {
    ...subject,
    operation,
    pipeline_context: { ...pipelineContext, io: operation },
    observations_reused: isReused,
    ...status,
    details: { ...status.details, errors: shortened(errors), warnings: shortened(warnings) },
  }
}

/** What a job has said of itself, and the verdict it was given, by what is kept of both. */
export function readRecord(record: JsonObject): Pick<Verdict, 'validation' | 'said'> {
  const { operation, pipeline_context, observations_reused } = record
  return { validation: validationIn(record), said: { operation, pipeline_context, observations_reused } }
}

/** A verdict as an event in what pipelines have done, in the words of dc43. */
export function eventOf({ subject, validation, said, recordedAt }: Verdict): JsonObject {
  const { operation, pipeline_context: context, observations_reused: isReused } = said
  const { status, reason, details } = validation
  return {
    ...(typeof operation === 'string' && { operation }),
    contract_id: subject.contract_id,
    contract_version: subject.contract_version,
    pipeline_context: isObject(context) ? context : {},
    observations_reused: isReused === true,
    dq_status: status,
    ...(reason && { dq_reason: reason }),
    dq_details: details,
    recorded_at: recordedAt.toISOString(),
  }
}

/** The metrics of a verdict, in the words of dc43, by their names. */
export function metricsOf({ subject, validation, recordedAt }: Verdict): JsonObject[] {
  const { details, metrics } = validation
  const all = { ...(isObject(details.metrics) && details.metrics), ...metrics }
  return Object.entries(all)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => ({
      ...subject,
      status_recorded_at: recordedAt.toISOString(),
      metric_key: key,
      metric_value: metricText(value),
      metric_numeric_value: metricNumber(value),
    }))
}

/** As Python writes it. */
function metricText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function metricNumber(value: unknown): number | null {
  const isNumber =
    typeof value === 'string' ? decimal.test(value.trim()) : /^(number|boolean)$/.test(typeof value)
  const number = isNumber ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
