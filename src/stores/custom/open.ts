import type { CustomStoreConfig } from '../../config/sections/contract-store.ts'
import { GuardedDocuments } from '../indexed/guarded-documents.ts'
import { MirroredStore } from '../indexed/mirrored-store.ts'
import { openIndex } from '../indexed/open-index.ts'
import type { OpenParts } from '../open-parts.ts'
import { openModule } from './load-module.ts'

/**
 * Opens the store of a module, and the index beside it.
 *
 * @throws StoreOpenError when either cannot be used, which names the configuration key to look at.
 */
export async function openCustomStore(config: CustomStoreConfig, parts: OpenParts): Promise<MirroredStore> {
  const closing = new AbortController()
  const { log, signal } = parts
  const giveUp = () => closing.abort()
  signal?.addEventListener('abort', giveUp, { once: true })
  const opened = await openModule(config.module, config.settings, { log, signal: closing.signal })
  // from now on, requests that are under way need the storage to the end
  signal?.removeEventListener('abort', giveUp)
  const documents = new GuardedDocuments(opened, closing)
  try {
    const interval = config.reconcileInterval * 1000
    const store = await openIndex(
      config,
      parts,
      (...index) => new MirroredStore(index, documents, log, { interval }),
    )
    if (!parts.withoutUpkeep) store.lookForChanges()
    return store
  } catch (error) {
    await documents.close().catch(() => undefined)
    throw error
  }
}
