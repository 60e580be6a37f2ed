import type { LoadedConfig } from '../../src/config/load.ts'
import type { SqlStoreConfig } from '../../src/config/sections/contract-store.ts'

/** The SQL store of a configuration that has one. */
export function sqlStoreOf({ config }: Pick<LoadedConfig, 'config'>): SqlStoreConfig {
  if (config.contractStore.type !== 'sql') throw new Error(`a ${config.contractStore.type} store`)
  return config.contractStore
}
