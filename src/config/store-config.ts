import { resolve, win32 } from 'node:path'
import { besideFile } from './beside-file.ts'
import { collibraIndex, collibraProblems } from './collibra.ts'
import { type ConfigSource, expandHome } from './config-file.ts'
import { signInOfWorkspace } from './delta-workspace.ts'
import type { Dsn } from './dsn/dsn.ts'
import { remoteProblems } from './git-remote.ts'
import type { GivenValue } from './given-value.ts'
import { findKey } from './keys.ts'
import type { Problem } from './problem.ts'
import type { configSchema } from './schema.ts'
import { type ContractStoreConfig, typesWith } from './sections/contract-store.ts'
import type { StoreType } from './sections/store-type.ts'
import { signInProblems, withIdentityOfDsn } from './sign-in.ts'
import { type SignIn, withCredentials } from './store-credentials.ts'
import type { TomlTable } from './values/toml-table.ts'

type StoreValues = ReturnType<typeof configSchema.parse>['contractStore']

/** What the file and the variables say of the store, and where they stand. */
interface StoreSource extends ConfigSource {
  readonly givenValues: ReadonlyMap<string, GivenValue>
  /** The section of the file, and the file's absolute path. */
  readonly section: TomlTable
  readonly file: string | undefined
}

const memory: Dsn = { dialect: 'sqlite', file: undefined, options: {} }
const pathKeys = ['root', 'sshKeyFile', 'knownHostsFile']

/**
 * The store of a type: the values of its own keys, signing in as they say together, with absolute paths.
 *
 * @param hasProblems whether something else is wrong, so that what does not fit together is not looked for.
 */
export function storeConfig(
  type: StoreType,
  values: StoreValues,
  source: StoreSource,
  hasProblems: boolean,
): { readonly store: ContractStoreConfig; readonly problems: readonly Problem[] } {
  const { givenValues, cwd, env } = source
  const dsnProperty = type === 'sql' ? 'dsn' : 'indexDsn'
  const dsnKey = type === 'sql' ? 'contract_store.dsn' : 'contract_store.index_dsn'
  const isCollibra = type === 'collibra_http'
  const named = values[dsnProperty] ?? (isCollibra ? collibraIndex : undefined)
  // a store without a DSN has an index in a SQLite file of its own
  const given: SignIn = { ...values, dsn: named ?? memory }
  const { username, password, ...index } = given
  // there, they are those of Collibra
  const credentials = withCredentials(isCollibra ? index : given, givenValues)
  const { dsn, identity } = withIdentityOfDsn({ ...given, dsn: credentials.dsn })
  const problems = [
    ...credentials.problems,
    ...(hasProblems ? [] : databaseProblems({ ...given, dsn }, dsnKey, givenValues)),
    ...(hasProblems ? [] : signInProblems({ dsn, ...(identity && { identity }) }, dsnKey, givenValues)),
    ...(hasProblems ? [] : problemsOfType(type, values, dsn, givenValues)),
  ]
  const all = {
    ...values,
    type,
    ...(named && { [dsnProperty]: withAbsoluteFile(dsn, cwd) }),
    ...(identity && { identity }),
    ...(values.module && { module: besideFile('contract_store.module', values.module, source) }),
  }
  const own = Object.entries(type === 'delta' ? { ...all, ...ofDelta(values, givenValues) } : all)
    .filter(([key]) => key !== 'basePath' && typesWith(key).includes(type))
    .map(([key, value]) =>
      pathKeys.includes(key) && type !== 'delta'
        ? [key, resolve(cwd, expandHome(String(value), env))]
        : [key, value],
    )
  const settings = type === 'custom' ? { settings: settingsOf(source.section) } : {}
  // typesWith says for each type the keys of which its configuration is made
  return { store: { ...Object.fromEntries(own), ...settings } as ContractStoreConfig, problems }
}

/** On MySQL a schema is a database, and there is none that is meant when no one is named. */
function databaseProblems(
  { dsn, schema }: SignIn,
  dsnKey: string,
  givenValues: StoreSource['givenValues'],
): readonly Problem[] {
  if (dsn.dialect !== 'mysql' || (dsn.database ?? schema) !== undefined) return []
  const text = `${dsnKey} names no database; expected one, as in mysql://host/dc43`
  return [{ origin: givenValues.get(dsnKey)?.origin ?? { kind: 'default' }, text }]
}

/** What does not fit together of the keys that only stores of this type have. */
function problemsOfType(
  type: StoreType,
  values: StoreValues,
  dsn: Dsn,
  givenValues: StoreSource['givenValues'],
): readonly Problem[] {
  if (type === 'git') return remoteProblems(values, givenValues)
  if (type === 'delta') return signInOfWorkspace(values, givenValues)
  return type === 'collibra_http' ? collibraProblems(values, dsn, givenValues) : []
}

/** What is otherwise with a store that is asked by way of a warehouse: no table is named unless one is set. */
function ofDelta({ table, refreshInterval }: StoreValues, given: StoreSource['givenValues']) {
  return {
    table: given.has('contract_store.table') ? table : undefined,
    refreshInterval: given.has('contract_store.refresh_interval') ? refreshInterval : 30,
  }
}

/** The keys of the section that a custom store does not share with others. */
function settingsOf(section: TomlTable): TomlTable {
  const isShared = (name: string) => {
    const key = findKey('contract_store', name)
    return key !== undefined && typesWith(key.property[1]).includes('custom')
  }
  return Object.fromEntries(Object.entries(section).filter(([name]) => !isShared(name)))
}

/** A DSN with the absolute path of its SQLite file: a relative one starts at the working directory of the start. */
function withAbsoluteFile(dsn: Dsn, cwd: string): Dsn {
  if (dsn.dialect !== 'sqlite' || dsn.file === undefined || win32.isAbsolute(dsn.file)) return dsn
  return { ...dsn, file: resolve(cwd, dsn.file) }
}
