import { type LoadedConfig, problemAt } from '../config/load.ts'
import { StoreOpenError } from '../sql/open-error.ts'

/** Runs a step that opens the configured store. Its error names the place of the key in the configuration. */
export async function withStoreOf<T>(loaded: LoadedConfig, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof StoreOpenError) throw problemAt(loaded, keyOf(error, loaded), error.message)
    throw error
  }
}

/** The key to look at. What opens databases does not know whether one holds the contracts, or their index. */
function keyOf({ key }: StoreOpenError, { config }: LoadedConfig): string {
  const isIndex = config.contractStore.type !== 'sql' && key === 'contract_store.dsn'
  return isIndex ? 'contract_store.index_dsn' : key
}
