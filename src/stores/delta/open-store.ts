import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeltaStoreConfig } from '../../config/sections/contract-store.ts'
import type { IndexedStore } from '../indexed/indexed-store.ts'
import { openLogStore } from '../indexed/open.ts'
import type { OpenParts } from '../open-parts.ts'
import { openDeltaLog } from './open.ts'

/**
 * Opens the store of a table of Delta Lake.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openDeltaStore(config: DeltaStoreConfig, parts: OpenParts): Promise<IndexedStore> {
  const { table, workspaceToken, clientId, clientSecret, workspaceIdentity } = config
  const settings = {
    ...config,
    ...{ table, workspaceToken, clientId, clientSecret, workspaceIdentity },
    statementTimeout: config.statementTimeout * 1000,
    startTimeout: config.startTimeout * 1000,
  }
  const log = await openDeltaLog(settings, parts.log, parts.signal)
  return openLogStore(config, { log, privateFolder: folderOnThisMachine(config) }, parts)
}

/** Where an index is kept when the configuration names no database for it. It can be made again at any time. */
function folderOnThisMachine({ workspaceUrl, table, root }: DeltaStoreConfig): string {
  const place = JSON.stringify([workspaceUrl, table ?? root])
  const digest = createHash('sha256').update(place).digest('hex').slice(0, 16)
  return join(tmpdir(), `dc43-registry-${digest}`)
}
