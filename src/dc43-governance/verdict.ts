import { isObject, type JsonObject, textIn } from './contract-parts.ts'
import { type Evaluation, evaluate, type Observations } from './evaluate.ts'

/** The result of a validation, or what it means, in the members that dc43 has for both. */
export interface Validation {
  readonly ok: boolean
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly metrics: JsonObject
  readonly schema: JsonObject
  readonly status: 'ok' | 'warn' | 'block' | 'unknown'
  readonly reason: string | null
  /** All of the above, and what else there is to say. */
  readonly details: JsonObject
}

export type Operation = 'read' | 'write'

/** What a job is told about its data. */
interface Assessment {
  /** Whether the data may be used. */
  readonly status: Validation
  readonly validation: Validation
}

/**
 * What a job is told about its data by a contract.
 *
 * @param given what the job has found out itself, in place of what the contract says about its observations.
 */
function assess(
  contract: JsonObject,
  observations: Observations,
  operation: Operation,
  given?: Validation,
): Assessment {
  const validation = given ?? validationOf(evaluate(contract, observations), observations)
  const { metrics, schema } = observations
  return { validation, status: statusOf(validation, operation, { metrics, schema: schema ?? {} }) }
}

/** The status of data, and all that a job is told, as JSON; of a long contract that is much. */
export interface ToldAssessment {
  readonly status: Validation
  readonly text: string
}

/**
 * What a job is told about its data by a contract, see `assess`.
 *
 * @param json the contract. For looking at, not for storing: numbers are those of JavaScript.
 */
export function tellAssessment(
  json: string,
  observations: Observations,
  operation: Operation,
  given?: Validation,
): ToldAssessment {
  const contract: unknown = JSON.parse(json)
  const assessment = assess(isObject(contract) ? contract : {}, observations, operation, given)
  const text = JSON.stringify({ ...assessment, draft: null, observations_reused: observations.reused })
  return { status: assessment.status, text }
}

function validationOf({ errors, warnings, expectations }: Evaluation, seen: Observations): Validation {
  const predicates = expectations.flatMap(({ key, predicate }) => (predicate ? [[key, predicate]] : []))
  return completed(
    { errors, warnings, metrics: seen.metrics, schema: seen.schema ?? {}, status: 'unknown' },
    {
      ...(expectations.length > 0 && { expectation_plan: expectations }),
      ...(predicates.length > 0 && { expectation_predicates: Object.fromEntries(predicates) }),
    },
  )
}

type Seen = Pick<Validation, 'metrics' | 'schema'>

/** Errors block, warnings warn. Violations that nobody calls an error are one for those who write. */
function statusOf(validation: Validation, operation: Operation, seen: Seen): Validation {
  const { errors, warnings, metrics } = validation
  const violations = violationsIn(metrics)
  const summary = {
    ...seen,
    errors: [],
    warnings: [],
    metrics: isEmpty(seen.metrics) ? metrics : seen.metrics,
  }
  const say = (status: Validation['status'], reason: string | undefined, extra: JsonObject) =>
    completed({ ...summary, status, reason }, { ...extra, ...filled(seen) })
  if (errors.length > 0 || !validation.ok)
    return say('block', errors[0], { errors, warnings, violations: violations || errors.length })
  if (violations === 0 && warnings.length === 0) return say('ok', undefined, { violations })
  const reason = warnings[0] ?? `the data breaks the contract ${violations} times`
  const isBlocked = violations > 0 && operation === 'write'
  return say(isBlocked ? 'block' : 'warn', reason, {
    warnings,
    violations,
    ...(isBlocked && { operation }),
  })
}

function violationsIn(metrics: JsonObject): number {
  const counts = Object.entries(metrics).map(([name, count]) => (name.startsWith('violations.') ? count : 0))
  return counts.reduce<number>(
    (sum, count) => sum + (typeof count === 'number' && count > 0 ? Math.trunc(count) : 0),
    0,
  )
}

function isEmpty(object: JsonObject): boolean {
  return Object.keys(object).length === 0
}

function filled(seen: Seen): JsonObject {
  return Object.fromEntries(Object.entries(seen).filter(([, value]) => !isEmpty(value)))
}

interface Parts extends Omit<Validation, 'ok' | 'reason' | 'details'> {
  readonly ok?: boolean
  readonly reason?: string | undefined
}

function completed({ ok = true, ...parts }: Parts, extra: JsonObject): Validation {
  const { errors, warnings, metrics, schema, status, reason } = parts
  const summary = { errors, warnings, metrics, schema, ...(reason !== undefined && { reason }), status }
  return {
    ok: ok && errors.length === 0 && status !== 'block',
    ...{ errors, warnings, metrics, schema, status },
    reason: reason ?? null,
    details: { ...summary, ...extra },
  }
}

const statuses = ['ok', 'warn', 'block'] as const

/** A validation that a job sends; undefined for none. */
export function readValidation(value: unknown): Validation | undefined {
  return isObject(value) ? validationIn(value) : undefined
}

/** The validation that an object tells of. Members that are not as they should be are left out. */
export function validationIn(value: JsonObject): Validation {
  const object = (name: string) => (isObject(value[name]) ? value[name] : {})
  const texts = (name: string) => (Array.isArray(value[name]) ? value[name].filter(one => textIn(one)) : [])
  return completed(
    {
      ok: value.ok !== false,
      errors: texts('errors'),
      warnings: texts('warnings'),
      metrics: object('metrics'),
      schema: object('schema'),
      status: statuses.find(one => one === value.status) ?? 'unknown',
      reason: textIn(value.reason),
    },
    object('details'),
  )
}

/** Observations that a job sends. */
export function readObservations(value: unknown): Observations {
  const object = isObject(value) ? value : {}
  const { metrics, schema, reused } = object
  return {
    metrics: isObject(metrics) ? metrics : {},
    schema: isObject(schema) ? schema : undefined,
    reused: reused === true,
  }
}
