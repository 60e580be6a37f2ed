import { loadConfig } from '../../src/config/load.ts'
import { openStore, type StoreLog } from '../../src/stores/open.ts'
import { documentWorkers } from './document-workers.ts'

const silent = { info: () => undefined, warn: () => undefined }

/** The store that a service with these variables opens. */
export function openStoreOf(variables: Record<string, string>, log: StoreLog = silent) {
  return openStore(loadConfig({ env: variables, cwd: '/' }).config.contractStore, documentWorkers, log)
}
