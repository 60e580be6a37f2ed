import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { endConnections } from '../support/end-connections.ts'
import { type LiveServer, liveServers } from '../support/live-servers.ts'
import { Load } from '../support/load.ts'
import { openStoreOf } from '../support/open-store.ts'
import { isGiven, startForOutages } from '../support/servers/outages.ts'
import { reloadPostgres } from '../support/servers/postgres.ts'
import type { TestServer } from '../support/servers/process.ts'
import { runCommand, type Service, startService } from '../support/service.ts'
import {
  type Answer,
  ask,
  expectUnavailable,
  logOf,
  publishAtLast,
  publishTo,
  readFrom,
  untilReady,
} from '../support/service-requests.ts'
import { openSession, runSql } from '../support/sql-session.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

/** How often the tests are repeated whose course is a matter of chance. */
const rounds = Number(process.env.DC43_TEST_ROUNDS ?? 1)

/** What these tests say to a server in its own words. */
interface Dialect {
  readonly begin: string
  /** Finds those who wait for a lock. */
  readonly waiting: string
  /** Makes an account which has that password and may only read. */
  readonly makeReader: (name: string, password: string) => string[]
  readonly dropReader: (name: string) => string[]
  /** Has the whole server refuse the writes of an account that may write, until `end`. */
  readonly readOnly?: { readonly begin: (name: string) => string[]; readonly end: string }
}

const mysql: Dialect = {
  begin: 'begin',
  // information_schema.innodb_trx is read anew only when nobody has asked for it for 100 ms
  waiting: `show global status where variable_name = 'innodb_row_lock_current_waits' and value > 0`,
  makeReader: (name, password) => [
    `create user ${name}@'%' identified by '${password}'`,
    `grant select on *.* to ${name}@'%'`,
  ],
  dropReader: name => [`drop user ${name}@'%'`],
  readOnly: {
    begin: name => [`grant insert, update, delete on *.* to ${name}@'%'`, 'set global read_only = on'],
    end: 'set global read_only = off',
  },
}

const dialects: Record<LiveServer['name'], Dialect> = {
  PostgreSQL: {
    begin: 'begin',
    waiting: `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    makeReader: (name, password) => [
      `create role ${name} login password '${password}'`,
      `alter role ${name} set default_transaction_read_only = on`,
      `grant all on all tables in schema public to ${name}`,
    ],
    dropReader: name => [`drop owned by ${name}`, `drop role ${name}`],
  },
  MariaDB: mysql,
  MySQL: mysql,
  'SQL Server': {
    begin: 'begin transaction',
    waiting: 'select session_id from sys.dm_exec_requests where blocking_session_id <> 0',
    makeReader: (name, password) => [
      `create login ${name} with password = '${password}', check_policy = off`,
      `create user ${name} for login ${name}`,
      `grant select on schema::dbo to ${name}`,
    ],
    dropReader: name => [`drop user if exists ${name}`, `drop login ${name}`],
  },
}

const wrongPassword = 'no-such-secret'

for (const { name, createOn } of liveServers) {
  const dialect = dialects[name]
  describe(`a service on a ${name} of its own`, () => {
    let dsn: string
    let killed = false

    let server: TestServer | undefined

    beforeAll(async () => {
      server = await startForOutages(name, { durable: true })
      // a server that was given does so by itself
      if (server && name === 'PostgreSQL' && !isGiven(name)) await requirePasswords(server)
    })
    beforeEach(({ skip }) => skip(server === undefined, 'the server is not installed'))
    afterAll(() => server?.stop())

    function running(): TestServer {
      if (!server) throw new Error('these tests are skipped without a server')
      return server
    }

    /** Kills the server, which is there again at the end of the test at the latest. */
    async function killServer(): Promise<void> {
      killed = true
      onTestFinished(restartServer)
      await running().kill()
    }

    async function restartServer(): Promise<void> {
      if (!killed) return
      await running().restart()
      killed = false
    }

    async function newDatabase(): Promise<string> {
      const database = await createOn(running().dsn)
      onTestFinished(() => database.drop())
      return database.dsn
    }

    /** An account that may read the database and no more, by its name and password. */
    async function newReader(database: string, password: string): Promise<string> {
      const reader = `reader_${randomBytes(4).toString('hex')}`
      await runSql(database, ...dialect.makeReader(reader, password))
      onTestFinished(async () => void (await runSql(database, ...dialect.dropReader(reader))))
      return reader
    }

    /** A service on an empty database that it has made its tables in. */
    async function start(env: Record<string, string> = {}): Promise<Service> {
      dsn = await newDatabase()
      const service = await startOn(dsn, env)
      await untilReady(service)
      return service
    }

    async function startOn(database: string, env: Record<string, string> = {}): Promise<Service> {
      const service = await startService({ env: { DC43_CONTRACT_STORE_DSN: database, ...env } })
      onTestFinished(async () => void (await service.stop()))
      return service
    }

    /** A row that another program holds until it lets go. */
    async function holdRow(id: string): Promise<() => Promise<void>> {
      const session = await openSession(dsn)
      await session.run(dialect.begin)
      await session.run(`update contracts set description = 'held' where contract_id = '${id}'`)
      let held = true
      const letGo = async () => {
        if (!held) return
        held = false
        await session.run('rollback')
        await session.close()
      }
      onTestFinished(letGo)
      return letGo
    }

    describe('that cannot reach it at start', () => {
      test('is alive and not ready, answers 503, and is ready when the server is there', async () => {
        const database = await newDatabase()
        await killServer()
        const service = await startOn(database)
        expect((await ask(service, '/health')).status).toBe(200)
        expectUnavailable(await ask(service, '/health/ready'))
        expectUnavailable(await readFrom(service, 'a', '1.0.0'))
        expectUnavailable(await publishTo(service, 'a', '1.0.0'))
        expectUnavailable(await ask(service, '/contracts'))
        expect(service.stdout()).not.toContain('listening on')
        await restartServer()
        await untilReady(service)
        expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
        expect(await service.stop()).toBe(0)
      })

      test('ends with 2 and one line after the configured time', async () => {
        const database = withPassword(await newDatabase(), wrongPassword)
        await killServer()
        const { code, stdout, stderr } = await serve(database, { DC43_CONTRACT_STORE_START_TIMEOUT: '1' })
        await restartServer()
        expect(code).toBe(2)
        // the pauses grow: within the default time it would be tried again some 15 times
        expect(retriesIn(stdout)).toBeLessThan(8)
        expect(stderr).toMatch(/^variable DC43_CONTRACT_STORE_DSN: .*database could not be used.*\n$/)
        expect(stdout + stderr).not.toContain(wrongPassword)
      })

      test('ends at once when it is told to', async () => {
        const database = await newDatabase()
        await killServer()
        const service = await startOn(database)
        // after the time of a start it would end by itself, with 2
        expect(await service.stop()).toBe(0)
      })
    })

    test('that signs in with a wrong password ends with 2 and one line', async () => {
      const existing = await newDatabase()
      const account = await newReader(existing, 'right')
      const database = withPassword(existing, wrongPassword, account)
      const { code, stdout, stderr } = await serve(database)
      expect(code).toBe(2)
      expect(retriesIn(stdout)).toBe(0)
      expect(stderr).toMatch(/^variable DC43_CONTRACT_STORE_DSN: .*\n$/)
      expect(stderr).toContain(account)
      expect(stdout + stderr).not.toContain(wrongPassword)
    })

    test('that is killed under load: answers are 2xx or 503, and what was acknowledged is there', {
      timeout: rounds * 1_800_000,
    }, async () => {
      const service = await start({ DC43_SERVER_LOG_LEVEL: 'fatal' })
      const acknowledged: string[] = []
      for (let round = 0; round < rounds; round++) {
        const load = startLoad(service, round, acknowledged)
        await load.until(() => acknowledged.length >= (round + 1) * 20)
        await killServer()
        await load.until(answers => answers.some(answer => answer.status === 503))
        await load.afresh()
        expectOnlySuccessOr503(await load.stop())
        expect(service.process.exitCode).toBeNull()
        await restartServer()
        const first = await publishTo(service, 'first', `${round}.0.0`)
        expect(first.status, first.text).toBe(204)
      }
      const answer = await ask(service, '/contracts/load/versions')
      const versions = new Set(JSON.parse(answer.text) as string[])
      expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 20)
      expect(acknowledged.filter(version => !versions.has(version))).toEqual([])
      expect(await service.stop()).toBe(0)
    })

    test('that comes back during load is used again by all', async () => {
      const service = await start({ DC43_SERVER_LOG_LEVEL: 'fatal' })
      const load = startLoad(service, 0, [])
      await load.afresh()
      await killServer()
      await load.afresh()
      await restartServer()
      await untilReady(service)
      const before = load.answers.length
      const succeeded = (answers: readonly Answer[]) => answers.slice(before).filter(isSuccess)
      await load.until(answers => succeeded(answers).length >= 30)
      await load.afresh()
      expectOnlySuccessOr503(await load.stop())
    })

    test('that was restarted while nothing was asked: the first requests succeed', async () => {
      const service = await start()
      await Promise.all(Array.from({ length: 20 }, (_, at) => publishTo(service, 'warm', `${at}.0.0`)))
      await killServer()
      await restartServer()
      const puts = Array.from({ length: 10 }, (_, at) => publishTo(service, 'a', `${at}.0.0`))
      const gets = Array.from({ length: 10 }, (_, at) => readFrom(service, 'warm', `${at}.0.0`))
      expect((await Promise.all(puts)).map(statusOf)).toEqual(puts.map(() => 204))
      expect((await Promise.all(gets)).map(statusOf)).toEqual(gets.map(() => 200))
    })

    test('that ends all its connections: the next requests succeed', async () => {
      const service = await start()
      await publishTo(service, 'a', '1.0.0')
      for (let round = 0; round < rounds * 3; round++) {
        const warm = await Promise.all(Array.from({ length: 20 }, () => readFrom(service, 'a', '1.0.0')))
        expect(warm.map(statusOf)).toEqual(warm.map(() => 200))
        expect(await endConnections(dsn)).toBeGreaterThan(0)
        const kinds = [publishTo(service, 'b', `${round}.0.0`), readFrom(service, 'a', '1.0.0')]
        expect((await Promise.all(kinds)).map(statusOf)).toEqual([204, 200])
      }
    })

    test('that ends connections again and again under load: answers are 2xx or 503, and the process stays', async () => {
      const service = await start({
        DC43_SERVER_LOG_LEVEL: 'fatal',
        // who waits for a connection that is opened again and never gets through has no answer before the test gives up
        DC43_CONTRACT_STORE_CONNECT_TIMEOUT: '300',
        DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '60',
      })
      const load = startLoad(service, 0, [])
      for (let ended = 0; ended < rounds * 200; ) ended += await endConnections(dsn)
      expectOnlySuccessOr503(await load.stop())
      expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
      expect(service.process.exitCode).toBeNull()
    })

    test('whose only connection waits for a lock: others are told 503, and later all is well', async () => {
      const service = await start({
        DC43_CONTRACT_STORE_POOL_SIZE: '1',
        DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '1',
        DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '600',
      })
      await publishAtLast(service, 'a', '1.0.0')
      const letGo = await holdRow('a')
      const blocked = publishAtLast(service, 'a', '1.0.0', { status: 'active' })
      await until(async () => (await runSql(dsn, dialect.waiting)).length > 0 || 'nobody waits for the lock')
      const answers = await Promise.all(Array.from({ length: 200 }, () => readFrom(service, 'a', '1.0.0')))
      for (const answer of answers) expectUnavailable(answer)
      expect(service.stdout()).toContain('no connection of the pool was free for 1 s')
      expectUnavailable(await ask(service, '/health/ready'))
      expect((await ask(service, '/health')).status).toBe(200)
      await letGo()
      await blocked
      await expect.poll(async () => (await readFrom(service, 'a', '1.0.0')).text).toContain('"active"')
    })

    test('on which a statement takes too long: 503, and later all is well', async () => {
      const service = await start({ DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '1' })
      await publishAtLast(service, 'a', '1.0.0')
      const letGo = await holdRow('a')
      const writes = Array.from({ length: 3 }, () =>
        publishTo(service, 'a', '1.0.0', { name: 'confidential' }),
      )
      // as long as the row is held, what is answered at all was given up by the server or the service
      for (const answer of await Promise.all(writes)) expectUnavailable(answer)
      // a transaction that was given up holds nothing any more
      await letGo()
      await publishAtLast(service, 'a', '1.0.0')
      expect(logOf(service).some(line => line.level >= 40)).toBe(true)
      expect(service.stdout()).not.toContain('confidential')
    })

    test('that takes no writes: they are answered 503, and reads work', async () => {
      dsn = await newDatabase()
      const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
      await store.close()
      await runSql(
        dsn,
        `insert into contracts (contract_id, version, name, json, fingerprint, created_at)
        values ('a', '1.0.0', 'a', '{"id":"a","version":"1.0.0"}', 'x', '2026-01-02 03:04:05')`,
      )
      const reader = await newReader(dsn, 'reader')
      const { readOnly } = dialect
      if (readOnly && !isGiven(name)) {
        await runSql(dsn, ...readOnly.begin(reader))
        onTestFinished(async () => void (await runSql(dsn, readOnly.end)))
      }
      const service = await startOn(withPassword(dsn, 'reader', reader))
      await untilReady(service)
      expectUnavailable(await publishTo(service, 'a', '1.0.0'))
      expectUnavailable(await publishTo(service, 'b', '1.0.0'))
      expect((await readFrom(service, 'a', '1.0.0')).text).toBe('{"id":"a","version":"1.0.0"}')
      expect((await ask(service, '/contracts/a/latest')).status).toBe(200)
      expect((await ask(service, '/contracts/a/versions')).text).toBe('["1.0.0"]')
    })
  })
}

const statusOf = (answer: Answer) => answer.status
const isSuccess = ({ status }: Answer) => Math.floor(status / 100) === 2

/** Runs the service to its end, which it is expected to find by itself. */
function serve(dsn: string, env: Record<string, string> = {}) {
  const settings = { DC43_CONTRACT_STORE_DSN: dsn, DC43_SERVER_HOST: '127.0.0.1', DC43_SERVER_PORT: '0' }
  return runCommand(['serve'], { cwd: tempFolder(), env: { ...settings, ...env } })
}

/** How often a service has tried again to reach its server at the start. */
function retriesIn(stdout: string): number {
  return stdout.split('the store cannot be reached yet').length - 1
}

function withPassword(dsn: string, password: string, user?: string): string {
  const url = new URL(dsn)
  url.password = password
  if (user !== undefined) url.username = user
  return url.href
}

/** Makes all accounts but the administrator's sign in with their passwords. */
async function requirePasswords(server: TestServer): Promise<void> {
  const admin = `${server.dsn}/postgres`
  const [row] = await runSql(admin, 'show hba_file')
  const rules = `('host all postgres 127.0.0.1/32 trust'), ('host all all 127.0.0.1/32 scram-sha-256')`
  await runSql(admin, `copy (values ${rules}) to '${row?.hba_file}'`)
  await reloadPostgres(admin)
}

/** Writers, who keep what was acknowledged, and readers, until they are stopped. */
function startLoad(service: Service, round: number, acknowledged: string[]): Load<Answer> {
  const write = async (version: string) => {
    const answer = await publishTo(service, 'load', version, { tags: ['x'.repeat(2000)] })
    if (answer.status === 204) acknowledged.push(version)
    return answer
  }
  const read = () => ask(service, '/contracts?limit=5')
  const writers = Array.from({ length: 8 }, (_, writer) => {
    return (turn: number) => write(`${round}.${writer}.${turn}`)
  })
  return new Load([...writers, read, read])
}

function expectOnlySuccessOr503(answers: Answer[]): void {
  const others = answers.filter(answer => answer.status !== 503 && !isSuccess(answer))
  expect(others.slice(0, 3)).toEqual([])
  for (const answer of answers.filter(({ status }) => status === 503).slice(0, 20)) expectUnavailable(answer)
}
