import { loadConfig } from '../../src/config/load.ts'
import { connect, openSqlStore } from '../../src/stores/sql/open.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { loadCorpus } from './load.ts'
import type { CorpusSize } from './queries.ts'

const silent = { info: () => undefined, warn: () => undefined }

/** Makes the tables and fills them. */
export async function fill(
  dsn: string,
  size: CorpusSize,
  onProgress: (contracts: number) => void,
): Promise<void> {
  const { contractStore } = loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn }, cwd: '/' }).config
  if (contractStore.type !== 'sql') throw new Error(contractStore.type)
  const documents = new DocumentWorkers()
  const store = await openSqlStore(contractStore, { documents, log: silent })
  await store.reindex({ onlyMissing: true })
  await store.close()
  await documents.close()
  const connected = await connect(contractStore, silent)
  await loadCorpus(await connected.database(storeTables), size, onProgress)
  await connected.close()
}
