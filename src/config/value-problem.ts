import type { z } from 'zod'
import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import type { TomlFile } from './toml-file.ts'
import { keyText, quoted, typeName, valueText } from './values/value-text.ts'

type Issue = z.core.$ZodIssue

/** The way into a value: names of a table's keys and indexes of a list. */
type Steps = readonly (string | number)[]

/**
 * Turn what zod found wrong with a value into problems at the value's place. A value nobody set is no problem here:
 * `chooseStore` tells what is missing.
 */
export function valueProblems(
  issue: Issue,
  givenValues: ReadonlyMap<string, GivenValue>,
  file: TomlFile | undefined,
): Problem[] {
  const [section, property] = issue.path
  const given = [...givenValues.values()].find(
    ({ key }) => key.property[0] === section && key.property[1] === property,
  )
  return given === undefined ? [] : preciseIssues(issue).map(precise => problemOf(precise, given, file))
}

/**
 * Where a value may be text or a list, zod says only that it is neither. The form that was meant is the one that
 * found something inside of the value, or explains itself.
 */
function preciseIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find(errors =>
    errors.every(({ code, path }) => code === 'custom' || path.length > 0),
  )
  return meant?.map(inner => ({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue]
}

function problemOf(issue: Issue, given: GivenValue, file: TomlFile | undefined): Problem {
  const steps = issue.path.slice(2).filter(step => typeof step !== 'symbol')
  const isInFile = given.origin.kind === 'file' && file !== undefined
  const origin = isInFile ? file.originOf([...given.key.path, ...steps]) : given.origin
  const name = given.key.name + steps.map(stepText).join('')
  return { origin, text: `${name} ${complaint(issue, given, valueAt(given.value, steps))}` }
}

function stepText(step: string | number): string {
  return typeof step === 'number' ? `[${step}]` : `.${keyText(step)}`
}

/** Our own checks explain themselves; all others are told by what was found and what was expected. */
function complaint(issue: Issue, { key, origin }: GivenValue, value: unknown): string {
  if (issue.code === 'custom') return issue.message
  const isSecret = key.info.secret === true || key.info.mayHoldSecret === true
  return `is ${shown(value, origin.kind === 'variable', isSecret)}; expected ${key.info.expected}`
}

function shown(value: unknown, isText: boolean, isSecret: boolean): string {
  if (isSecret) return typeName(value)
  return isText ? quoted(String(value)) : valueText(value)
}

function valueAt(value: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>(
    (outer, step) => (typeof outer === 'object' && outer !== null ? Reflect.get(outer, step) : undefined),
    value,
  )
}
