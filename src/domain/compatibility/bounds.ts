import { type DocumentNode, memberOf, type ObjectNode } from '../document/node.ts'
import type { Effect } from './change.ts'
import { isSameContent, saidMember } from './content.ts'
import { compareScalars } from './scalars.ts'

/** The lowest or the highest value that is accepted, or that it lies beyond all accepted ones. */
interface Bound {
  readonly value: DocumentNode
  readonly isOut: boolean
}

/** The bound that is none: no length and no number of items is below zero. */
const zero: DocumentNode = { kind: 'number', offset: 0, token: '0' }

/** How the least value differs that is accepted; undefined when nothing is written differently. */
export function lowerBoundEffect(
  before: ObjectNode | undefined,
  after: ObjectNode | undefined,
  keys: readonly string[],
): Effect | undefined {
  return boundEffect(before, after, keys, 1)
}

/** How the greatest value differs that is accepted; undefined when nothing is written differently. */
export function upperBoundEffect(
  before: ObjectNode | undefined,
  after: ObjectNode | undefined,
  keys: readonly string[],
): Effect | undefined {
  return boundEffect(before, after, keys, -1)
}

/** @param sign 1 where a greater bound accepts less. */
function boundEffect(
  before: ObjectNode | undefined,
  after: ObjectNode | undefined,
  keys: readonly string[],
  sign: 1 | -1,
): Effect | undefined {
  if (keys.every(key => isSameContent(saidMember(before, key), saidMember(after, key)))) return undefined
  const least = keys.length === 1 && sign === 1 ? { value: zero, isOut: false } : undefined
  const [one, other] = [boundOf(before, keys, sign) ?? least, boundOf(after, keys, sign) ?? least]
  if (!one || !other) return one ? 'loosened' : other ? 'tightened' : 'same'
  const order = compareBounds(one, other, sign)
  if (order === undefined) return 'changed'
  if (order === 0) return 'same'
  return order < 0 ? 'tightened' : 'loosened'
}

function boundOf(
  options: ObjectNode | undefined,
  [inclusive = '', exclusive = '']: readonly string[],
  sign: 1 | -1,
): Bound | undefined {
  const value = saidMember(options, inclusive)
  const beyond = exclusive && options && memberOf(options, exclusive)
  // up to ODCS 3.0 it says of the other bound that it is out
  if (value && beyond && beyond.kind === 'literal' && beyond.value === true) return { value, isOut: true }
  const within = value && { value, isOut: false }
  if (!beyond || beyond.kind === 'literal') return within
  const out = { value: beyond, isOut: true }
  return within && (compareBounds(within, out, sign) ?? 0) > 0 ? within : out
}

/** Greater than zero when the first accepts less. */
function compareBounds(a: Bound, b: Bound, sign: 1 | -1): number | undefined {
  const order = compareScalars(a.value, b.value)
  if (order === undefined) return undefined
  return order === 0 ? Number(a.isOut) - Number(b.isOut) : sign * order
}
