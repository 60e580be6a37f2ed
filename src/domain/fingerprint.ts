import { hash } from 'node:crypto'
import type { DocumentNode, Member, ObjectNode } from './document/node.ts'
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
  writeObject(document, true, writer)
  return writer
}

function write(node: DocumentNode, modelled: boolean, writer: JsonWriter): void {
  if (node.kind === 'object') writeObject(node, modelled, writer)
  else if (node.kind === 'array') writer.list(node.items, item => write(item, modelled, writer))
  else if (node.kind === 'string') writer.string(node.value)
  else writer.ascii(node.kind === 'number' ? canonicalNumber(node.token) : String(node.value))
}

function writeObject({ members }: ObjectNode, modelled: boolean, writer: JsonWriter): void {
  const kept = modelled ? members.filter(({ value }) => !isNull(value)) : members
  writer.members(kept.toSorted(byKey), ({ key, value }) => {
    write(value, modelled && modelledMembers.has(key), writer)
  })
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
