import type { DocumentNode, ObjectNode } from '../document/node.ts'
import type { Effect } from './change.ts'
import { isSameContent, saidMember } from './content.ts'
import { numberOf } from './scalars.ts'
import { operators } from './shapes.ts'

/** The numbers between two bounds. */
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
  const differing = operators.filter(key => !isSameContent(saidMember(before, key), saidMember(after, key)))
  if (differing.length === 0) return undefined
  const [one, other] = [acceptedBy(before), acceptedBy(after)]
  if (!one || !other) return 'changed'
  const [isLooser, isTighter] = [isWithin(one, other), isWithin(other, one)]
  if (isLooser && isTighter) return 'same'
  if (isLooser) return 'loosened'
  return isTighter ? 'tightened' : 'changed'
}

/** The numbers that all operators of a rule accept; undefined when one of them speaks of no numbers. */
function acceptedBy(rule: ObjectNode | undefined): readonly Interval[] | undefined {
  let accepted: readonly Interval[] = [all]
  for (const operator of operators) {
    const operand = saidMember(rule, operator)
    if (!operand) continue
    const intervals = intervalsOf(operator, operand)
    if (!intervals) return undefined
    accepted = accepted.flatMap(one => intervals.flatMap(other => intersection(one, other)))
  }
  return accepted
}

function intervalsOf(operator: string, operand: DocumentNode): Interval[] | undefined {
  const [low = Number.NaN, high = Number.NaN] = numbersOf(operand)
  if (Number.isNaN(low)) return undefined
  switch (operator) {
    case 'mustBe':
      return [{ low, high: low, isLowOut: false, isHighOut: false }]
    case 'mustNotBe':
      return [
        { ...all, high: low },
        { ...all, low },
      ]
    case 'mustBeGreaterThan':
      return [{ ...all, low }]
    case 'mustBeGreaterOrEqualTo':
      return [{ ...all, low, isLowOut: false }]
    case 'mustBeLessThan':
      return [{ ...all, high: low }]
    case 'mustBeLessOrEqualTo':
      return [{ ...all, high: low, isHighOut: false }]
  }
  if (Number.isNaN(high)) return undefined
  if (operator === 'mustBeBetween') return [{ low, high, isLowOut: false, isHighOut: false }]
  return [
    { ...all, high: low },
    { ...all, low: high },
  ]
}

function numbersOf(operand: DocumentNode): number[] {
  const nodes = operand.kind === 'array' ? operand.items : [operand]
  return nodes.map(node => Number(numberOf(node) ?? Number.NaN))
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
