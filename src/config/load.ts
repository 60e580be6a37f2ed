import { lockedOut, resolveTokens, tokenVariables } from './auth-tokens.ts'
import { besideFile } from './beside-file.ts'
import { chooseStore } from './choose-store.ts'
import { type ConfigSource, readConfigFile } from './config-file.ts'
import { environmentValues } from './environment.ts'
import type { ConfigError } from './errors.ts'
import { fileValues } from './file-values.ts'
import type { GivenValue } from './given-value.ts'
import { findKey, keys } from './keys.ts'
import type { Origin } from './origin.ts'
import { configError } from './problem.ts'
import { type Config, configSchema } from './schema.ts'
import { storeConfig } from './store-config.ts'
import { parseTomlFile } from './toml-file.ts'
import { valueProblems } from './value-problem.ts'
import { isTable } from './values/toml-table.ts'

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
  const fromFile = file ? fileValues(file) : { values: [], problems: [], storeProblems: [], warnings: [] }
  const fromVariables = environmentValues(source.env, source.cwd, tokenVariables(fromFile.values))
  const chosen = chooseStore(
    byName([...fromFile.values, ...fromVariables.values, ...fromArgument(source)]),
    fromVariables.unusable,
  )
  const givenValues = chosen.values

  const problems = [...fromFile.problems, ...fromVariables.problems, ...chosen.problems]
  if (chosen.type !== 'custom') problems.push(...fromFile.storeProblems)
  const parsed = configSchema.safeParse(bySection(givenValues))
  if (!parsed.success)
    problems.push(...parsed.error.issues.flatMap(issue => valueProblems(issue, givenValues, file)))
  if (!parsed.success) throw configError(problems)
  const tokens = resolveTokens(parsed.data.auth, source.env, file)
  problems.push(...tokens.problems, ...lockedOut(tokens.auth, givenValues.get('auth.anonymous')?.origin))
  if (chosen.type === undefined) throw configError(problems)
  const paths = { ...source, givenValues, file: readFile?.absolutePath }
  const { validation } = parsed.data
  const section = file?.table.contract_store
  const { store, problems: storeProblems } = storeConfig(
    chosen.type,
    parsed.data.contractStore,
    { ...paths, section: isTable(section) ? section : {} },
    problems.length > 0,
  )
  problems.push(...storeProblems)
  if (problems.length > 0) throw configError(problems)
  return {
    config: {
      ...parsed.data,
      contractStore: store,
      auth: tokens.auth,
      validation: {
        ...validation,
        ...(validation.overlay && { overlay: besideFile('validation.overlay', validation.overlay, paths) }),
      },
    },
    origins: new Map(keys.map(({ name }) => [name, givenValues.get(name)?.origin ?? { kind: 'default' }])),
    warnings: [...fromFile.warnings, ...chosen.warnings],
    secretFiles: fromVariables.values.flatMap(({ secretFile }) => secretFile ?? []),
    ...(readFile && { file: readFile.absolutePath }),
  }
}

/** A problem that shows later, such as a database file that cannot be opened, as an error that names the value's origin. */
export function problemAt(loaded: LoadedConfig, key: string, message: string): ConfigError {
  return configError([{ origin: loaded.origins.get(key) ?? { kind: 'default' }, text: `${key}: ${message}` }])
}

/** The DSN that names a store by itself. */
function fromArgument({ store }: ConfigSource): GivenValue[] {
  const key = store && findKey('contract_store', store.key)
  return key ? [{ key, value: store.value, origin: { kind: 'argument' } }] : []
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
