import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { postgresServer } from '../support/live-servers.ts'
import { notRun } from '../support/not-run.ts'
import { openStoreOf } from '../support/open-store.ts'
import { type PoolMode, startPgbouncer } from '../support/servers/pgbouncer.ts'
import type { TestServer } from '../support/servers/process.ts'
import { startService } from '../support/service.ts'
import { logOf, publishAtLast, publishTo, readFrom, untilReady } from '../support/service-requests.ts'
import { runSql } from '../support/sql-session.ts'

describe.skipIf(!postgresServer.isThere)('behind a PgBouncer', () => {
  const poolers = new Map<PoolMode, TestServer>()

  beforeAll(async () => {
    for (const mode of ['session', 'transaction'] as const) {
      const pooler = await startPgbouncer(postgresServer.dsn, mode)
      if (pooler) poolers.set(mode, pooler)
      else notRun(`tests behind PgBouncer in ${mode} mode`, 'apt-get install pgbouncer')
    }
  })
  beforeEach(({ skip }) => skip(poolers.size === 0, 'PgBouncer is not installed'))
  afterAll(() => Promise.all([...poolers.values()].map(pooler => pooler.stop())))

  /** An empty database, and the DSN by which it is reached through the pooler. */
  async function newDatabase(mode: PoolMode) {
    const database = await postgresServer.create()
    onTestFinished(() => database.drop())
    const dsn = new URL(database.dsn)
    dsn.host = new URL(poolers.get(mode)?.dsn ?? '').host
    return { database, dsn }
  }

  async function startOnNewDatabase(env: Record<string, string> = {}) {
    const { database, dsn } = await newDatabase('session')
    const service = await startService({ env: { DC43_CONTRACT_STORE_DSN: dsn.href, ...env } })
    onTestFinished(async () => void (await service.stop()))
    await untilReady(service)
    return { database, service }
  }

  test('in session mode a service migrates, writes and reads without a complaint', async () => {
    const { service } = await startOnNewDatabase()
    const many = Array.from({ length: 30 }, (_, at) => at)
    const writes = await Promise.all(many.map(at => publishTo(service, 'a', `1.${at}.0`)))
    expect(writes.map(answer => answer.status)).toEqual(many.map(() => 204))
    const reads = await Promise.all(many.map(at => readFrom(service, 'a', `1.${at}.0`)))
    expect(reads.map(answer => answer.status)).toEqual(many.map(() => 200))
    const failures = logOf(service).filter(line => line.level >= 40 && line.path !== '/health/ready')
    expect(failures.filter(line => !line.msg.startsWith('AUTHENTICATION IS OFF'))).toEqual([])
  })

  test('in session mode the time limit of statements holds', async () => {
    const { database, service } = await startOnNewDatabase({ DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '1' })
    await publishAtLast(service, 'a', '1.0.0')
    await database.execute('begin')
    await database.execute(`update contracts set description = 'held' where contract_id = 'a'`)
    const held = await publishTo(service, 'a', '1.0.0', { status: 'active' })
    expect(held.status).toBe(503)
    // the server has ended the statement, and not only the service its waiting
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    expect(await runSql(database.dsn, waiting)).toEqual([])
    await database.execute('rollback')
    await publishAtLast(service, 'a', '1.0.0', { status: 'active' })
  })
  test('in transaction mode, where answers would be wrong, a service does not start', async () => {
    const { dsn } = await newDatabase('transaction')
    const opening = openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn.href })
    await expect(opening).rejects.toThrow(/pooler that shares a session .* pool_mode = session/)
  })
})
