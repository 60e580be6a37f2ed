import { loadConfig } from '../../src/config/load.ts'
import { migrate } from '../../src/sql/migrate.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { connect } from '../../src/stores/sql/open.ts'
import { type StoreDatabase, storeTables } from '../../src/stores/sql/store-database.ts'
import { patient } from './patient.ts'
import { sqlStoreOf } from './sql-store-of.ts'

/** The tables of a store, made where they are not there, without the store around them. */
export async function openStoreDatabase(dsn: string): Promise<StoreDatabase> {
  const config = loadConfig({ env: { ...patient, DC43_CONTRACT_STORE_DSN: dsn }, cwd: '/' })
  const connected = await connect(sqlStoreOf(config), { info: () => undefined, warn: () => undefined })
  await migrate(connected.migrations, requireContractTable)
  return connected.database(storeTables)
}
