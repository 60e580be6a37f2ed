import { resolve, win32 } from 'node:path'
import { lockedOut, resolveTokens, tokenVariables } from './auth-tokens.ts'
import { chooseStore } from './choose-store.ts'
import { type ConfigSource, readConfigFile } from './config-file.ts'
import { environmentValues } from './environment.ts'
import type { ConfigError } from './errors.ts'
import { fileValues } from './file-values.ts'
import type { GivenValue } from './given-value.ts'
import { keys } from './keys.ts'
import type { Origin } from './origin.ts'
import { unusedVariables } from './other-stores.ts'
import { configError } from './problem.ts'
import { type Config, configSchema } from './schema.ts'
import { signInProblems, withIdentityOfDsn } from './sign-in.ts'
import { withCredentials } from './store-credentials.ts'
import { parseTomlFile } from './toml-file.ts'
import { valueProblems } from './value-problem.ts'

/** A configuration that can be used, and where each of its values comes from. */
export interface LoadedConfig {
  readonly config: Config
  /** By the key's name: `contract_store.dsn`. Every key is there. */
  readonly origins: ReadonlyMap<string, Origin>
  readonly warnings: readonly string[]
  /** The absolute path of the file that was read, if there was one. */
  readonly file?: string
  /** The absolute paths of the files that hold one secret each. */
  readonly secretFiles: readonly string[]
}

/**
 * Loads the configuration: values of variables, else those of the file, else defaults.
 * @throws ConfigError with everything that is wrong in the file and the variables, not only the first problem.
 */
export function loadConfig(source: ConfigSource): LoadedConfig {
  const readFile = readConfigFile(source)
  const file = readFile && parseTomlFile(readFile.path, readFile.bytes)
  const fromFile = file ? fileValues(file) : { values: [], problems: [], warnings: [] }
  const fromVariables = environmentValues(source.env, source.cwd, tokenVariables(fromFile.values))
  const givenValues = byName([...fromFile.values, ...fromVariables.values])
  const store = chooseStore(givenValues, fromVariables.unusable)
  for (const given of store.implied) givenValues.set(given.key.name, given)

  const problems = [...fromFile.problems, ...fromVariables.problems, ...store.problems]
  const parsed = configSchema.safeParse(bySection(givenValues))
  if (!parsed.success)
    problems.push(...parsed.error.issues.flatMap(issue => valueProblems(issue, givenValues, file)))
  if (!parsed.success) throw configError(problems)
  const tokens = resolveTokens(parsed.data.auth, source.env, file)
  const credentials = withCredentials(parsed.data.contractStore, givenValues)
  const contractStore = withIdentityOfDsn(credentials.store)
  problems.push(
    ...credentials.problems,
    ...tokens.problems,
    ...lockedOut(tokens.auth, givenValues.get('auth.anonymous')?.origin),
    ...(problems.length > 0 ? [] : signInProblems(contractStore, givenValues)),
  )
  if (problems.length > 0) throw configError(problems)
  return {
    config: withAbsoluteFile({ ...parsed.data, contractStore, auth: tokens.auth }, source.cwd),
    origins: new Map(keys.map(({ name }) => [name, givenValues.get(name)?.origin ?? { kind: 'default' }])),
    warnings: [...fromFile.warnings, ...unusedVariables(source.env)],
    secretFiles: fromVariables.values.flatMap(({ secretFile }) => secretFile ?? []),
    ...(readFile && { file: readFile.absolutePath }),
  }
}

/** A problem that shows later, such as a database file that cannot be opened, as an error that names the value's origin. */
export function problemAt(loaded: LoadedConfig, key: string, message: string): ConfigError {
  return configError([{ origin: loaded.origins.get(key) ?? { kind: 'default' }, text: `${key}: ${message}` }])
}

function byName(givenValues: readonly GivenValue[]): Map<string, GivenValue> {
  return new Map(givenValues.map(given => [given.key.name, given]))
}

/** The given values in the shape of the schema, to be checked by it. */
function bySection(givenValues: ReadonlyMap<string, GivenValue>): Record<string, Record<string, unknown>> {
  const root: Record<string, Record<string, unknown>> = {}
  for (const { name, property } of keys) {
    const [section, key] = property
    const given = givenValues.get(name)
    root[section] = { ...root[section], ...(given && { [key]: given.value }) }
  }
  return root
}

/** Makes the path of an SQLite file absolute: a relative one starts at the working directory of the start. */
function withAbsoluteFile(config: Config, cwd: string): Config {
  const { dsn } = config.contractStore
  if (dsn.dialect !== 'sqlite' || dsn.file === undefined || win32.isAbsolute(dsn.file)) return config
  return {
    ...config,
    contractStore: { ...config.contractStore, dsn: { ...dsn, file: resolve(cwd, dsn.file) } },
  }
}
