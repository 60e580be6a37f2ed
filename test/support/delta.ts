import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { inject } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import type { DeltaLog } from '../../src/stores/delta/delta-log.ts'
import { openDeltaLog } from '../../src/stores/delta/open-log.ts'
import { openDeltaStore } from '../../src/stores/delta/open-store.ts'
import type { DeltaSettings } from '../../src/stores/delta/settings.ts'
import { type IndexedStore, openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import type { StoreLog } from '../../src/stores/store-log.ts'
import { documentWorkers } from './document-workers.ts'
import { patience } from './patient.ts'
import type { Warehouse } from './servers/warehouse.ts'

/** What `warehouse.py` lets in. */
export const warehouseToken = 'dapi-0123456789abcdef'

const starter = inject('warehouseStarter')

/** The warehouse of this run, which starts now unless it runs; undefined where there is none. */
export const warehouse = starter === undefined ? undefined : await startedWarehouse(starter)

async function startedWarehouse(url: string): Promise<Omit<Warehouse, 'stop'>> {
  // fetch does not wait for an answer as long as a busy machine may take to start Spark
  const [response] = (await once(get(url), 'response')) as [IncomingMessage]
  const told = await json(response)
  if (response.statusCode !== 200) throw new Error(JSON.stringify(told))
  return told as Omit<Warehouse, 'stop'>
}

const quiet: StoreLog = { info: () => undefined, warn: () => undefined }

/** A name that no other test gives a table. */
function newTable(): string {
  return `spark_catalog.default.t${randomBytes(6).toString('hex')}`
}

export function deltaSettings(more: Partial<DeltaSettings> = {}): DeltaSettings {
  return {
    ...{ table: newTable(), root: '', workspaceUrl: warehouse?.url ?? '', warehouseId: 'warehouse-1' },
    ...{ workspaceToken: warehouseToken, clientId: undefined, clientSecret: undefined },
    ...{ workspaceIdentity: undefined },
    // a machine may have much else to do
    ...{ statementTimeout: patience, startTimeout: patience },
    ...{ refreshInterval: 10_000, keepsTestRuns: true },
    ...more,
  }
}

/** Asks the programs beside the warehouse. */
export async function askBeside<T>(what: string, asked: object): Promise<T> {
  const response = await fetch(`${warehouse?.url}/test/${what}`, {
    method: 'POST',
    body: JSON.stringify(asked),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as T
}

/** Runs a statement as an analyst may. */
export async function runStatement(statement: string): Promise<(string | null)[][]> {
  const response = await fetch(`${warehouse?.url}/api/2.0/sql/statements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${warehouseToken}` },
    body: JSON.stringify({ warehouse_id: 'warehouse-1', statement, wait_timeout: '300s' }),
  })
  const told = (await response.json()) as {
    status: { state: string; error?: object }
    result?: { data_array: (string | null)[][] }
  }
  if (told.status.state !== 'SUCCEEDED') throw new Error(JSON.stringify(told.status))
  return told.result?.data_array ?? []
}

/** Tables for one test, and an index for each store that is opened on them. */
export class DeltaStorage {
  readonly settings: DeltaSettings
  readonly #folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  #opened = 0

  constructor(more: Partial<DeltaSettings> = {}) {
    this.settings = deltaSettings(more)
  }

  async openLog(more: Partial<DeltaSettings> = {}): Promise<DeltaLog> {
    return (await this.#openTables(more)).log
  }

  async open(more: Partial<DeltaSettings> = {}, index = this.#opened++): Promise<IndexedStore> {
    const { log, runs } = await this.#openTables(more)
    const file = join(this.#folder, `index-${index}`, 'index.db')
    const source = privateIndex({
      ...{ key: 'contract_store.index_dsn', file, documents: documentWorkers, tell: quiet },
    })
    const parts = { log, runs, source, documents: documentWorkers, tell: quiet }
    return openIndexedStore(parts, { refreshInterval: 10_000, reconcileInterval: 0 })
  }

  #openTables(more: Partial<DeltaSettings>) {
    return openDeltaLog({ ...this.settings, ...more }, quiet)
  }

  /**
   * The store that a service opens whose variables say so, beside others of its index.
   *
   * @param indexDsn of the database with the index; that of a file when it is undefined.
   */
  openSharing(indexDsn = `sqlite:///${join(this.#folder, 'index.db')}`): Promise<IndexedStore> {
    const variables = {
      DC43_CONTRACT_STORE_TYPE: 'delta',
      DC43_CONTRACT_STORE_TABLE: this.settings.table ?? '',
      DATABRICKS_HOST: this.settings.workspaceUrl,
      DATABRICKS_WAREHOUSE_ID: this.settings.warehouseId,
      DATABRICKS_TOKEN: warehouseToken,
      DC43_CONTRACT_STORE_INDEX_DSN: indexDsn,
      DC43_CONTRACT_STORE_REFRESH_INTERVAL: '3600',
      DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '1500',
    }
    const { contractStore } = loadConfig({ env: variables, cwd: '/' }).config
    if (contractStore.type !== 'delta') throw new Error('no Delta store is configured')
    return openDeltaStore(contractStore, { documents: documentWorkers, log: quiet })
  }

  async remove(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
