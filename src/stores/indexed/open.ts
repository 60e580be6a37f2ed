import {
  type CollibraStubStoreConfig,
  type DeltaStoreConfig,
  databaseTable,
  type FilesystemStoreConfig,
  type GitStoreConfig,
} from '../../config/sections/contract-store.ts'
import type { OpenParts } from '../open-parts.ts'
import { SqlContractStore } from '../sql/store.ts'
import { claimIndexFile } from './index-file.ts'
import { type IndexSource, sharedIndex } from './index-source.ts'
import { type IndexedStore, openIndexedStore } from './indexed-store.ts'
import { asOfKey, indexKey, openIndex } from './open-index.ts'
import type { OwnFolder } from './own-folder.ts'
import { privateIndex } from './private-index.ts'
import type { RecordLog } from './record-log.ts'
import type { RunRecords } from './run-records.ts'

type LogStoreConfig = FilesystemStoreConfig | CollibraStubStoreConfig | GitStoreConfig | DeltaStoreConfig

/** A log that was opened, and a folder for files that belong to it on this machine, such as an index. */
export interface OpenedLog {
  readonly log: RecordLog
  readonly privateFolder: OwnFolder
  /** Where test runs are kept, unless in the database of the index. */
  readonly runs?: RunRecords | undefined
}

/** The key that names where an index is when no database is named for it. */
const placeKey = 'contract_store.root'

/**
 * Opens the store of a log, which is closed when that is not possible. Its index is in the database that the configuration
 * names, else in a file of this instance.
 *
 * @throws StoreOpenError when the index cannot be used, which names the configuration key to look at.
 */
export async function openLogStore(
  config: LogStoreConfig,
  { log, runs, privateFolder }: OpenedLog,
  parts: OpenParts,
): Promise<IndexedStore> {
  let source: IndexSource | undefined
  try {
    source = indexOf(config, privateFolder, parts)
    return await openIndexedStore(
      { log, runs, source, documents: parts.documents, tell: parts.log },
      {
        refreshInterval: config.refreshInterval * 1000,
        reconcileInterval: config.reconcileInterval * 1000,
      },
    )
  } catch (error) {
    source?.release()
    await log.close().catch(() => undefined)
    throw asOfKey(error, placeKey)
  }
}

/** Whether there is a database for the index that is there when the process has ended. */
export function outlastsProcess(indexDsn: LogStoreConfig['indexDsn']): boolean {
  return indexDsn !== undefined && !(indexDsn.dialect === 'sqlite' && indexDsn.file === undefined)
}

function indexOf(config: LogStoreConfig, folder: OwnFolder, parts: OpenParts): IndexSource {
  const { indexDsn } = config
  if (indexDsn) {
    const place = { ...config, table: databaseTable(config), indexDsn }
    const open = () =>
      openIndex(place, parts, (database, documents, reportSkipped) => {
        return new SqlContractStore(database, documents, reportSkipped, 'refused')
      })
    return sharedIndex(indexKey, open, { keepsOthers: outlastsProcess(indexDsn) })
  }
  const { documents, log, observer } = parts
  return privateIndex({ key: placeKey, ...claimIndexFile(folder), documents, tell: log, observer })
}
