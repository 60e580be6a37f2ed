import type { Dsn } from '../../config/dsn/dsn.ts'
import type { DatabaseConfig } from '../../config/sections/contract-store.ts'
import { StoreOpenError } from '../../sql/open-error.ts'
import type { OpenParts } from '../open-parts.ts'
import { openStoreOf, type StoreParts } from '../sql/open.ts'
import type { SqlContractStore } from '../sql/store.ts'

/** The key of the configuration that names the database of an index. */
export const indexKey = 'contract_store.index_dsn'

/** A database of an index, and how it is reached. */
export type IndexConfig = Omit<DatabaseConfig, 'dsn'> & { readonly indexDsn: Dsn }

/**
 * Opens the database of an index.
 *
 * @param make makes a store of what a SQL store is made of.
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openIndex<Store extends SqlContractStore>(
  config: IndexConfig,
  parts: OpenParts,
  make: (...parts: StoreParts) => Store,
): Promise<Store> {
  try {
    return await openStoreOf({ ...config, dsn: config.indexDsn }, parts, make)
  } catch (error) {
    throw asOfKey(error, indexKey)
  }
}

/** The error of a database that cannot be used, with the key that names the database. */
export function asOfKey(error: unknown, key: string): unknown {
  if (!(error instanceof StoreOpenError) || error.key !== 'contract_store.dsn') return error
  return new StoreOpenError(key, error.message, { cause: error.cause })
}
