import { type LoadedConfig, problemAt } from '../config/load.ts'
import { StoreOpenError } from '../sql/open-error.ts'

/** Runs a step that opens the configured store. Its error names the place of the key in the configuration. */
export async function withStoreOf<T>(loaded: LoadedConfig, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof StoreOpenError) throw problemAt(loaded, error.key, error.message)
    throw error
  }
}
