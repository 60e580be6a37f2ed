import { compareDecimals, type Decimal } from '../decimal.ts'
import type { DocumentNode, ObjectNode } from '../document/node.ts'
import type { Effect } from './change.ts'
import { isSameInOrder, saidMember } from './content.ts'
import { numberOf } from './scalars.ts'
import { operators } from './shapes.ts'

/** The numbers between two bounds, each of which is told by its place among all that the two rules name. */
interface Interval {
  readonly low: number
  readonly high: number
  readonly isLowOut: boolean
  readonly isHighOut: boolean
}

const all: Interval = { low: -Infinity, high: Infinity, isLowOut: true, isHighOut: true }

/** How the results that a quality rule takes for good differ, by its operators; `changed` when they are no numbers. */
export function operatorsEffect(
  before: ObjectNode | undefined,
  after: ObjectNode | undefined,
): Effect | undefined {
  if (operators.every(key => isSameInOrder(saidMember(before, key), saidMember(after, key)))) return undefined
  const named = [before, after].flatMap(rule => operators.flatMap(key => numbersOf(saidMember(rule, key))))
  const scale = named.filter(number => number !== undefined).sort(compareDecimals)
  const [one, other] = [acceptedBy(before, scale), acceptedBy(after, scale)]
  if (!one || !other) return 'changed'
  const [isLooser, isTighter] = [isWithin(one, other), isWithin(other, one)]
  if (isLooser && isTighter) return 'same'
  if (isLooser) return 'loosened'
  return isTighter ? 'tightened' : 'changed'
}

/** The numbers that all operators of a rule accept; undefined when one of them speaks of no numbers. */
function acceptedBy(
  rule: ObjectNode | undefined,
  scale: readonly Decimal[],
): readonly Interval[] | undefined {
  let accepted: readonly Interval[] = [all]
  for (const operator of operators) {
    const operand = saidMember(rule, operator)
    if (!operand) continue
    const places = numbersOf(operand).map(number => {
      return number ? scale.findIndex(one => compareDecimals(one, number) === 0) : Number.NaN
    })
    const intervals = intervalsOf(operator, places)
    if (!intervals) return undefined
    accepted = accepted.flatMap(one => intervals.flatMap(other => intersection(one, other)))
  }
  return accepted
}

function intervalsOf(operator: string, places: readonly number[]): Interval[] | undefined {
  const [low = Number.NaN, high = Number.NaN] = places
  const wanted = operator === 'mustBeBetween' || operator === 'mustNotBeBetween' ? 2 : 1
  if (places.length !== wanted || places.some(Number.isNaN)) return undefined
  switch (operator) {
    case 'mustBe':
      return [{ low, high: low, isLowOut: false, isHighOut: false }]
    case 'mustNotBe':
      return outside(low, low)
    case 'mustBeGreaterThan':
      return [{ ...all, low }]
    case 'mustBeGreaterOrEqualTo':
      return [{ ...all, low, isLowOut: false }]
    case 'mustBeLessThan':
      return [{ ...all, high: low }]
    case 'mustBeLessOrEqualTo':
      return [{ ...all, high: low, isHighOut: false }]
  }
  // nothing is between the greater one and the lesser one
  if (low > high) return operator === 'mustBeBetween' ? [] : [all]
  return operator === 'mustBeBetween'
    ? [{ low, high, isLowOut: false, isHighOut: false }]
    : outside(low, high)
}

function outside(low: number, high: number): Interval[] {
  return [
    { ...all, high: low },
    { ...all, low: high },
  ]
}

/** The numbers of an operand; undefined for what is none. More than three are none too many for any operator. */
function numbersOf(operand: DocumentNode | undefined): (Decimal | undefined)[] {
  if (!operand) return []
  return (operand.kind === 'array' ? operand.items.slice(0, 3) : [operand]).map(numberOf)
}

function intersection(a: Interval, b: Interval): Interval[] {
  const [lower, upper] = [a.low >= b.low ? a : b, a.high <= b.high ? a : b]
  const isLowOut = a.low === b.low ? a.isLowOut || b.isLowOut : lower.isLowOut
  const isHighOut = a.high === b.high ? a.isHighOut || b.isHighOut : upper.isHighOut
  const [low, high] = [lower.low, upper.high]
  const isEmpty = low > high || (low === high && (isLowOut || isHighOut))
  return isEmpty ? [] : [{ low, high, isLowOut, isHighOut }]
}

/** Whether all numbers of some intervals are in others. No two of these touch, so each has to be in one of them. */
function isWithin(inner: readonly Interval[], outer: readonly Interval[]): boolean {
  return inner.every(one =>
    outer.some(
      other =>
        (one.low > other.low || (one.low === other.low && (one.isLowOut || !other.isLowOut))) &&
        (one.high < other.high || (one.high === other.high && (one.isHighOut || !other.isHighOut))),
    ),
  )
}
