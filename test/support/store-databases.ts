import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../src/config/load.ts'
import { migrate } from '../../src/sql/migrate.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { connect } from '../../src/stores/sql/open.ts'
import { type StoreDatabase, storeTables } from '../../src/stores/sql/store-database.ts'
import { liveServers } from './live-servers.ts'
import { sqlStoreOf } from './sql-store-of.ts'

const silent = { info: () => undefined, warn: () => undefined }
const sqlite = {
  name: 'SQLite',
  isThere: true,
  dsn: '',
  async createOn() {
    const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
    return { dsn: `sqlite:///${folder}/registry.db`, drop: async () => rmSync(folder, { recursive: true }) }
  },
}

/** A database with the tables of a store, and nothing in them. */
interface EmptyDatabase {
  readonly database: StoreDatabase
  drop(): Promise<void>
}

/** Every kind of database as the store sees it, for tests of single statements. */
export const storeDatabases = [sqlite, ...liveServers].map(({ name, isThere, dsn: server, createOn }) => ({
  name,
  isThere,
  async open(): Promise<EmptyDatabase> {
    const made = await createOn(server)
    const config = loadConfig({ env: { DC43_CONTRACT_STORE_DSN: made.dsn }, cwd: '/' })
    const connected = await connect(sqlStoreOf(config), silent)
    await migrate(connected.migrations, requireContractTable)
    const database = await connected.database(storeTables)
    const drop = async () => {
      await database.close()
      await made.drop()
    }
    return { database, drop }
  },
}))
