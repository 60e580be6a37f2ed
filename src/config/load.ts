import { resolve, win32 } from 'node:path'
import { lockedOut, resolveTokens, tokenVariables } from './auth-tokens.ts'
import { chooseStore } from './contract-store.ts'
import { withCredentials } from './credentials.ts'
import { environmentSettings } from './environment.ts'
import type { ConfigError } from './errors.ts'
import { fileSettings } from './file-settings.ts'
import { keys } from './keys.ts'
import { type ConfigSource, readConfigFile } from './lookup.ts'
import type { Origin } from './origin.ts'
import { unusedVariables } from './other-stores.ts'
import { configError } from './problem.ts'
import { type Config, configSchema } from './schema.ts'
import type { Setting } from './setting.ts'
import { signInProblems, withIdentityOfDsn } from './sign-in.ts'
import { parseTomlFile } from './toml-file.ts'
import { valueProblems } from './value-problem.ts'

/** A configuration that can be used, and where each part of it came from. */
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
 * Load the configuration: the file, then variables, which always win, then defaults.
 * @throws ConfigError with all that is wrong in the file and the variables, not only the first.
 */
export function loadConfig(source: ConfigSource): LoadedConfig {
  const readFile = readConfigFile(source)
  const file = readFile && parseTomlFile(readFile.path, readFile.bytes)
  const fromFile = file ? fileSettings(file) : { settings: [], problems: [], warnings: [] }
  const fromVariables = environmentSettings(source.env, source.cwd, tokenVariables(fromFile.settings))
  const settings = byName([...fromFile.settings, ...fromVariables.settings])
  const store = chooseStore(settings, fromVariables.unusable)
  for (const setting of store.implied) settings.set(setting.key.name, setting)

  const problems = [...fromFile.problems, ...fromVariables.problems, ...store.problems]
  const parsed = configSchema.safeParse(nested(settings))
  if (!parsed.success)
    problems.push(...parsed.error.issues.flatMap(issue => valueProblems(issue, settings, file)))
  if (!parsed.success) throw configError(problems)
  const tokens = resolveTokens(parsed.data.auth, source.env, file)
  const credentials = withCredentials(parsed.data.contractStore, settings)
  const contractStore = withIdentityOfDsn(credentials.store)
  problems.push(
    ...credentials.problems,
    ...tokens.problems,
    ...lockedOut(tokens.auth, settings.get('auth.anonymous')?.origin),
    ...(problems.length > 0 ? [] : signInProblems(contractStore, settings)),
  )
  if (problems.length > 0) throw configError(problems)
  return {
    config: withAbsoluteFile({ ...parsed.data, contractStore, auth: tokens.auth }, source.cwd),
    origins: new Map(keys.map(({ name }) => [name, settings.get(name)?.origin ?? { kind: 'default' }])),
    warnings: [...fromFile.warnings, ...unusedVariables(source.env)],
    secretFiles: fromVariables.settings.flatMap(({ secretFile }) => secretFile ?? []),
    ...(readFile && { file: readFile.absolutePath }),
  }
}

/** A problem with a value that only shows later, such as a database file that cannot be opened, told by its origin. */
export function problemAt(loaded: LoadedConfig, key: string, message: string): ConfigError {
  return configError([{ origin: loaded.origins.get(key) ?? { kind: 'default' }, text: `${key}: ${message}` }])
}

function byName(settings: readonly Setting[]): Map<string, Setting> {
  return new Map(settings.map(setting => [setting.key.name, setting]))
}

/** The settings in the schema's shape. */
function nested(settings: ReadonlyMap<string, Setting>): Record<string, Record<string, unknown>> {
  const root: Record<string, Record<string, unknown>> = {}
  for (const { name, property } of keys) {
    const [section, key] = property
    const setting = settings.get(name)
    root[section] = { ...root[section], ...(setting && { [key]: setting.value }) }
  }
  return root
}

/** A relative path means one below the directory the service was started in, wherever it may go afterwards. */
function withAbsoluteFile(config: Config, cwd: string): Config {
  const { dsn } = config.contractStore
  if (dsn.dialect !== 'sqlite' || dsn.file === undefined || win32.isAbsolute(dsn.file)) return config
  return {
    ...config,
    contractStore: { ...config.contractStore, dsn: { ...dsn, file: resolve(cwd, dsn.file) } },
  }
}
