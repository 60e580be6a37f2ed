import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Logger } from 'drizzle-orm'
import type { ConnectedDatabase } from '../connected-database.ts'
import { GuardedDatabase } from '../guarded-database.ts'
import type { SqlObserver } from '../observer.ts'
import { StoreOpenError } from '../open-error.ts'
import { openConnection, type Synchronous, whenFree } from './connection.ts'
import { type Connections, SqliteDatabase } from './database.ts'
import { sqliteFault } from './faults.ts'
import { sqliteMigrationTarget } from './migration-target.ts'
import { sqliteTables } from './tables.ts'

/** What opens an SQLite store: the file (none for a database in memory), the main table, a logger of statements. */
export interface SqliteSettings {
  readonly file: string | undefined
  readonly table: string
  readonly logger: Logger | undefined
  readonly observer?: SqlObserver | undefined
  /** Whether what is in the file can be made again: then the last commits may be lost with the power. */
  readonly isRebuildable?: boolean
}

/**
 * Opens the file, which is created when its directory is there.
 *
 * @throws StoreOpenError when that is not possible.
 */
export async function connectSqlite(settings: SqliteSettings): Promise<ConnectedDatabase> {
  const { file, table, logger } = settings
  const fault = file === undefined ? undefined : sqliteFileFault(file)
  if (fault) throw new StoreOpenError('contract_store.dsn', fault)
  const connections = await open(file, settings.isRebuildable ? 'normal' : 'full')
  return {
    migrations: sqliteMigrationTarget(connections.writer, table),
    faultOf: sqliteFault,
    database: async declared =>
      new GuardedDatabase(new SqliteDatabase(connections, sqliteTables(declared, table), logger), {
        faultOf: sqliteFault,
        observer: settings.observer,
      }),
    close: async () => {
      connections.reader.close()
      connections.writer.close()
    },
  }
}

async function open(file: string | undefined, synchronous: Synchronous): Promise<Connections> {
  try {
    // another process that starts may be making the file, and keeps everybody away meanwhile
    const writer = await whenFree(() => openConnection(file, { synchronous }))
    if (file === undefined) return { writer, reader: writer }
    await whenFree(() => writer.pragma('journal_mode = wal'))
    return { writer, reader: await whenFree(() => openConnection(file, { readonly: true })) }
  } catch (error) {
    throw new StoreOpenError(
      'contract_store.dsn',
      `the file ${file} cannot be opened as an SQLite database: ${(error as Error).message}`,
      { cause: error },
    )
  }
}

/** Why a file cannot be an SQLite store, or undefined when it can. The driver says only "unable to open". */
export function sqliteFileFault(file: string): string | undefined {
  const folder = dirname(file)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return `the directory ${folder} does not exist; create it or name another file`
  }
  const existing = statSync(file, { throwIfNoEntry: false })
  if (existing?.isDirectory()) return `${file} is a directory; expected the path of an SQLite file`
  const needed = existing ? file : folder
  try {
    accessSync(needed, constants.R_OK | constants.W_OK)
    return undefined
  } catch {
    return `${needed} is not readable and writable for this user`
  }
}
