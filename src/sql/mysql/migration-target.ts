import { createHash } from 'node:crypto'
import mysql, { type Connection, type ConnectionOptions, type RowDataPacket } from 'mysql2/promise'
import { faultError } from '../faults.ts'
import { type AppliedMigration, type MigrationTarget, unreadableHistory } from '../migrate.ts'
import { type Migration, type Names, readMigrations } from '../migration-files.ts'
import { products, requireRelease } from '../server-release.ts'
import { exactCollation } from './collation.ts'
import { mysqlFault } from './faults.ts'

/** How long an instance waits for another one to migrate, in seconds. */
const lockWait = 600

/** "Already there": column, index. What a migration left that was interrupted between two statements. */
const alreadyDone = new Set([1060, 1061])

/**
 * Migrates on a connection of its own, under a named lock. The server commits each statement by itself, so the
 * statements of an interrupted migration are run again, and what is done already is passed over.
 */
export function mysqlMigrationTarget(
  options: () => Promise<ConnectionOptions>,
  database: string,
  table: string,
): MigrationTarget {
  const names: Names = {
    table: suffix => quote(table + suffix),
    name: suffix => quote(table + suffix),
    collation: exactCollation,
    now: 'utc_timestamp(6)',
  }
  const history = names.table('_migrations')

  async function use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await mysql.createConnection(connectionOnly(await options()))
    try {
      return await work(connection)
    } finally {
      connection.destroy()
    }
  }

  async function columnsOf(connection: Connection, name: string): Promise<string[]> {
    const query =
      'select column_name as name from information_schema.columns where table_schema = ? and table_name = ?'
    const [rows] = await connection.query<RowDataPacket[]>(query, [database, name])
    return rows.map(row => row.name)
  }

  async function applied(connection: Connection): Promise<AppliedMigration[]> {
    try {
      const [rows] = await connection.query<RowDataPacket[]>(`select name, checksum from ${history}`)
      return rows.map(({ name, checksum }) => ({ name, checksum }))
    } catch (error) {
      // a table that a role may not read does not show in lists of tables, but this tells the two apart
      if (mysqlFault(error) === 'missing-table') return []
      if (mysqlFault(error) === 'forbidden') throw unreadableHistory(`${table}_migrations`)
      throw error
    }
  }

  async function apply(connection: Connection, { statements, record }: Migration): Promise<void> {
    for (const statement of statements) await runUnlessDone(connection, statement)
    await connection.query(record)
  }

  return {
    migrations: readMigrations('mysql', names),
    requireServer: () =>
      use(async connection => {
        const [rows] = await connection.query<RowDataPacket[]>('select version() as version')
        const version = String(rows[0]?.version)
        if (/mariadb/i.test(version)) requireRelease(products.mariadb, version)
        else requireRelease(products.mysql, version)
      }),
    missingNamespace: async () => undefined,
    leftovers: async () => [],
    mainColumns: () => use(connection => columnsOf(connection, table)),
    applied: () => use(applied),
    locked: work =>
      use(async connection => {
        const lock = lockName(database, table)
        const [rows] = await connection.query<RowDataPacket[]>('select get_lock(?, ?) as taken', [
          lock,
          lockWait,
        ])
        if (rows[0]?.taken !== 1) throw faultError('busy', new Error(`get_lock answered ${rows[0]?.taken}`))
        return work({
          run: async statement => void (await connection.query(statement)),
          apply: migration => apply(connection, migration),
        })
      }),
  }
}

async function runUnlessDone(connection: Connection, statement: string): Promise<void> {
  try {
    await connection.query(statement)
  } catch (error) {
    if (!alreadyDone.has((error as { errno?: number }).errno ?? 0)) throw error
  }
}

/** Locks are the server's, not the database's, and have at most 64 characters. */
function lockName(database: string, table: string): string {
  return `dc43:${createHash('sha256').update(`${database}.${table}`).digest('hex').slice(0, 40)}`
}

/** A connection takes no pool options, and complains of them. */
function connectionOnly(options: ConnectionOptions): ConnectionOptions {
  const { connectionLimit, maxIdle, idleTimeout, ...rest } = options as ConnectionOptions &
    Record<string, unknown>
  return rest
}

function quote(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
