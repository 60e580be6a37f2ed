import type { z } from 'zod'
import { found, quoted, typeName } from './found.ts'
import type { Problem, Setting } from './setting.ts'
import type { TomlFile } from './toml-file.ts'

/**
 * Turn what zod found wrong with a value into a problem at the value's place. A value nobody set is no problem here:
 * `chooseStore` tells what is missing.
 */
export function valueProblem(
  issue: z.core.$ZodIssue,
  settings: ReadonlyMap<string, Setting>,
  file: TomlFile | undefined,
): Problem[] {
  const [section, property, ...inside] = issue.path
  const setting = [...settings.values()].find(
    ({ key }) => key.property[0] === section && key.property[1] === property,
  )
  if (setting === undefined) return []
  const indexes = inside.filter(step => typeof step === 'number')
  const name = setting.key.name + indexes.map(index => `[${index}]`).join('')
  const isInFile = setting.origin.kind === 'file' && file !== undefined
  const origin = isInFile ? file.originOf([...setting.key.path, ...indexes]) : setting.origin
  return [{ origin, text: `${name} ${complaint(issue, setting, valueAt(setting.value, indexes))}` }]
}

/** Our own checks explain themselves; all others are told by what was found and what was expected. */
function complaint(issue: z.core.$ZodIssue, { key, origin }: Setting, value: unknown): string {
  if (issue.code === 'custom') return issue.message
  return `is ${shown(value, origin.kind === 'variable', key.info.secret === true)}; expected ${key.info.expected}`
}

function shown(value: unknown, isText: boolean, isSecret: boolean): string {
  if (isSecret) return typeName(value)
  return isText ? quoted(String(value)) : found(value)
}

function valueAt(value: unknown, indexes: readonly number[]): unknown {
  return indexes.reduce<unknown>((list, index) => (Array.isArray(list) ? list[index] : undefined), value)
}
