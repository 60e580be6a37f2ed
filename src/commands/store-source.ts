import type { ConfigSource } from '../config/config-file.ts'

/** Variables that say which store is configured. They say nothing of another one. */
const storeVariable = /^DC43_(CONTRACT_STORE|SERVICE_BACKENDS_CONFIG)/

/** Whether an argument names a store: by a DSN, or by a configuration file. */
export function isStoreName(name: string): boolean {
  return isDsn(name) || name.endsWith('.toml')
}

/** What the configuration of a store is made from that an argument names. */
export function sourceOfStore(name: string, { env, cwd }: Pick<ConfigSource, 'env' | 'cwd'>): ConfigSource {
  const others = Object.fromEntries(Object.entries(env).filter(([variable]) => !storeVariable.test(variable)))
  if (!isDsn(name)) return { env: others, cwd, configPath: name }
  return { env: {}, cwd, dsn: name }
}

function isDsn(name: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name)
}
