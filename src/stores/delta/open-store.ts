import type { DeltaStoreConfig } from '../../config/sections/contract-store.ts'
import type { IndexedStore } from '../indexed/indexed-store.ts'
import { openLogStore, outlastsProcess } from '../indexed/open.ts'
import { folderOnThisMachine } from '../indexed/own-folder.ts'
import type { OpenParts } from '../open-parts.ts'
import { openDeltaLog } from './open-log.ts'

/**
 * Opens the store of a table of Delta Lake.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openDeltaStore(config: DeltaStoreConfig, parts: OpenParts): Promise<IndexedStore> {
  const { table, root, workspaceUrl, workspaceToken, clientId, clientSecret, workspaceIdentity } = config
  const settings = {
    ...config,
    ...{ table, workspaceToken, clientId, clientSecret, workspaceIdentity },
    statementTimeout: config.statementTimeout * 1000,
    startTimeout: config.startTimeout * 1000,
    refreshInterval: config.refreshInterval * 1000,
    // what is in a database is there sooner
    keepsTestRuns: !outlastsProcess(config.indexDsn),
  }
  const opened = await openDeltaLog(settings, parts.log, parts.signal)
  const privateFolder = folderOnThisMachine(JSON.stringify([workspaceUrl, table ?? root]))
  return openLogStore(config, { ...opened, privateFolder }, parts)
}
