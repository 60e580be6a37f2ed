import {
  type DocumentNode,
  isNull,
  memberOf,
  type ObjectNode,
  objectsOf,
  type ScalarNode,
  stringMember,
} from '../../domain/document/node.ts'
import { isFloatToken } from '../../domain/document/number-token.ts'
import { isSameValue } from '../../domain/document/same-value.ts'
import { excerpt, quotedExcerpt } from '../../domain/excerpt.ts'
import { type Check, exactNumberOf, isTrue, numberOf, type Tell } from './rule.ts'
import { below, nameOf, objectIn, type Property, type SchemaObject } from './view.ts'

/** A longer pattern is not tried: to compile it might take long. */
const longestPattern = 5000
const ranges = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minimum', 'maximum'],
] as const
/** The kinds of JSON values that the logical types have, as far as these tell. */
const kindsOf: Readonly<Record<string, string>> = {
  ...{ string: 'string', date: 'string', timestamp: 'string', time: 'string' },
  ...{ number: 'number', integer: 'number', boolean: 'boolean' },
}

/** What properties say of their type, keys and values must agree. */
export const properties: Check = (view, tell) => {
  for (const object of view.objects) checkPrimaryKey(tell, object)
  for (const property of view.properties) {
    checkPositions(tell, property)
    checkType(tell, property)
    checkOptions(tell, property)
    checkEnum(tell, property)
    const { node, way } = property
    const required = memberOf(node, 'required')
    if (required && isTrue(required) && isTrue(memberOf(node, 'deprecated')))
      tell(
        'deprecated-required',
        required.offset,
        below(way, 'required'),
        () => 'the property is deprecated, and required',
      )
  }
}

function checkPrimaryKey(tell: Tell, { properties: all }: SchemaObject): void {
  const key = all.filter(({ node }) => isTrue(memberOf(node, 'primaryKey')))
  for (const { node, way } of key) {
    const required = memberOf(node, 'required')
    if (required?.kind === 'literal' && required.value === false)
      tell('primary-key-optional', required.offset, below(way, 'required'), () => {
        return 'a property of the primary key is never missing; required: true says so'
      })
  }
  checkKeyPositions(tell, key)
}

function checkKeyPositions(tell: Tell, key: readonly Property[]): void {
  const known = new Map<number, Property>()
  let positions = 0
  for (const property of key) {
    const at = memberOf(property.node, 'primaryKeyPosition')
    const position = numberOf(at)
    // -1 stands for none
    if (!at || position === undefined || position < 0) continue
    positions += 1
    const other = known.get(position)
    if (other)
      tell('primary-key-repeated', at.offset, below(property.way, 'primaryKeyPosition'), () => {
        return `position ${position} of the primary key is that of ${quotedExcerpt(nameOf(other) ?? '')} already`
      })
    else known.set(position, property)
  }
  const [first] = key
  if (!first || positions === 0 || positions > known.size) return
  const { node, way } = first
  if (positions < key.length)
    tell('primary-key-gap', node.offset, way, () => {
      return `${positions} of ${key.length} properties of the primary key have a position; give one to all or to none`
    })
  else if (key.some((_, at) => !known.has(at + 1)))
    tell('primary-key-gap', node.offset, way, () => {
      const listed = [...known.keys()].sort((a, b) => a - b).slice(0, 20)
      return `the positions of the primary key are ${listed.join(', ')}; expected 1 to ${key.length}`
    })
}

/** Of which flag each position tells the place. */
const positions = [
  ['primaryKeyPosition', 'primaryKey'],
  ['partitionKeyPosition', 'partitioned'],
] as const

function checkPositions(tell: Tell, { node, way }: Property): void {
  for (const [position, flag] of positions) {
    const at = memberOf(node, position)
    if (!at || (numberOf(at) ?? -1) < 0 || isTrue(memberOf(node, flag))) continue
    tell(
      'position-without-key',
      at.offset,
      below(way, position),
      () => `${position} means nothing without ${flag}: true`,
    )
  }
}

/** That other types have no items, the schema says. */
function checkType(tell: Tell, { node, way }: Property): void {
  const type = memberOf(node, 'logicalType')
  const items = node.members.find(({ key }) => key === 'items')
  if (!type && items)
    tell('items-without-array', items.offset, below(way, 'items'), () => {
      return 'only an array has items; logicalType: array says so'
    })
  if (type?.kind !== 'string' || type.value !== 'array' || items) return
  tell(
    'array-items',
    type.offset,
    below(way, 'logicalType'),
    () => 'an array needs items, which say what is in it',
  )
}

function checkOptions(tell: Tell, property: Property): void {
  const options = objectIn(property, 'logicalTypeOptions')
  if (!options) return
  const { node, way } = options
  for (const [least, most] of ranges) {
    const [lower, upper] = [memberOf(node, least), memberOf(node, most)]
    if (!lower || !upper || !isAbove(lower, upper)) continue
    tell(
      'option-range',
      lower.offset,
      below(way, least),
      () => `${least} is above ${most}, so that no value fits`,
    )
  }
  const pattern = memberOf(node, 'pattern')
  if (pattern?.kind !== 'string' || pattern.value.length > longestPattern) return
  const fault = patternFault(pattern.value)
  if (fault !== undefined) tell('option-pattern', pattern.offset, below(way, 'pattern'), () => fault)
}

/** Dates of the same form are compared as texts. */
function isAbove(lower: DocumentNode, upper: DocumentNode): boolean {
  const [least, most] = [exactNumberOf(lower), exactNumberOf(upper)]
  if (least !== undefined && most !== undefined) return least > most
  const isDate = (node: DocumentNode) => node.kind === 'string' && /^\d{4}-\d\d-\d\d$/.test(node.value)
  if (lower.kind !== 'string' || upper.kind !== 'string' || !isDate(lower) || !isDate(upper)) return false
  return lower.value > upper.value
}

function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern)
    return undefined
  } catch (error) {
    return `the pattern is no regular expression by ECMA-262: ${excerpt((error as Error).message, 200)}`
  }
}

function checkEnum(tell: Tell, { node, way }: Property): void {
  const entries = objectsOf(memberOf(node, 'enum'))
  if (entries.length === 0) return
  const logicalType = stringMember(node, 'logicalType') ?? ''
  const known = new Map<string, ObjectNode>()
  for (const [index, entry] of entries) {
    const value = memberOf(entry, 'value')
    if (!value || value.kind === 'object' || value.kind === 'array') continue
    const at = below(way, 'enum', index, 'value')
    if (!isOfType(value, logicalType))
      tell(
        'enum-type',
        value.offset,
        at,
        () => `the enum has a value that is none of the logicalType ${logicalType}`,
      )
    const text = `${value.kind}:${value.kind === 'number' ? exactNumberOf(value) : value.value}`
    const other = known.get(text)
    // of equal entries the schema tells
    if (other && !isSameValue(entry, other))
      tell('enum-repeated', value.offset, at, () => 'the enum has this value already')
    known.set(text, entry)
  }
}

/** Whether a scalar may be a value of a logical type; one of an unknown type may. */
function isOfType(value: ScalarNode, logicalType: string): boolean {
  const kind = Object.hasOwn(kindsOf, logicalType) ? kindsOf[logicalType] : undefined
  if (kind === undefined || isNull(value)) return true
  if (logicalType === 'integer' && value.kind === 'number')
    return !isFloatToken(value.token) || Number.isInteger(Number(value.token))
  return (value.kind === 'literal' ? 'boolean' : value.kind) === kind
}
