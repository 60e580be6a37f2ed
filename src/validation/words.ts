import { closestName } from '../closest-name.ts'
import { excerpt, quotedExcerpt } from '../domain/excerpt.ts'
import { placeNoun, subjectOf } from './place-names.ts'
import type { RawFault } from './raw-fault.ts'
import type { Schema } from './schema-files.ts'
import { isSchema, memberNames, schemasOf, typeOf, typesOf } from './schema-parts.ts'
import { waysFor } from './sift.ts'

/** How many allowed names or values a sentence lists. */
const mostListed = 60

/** What is wrong and what is allowed, in words. */
export function explained(fault: RawFault, root: Schema): string {
  const words = sentences[fault.keyword]
  return words ? words(fault, root) : `${subjectOf(fault)} does not satisfy ${fault.keyword}`
}

type Words = (fault: RawFault, root: Schema) => string

const sentences: Readonly<Record<string, Words>> = {
  required: fault => `${missingName(fault)} is missing; ${ownerOf(fault)} needs it`,
  additionalProperties: (fault, root) => unknownKey(fault, root, String(fault.params.additionalProperty)),
  unevaluatedProperties: (fault, root) => unknownKey(fault, root, String(fault.params.unevaluatedProperty)),
  propertyNames: wrongName,
  type: (fault, root) => wrongType(fault, typesOf(fault.parentSchema, root)),
  enum: fault => notAmong(fault, Array.isArray(fault.schema) ? fault.schema : []),
  const: fault => notAmong(fault, [fault.schema]),
  format: fault =>
    `${subjectOf(fault)} is ${shown(fault)}; expected ${formats[String(fault.schema)] ?? `the format ${fault.schema}`}`,
  pattern: fault =>
    `${subjectOf(fault)} is ${shown(fault)}; expected text that matches ${excerpt(String(fault.schema), 300)}`,
  minLength: fault => `${subjectOf(fault)} has fewer than ${counted(fault.schema, 'character')}`,
  maxLength: fault => `${subjectOf(fault)} has more than ${counted(fault.schema, 'character')}`,
  minItems: fault =>
    `${subjectOf(fault)} has ${counted(lengthOf(fault.data), 'item')}; expected at least ${fault.schema}`,
  maxItems: fault =>
    `${subjectOf(fault)} has ${counted(lengthOf(fault.data), 'item')}; expected at most ${fault.schema}`,
  minProperties: fault => `${subjectOf(fault)} has fewer than ${counted(fault.schema, 'key')}`,
  maxProperties: fault => `${subjectOf(fault)} has more than ${counted(fault.schema, 'key')}`,
  minimum: fault => `${subjectOf(fault)} is ${shown(fault)}; expected ${fault.schema} or more`,
  maximum: fault => `${subjectOf(fault)} is ${shown(fault)}; expected ${fault.schema} or less`,
  exclusiveMinimum: fault => `${subjectOf(fault)} is ${shown(fault)}; expected more than ${fault.schema}`,
  exclusiveMaximum: fault => `${subjectOf(fault)} is ${shown(fault)}; expected less than ${fault.schema}`,
  multipleOf: fault => `${subjectOf(fault)} is ${shown(fault)}; expected a multiple of ${fault.schema}`,
  uniqueItems: repetition,
  dependentRequired: fault =>
    `${missingName(fault)} is missing; where ${fault.params.property} stands it is needed`,
  'false schema': fault => `${subjectOf(fault)} is not allowed here`,
  additionalItems: tooManyItems,
  unevaluatedItems: tooManyItems,
  contains: fault =>
    fault.params.maxContains === undefined
      ? `${subjectOf(fault)} lacks an item that has to be there`
      : `${subjectOf(fault)} must have ${fault.params.minContains} to ${fault.params.maxContains} items of a kind, and has fewer or more`,
  not: forbidden,
  oneOf: wrongWay,
  anyOf: wrongWay,
}

const formats: Readonly<Record<string, string>> = {
  uri: 'a URI such as https://example.org/data',
  date: 'a date such as 2026-01-31',
  'date-time': 'a date and time such as 2026-01-31T12:00:00Z',
  email: 'an address such as data@example.org',
}

function missingName({ params }: RawFault): string {
  return excerpt(String(params.missingProperty))
}

/** The object that needs something, with its type where that is why. */
function ownerOf(fault: RawFault): string {
  const { text, typeKey } = placeNoun(fault.instancePath)
  const type = isSchema(fault.data) && typeKey !== undefined ? fault.data[typeKey] : undefined
  const isOfAll = ['server', 'type', 'name'].includes(missingName(fault))
  return typeof type === 'string' && !isOfAll ? `${text} of ${typeKey} ${quotedExcerpt(type)}` : text
}

function unknownKey({ instancePath, parentSchema, data }: RawFault, root: Schema, key: string): string {
  const names = [...memberNames(parentSchema, root, { value: data as object, open: new Set() })]
  const present = new Set(Object.keys(data as object))
  const free = names.filter(name => !present.has(name))
  const close = nearName(key, free)
  const noun = placeNoun(instancePath).text
  const hint = close === undefined ? allowed(free) : `; did you mean ${JSON.stringify(close)}?`
  return `${noun} has no key ${quotedExcerpt(key)}${hint}`
}

/** What a name should be is said where a pattern or a list says it. */
function wrongName({ params, schema }: RawFault): string {
  const { pattern, enum: names } = isSchema(schema) ? schema : {}
  const expected =
    typeof pattern === 'string'
      ? `; expected text that matches ${excerpt(pattern, 300)}`
      : Array.isArray(names)
        ? `; expected ${listed(names.map(String))}`
        : ''
  return `the key ${quotedExcerpt(String(params.propertyName))} is not allowed here${expected}`
}

function tooManyItems(fault: RawFault): string {
  const { limit } = fault.params
  const most = typeof limit === 'number' ? `; expected at most ${limit}` : ', of which not all are allowed'
  return `${subjectOf(fault)} has ${counted(lengthOf(fault.data), 'item')}${most}`
}

/** The name that is meant: one with a slip, or an abbreviation, such as `int`. */
function nearName(name: string, names: readonly string[]): string | undefined {
  const close = closestName(name, names)
  if (close !== undefined || name.length < 3) return close
  const longer = names.filter(other => other.toLowerCase().startsWith(name.toLowerCase()))
  return longer.length === 1 ? longer[0] : undefined
}

function allowed(names: readonly string[]): string {
  return names.length === 0 ? '' : `; allowed are also ${listed(names)}`
}

function wrongType(fault: RawFault, types: readonly string[]): string {
  const { data } = fault
  const expected = types.map(withArticle).join(' or ')
  return `${subjectOf(fault)} must be ${expected}, not ${withArticle(typeOf(data))}${typeHint(fault, types)}`
}

/** Most often the quotes are too many, or too few. */
function typeHint({ data, token }: RawFault, types: readonly string[]): string {
  const isScalar = (typeof data === 'number' || typeof data === 'boolean') && types.includes('string')
  if (isScalar) return `; write ${quotedExcerpt(token ?? String(data))} in quotes`
  if (typeof data !== 'string') return ''
  const isUnquoted = /^(true|false)$/.test(data) ? types.includes('boolean') : /^-?\d+(\.\d+)?$/.test(data)
  const takesNumbers = types.some(type => ['boolean', 'integer', 'number'].includes(type))
  return isUnquoted && takesNumbers ? `; write ${data} without quotes` : ''
}

function notAmong(fault: RawFault, values: readonly unknown[]): string {
  const texts = values.filter(value => typeof value === 'string')
  const close = typeof fault.data === 'string' ? nearName(fault.data, texts) : undefined
  const hint = close === undefined ? '' : `; did you mean ${JSON.stringify(close)}?`
  return `${subjectOf(fault)} is ${shown(fault)}; expected ${listed(values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))))}${hint}`
}

function repetition(fault: RawFault): string {
  const { i, j } = fault.params
  return `items ${j} and ${i} of ${subjectOf(fault)}, counted from 0, are equal; each may stand there once`
}

function forbidden(fault: RawFault): string {
  const { required } = isSchema(fault.schema) ? fault.schema : {}
  const names = Array.isArray(required) ? listed(required.map(String)) : undefined
  if (names === undefined) return `${subjectOf(fault)} is of a kind that is not allowed here`
  return `${placeNoun(fault.instancePath).text} must not have ${names} here`
}

/** Several ways to be valid, and all or too many of them were taken. */
function wrongWay(fault: RawFault, root: Schema): string {
  const required = schemasOf(fault.schema).flatMap(branch =>
    Array.isArray(branch.required) ? branch.required : [],
  )
  const passing = Array.isArray(fault.params.passingSchemas) ? fault.params.passingSchemas : undefined
  if (required.length > 0) {
    const here =
      passing === undefined
        ? 'it has none'
        : `it has ${passing.map(at => required[Number(at)]).join(' and ')}`
    return `${placeNoun(fault.instancePath).text} needs exactly one of ${listed(required)}; ${here}`
  }
  if (passing !== undefined)
    return `${subjectOf(fault)} fits several of the ways in which it may be written; one is allowed`
  const ways = waysFor(fault, root)
  if (ways.length === 0) {
    const types = [...new Set(schemasOf(fault.schema).flatMap(branch => typesOf(branch, root)))]
    return wrongType(
      fault,
      types.filter(type => !(type === 'integer' && types.includes('number'))),
    )
  }
  const patterns = ways.flatMap(way => (typeof way.pattern === 'string' ? [way.pattern] : []))
  if (patterns.length === 0) return `${subjectOf(fault)} is written in none of the ways in which it may be`
  const isReference = /\/(from|to)(\/\d+)?$/.test(fault.instancePath)
  const expected = isReference
    ? 'a reference such as orders.customer_id or schema/orders/properties/customer_id'
    : `text that matches ${excerpt(patterns.join(' or '), 300)}`
  return `${subjectOf(fault)} is ${shown(fault)}; expected ${expected}`
}

function listed(names: readonly string[]): string {
  const more = names.length - mostListed
  return (
    names
      .slice(0, mostListed)
      .map(name => excerpt(name))
      .join(', ') + (more > 0 ? ` and ${more} more` : '')
  )
}

function shown({ data, token }: RawFault): string {
  if (typeof data === 'string') return quotedExcerpt(data)
  if (token !== undefined) return excerpt(token)
  return typeof data === 'object' && data !== null ? withArticle(typeOf(data)) : String(data)
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

function counted(count: unknown, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function withArticle(noun: string): string {
  if (noun === 'null') return noun
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`
}
