import { alternatives, closestName } from '../closest-name.ts'
import type { Environment } from './config-file.ts'
import { type GivenValue, type GivenValues, isUnset } from './given-value.ts'
import { type Key, keys, sections, variableOf, variablePrefix } from './keys.ts'
import type { Problem } from './problem.ts'
import { fileSuffix, readSecretFile, SecretFileError } from './secret-file.ts'
import { quoted } from './values/value-text.ts'

/**
 * The values that environment variables give: `DC43_<SECTION>_<KEY>`, and a few older names. An unknown variable of one of
 * our sections is a problem: `DC43_CONTRACT_STORE_DNS` must not silently select another store. Other `DC43_` variables
 * belong to other services. A secret may be in a file that `<variable>_FILE` names.
 *
 * @param others variables that the configuration file names; their names may look like ours.
 */
export function environmentValues(
  env: Environment,
  cwd = '.',
  others: ReadonlySet<string> = new Set(),
): GivenValues {
  const givenValues = keys.flatMap(key => variableValue(key, env))
  const conflicts = givenValues.flatMap(given => conflictProblem(given, env))
  const strangers = Object.keys(env).flatMap(name =>
    isUnset(env[name]) || others.has(name) ? [] : unusableProblem(name),
  )
  const files = keys.map(key => secretFileValues(key, env, cwd))
  return {
    values: [...givenValues, ...files.flatMap(file => file.values)],
    problems: [...conflicts, ...strangers, ...files.flatMap(file => file.problems)],
    unusable: files.flatMap(file => file.unusable ?? []),
  }
}

/** The variables that may name a file with the value of a key. */
function fileVariables(key: Key): string[] {
  return key.info.secret === true ? key.variables.map(name => name + fileSuffix) : []
}

function secretFileValues(key: Key, env: Environment, cwd: string): GivenValues {
  const [name, second] = fileVariables(key).filter(variable => !isUnset(env[variable]))
  if (name === undefined) return { values: [], problems: [] }
  const origin = { kind: 'variable', name } as const
  const other = second ?? setVariables(key, env)[0]
  if (other !== undefined) {
    const text = `${key.name} is also set by ${other}; keep one of the two`
    return { values: [], problems: [{ origin, text }], unusable: [key.name] }
  }
  const path = env[name] ?? ''
  try {
    const { text, absolutePath } = readSecretFile(path, cwd)
    return { values: [{ key, value: text, origin, secretFile: absolutePath }], problems: [] }
  } catch (error) {
    if (!(error instanceof SecretFileError)) throw error
    const text = `${key.name}: the file ${quoted(path)} ${error.message}`
    return { values: [], problems: [{ origin, text }], unusable: [key.name] }
  }
}

function variableValue(key: Key, env: Environment): GivenValue[] {
  const name = setVariables(key, env)[0]
  const text = name === undefined ? undefined : env[name]
  if (name === undefined || text === undefined) return []
  return [{ key, value: key.info.fromText?.(text) ?? text, origin: { kind: 'variable', name } }]
}

function setVariables(key: Key, env: Environment): string[] {
  return key.variables.filter(name => !isUnset(env[name], key))
}

function conflictProblem({ key, origin }: GivenValue, env: Environment): Problem[] {
  const [first, ...others] = setVariables(key, env)
  const different = others.find(name => first !== undefined && env[name]?.trim() !== env[first]?.trim())
  if (different === undefined) return []
  return [{ origin, text: `${key.name} is also set by ${different}, to another value; keep one of the two` }]
}

function unusableProblem(name: string): Problem[] {
  const origin = { kind: 'variable', name } as const
  const section = sections.find(candidate => name.startsWith(variablePrefix(candidate)))
  const isKnown = keys.some(key => key.variables.includes(name) || fileVariables(key).includes(name))
  if (section === undefined || isKnown) return []
  const ofFile = keys.find(key => key.info.fileOnly && variableOf(key.path) === name)
  if (ofFile)
    return [{ origin, text: `no variable can hold ${ofFile.name}; set it in the configuration file` }]
  const known = keys.flatMap(({ path, info }) =>
    path[0] === section && !info.fileOnly ? [variableOf(path)] : [],
  )
  const prefix = variablePrefix(section)
  const suggestion = closestName(
    name.slice(prefix.length),
    known.map(one => one.slice(prefix.length)),
  )
  return [{ origin, text: `unknown variable${alternatives(suggestion && prefix + suggestion, known)}` }]
}
