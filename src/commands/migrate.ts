import { type LoadedConfig, problemAt } from '../config/load.ts'
import { type DatabaseConfig, databaseTable } from '../config/sections/contract-store.ts'
import type { ConnectedDatabase } from '../sql/connected-database.ts'
import { migrate as applyMigrations, migrationStates, pendingSql } from '../sql/migrate.ts'
import { requireContractTable } from '../stores/sql/adoptable-table.ts'
import { connect, openError } from '../stores/sql/open.ts'
import { SqlContractStore } from '../stores/sql/store.ts'
import { storeTables } from '../stores/sql/store-database.ts'
import { DocumentWorkers } from '../workers/document-workers.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { withStoreOf } from './store-of.ts'

/** Updates the tables to the schema of this release and takes over existing rows; or only prints what is pending. */
export async function migrate(context: CommandContext): Promise<ExitCode> {
  const loaded = context.loadConfig()
  const log = { info: () => undefined, warn: () => undefined }
  return withStoreOf(loaded, async () => {
    const { status, dryRun } = context.options
    const database = databaseOf(loaded)
    const connected = await connect(database, log, { create: !status && !dryRun })
    try {
      if (status) return await printStatus(connected, context)
      if (dryRun) return await printPending(connected, context)
      return await apply(connected, context)
    } catch (error) {
      throw await openError(error, connected)
    } finally {
      await connected.close()
    }
  })
}

/** The database whose tables are migrated: that of the contracts or, when the configuration names one, of their index. */
function databaseOf(loaded: LoadedConfig): DatabaseConfig {
  const store = loaded.config.contractStore
  const dsn = store.type === 'sql' ? store.dsn : store.indexDsn
  if (dsn !== undefined) return { ...store, table: databaseTable(store), dsn }
  const text = `is "${store.type}", which has no tables to migrate while contract_store.index_dsn is not set: the index is made by serve`
  throw problemAt(loaded, 'contract_store.type', text)
}

async function printStatus({ migrations }: ConnectedDatabase, { print }: CommandContext): Promise<ExitCode> {
  const states = await migrationStates(migrations)
  for (const { migration, applied } of states) print(`${applied ? 'applied' : 'pending'}  ${migration.name}`)
  return states.every(state => state.applied) ? 0 : 1
}

async function printPending({ migrations }: ConnectedDatabase, { print }: CommandContext): Promise<ExitCode> {
  print((await pendingSql(migrations)) || '-- nothing is pending')
  return 0
}

async function apply(connected: ConnectedDatabase, { print }: CommandContext): Promise<ExitCode> {
  const applied = await applyMigrations(connected.migrations, requireContractTable)
  for (const name of applied) print(`applied ${name}`)
  const documents = new DocumentWorkers()
  try {
    const store = new SqlContractStore(await connected.database(storeTables), documents)
    const rows = await store.adoptForeignRows()
    await store.reindex({ onlyMissing: true })
    print(`the tables are up to date; ${rows} rows of other programs were taken over`)
    return 0
  } finally {
    await documents.close()
  }
}
