import { setTimeout as delay } from 'node:timers/promises'
import type { ReservedSql, Sql } from 'postgres'
import { type AppliedMigration, type MigrationTarget, unreadableHistory } from '../migrate.ts'
import { type Migration, type Names, readMigrations } from '../migration-files.ts'
import { products, requireRelease } from '../server-release.ts'
import { postgresFault } from './faults.ts'

/** Any number that no other program is likely to lock; the table's name is added by hashing. */
const lockSpace = 0x6463_3433

/** How long an instance waits before it asks again whether another one has migrated, in milliseconds. */
const lockPause = 100

/**
 * Migrates on a connection of its own, under an advisory lock; each migration is one transaction where it can be.
 *
 * @param session statements that are run on the connection before any other.
 */
export function postgresMigrationTarget(
  open: (closed: () => void) => Sql,
  session: string,
  table: string,
  schema: string | undefined,
): MigrationTarget {
  const prefix = schema === undefined ? '' : `${quote(schema)}.`
  const names: Names = {
    table: suffix => prefix + quote(table + suffix),
    name: suffix => quote(table + suffix),
    now: 'now()',
  }
  const history = names.table('_migrations')
  const migrations = readMigrations('postgres', names)

  async function use<T>(work: (connection: ReservedSql) => Promise<T>): Promise<T> {
    // the driver does not tell a reserved connection's user that it was closed
    const { promise: lost, reject } = Promise.withResolvers<never>()
    lost.catch(() => undefined)
    const client = open(() =>
      reject(Object.assign(new Error('the connection was closed'), { code: 'CONNECTION_CLOSED' })),
    )
    try {
      // without a statement before it, reserve() would wait forever where fetch_types is off
      await client.unsafe(session)
      const connection = await Promise.race([client.reserve(), lost])
      return await Promise.race([work(connection), lost])
    } finally {
      await client.end({ timeout: 0 })
    }
  }

  async function columnsOf(connection: ReservedSql, name: string): Promise<string[]> {
    const rows = await connection`
      select a.attname as name from pg_attribute a
      where a.attrelid = to_regclass(${name}) and a.attnum > 0 and not a.attisdropped order by a.attnum`
    return rows.map(row => row.name as string)
  }

  async function applied(connection: ReservedSql): Promise<AppliedMigration[]> {
    if ((await columnsOf(connection, history)).length === 0) return []
    try {
      const rows = await connection.unsafe(`select name, checksum from ${history}`)
      return rows.map(({ name, checksum }) => ({ name, checksum }))
    } catch (error) {
      if (postgresFault(error) === 'forbidden') throw unreadableHistory(`${table}_migrations`)
      throw error
    }
  }

  return {
    migrations,
    requireServer: () =>
      use(async connection => {
        const [row] = await connection`select current_setting('server_version') as version`
        requireRelease(products.postgres, row?.version)
      }),
    async missingNamespace() {
      if (schema === undefined) return undefined
      const found = await use(connection => connection`select 1 from pg_namespace where nspname = ${schema}`)
      return found.length > 0 ? undefined : `create schema if not exists ${quote(schema)}`
    },
    leftovers: async migration => {
      const indexes = concurrentIndexesOf(migration)
      if (indexes.length === 0) return []
      const broken = await use(connection => brokenIndexes(connection, names.table('')))
      return indexes
        .filter(index => broken.includes(index))
        .map(index => `drop index concurrently if exists ${prefix}${index}`)
    },
    mainColumns: () => use(connection => columnsOf(connection, names.table(''))),
    applied: () => use(applied),
    locked: work =>
      use(async connection => {
        await connection`set statement_timeout = 0`
        await takeLock(connection, names.table(''))
        return work({
          run: async statement => void (await connection.unsafe(statement)),
          apply: migration => applyIn(connection, migration),
        })
      }),
  }

  async function applyIn(connection: ReservedSql, migration: Migration): Promise<void> {
    const { statements, record, transactional } = migration
    const run = async () => {
      for (const statement of [...statements, record]) await connection.unsafe(statement)
    }
    if (!transactional) return run()
    await connection`begin`
    try {
      await run()
      await connection`commit`
    } catch (error) {
      if (postgresFault(error) !== 'connection-lost') await connection`rollback`.catch(() => undefined)
      throw error
    }
  }
}

/**
 * Waits for the lock by asking again and again: a call that waits in the server would keep a snapshot, for whose end
 * the holder of the lock waits when it builds an index while others write.
 */
async function takeLock(connection: ReservedSql, table: string): Promise<void> {
  for (;;) {
    const [row] = await connection`select pg_try_advisory_lock(${lockSpace}, hashtext(${table})) as taken`
    if (row?.taken) return
    await delay(lockPause)
  }
}

/** The quoted names of the indexes that a migration builds while others write. */
function concurrentIndexesOf({ statements }: Migration): string[] {
  const found = statements.map(
    statement => /^create index concurrently if not exists ("(?:[^"]|"")+")/i.exec(statement)?.[1],
  )
  return found.filter(name => name !== undefined)
}

/** The quoted names of a table's indexes that are not used, because their build was broken off. */
async function brokenIndexes(connection: ReservedSql, table: string): Promise<string[]> {
  const rows = await connection`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = to_regclass(${table}) and not i.indisvalid`
  return rows.map(row => quote(row.name as string))
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
