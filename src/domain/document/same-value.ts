import type { DocumentNode, ObjectNode } from './node.ts'
import { isFloatToken } from './number-token.ts'

/**
 * Whether two documents are the same JSON value, in whatever order their members stand and however their numbers are
 * written. Stricter than an equal fingerprint: a member that is null is not a missing member, and a digit that no
 * 64-bit float can hold counts.
 */
export function isSameValue(a: DocumentNode, b: DocumentNode): boolean {
  if (a.kind === 'object') return b.kind === 'object' && isSameObject(a, b)
  if (a.kind === 'array') {
    if (b.kind !== 'array' || a.items.length !== b.items.length) return false
    return a.items.every((item, at) => isSameValue(item, b.items[at] as DocumentNode))
  }
  if (a.kind === 'number') return b.kind === 'number' && isSameNumber(a.token, b.token)
  return a.kind === b.kind && a.value === (b as typeof a).value
}

function isSameObject(a: ObjectNode, b: ObjectNode): boolean {
  if (a.members.length !== b.members.length) return false
  const others = new Map(b.members.map(({ key, value }) => [key, value]))
  return a.members.every(({ key, value }) => {
    const other = others.get(key)
    return other !== undefined && isSameValue(value, other)
  })
}

/** An integer is written in one way only. Floats are the same when they have the same digits and the same size. */
function isSameNumber(a: string, b: string): boolean {
  if (a === b) return true
  if (!isFloatToken(a) || !isFloatToken(b) || !Object.is(Number(a), Number(b))) return false
  const digits = significantDigits(a)
  // what is too small for a float is 0 for it, whatever its exponent
  return digits === significantDigits(b) && (Number(a) !== 0 || digits === '')
}

/** The digits of a number without its point, its exponent, and the zeros around them. */
function significantDigits(token: string): string {
  const digits = token.replace(/[eE].*$/, '').replace(/[-.]/g, '')
  let start = 0
  let end = digits.length
  while (digits[start] === '0') start++
  while (end > start && digits[end - 1] === '0') end--
  return digits.slice(start, end)
}
