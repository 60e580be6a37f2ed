import type { FilesystemStoreConfig } from '../../config/sections/contract-store.ts'
import type { IndexedStore } from '../indexed/indexed-store.ts'
import { openLogStore } from '../indexed/open.ts'
import type { OpenParts } from '../open-parts.ts'
import { openFolderLog } from './open.ts'

/**
 * Opens the store of a folder.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openFolderStore(
  config: FilesystemStoreConfig,
  parts: OpenParts,
): Promise<IndexedStore> {
  return openLogStore(config, await openFolderLog(config, parts.documents, parts.log), parts)
}
