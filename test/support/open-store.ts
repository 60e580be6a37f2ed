import { loadConfig } from '../../src/config/load.ts'
import { openSqlStore } from '../../src/stores/sql/open.ts'
import type { StoreLog } from '../../src/stores/store-log.ts'
import { documentWorkers } from './document-workers.ts'
import { patience, patient } from './patient.ts'
import { sqlStoreOf } from './sql-store-of.ts'

const silent = { info: () => undefined, warn: () => undefined }

/** The SQL store that a service with these variables opens. */
export function openStoreOf(
  variables: Record<string, string>,
  log: StoreLog = silent,
  signal?: AbortSignal,
  documents = documentWorkers,
) {
  return openSqlStore(sqlStoreOf(loadConfig({ env: { ...patient, ...variables }, cwd: '/' })), {
    documents,
    log,
    signal,
    readPatience: patience,
  })
}
