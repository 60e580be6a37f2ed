import { StoreOpenError } from '../../sql/open-error.ts'
import type { StoreLog } from '../store-log.ts'
import { ContractTable } from './contract-table.ts'
import { workspaceTokens } from './credentials.ts'
import { DeltaLog } from './delta-log.ts'
import { LogTable } from './log-table.ts'
import { tableNames } from './names.ts'
import type { DeltaSettings } from './settings.ts'
import { StatementsApi } from './statements-api.ts'
import { ensureTables } from './tables.ts'
import { WarehouseError } from './warehouse-error.ts'

/**
 * Opens tables of Delta Lake as a log; makes them when they are not there.
 *
 * @throws StoreOpenError when they cannot be used, which names the configuration key to look at.
 */
export async function openDeltaLog(
  settings: DeltaSettings,
  tell: StoreLog,
  signal?: AbortSignal,
): Promise<DeltaLog> {
  const { workspaceUrl: url, warehouseId, table, root, statementTimeout } = settings
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
    await ensureTables({ api, names, key, tell }, patience)
    const [records, contracts] = [new LogTable(api, names), new ContractTable(api, names)]
    return new DeltaLog({ api, records, contracts, tell, patience: statementTimeout })
  } catch (error) {
    api.close()
    if (!(error instanceof WarehouseError)) throw error
    const reason = `the SQL warehouse could not be used (${error.message})`
    throw new StoreOpenError('contract_store.workspace_url', reason, { cause: error })
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
