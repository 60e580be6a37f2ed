import { excerpt } from '../domain/excerpt.ts'
import { type Field, isObject, type JsonObject, schemaOf, textIn, textOf } from './contract-parts.ts'
import { type Expectation, expectationsOf } from './expectations.ts'

/** What a job has counted in its data, and the columns that it has seen. */
export interface Observations {
  readonly metrics: JsonObject
  /** What is known of each column; undefined when no columns were looked at. */
  readonly schema: JsonObject | undefined
  readonly reused: boolean
}

/** What a contract says about observations. */
export interface Evaluation {
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly expectations: readonly Expectation[]
}

/** A list with the faults of one kind that stop a job, and one with those it is only told of. */
interface Faults {
  readonly errors: string[]
  readonly warnings: string[]
}

/** Compares what a job has counted with what the contract expects. The data itself is never seen. */
export function evaluate(contract: JsonObject, { metrics, schema = {} }: Observations): Evaluation {
  const faults: Faults = { errors: [], warnings: [] }
  const fields = new Map(schemaOf(contract).flatMap(({ fields }) => fields.map(field => [field.name, field])))
  for (const field of fields.values()) checkColumn(field, ownMember(schema, field.name), metrics, faults)
  const expectations = expectationsOf(contract)
  // what a query gives is for people to judge
  for (const one of expectations) if (one.rule !== 'query') checkCount(one, metrics, faults)
  return { ...faults, expectations }
}

function checkColumn(field: Field, seen: unknown, metrics: JsonObject, { errors, warnings }: Faults): void {
  const { name, isRequired, type } = field
  if (!isObject(seen)) {
    if (isRequired) errors.push(`the required column ${name} is missing`)
    else warnings.push(`the optional column ${name} is missing`)
    return
  }
  if (type !== '' && !isOfType(type, seen))
    errors.push(`column ${name} is ${shownType(seen)}, but the contract says ${canonical(type)}`)
  const isCounted = [`violations.not_null_${name}`, `violations.required_${name}`].some(key =>
    Object.hasOwn(metrics, key),
  )
  if (isRequired && seen.nullable && !isCounted)
    warnings.push(`column ${name} is required and may have nulls, which were not counted`)
}

/** Types that are the same by another name. */
const otherNames: Readonly<Record<string, string>> = {
  varchar: 'string',
  long: 'bigint',
  integer: 'int',
  bool: 'boolean',
}

function canonical(type: string): string {
  const name = type.toLowerCase()
  return (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined) ?? name
}

function isOfType(expected: string, seen: JsonObject): boolean {
  const wanted = canonical(expected)
  const backend = (textIn(seen.backend_type) ?? '').toLowerCase()
  const observed = observedType(seen)
  if (observed === '') return canonical(backend).includes(wanted)
  return (
    canonical(observed) === wanted || observed.includes(expected.toLowerCase()) || backend.includes(wanted)
  )
}

function observedType(seen: JsonObject): string {
  const type = [seen.odcs_type, seen.type, seen.backend_type].find(one => textIn(one))
  return (textIn(type) ?? '').toLowerCase()
}

function shownType(seen: JsonObject): string {
  return canonical(observedType(seen)) || 'of an unknown type'
}

/** Of rules that may be left out, nobody is warned when their violations were not counted. */
function checkCount(expectation: Expectation, metrics: JsonObject, { errors, warnings }: Faults): void {
  const { key, optional } = expectation
  const count = ownMember(metrics, `violations.${key}`)
  if (count === undefined || count === null) {
    if (!optional) warnings.push(`violations of ${key} were not counted`)
  } else if (typeof count !== 'number') warnings.push(`the violations of ${key} are not a number`)
  else if (count > 0) errors.push(violation(expectation, Math.trunc(count)))
}

const meanings: Readonly<Record<Expectation['rule'], (params: JsonObject) => string>> = {
  not_null: () => 'is null, but required',
  unique: () => 'is there more than once',
  exact_format: ({ format }) => `does not have the format ${shown(format)}`,
  gt: ({ threshold }) => `is not greater than ${shown(threshold)}`,
  ge: ({ threshold }) => `is less than ${shown(threshold)}`,
  lt: ({ threshold }) => `is not less than ${shown(threshold)}`,
  le: ({ threshold }) => `is greater than ${shown(threshold)}`,
  enum: ({ values }) => `is none of ${Array.isArray(values) ? listed(values) : ''}`,
  is_null: () => 'is not null',
  exact: ({ value }) => `is not ${shown(value)}`,
  regex: ({ pattern }) => `does not match ${shown(pattern)}`,
  query: () => '',
}

function violation({ rule, column, params = {} }: Expectation, count: number): string {
  const values = count === 1 ? '1 value' : `${count} values`
  return `column ${column}: ${values} of which each ${meanings[rule](params)}`
}

/** A sentence is for people: all values are in the expectation. */
function shown(value: unknown): string {
  return excerpt(textOf(value), 200)
}

/** How many values of an enumeration a sentence lists. */
const mostListed = 20

function listed(values: readonly unknown[]): string {
  const more = values.length - mostListed
  const first = values.slice(0, mostListed).map(shown).join(', ')
  return more > 0 ? `${first} and ${more} more` : first
}

/** A column may have any name, also one that every object has. */
function ownMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
