import { isMultiple } from '../decimal.ts'
import type { DocumentNode, ObjectNode } from '../document/node.ts'
import { operatorsEffect } from './accepted-numbers.ts'
import { lowerBoundEffect, upperBoundEffect } from './bounds.ts'
import type { Effect } from './change.ts'
import { contentOf, isSameContent, saidMember, scalarText } from './content.ts'
import { typeEffect } from './physical-type.ts'
import { numberOf } from './scalars.ts'
import { levelChange, levelEffect, unitOf } from './service-levels.ts'

/** What a member is judged with. */
export interface Surroundings {
  /** The elements that have the member; undefined where there is none. */
  readonly before: ObjectNode | undefined
  readonly after: ObjectNode | undefined
  /** The primary key of the list of properties that they are in; undefined for what is in none. */
  readonly keys: KeySizes | undefined
}

/** How many properties of a list are of the primary key, before and after. */
export interface KeySizes {
  readonly before: number
  readonly after: number
}

/** Tells how a member differs that says something else than before. */
type Measure = (
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
  around: Surroundings,
) => Effect | undefined

/** What is meant by members that are left out. */
const defaults: Readonly<Record<string, string>> = {
  'property.partitioned': 'false',
  'property.criticalDataElement': 'false',
  'property.deprecated': 'false',
  'property.primaryKeyPosition': '-1',
  'property.partitionKeyPosition': '-1',
  'property.semanticType': '"column"',
  'object.deprecated': 'false',
  'object.logicalType': '"object"',
  'options.defaultTimezone': '"Etc/UTC"',
  'options.timezone': 'false',
  'options.elementType': '"float32"',
  'options.normalized': 'false',
  'quality.type': '"library"',
  'relationship.type': '"foreignKey"',
}

const measures: Readonly<Record<string, Measure>> = {
  'object.name': renamed,
  'property.name': columnName,
  'object.physicalName': physicalName,
  'property.physicalName': physicalName,
  'property.physicalType': physicalType,
  'property.required': flag,
  'property.unique': flag,
  'property.primaryKey': primaryKey,
  'options.uniqueItems': flag,
  'options.required': namesThatMustBeThere,
  'options.multipleOf': multipleOf,
  'arguments.validValues': acceptedValues,
  'quality.severity': severity,
  'sla.property': (_before, _after, { before, after }) => before && after && levelChange(before, after),
  'sla.value': (_before, _after, { before, after }) => before && after && levelEffect(before, after),
  'sla.unit': (_before, _after, { before, after }) =>
    before && after && unitOf(before) === unitOf(after) ? 'same' : 'changed',
}

/** How a member differs; undefined when it says the same as before. */
export function memberEffect(
  subject: string,
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
  around: Surroundings,
): Effect | undefined {
  if (isSameContent(before, after)) return undefined
  const measure = Object.hasOwn(measures, subject) ? measures[subject] : undefined
  if (measure) return measure(before, after, around)
  return isDefault(subject, before) && isDefault(subject, after) ? 'same' : plain(before, after)
}

function isDefault(subject: string, value: DocumentNode | undefined): boolean {
  const usual = Object.hasOwn(defaults, subject) ? defaults[subject] : undefined
  return usual !== undefined && (!value || contentOf(value) === usual)
}

function plain(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  if (!before) return 'added'
  return after ? 'changed' : 'removed'
}

function renamed(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  return before && after ? 'renamed' : plain(before, after)
}

/** What is in an array or a map is no column: its name is for people. */
function columnName(
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
  around: Surroundings,
): Effect {
  return around.keys ? renamed(before, after) : 'same'
}

/** Where there is no physical name, it is the name. */
function physicalName(
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
  around: Surroundings,
): Effect {
  const one = before ?? saidMember(around.before, 'name')
  const other = after ?? saidMember(around.after, 'name')
  return isSameContent(one, other) ? 'same' : 'changed'
}

function physicalType(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  if (before?.kind !== 'string' || after?.kind !== 'string') return plain(before, after)
  return typeEffect(before.value, after.value)
}

/** Of a promise that holds only where it is made. */
function flag(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  const [one, other] = [isOn(before), isOn(after)]
  // what is neither true nor false promises nothing
  if ((one ?? false) !== (other ?? false)) return one ? 'loosened' : 'tightened'
  return one === undefined || other === undefined ? 'changed' : 'same'
}

function primaryKey(
  before: DocumentNode | undefined,
  after: DocumentNode | undefined,
  around: Surroundings,
): Effect {
  const effect = flag(before, after)
  const { keys = { before: 0, after: 0 } } = around
  if (effect === 'tightened' && keys.before > 0) return 'added-to-key'
  return effect === 'loosened' && keys.after > 0 ? 'removed-from-key' : effect
}

/** The primary key of a list of properties. */
export function keySizes(before: DocumentNode | undefined, after: DocumentNode | undefined): KeySizes {
  return { before: keysIn(before), after: keysIn(after) }
}

function keysIn(properties: DocumentNode | undefined): number {
  if (properties?.kind !== 'array') return 0
  let count = 0
  for (const one of properties.items)
    if (one.kind === 'object' && isOn(saidMember(one, 'primaryKey')) === true) count++
  return count
}

/** Undefined for what is neither true nor false, be it in quotes. */
export function isOn(node: DocumentNode | undefined): boolean | undefined {
  if (!node) return false
  const text = scalarText(node)?.toLowerCase()
  return text === 'true' || text === 'false' ? text === 'true' : undefined
}

/** The more names there are, the less is accepted. */
function namesThatMustBeThere(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  return inclusion(after, before)
}

/** The more values there are, the more is accepted; without any list, all are. */
function acceptedValues(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  if (!before || !after) return before ? 'loosened' : 'tightened'
  return inclusion(before, after)
}

function inclusion(inner: DocumentNode | undefined, outer: DocumentNode | undefined): Effect {
  const [one, other] = [inner, outer].map(node => {
    if (node && node.kind !== 'array') return undefined
    return new Set((node?.items ?? []).map(item => contentOf(item)))
  })
  if (!one || !other) return 'changed'
  const [isLooser, isTighter] = [isSubset(one, other), isSubset(other, one)]
  if (isLooser) return isTighter ? 'same' : 'loosened'
  return isTighter ? 'tightened' : 'changed'
}

function isSubset(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every(value => outer.has(value))
}

function multipleOf(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  if (!before || !after) return before ? 'loosened' : 'tightened'
  const [one, other] = [numberOf(before), numberOf(after)]
  if (!one || !other) return 'changed'
  if (isMultiple(other, one)) return 'tightened'
  return isMultiple(one, other) ? 'loosened' : 'changed'
}

/** From the one that stops least to the one that stops most, which is meant where none is written. */
const severities = ['info', 'warning', 'error']

function severity(before: DocumentNode | undefined, after: DocumentNode | undefined): Effect {
  const [one = -1, other = -1] = [before, after].map(node =>
    severities.indexOf(node ? (scalarText(node) ?? '').toLowerCase() : 'error'),
  )
  if (one < 0 || other < 0) return 'changed'
  if (one === other) return 'same'
  return one > other ? 'loosened' : 'tightened'
}

/** How members differ that say something together. */
export function groupEffect(
  name: string,
  keys: readonly string[],
  before: ObjectNode | undefined,
  after: ObjectNode | undefined,
): Effect | undefined {
  if (name === 'operators') return operatorsEffect(before, after)
  if (name === 'metric') return metricEffect(before, after, keys)
  return name.startsWith('min')
    ? lowerBoundEffect(before, after, keys)
    : upperBoundEffect(before, after, keys)
}

/** Under its key of today, or the one before 3.1. */
function metricIn(rule: ObjectNode | undefined): DocumentNode | undefined {
  return saidMember(rule, 'metric') ?? saidMember(rule, 'rule')
}

function metricEffect(
  before: ObjectNode | undefined,
  after: ObjectNode | undefined,
  keys: readonly string[],
): Effect | undefined {
  if (keys.every(key => isSameContent(saidMember(before, key), saidMember(after, key)))) return undefined
  const [one, other] = [metricIn(before), metricIn(after)]
  return isSameContent(one, other) ? 'same' : plain(one, other)
}
