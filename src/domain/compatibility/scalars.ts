import { compareDecimals, type Decimal, readDecimal } from '../decimal.ts'
import type { DocumentNode } from '../document/node.ts'

const numeric = /^[+-]?[0-9]+(\.[0-9]+)?$/
const calendar = /^[0-9]{4}-[0-9]{2}/
const clock = /^[0-9]{2}:[0-9]{2}/

/** Less than, equal to or greater than zero, as the first comes before the second; undefined when nobody can tell. */
export function compareScalars(a: DocumentNode, b: DocumentNode): number | undefined {
  const [one, other] = [numberOf(a), numberOf(b)]
  if (one && other) return compareDecimals(one, other)
  return a.kind === 'string' && b.kind === 'string' ? compareTimes(a.value, b.value) : undefined
}

/** A number as exactly as it is written, also one in quotes. */
export function numberOf(node: DocumentNode | undefined): Decimal | undefined {
  if (node?.kind === 'number') return readDecimal(node.token)
  return node?.kind === 'string' && node.value.length < 40 && numeric.test(node.value)
    ? readDecimal(node.value)
    : undefined
}

function compareTimes(a: string, b: string): number | undefined {
  if (a === b) return 0
  if ([a, b].every(text => clock.test(text))) return a < b ? -1 : 1
  if (![a, b].every(text => calendar.test(text))) return undefined
  const [one, other] = [Date.parse(a), Date.parse(b)]
  return Number.isNaN(one) || Number.isNaN(other) ? undefined : one - other
}
