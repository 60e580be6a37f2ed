import {
  type Field,
  type JsonObject,
  type Rule,
  type SchemaObject,
  schemaOf,
  textIn,
  textOf,
} from './contract-parts.ts'
import { predicateOf } from './spark-predicate.ts'

/** What a contract expects of its data, in the members that dc43 has for it. */
export interface Expectation {
  /** Its violations are counted as the metric `violations.<key>`. */
  readonly key: string
  readonly rule: Rule
  readonly column: string | null
  /** Whether data without the column may be. */
  readonly optional: boolean
  readonly params?: JsonObject
  /** What is true of a row that is as expected, in Spark SQL. */
  readonly predicate?: string
}

/** The expectations of a contract, in the order of its schema; of two with the same key, the first. */
export function expectationsOf(contract: JsonObject): Expectation[] {
  const byKey = new Map<string, Expectation>()
  for (const expectation of schemaOf(contract).flatMap(expectationsIn))
    if (!byKey.has(expectation.key)) byKey.set(expectation.key, expectation)
  return [...byKey.values()]
}

function expectationsIn(object: SchemaObject): Expectation[] {
  return [...object.fields.flatMap(ofField), ...object.quality.flatMap(rule => ofObject(object, rule))]
}

function ofField(field: Field): Expectation[] {
  const { format } = field.options
  return [
    ...(field.isRequired ? [onColumn(field, 'not_null')] : []),
    ...(field.isUnique ? [onColumn(field, 'unique')] : []),
    ...(format ? [onColumn(field, 'exact_format', { format: textOf(format) })] : []),
    ...field.quality.flatMap(rule => ofQuality(field, rule)),
  ]
}

const thresholds = [
  ['mustBeGreaterThan', 'gt'],
  ['mustBeGreaterOrEqualTo', 'ge'],
  ['mustBeLessThan', 'lt'],
  ['mustBeLessOrEqualTo', 'le'],
] as const

/** Rules whose `mustBe` is no single value that all rows have. */
const notExact = new Set(['regex', 'enum', 'query'])

function ofQuality(field: Field, quality: JsonObject): Expectation[] {
  const { mustBe } = quality
  const rule = (textIn(quality.rule) ?? '').toLowerCase()
  const isValue = mustBe !== undefined && mustBe !== null && typeof mustBe !== 'object'
  return [
    ...thresholds.flatMap(([member, kind]) => {
      const threshold = quality[member]
      return threshold === undefined || threshold === null ? [] : [onColumn(field, kind, { threshold })]
    }),
    ...(rule === 'unique' ? [onColumn(field, 'unique')] : []),
    ...(rule === 'enum' && Array.isArray(mustBe) ? [onColumn(field, 'enum', { values: mustBe })] : []),
    ...(rule === 'is_null' ? [onColumn(field, 'is_null')] : []),
    ...(rule === 'exact' || (isValue && !notExact.has(rule))
      ? [onColumn(field, 'exact', { value: mustBe ?? null })]
      : []),
    ...(rule === 'regex' && mustBe ? [onColumn(field, 'regex', { pattern: mustBe })] : []),
  ]
}

function onColumn(field: Field, rule: Rule, params?: JsonObject): Expectation {
  const column = field.name
  const predicate = predicateOf(rule, column, params ?? {})
  return {
    ...{ key: `${rule}_${column}`, rule, column, optional: !field.isRequired },
    ...(params && { params }),
    ...(predicate !== undefined && { predicate }),
  }
}

function ofObject(object: SchemaObject, quality: JsonObject): Expectation[] {
  const query = textIn(quality.query)
  if (!query) return []
  const key = textIn(quality.name) || textIn(quality.rule) || object.name || 'query'
  const params = { query, engine: quality.engine ?? null }
  return [{ key, rule: 'query', column: null, optional: false, params }]
}
