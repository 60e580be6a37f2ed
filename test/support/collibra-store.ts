import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import type { CollibraHttpStoreConfig } from '../../src/config/sections/contract-store.ts'
import { openCollibraStore } from '../../src/stores/collibra/open.ts'
import type { OpenParts } from '../../src/stores/open-parts.ts'
import { documentWorkers } from './document-workers.ts'
import { FakeCollibra } from './servers/collibra.ts'
import { tempFolder } from './temp-folder.ts'

const silent = { info: () => undefined, warn: () => undefined }
const policy = { approvedStatuses: ['active', 'validated', 'deprecated', 'retired'] }

/** The configuration of a store at a Collibra, with its index in a folder. */
export function collibraConfig(
  folder: string,
  baseUrl: string,
  variables: Record<string, string> = {},
): CollibraHttpStoreConfig {
  const env = {
    DC43_CONTRACT_STORE_TYPE: 'collibra_http',
    DC43_CONTRACT_STORE_URL: baseUrl,
    DC43_CONTRACT_STORE_INDEX_DSN: `sqlite:///${join(folder, 'index.db')}`,
    ...variables,
  }
  const { contractStore } = loadConfig({ env, cwd: folder }).config
  if (contractStore.type !== 'collibra_http') throw new Error(contractStore.type)
  return contractStore
}

/** Opens it; any number of times. */
export function openCollibra(config: CollibraHttpStoreConfig, parts: Partial<OpenParts> = {}) {
  return openCollibraStore(config, { documents: documentWorkers, log: silent, policy, ...parts })
}

/** A Collibra of its own for a test, and a store on it that looks for changes when it is told to. */
export async function collibraWithStore(changes: Partial<CollibraHttpStoreConfig> = {}) {
  const collibra = new FakeCollibra()
  const url = await collibra.start()
  onTestFinished(() => collibra.stop())
  const warnings: Record<string, unknown>[] = []
  const log = { info: () => undefined, warn: (fields: object) => void warnings.push({ ...fields }) }
  const config: CollibraHttpStoreConfig = {
    ...collibraConfig(tempFolder(), url),
    ...{ token: collibra.token, reconcileInterval: 3600 },
    ...changes,
  }
  const open = async () => {
    const store = await openCollibra(config, { log })
    onTestFinished(() => store.close())
    await store.enterForeignChanges()
    return store
  }
  return { collibra, url, config, open, store: await open(), warnings }
}
