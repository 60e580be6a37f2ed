import type { ConnectionPool, IResult } from 'mssql'
import { faultError } from '../faults.ts'
import { type AppliedMigration, type MigrationTarget, unreadableHistory } from '../migrate.ts'
import { type Migration, type Names, readMigrations } from '../migration-files.ts'
import { mssqlFault } from './faults.ts'

/** How long an instance waits for another one to migrate, in milliseconds. */
const lockWait = 600_000

/** What sends a statement: the pool, or a transaction on it. */
interface Sender {
  request(): { batch(statement: string): Promise<IResult<Record<string, string>>> }
}

/** Migrates in one transaction, which holds an application lock: the server's DDL is transactional. */
export function mssqlMigrationTarget(
  open: () => Promise<ConnectionPool>,
  table: string,
  schema: string | undefined,
): MigrationTarget {
  const prefix = schema === undefined ? '' : `${quote(schema)}.`
  const names: Names = {
    table: suffix => prefix + quote(table + suffix),
    name: suffix => quote(table + suffix),
    now: 'sysutcdatetime()',
  }
  const history = names.table('_migrations')

  async function columnsOf(sender: Sender, name: string): Promise<string[]> {
    const { recordset } = await sender
      .request()
      .batch(`select name from sys.columns where object_id = object_id(N'${name}')`)
    return (recordset ?? []).map(row => row.name ?? '')
  }

  async function applied(sender: Sender): Promise<AppliedMigration[]> {
    const isVisible = (await columnsOf(sender, history)).length > 0
    try {
      const { recordset } = await sender.request().batch(`select name, checksum from ${history}`)
      return recordset.map(({ name = '', checksum = '' }) => ({ name, checksum }))
    } catch (error) {
      const fault = mssqlFault(error)
      if (fault === 'forbidden') throw unreadableHistory(`${table}_migrations`)
      // not every T-SQL server has numbers of its own for a table that is not there
      if (!isVisible && (fault === undefined || fault === 'missing-table')) return []
      throw error
    }
  }

  async function use<T>(work: (pool: ConnectionPool) => Promise<T>): Promise<T> {
    const pool = await open()
    try {
      return await work(pool)
    } finally {
      await pool.close()
    }
  }

  return {
    migrations: readMigrations('mssql', names),
    missingNamespace: () =>
      use(async pool => {
        if (schema === undefined) return undefined
        const { recordset } = await pool.request().batch(`select schema_id(N'${schema}') as id`)
        return recordset[0]?.id === null ? `exec (N'create schema ${quote(schema)}')` : undefined
      }),
    leftovers: async () => [],
    mainColumns: () => use(pool => columnsOf(pool, names.table(''))),
    applied: () => use(applied),
    locked: work =>
      use(async pool => {
        const transaction = pool.transaction()
        await transaction.begin()
        try {
          await takeLock(transaction, `dc43:${names.table('')}`)
          const run = async (statement: string) => void (await transaction.request().batch(statement))
          const apply = async ({ statements, record }: Migration) => {
            for (const statement of [...statements, record]) await run(statement)
          }
          const result = await work({ run, apply })
          await transaction.commit()
          return result
        } catch (error) {
          // the server may have undone it already; what matters is why
          await transaction.rollback().catch(() => undefined)
          throw error
        }
      }),
  }
}

/** Locks belong to the database; the transaction's end gives it back. */
async function takeLock(sender: Sender, resource: string): Promise<void> {
  const lock = `declare @taken int; exec @taken = sp_getapplock @Resource = N'${resource}', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = ${lockWait}; select cast(@taken as nvarchar(10)) as taken`
  const { recordset } = await sender.request().batch(lock)
  const taken = Number(recordset[0]?.taken)
  if (!(taken >= 0)) throw faultError('busy', new Error(`sp_getapplock answered ${taken}`))
}

function quote(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`
}
