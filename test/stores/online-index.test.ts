import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { type MigrationTarget, migrate, pendingSql } from '../../src/sql/migrate.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { connect } from '../../src/stores/sql/open.ts'
import { createPostgresDatabase } from '../support/databases.ts'
import { openStoreOf } from '../support/open-store.ts'
import { openSession, runSql, type SqlSession } from '../support/sql-session.ts'
import { sqlStoreOf } from '../support/sql-store-of.ts'
import { until } from '../support/until.ts'

const server = inject('postgresDsn')
const silent = { info: () => undefined, warn: () => undefined }

/** A database whose table has rows, but not the index yet. */
async function databaseBeforeTheIndex(): Promise<string> {
  const database = await createPostgresDatabase(server ?? '')
  onTestFinished(() => database.drop())
  const target = await migrationsOf(database.dsn)
  const at = target.migrations.findIndex(({ transactional }) => !transactional)
  expect(target.migrations[at]?.name).toBe('0003_contracts_indexes')
  await migrate({ ...target, migrations: target.migrations.slice(0, at) }, requireContractTable)
  await database.execute(insert('a'))
  return database.dsn
}

async function migrationsOf(dsn: string): Promise<MigrationTarget> {
  const config = sqlStoreOf(loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn }, cwd: '/' }))
  const connected = await connect(config, silent)
  onTestFinished(() => connected.close())
  return connected.migrations
}

function insert(id: string): string {
  return `insert into contracts (contract_id, version, name, json, fingerprint) values ('${id}', '1.0.0', '${id}', '{}', 'f')`
}

/** Another program that has written and not committed yet: the build of the index waits for it. */
async function openWriter(dsn: string): Promise<SqlSession> {
  const writer = await openSession(dsn)
  onTestFinished(() => writer.close())
  await writer.run('begin')
  await writer.run(insert('uncommitted'))
  return writer
}

/** The process of the server that builds the index, once it waits for other transactions. */
async function waitingBuilder(dsn: string): Promise<unknown> {
  let pid: unknown
  await until(async () => {
    const [row] = await runSql(
      dsn,
      `select pid from pg_stat_activity
       where query ilike 'create index concurrently%' and wait_event_type = 'Lock' and datname = current_database()`,
    )
    pid = row?.pid
    return pid !== undefined || 'no index is being built'
  })
  return pid
}

async function indexOf(dsn: string) {
  const [row] = await runSql(
    dsn,
    `select indisvalid as valid from pg_index where indexrelid = to_regclass('contracts_version_order')`,
  )
  return row
}

describe.skipIf(server === undefined)('the index of PostgreSQL', () => {
  test('is built while others write', async () => {
    const dsn = await databaseBeforeTheIndex()
    const writer = await openWriter(dsn)
    const migrating = migrate(await migrationsOf(dsn), requireContractTable)
    await waitingBuilder(dsn)
    const other = await openSession(dsn)
    onTestFinished(() => other.close())
    // what others may not write now would wait for the writer, which ends after it
    await other.run(insert('meanwhile'))
    await other.run(`update contracts set name = 'changed' where contract_id = 'a'`)
    await writer.run('commit')
    expect(await migrating).toContain('0003_contracts_indexes')
    expect(await indexOf(dsn)).toEqual({ valid: true })
  })

  test('is built while other instances wait for it', async () => {
    const dsn = await databaseBeforeTheIndex()
    const writer = await openWriter(dsn)
    const targets = await Promise.all(Array.from({ length: 3 }, () => migrationsOf(dsn)))
    const migrating = Promise.all(targets.map(target => migrate(target, requireContractTable)))
    await waitingBuilder(dsn)
    await delay(500)
    await writer.run('commit')
    const applied = (await migrating).filter(names => names.length > 0)
    expect(applied).toHaveLength(1)
    expect(await indexOf(dsn)).toEqual({ valid: true })
  })

  test('is built anew by the next start when its build was broken off', async () => {
    const dsn = await databaseBeforeTheIndex()
    const writer = await openWriter(dsn)
    const migrating = migrate(await migrationsOf(dsn), requireContractTable)
    const broken = expect(migrating).rejects.toThrow()
    await runSql(dsn, `select pg_terminate_backend(${await waitingBuilder(dsn)})`)
    await broken
    await writer.run('rollback')
    expect(await indexOf(dsn)).toEqual({ valid: false })
    expect(await pendingSql(await migrationsOf(dsn))).toMatch(
      /-- 0003_contracts_indexes: not in a transaction\ndrop index concurrently if exists "contracts_version_order";\nCREATE INDEX CONCURRENTLY/,
    )
    const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
    expect(await store.listVersions('a')).toEqual(['1.0.0'])
    await store.close()
    expect(await indexOf(dsn)).toEqual({ valid: true })
  })

  test('is the only one that is built anew: what other programs began is left as it is', async () => {
    const dsn = await databaseBeforeTheIndex()
    const writer = await openWriter(dsn)
    const building = runSql(dsn, 'create index concurrently mine on contracts (name)')
    const broken = expect(building).rejects.toThrow()
    await runSql(dsn, `select pg_terminate_backend(${await waitingBuilder(dsn)})`)
    await broken
    await writer.run('rollback')
    await migrate(await migrationsOf(dsn), requireContractTable)
    const [mine] = await runSql(
      dsn,
      `select indisvalid as valid from pg_index where indexrelid = to_regclass('mine')`,
    )
    expect(mine).toEqual({ valid: false })
    expect(await indexOf(dsn)).toEqual({ valid: true })
  })
})
