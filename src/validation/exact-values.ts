import { isMultiple, readDecimal } from '../domain/decimal.ts'
import type { LargeIntegers } from './judged-value.ts'

// Compiled schemas call these functions, so that values are compared as JSON Schema does, and numbers as they are written.

/** What a validator is called with as `this`. */
export interface Judging {
  /** Whether a wrong format is a fault. */
  readonly formats: boolean
  readonly large: LargeIntegers | undefined
}

/** A number of a document, with all its digits. */
export function exactNumber(
  judging: Judging | undefined,
  value: number,
  owner: unknown,
  key: string | number,
): number | bigint {
  return judging?.large?.get(owner)?.get(String(key)) ?? value
}

/** Whether a value is one of those that are allowed. */
export function isAmong(
  judging: Judging | undefined,
  allowed: readonly unknown[],
  value: unknown,
  owner: unknown,
  key: string | number,
): boolean {
  if (typeof value !== 'object' && typeof value !== 'number') return allowed.includes(value)
  const exact = typeof value === 'number' ? exactNumber(judging, value, owner, key) : value
  const text = canonicalText(exact, judging?.large)
  return allowed.some(one => canonicalText(one, undefined) === text)
}

/** Whether a number divided by another is an integer: 0.3 is three times 0.1, which binary fractions would deny. */
export function isMultipleOf(value: number | bigint, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return Number(value) % divisor === 0
  const [dividend, part] = [readDecimal(String(value)), readDecimal(String(divisor))]
  return dividend !== undefined && part !== undefined && isMultiple(dividend, part)
}

/**
 * The indexes of two equal items of a list, or undefined. It takes time in proportion to the list; comparing each item with
 * each other, as Ajv does, takes minutes for the longest lists that a document may have.
 */
export function repeatedItems(
  judging: Judging | undefined,
  items: readonly unknown[],
): { readonly i: number; readonly j: number } | undefined {
  const known = new Map<string, number>()
  for (const [i, item] of items.entries()) {
    const exact = typeof item === 'number' ? exactNumber(judging, item, items, i) : item
    const key = canonicalText(exact, judging?.large)
    const j = known.get(key)
    if (j !== undefined) return { i, j }
    known.set(key, i)
  }
  return undefined
}

/** A text that values have in common when they are equal by JSON Schema, to which neither the order of members nor 1.0 for 1 matters. */
function canonicalText(value: unknown, large: LargeIntegers | undefined): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(BigInt(value)) : String(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const own = large?.get(value)
  const textOf = (inner: unknown, key: string | number) =>
    canonicalText(own?.get(String(key)) ?? inner, large)
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner, key)}`).join()}}`
}
