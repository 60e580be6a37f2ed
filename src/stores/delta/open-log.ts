import { StoreOpenError } from '../../sql/open-error.ts'
import type { StoreLog } from '../store-log.ts'
import { ContractTable } from './contract-table.ts'
import { workspaceTokens } from './credentials.ts'
import { DeltaLog } from './delta-log.ts'
import { DeltaRuns } from './delta-runs.ts'
import { LogTable } from './log-table.ts'
import { tableNames } from './names.ts'
import { RunTable } from './run-table.ts'
import type { DeltaSettings } from './settings.ts'
import { StatementsApi } from './statements-api.ts'
import { ensureTables } from './tables.ts'
import { WarehouseError } from './warehouse-error.ts'

/** Tables that were opened; test runs are in none where a database has them. */
export interface OpenedDelta {
  readonly log: DeltaLog
  readonly runs: DeltaRuns | undefined
}

/**
 * Opens tables of Delta Lake as a log; makes them when they are not there.
 *
 * @throws StoreOpenError when they cannot be used, which names the configuration key to look at.
 */
export async function openDeltaLog(
  settings: DeltaSettings,
  tell: StoreLog,
  signal?: AbortSignal,
): Promise<OpenedDelta> {
  const { workspaceUrl: url, warehouseId, table, root, statementTimeout, keepsTestRuns } = settings
  const api = new StatementsApi({
    ...{ url, warehouseId, tokens: workspaceTokens(settings), timeout: statementTimeout },
  })
  const stop = () => api.close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    // one that is asleep may take minutes
    tell.info({ workspace: url, warehouse: warehouseId }, 'waiting for an answer of the SQL warehouse')
    const patience = Math.max(settings.startTimeout, statementTimeout)
    const names = tableNames(table, root)
    const key = table === undefined ? 'contract_store.base_path' : 'contract_store.table'
    await ensureTables({ api, names, keepsTestRuns, key, tell }, patience)
    const [records, contracts] = [new LogTable(api, names), new ContractTable(api, names)]
    const times = { lookInterval: settings.refreshInterval, patience: statementTimeout }
    return {
      log: new DeltaLog({ api, records, contracts, tell, patience: statementTimeout }),
      runs: keepsTestRuns ? new DeltaRuns(new RunTable(api, names.testRuns), times) : undefined,
    }
  } catch (error) {
    api.close()
    if (!(error instanceof WarehouseError)) throw error
    const reason = `the SQL warehouse could not be used (${error.message})`
    throw new StoreOpenError('contract_store.workspace_url', reason, { cause: error })
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
