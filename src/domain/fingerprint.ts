import { hash } from 'node:crypto'
import type { DocumentNode, Member, ObjectNode, ScalarNode } from './document/node.ts'
import { isNull } from './document/node.ts'
import { isFloatToken } from './document/number-token.ts'
import { JsonWriter } from './document/write-json.ts'
import { compareCodePoints } from './order.ts'

/**
 * The members under which the ODCS model (3.x) goes on with objects of its own. What stands under any other key
 * is the author's free-form value (`customProperties[].value`, `logicalTypeOptions`, `examples`, …).
 */
const modelledMembers = new Set([
  'authoritativeDefinitions',
  'customProperties',
  'description',
  'items',
  'members',
  'price',
  'properties',
  'quality',
  'relationships',
  'roles',
  'schema',
  'servers',
  'slaProperties',
  'support',
  'team',
])

/**
 * The dc43 fingerprint of a document: SHA-256, in lower-case hex, of its canonical form. Two documents that mean
 * the same to the ODCS model have the same fingerprint, whatever their member order, white space or null members.
 */
export function fingerprintOf(document: ObjectNode): string {
  return hash('sha256', written(document).bytes, 'hex')
}

/** The text that is hashed: members sorted by code point, numbers as Python prints them, modelled nulls left out. */
export function canonicalForm(document: ObjectNode): string {
  return written(document).text()
}

function written(document: ObjectNode): JsonWriter {
  const writer = new JsonWriter()
  writeModelled(document, writer)
  return writer
}

/** Writes what the ODCS model knows: its null members say nothing. */
function writeModelled(node: DocumentNode, writer: JsonWriter): void {
  if (node.kind === 'object') writer.members(sortedMembers(node, true), writeModelledMember)
  else if (node.kind === 'array') writer.list(node.items, writeModelled)
  else writeScalar(node, writer)
}

function writeModelledMember({ key, value }: Member, writer: JsonWriter): void {
  if (modelledMembers.has(key)) writeModelled(value, writer)
  else writeFree(value, writer)
}

/** Writes a free-form value, with its nulls. */
function writeFree(node: DocumentNode, writer: JsonWriter): void {
  if (node.kind === 'object') writer.members(sortedMembers(node, false), writeFreeMember)
  else if (node.kind === 'array') writer.list(node.items, writeFree)
  else writeScalar(node, writer)
}

function writeFreeMember({ value }: Member, writer: JsonWriter): void {
  writeFree(value, writer)
}

function writeScalar(node: ScalarNode, writer: JsonWriter): void {
  if (node.kind === 'string') writer.string(node.value)
  else writer.ascii(node.kind === 'number' ? canonicalNumber(node.token) : String(node.value))
}

/** Of more members than these, the engine sorts quicker. */
const fewMembers = 32

function sortedMembers({ members }: ObjectNode, withoutNulls: boolean): readonly Member[] {
  const hasNulls = withoutNulls && members.some(hasNull)
  const kept = hasNulls ? members.filter(({ value }) => !isNull(value)) : members
  if (kept.length > fewMembers) return kept.toSorted(byKey)
  const sorted = kept.slice()
  for (let next = 1; next < sorted.length; next++) {
    const member = sorted[next] as Member
    let at = next
    for (; at > 0 && byKey(sorted[at - 1] as Member, member) > 0; at--) sorted[at] = sorted[at - 1] as Member
    sorted[at] = member
  }
  return sorted
}

function hasNull({ value }: Member): boolean {
  return isNull(value)
}

function byKey(one: Member, other: Member): number {
  return compareCodePoints(one.key, other.key)
}

/** A number as Python's `json` module prints what it read: integers exactly, floats as `repr(float)`. */
export function canonicalNumber(token: string): string {
  if (!isFloatToken(token)) return token === '-0' ? '0' : token
  const value = Number(token)
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  // the shortest digits that round-trip are the same in both languages; only their layout differs
  const [mantissa = '', exponentText = ''] = value.toExponential().split('e')
  const exponent = Number(exponentText)
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? '-' : '+'
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  const plain = plainDecimal(mantissa, exponent)
  return plain.includes('.') ? plain : `${plain}.0`
}

/** Writes mantissa × 10^exponent without an exponent. */
function plainDecimal(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}
