import type { z } from 'zod'
import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import type { TomlFile } from './toml-file.ts'
import { keyText, quoted, typeName, valueText } from './values/value-text.ts'

type Issue = z.core.$ZodIssue

/** The path to a nested value: keys of tables and indexes of lists. */
type Steps = readonly (string | number)[]

/**
 * Turns an issue of zod into problems with the origin of the value. A value that was not given is no problem here:
 * `chooseStore` reports what is missing.
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
 * The issues of the form that was meant. Where a value may be text or a list, zod only reports that it is neither. The form
 * that was meant is the one with an issue inside the value, or with words of its own.
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

/** What is wrong with a value: the words of our own check, or else the value and what is expected. */
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
