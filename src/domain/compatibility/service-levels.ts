import { type DocumentNode, type ObjectNode, stringMember } from '../document/node.ts'
import type { Effect } from './change.ts'
import { saidMember, scalarText } from './content.ts'
import { compareScalars } from './scalars.ts'

/** Properties of a service level agreement of which less is better, or more; in lower case. */
const lessIsBetter = new Set([
  ...['latency', 'freshness', 'frequency', 'errorrate'],
  ...['timetodetect', 'timetonotify', 'timetorepair'],
])
const moreIsBetter = new Set(['availability', 'throughput', 'retention', 'endofsupport', 'endoflife'])

/** Whether the registry knows what is better of a property. */
export function isKnownLevel(level: ObjectNode): boolean {
  const name = nameOf(level)
  return lessIsBetter.has(name) || moreIsBetter.has(name)
}

/** How a service level differs that is about another property: `removed` when what it promised before is known. */
export function levelChange(before: ObjectNode, after: ObjectNode): Effect {
  if (nameOf(before) === nameOf(after)) return 'same'
  return isKnownLevel(before) ? 'removed' : 'changed'
}

/** How the value of a service level differs: `loosened` when less is promised. Values of other units cannot be compared. */
export function levelEffect(before: ObjectNode, after: ObjectNode): Effect {
  if (nameOf(before) !== nameOf(after) || !isKnownLevel(after)) return 'changed'
  const [one, other] = [saidMember(before, 'value'), saidMember(after, 'value')]
  // without a value nothing is promised
  if (!one || !other) return one ? 'loosened' : 'tightened'
  if (unitOf(before) !== unitOf(after)) return 'changed'
  const order = compareLevels(one, other)
  if (order === undefined) return 'changed'
  if (order === 0) return 'same'
  return order > 0 === lessIsBetter.has(nameOf(after)) ? 'tightened' : 'loosened'
}

/** Greater than zero when the first value is more; percent signs are passed over where both have one. */
function compareLevels(a: DocumentNode, b: DocumentNode): number | undefined {
  return compareScalars(withoutPercent(a), withoutPercent(b))
}

function withoutPercent(node: DocumentNode): DocumentNode {
  if (node.kind !== 'string' || node.value.length > 40) return node
  return { ...node, value: node.value.trim().replace(/\s*%$/, '') }
}

function nameOf(level: ObjectNode): string {
  return (stringMember(level, 'property') ?? '').trim().toLowerCase()
}

const units: Readonly<Record<string, string>> = {
  ...{ day: 'd', days: 'd', hour: 'h', hours: 'h', hr: 'h', hrs: 'h' },
  ...{ year: 'y', years: 'y', yr: 'y', yrs: 'y', month: 'mo', months: 'mo' },
  ...{ minute: 'min', minutes: 'min', mins: 'min', second: 's', seconds: 's', sec: 's', secs: 's' },
  ...{ week: 'w', weeks: 'w', percent: '%' },
}

/** The unit by its short name. */
export function unitOf(level: ObjectNode): string {
  const text = (scalarText(saidMember(level, 'unit')) ?? '').trim().toLowerCase()
  return Object.hasOwn(units, text) ? (units[text] ?? text) : text
}
