import type { CollibraStubStoreConfig, FilesystemStoreConfig } from '../../config/sections/contract-store.ts'
import type { IndexedStore } from '../indexed/indexed-store.ts'
import { openLogStore } from '../indexed/open.ts'
import type { OpenParts } from '../open-parts.ts'
import { openFolderLog } from './open-log.ts'

/**
 * Opens the store of a folder. One that stands for Collibra is as dc43 has it, with statuses in the documents.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export async function openFolderStore(
  config: FilesystemStoreConfig | CollibraStubStoreConfig,
  parts: OpenParts,
): Promise<IndexedStore> {
  return openLogStore(
    config,
    await openFolderLog({ layout: 'dc43', ...config }, parts.documents, parts.log),
    parts,
  )
}
