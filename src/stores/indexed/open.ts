import { join } from 'node:path'
import type { FilesystemStoreConfig, GitStoreConfig } from '../../config/sections/contract-store.ts'
import type { OpenParts } from '../open-parts.ts'
import { openStoreOf } from '../sql/open.ts'
import { SqlContractStore } from '../sql/store.ts'
import { type IndexSource, sharedIndex } from './index-source.ts'
import { type IndexedStore, openIndexedStore } from './indexed-store.ts'
import { privateIndex } from './private-index.ts'
import type { RecordLog } from './record-log.ts'

type LogStoreConfig = FilesystemStoreConfig | GitStoreConfig

/** A log that was opened, and a folder for files that belong to it on this machine, such as an index. */
export interface OpenedLog {
  readonly log: RecordLog
  readonly privateFolder: string
}

/**
 * Opens the store of a log, which is closed when that is not possible.
 *
 * @throws StoreOpenError when the index cannot be used, which names the configuration key to look at.
 */
export async function openLogStore(
  config: LogStoreConfig,
  { log, privateFolder }: OpenedLog,
  parts: OpenParts,
): Promise<IndexedStore> {
  try {
    const source = indexOf(config, privateFolder, parts)
    return await openIndexedStore(
      { log, source, documents: parts.documents, tell: parts.log },
      {
        refreshInterval: config.refreshInterval * 1000,
        reconcileInterval: config.reconcileInterval * 1000,
      },
    )
  } catch (error) {
    await log.close().catch(() => undefined)
    throw error
  }
}

/** Where the index is kept: in the database that the configuration names, else in a file of its own. */
function indexOf(config: LogStoreConfig, folder: string, parts: OpenParts): IndexSource {
  const { indexDsn: dsn } = config
  if (dsn)
    return sharedIndex('contract_store.index_dsn', () =>
      openStoreOf({ ...config, dsn }, parts, (...made) => refusingStore(made)),
    )
  const { documents, log, observer } = parts
  return privateIndex({
    key: 'contract_store.root',
    file: join(folder, 'index.db'),
    ...{ documents, tell: log, observer },
  })
}

/** Nobody but the log says what is in an index. */
function refusingStore([database, documents, skipped]: ConstructorParameters<
  typeof SqlContractStore
>): SqlContractStore {
  return new SqlContractStore(database, documents, skipped, 'refused')
}
