import type { DocumentNode } from '../document/node.ts'
import { type Place, pointerOf } from '../document/position.ts'
import { excerpt } from '../excerpt.ts'
import { type ChangeClass, type Difference, type Party, type Spot, stepsTo } from './change.ts'
import { contentOf, numberText, scalarText } from './content.ts'
import { decisionTable, type Meaning, type Row } from './decision-table.ts'
import { unknownElement } from './shapes.ts'

/** What an organisation makes of a rule instead; `off` leaves its changes out. */
type RuleLevel = ChangeClass | 'off'
export type RuleLevels = Readonly<Record<string, RuleLevel>>

/** What a difference means. */
interface Judgement {
  readonly rule: string
  readonly class: ChangeClass
  readonly breaks: readonly Party[]
  /** Whether people should look at it whatever its class. */
  readonly attention: boolean
}

/** One difference of two contracts, and what it means. */
export interface Change extends Judgement {
  readonly kind: Difference['kind']
  /** The way to it by the names of elements, which survives a change of their order. */
  readonly path: string
  readonly before: Side
  readonly after: Side & Place
  /** A sentence for people. */
  readonly detail: string
}

/** Where a change is in one of the documents; where something is missing, the element that would have it. */
interface Side {
  readonly pointer: string
  /** What is there, when that is one value; a long text is cut. */
  readonly value?: string | number | boolean
}

/** Of longer texts the beginning is shown. */
const longestValue = 200

/** Every rule that there is. */
export const ruleNames: readonly string[] = [...new Set(decisionTable.map(([, , rule]) => rule))].sort()

/** The rows by their subjects and effects. */
const rows = new Map(
  [...Map.groupBy(decisionTable, ([subject]) => subject)].map(([subject, some]) => {
    return [subject, new Map(some.toReversed().map(row => [row[1], row]))]
  }),
)

/** A difference, what it means, and the row of the table that says so. */
export interface Judged {
  readonly difference: Difference
  readonly judgement: Judgement
  readonly sentence: string
}

/** Judges a difference; undefined when its rule is off. */
export function judge(difference: Difference, levels: RuleLevels): Judged | undefined {
  const [, , rule, meaning, sentence] = rowFor(difference)
  const level = Object.hasOwn(levels, rule) ? levels[rule] : undefined
  if (level === 'off') return undefined
  return { difference, judgement: judgementOf(rule, meaning, level), sentence }
}

/** A difference as it is told to people and programs. */
export function describeChange({ difference, judgement, sentence }: Judged, place: Place): Change {
  const { kind, path, before, after } = difference
  const [was, is] = [kind === 'added' ? undefined : before.node, kind === 'removed' ? undefined : after.node]
  return {
    ...judgement,
    kind,
    path: path(),
    before: sideOf(before, was),
    after: { ...sideOf(after, is), ...place },
    detail: sentenceOf(difference, sentence, was, is),
  }
}

/** The row of the table that fits best: the subject before its kind, and the very effect before any. */
function rowFor({ subject, effect }: Difference): Row {
  const dot = subject.indexOf('.')
  const element = dot === -1 ? subject : subject.slice(0, dot)
  const row =
    (element === unknownElement ? undefined : rowOf(subject, effect)) ??
    (element === unknownElement || dot === -1 ? undefined : rowOfKind(element, subject.slice(dot), effect)) ??
    rowOf('*', effect)
  if (row) return row
  throw new Error(`the decision table has no row for ${subject} ${effect}`)
}

function rowOfKind(element: string, key: string, effect: Difference['effect']): Row | undefined {
  return rowOf(`*${key}`, effect) ?? rowOf(`${element}.*`, effect)
}

function rowOf(subject: string, effect: Difference['effect']): Row | undefined {
  const known = rows.get(subject)
  // what says the same matters to nobody, whatever it is about
  return known?.get(effect) ?? (effect === 'same' ? undefined : known?.get('any'))
}

function keyOf(subject: string): string {
  const dot = subject.indexOf('.')
  return dot === -1 ? '' : subject.slice(dot + 1)
}

function judgementOf(rule: string, meaning: Meaning, level: ChangeClass | undefined): Judgement {
  const breaks: Party[] = []
  if (meaning.startsWith('C')) breaks.push('consumers')
  if (meaning.endsWith('P')) breaks.push('producers')
  const usual = breaks.length > 0 ? 'breaking' : meaning === 'cos' ? 'cosmetic' : 'compatible'
  const attention = meaning.endsWith('!')
  if (level === undefined || level === usual) return { rule, class: usual, breaks, attention }
  // nobody said whom a change breaks that is breaking by the organisation's own rule
  const all: Party[] = ['consumers', 'producers']
  return { rule, class: level, breaks: level === 'breaking' ? all : [], attention }
}

function sideOf(spot: Spot, value: DocumentNode | undefined): Side {
  const shown = value && plainScalar(value)
  return {
    pointer: pointerOf(stepsTo(spot)),
    ...(shown !== undefined && { value: shown }),
  }
}

function plainScalar(node: DocumentNode): string | number | boolean | undefined {
  if (node.kind === 'string') return excerpt(node.value, longestValue)
  if (node.kind === 'number') {
    const number = Number(node.token)
    // digits that no reader of JSON would see are shown as text
    return scalarText(node) === numberText(String(number)) ? number : excerpt(node.token, longestValue)
  }
  return node.kind === 'literal' && node.value !== null ? node.value : undefined
}

function sentenceOf(
  difference: Difference,
  sentence: string,
  was: DocumentNode | undefined,
  is: DocumentNode | undefined,
): string {
  const words: Readonly<Record<string, () => string>> = {
    name: () => difference.name() || 'the contract',
    key: () => excerpt(keyOf(difference.subject)) || 'a value',
    was: () => shownValue(was),
    is: () => shownValue(is),
  }
  return sentence.replace(/\{(\w+)\}/g, (_, word: string) => words[word]?.() ?? '')
}

function shownValue(node: DocumentNode | undefined): string {
  if (!node) return 'none'
  const scalar = scalarText(node)
  if (scalar === undefined) return excerpt(contentOf(node), 60)
  return node.kind === 'string' ? JSON.stringify(excerpt(scalar)) : scalar
}
