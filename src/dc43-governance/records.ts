import { childOf } from '../domain/document/node.ts'
import { parseJson } from '../domain/document/parse-json.ts'
import { withTextMembers } from '../domain/document/text-member.ts'
import { compareCodePoints } from '../domain/order.ts'
import { isObject, type JsonObject } from './contract-parts.ts'
import { pythonNumber, pythonText } from './python-text.ts'
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
  /** What a job or a service of dc43 has reported, as it is kept. */
  readonly report: string | undefined
  /** Whether an event of the dataset tells of it as well. */
  readonly hasEvent: boolean
}

/** A number, or whatever else was counted, of a verdict. */
export interface Metric {
  readonly subject: Subject
  readonly recordedAt: Date
  readonly name: string
  /** As Python writes it. */
  readonly text: string | null
  /** The number that it is, as JSON. */
  readonly number: string | null
}

/** What a job says of itself when it has its data looked at. */
export interface Circumstances {
  readonly operation: Operation
  readonly pipelineContext: JsonObject
  readonly isReused: boolean
}

/** The lists of errors and warnings that are kept of a verdict have no more items than that. */
const mostFaults = 5000

/**
 * The details of a verdict, as far as they are kept, as JSON.
 *
 * @param metrics those of the verdict as they were sent, as JSON: numbers stay as the job has written them.
 */
export function detailsOf({ details }: Validation, metrics: string): string {
  const shortened = (list: unknown) => (Array.isArray(list) ? list.slice(0, mostFaults) : list)
  const { errors, warnings } = details
  const kept = { ...details, errors: shortened(errors), warnings: shortened(warnings) }
  return withTextMembers(kept, { metrics })
}

/**
 * What is kept of a verdict, so that it can be told again, as JSON.
 *
 * @param texts its details, see `detailsOf`, and its metrics.
 */
export function recordOf(
  subject: Subject,
  status: Validation,
  { operation, pipelineContext, isReused }: Circumstances,
  texts: { readonly details: string; readonly metrics: string },
): string {
  const record = {
    ...subject,
    operation,
    pipeline_context: { ...pipelineContext, io: operation },
    observations_reused: isReused,
    ...status,
  }
  return withTextMembers(record, texts)
}

/** What a job has said of itself, and the verdict it was given, by what is kept of both. */
export function readRecord(record: JsonObject): Pick<Verdict, 'validation' | 'said'> {
  const { operation, pipeline_context, observations_reused } = record
  return { validation: validationIn(record), said: { operation, pipeline_context, observations_reused } }
}

/**
 * A verdict as an event in what pipelines have done, in the words of dc43, as JSON.
 *
 * @param details those of the verdict, as JSON, where they are known as they were sent.
 */
export function eventOf({ subject, validation, said, recordedAt }: Verdict, details?: string): string {
  const { operation, pipeline_context: context, observations_reused: isReused } = said
  const { status, reason } = validation
  const event = {
    ...(typeof operation === 'string' && { operation }),
    contract_id: subject.contract_id,
    contract_version: subject.contract_version,
    pipeline_context: isObject(context) ? context : {},
    observations_reused: isReused === true,
    dq_status: status,
    ...(reason && { dq_reason: reason }),
    dq_details: validation.details,
    recorded_at: recordedAt.toISOString(),
  }
  return withTextMembers(event, details === undefined ? {} : { dq_details: details })
}

/** A verdict as the status of a dataset version, in the words of dc43. */
export function statusOf({ subject, validation }: Verdict): JsonObject {
  const { status, reason, details, metrics } = validation
  return { ...subject, status, reason, details, metrics }
}

/** The metrics of a verdict, in the words of dc43, by their names. */
export function metricsOf({ subject, validation, recordedAt, report }: Verdict): Metric[] {
  const { details, metrics } = validation
  const kept = parseJson(report ?? JSON.stringify({ details, metrics }))
  const members = [childOf(childOf(kept, 'details'), 'metrics'), childOf(kept, 'metrics')].flatMap(node =>
    node?.kind === 'object' ? node.members : [],
  )
  const byName = new Map(members.map(({ key, value }) => [key, value]))
  return [...byName]
    .sort(([one], [other]) => compareCodePoints(one, other))
    .map(([name, node]) => ({
      ...{ subject, recordedAt, name },
      ...{ text: pythonText(node), number: pythonNumber(node) },
    }))
}
