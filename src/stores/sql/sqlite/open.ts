import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Logger } from 'drizzle-orm'
import { StoreOpenError } from '../../open-error.ts'
import { openConnection, whenFree } from './connection.ts'
import { type Connections, SqliteDatabase } from './database.ts'
import { sqliteMigrationTarget } from './migration-target.ts'

/** What opens an SQLite store: the file (none for a database in memory), the main table, a logger of statements. */
export interface SqliteSettings {
  readonly file: string | undefined
  readonly table: string
  readonly logger: Logger | undefined
}

/** A database whose tables are not migrated yet: migrate them, then ask for the database. */
export async function openSqlite(settings: SqliteSettings) {
  const { file, table, logger } = settings
  if (file !== undefined) refuseUnreachable(file)
  const connections = await connect(file)
  return {
    migrations: sqliteMigrationTarget(connections.writer, table),
    database: () => new SqliteDatabase(connections, table, logger),
  }
}

async function connect(file: string | undefined): Promise<Connections> {
  try {
    const writer = openConnection(file)
    if (file === undefined) return { writer, reader: writer }
    await whenFree(() => writer.pragma('journal_mode = wal'))
    return { writer, reader: openConnection(file, { readonly: true }) }
  } catch (error) {
    throw new StoreOpenError(
      'contract_store.dsn',
      `the file ${file} can not be opened as an SQLite database: ${(error as Error).message}`,
    )
  }
}

/** The driver says only "unable to open database file"; this says why. */
function refuseUnreachable(file: string): void {
  const refuse = (why: string) => new StoreOpenError('contract_store.dsn', why)
  const folder = dirname(file)
  const folderStat = statSync(folder, { throwIfNoEntry: false })
  if (!folderStat?.isDirectory())
    throw refuse(`the directory ${folder} does not exist; create it or name another file`)
  const fileStat = statSync(file, { throwIfNoEntry: false })
  if (fileStat?.isDirectory()) throw refuse(`${file} is a directory; expected the path of an SQLite file`)
  try {
    accessSync(fileStat ? file : folder, constants.R_OK | constants.W_OK)
  } catch {
    throw refuse(`${fileStat ? file : folder} is not readable and writable for this user`)
  }
}
