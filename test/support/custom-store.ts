import { join } from 'node:path'
import { loadConfig } from '../../src/config/load.ts'
import type { CustomStoreConfig } from '../../src/config/sections/contract-store.ts'
import { openCustomStore } from '../../src/stores/custom/open.ts'
import type { Documents } from '../../src/stores/indexed/documents.ts'
import type { StoreLog } from '../../src/stores/store-log.ts'
import { documentWorkers } from './document-workers.ts'

const silent = { info: () => undefined, warn: () => undefined }

/** A store that keeps its documents and its index in a folder. */
export function customStoreOf(
  folder: string,
  module = join(import.meta.dirname, 'custom-stores/folder-store.mjs'),
): CustomStoreConfig {
  const env = {
    DC43_CONTRACT_STORE_TYPE: 'custom',
    DC43_CONTRACT_STORE_MODULE: module,
    DC43_CONTRACT_STORE_INDEX_DSN: 'sqlite:///index.db',
  }
  const { contractStore } = loadConfig({ env, cwd: folder }).config
  if (contractStore.type !== 'custom') throw new Error(contractStore.type)
  return { ...contractStore, settings: { folder: join(folder, 'documents') } }
}

/** Opens it; any number of times. */
export function openCustom(config: CustomStoreConfig, log: StoreLog = silent) {
  return openCustomStore(config, { documents: documentWorkers, log })
}

/** The documents of such a store, for another program. */
export async function documentsOf({ module, settings }: CustomStoreConfig): Promise<Documents> {
  const { default: open } = await import(module)
  return open(settings)
}
