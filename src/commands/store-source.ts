import type { ConfigSource } from '../config/config-file.ts'

/** Variables that say which store is configured. They say nothing of another one. */
const storeVariable = /^DC43_(CONTRACT_STORE|SERVICE_BACKENDS_CONFIG)/

/** Whether an argument names a store: by a DSN, a configuration file, or a folder. */
export function isStoreName(name: string): boolean {
  return isDsn(name) || name.endsWith('.toml') || isFolder(name)
}

/** Whether an argument names a folder of contracts: it ends in a slash, as that of no file does. */
export function isFolder(name: string): boolean {
  return name.endsWith('/')
}

/** What the configuration of a store is made from that an argument names. */
export function sourceOfStore(name: string, { env, cwd }: Pick<ConfigSource, 'env' | 'cwd'>): ConfigSource {
  if (isDsn(name)) return { env: {}, cwd, store: { key: 'dsn', value: name } }
  if (isFolder(name)) return { env: {}, cwd, store: { key: 'root', value: name } }
  const others = Object.fromEntries(Object.entries(env).filter(([variable]) => !storeVariable.test(variable)))
  return { env: others, cwd, configPath: name, configPathBy }
}

const configPathBy = 'the arguments, where a DSN has :// and a folder a slash at its end'

function isDsn(name: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name)
}
