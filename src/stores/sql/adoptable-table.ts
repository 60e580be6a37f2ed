import { StoreOpenError } from '../../sql/open-error.ts'

/** The columns without which a table is not the one dc43 makes. */
const dc43Columns = ['contract_id', 'version', 'name', 'description', 'json', 'fingerprint', 'created_at']

/**
 * Refuses to migrate a table that has the name of the main table and is another one.
 *
 * @param columns those of the table; none when there is no such table.
 * @throws StoreOpenError
 */
export function requireContractTable(columns: readonly string[]): void {
  const missing = dc43Columns.filter(column => !columns.includes(column))
  if (columns.length === 0 || missing.length === 0) return
  throw new StoreOpenError(
    'contract_store.table',
    `a table of this name is there already, and it is not a contract table: it has no column ${missing.join(', ')}`,
  )
}
