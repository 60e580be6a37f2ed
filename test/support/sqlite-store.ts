import { migrate } from '../../src/sql/migrate.ts'
import { connectSqlite } from '../../src/sql/sqlite/connect.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { BestEffort } from '../../src/stores/sql/best-effort.ts'
import { SqlContractStore } from '../../src/stores/sql/store.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { documentWorkers } from './document-workers.ts'
import { patience } from './patient.ts'

/** A migrated store in an SQLite file, or in memory without one. */
export async function openSqliteStore(
  file?: string,
  table = 'contracts',
  documents = documentWorkers,
  bestEffort = new BestEffort(patience),
): Promise<SqlContractStore> {
  const connected = await connectSqlite({ file, table, logger: undefined })
  await migrate(connected.migrations, requireContractTable)
  const store = new SqlContractStore(
    await connected.database(storeTables),
    documents,
    undefined,
    'taken-over',
    bestEffort,
  )
  // as the service does when it starts
  await store.reindex({ onlyMissing: true })
  return store
}
