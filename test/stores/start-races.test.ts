import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { migrate, migrationStates } from '../../src/sql/migrate.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { connect } from '../../src/stores/sql/open.ts'
import { endConnections } from '../support/end-connections.ts'
import { type LiveServer, liveServers, mariadbServer, mysqlServer } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { type Service, startService } from '../support/service.ts'
import { logOf, publishTo, readFrom, untilReady } from '../support/service-requests.ts'
import { runSql } from '../support/sql-session.ts'
import { sqlStoreOf } from '../support/sql-store-of.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** How often each race is run, on each engine. */
const rounds = Number(process.env.DC43_TEST_ROUNDS ?? 1)
const silent = { info: () => undefined, warn: () => undefined }

/** Where stores are started, and how to get an empty database there which lasts until the test ends. */
interface Engine {
  readonly name: string
  readonly isThere: boolean
  readonly newDatabase: () => Promise<string>
}

const sqlite: Engine = {
  name: 'SQLite',
  isThere: true,
  newDatabase: async () => `sqlite:///${join(tempFolder(), 'contracts.db')}`,
}

const onServer = ({ name, isThere, create }: LiveServer): Engine => ({
  name,
  isThere,
  async newDatabase() {
    const database = await create()
    onTestFinished(() => database.drop())
    return database.dsn
  },
})

const mysqlServers = [mariadbServer, mysqlServer].map(onServer)
const servers = liveServers.map(onServer)
const engines = [sqlite, ...servers]

async function start(dsn: string, env: Record<string, string> = {}): Promise<Service> {
  const service = await startService({ env: { DC43_CONTRACT_STORE_DSN: dsn, ...env } })
  onTestFinished(async () => void (await service.stop()))
  return service
}

const startTogether = (count: number, dsn: string) =>
  Promise.all(Array.from({ length: count }, () => start(dsn)))

const connectTo = (dsn: string) =>
  connect(sqlStoreOf(loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn }, cwd: '/' })), silent)

/** Opens the store and does with it what every part of its tables is for. */
async function expectWorkingStore(dsn: string): Promise<void> {
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
  try {
    const yaml = yamlVersion('a', '1.0.0', 'version: 1.0.0\nid: a\n')
    await publish(store, yaml)
    await publish(store, jsonVersion('a', '1.1.0-rc.1'))
    await publish(store, jsonVersion('A', '2.0.0'))
    const latest = await store.latest('a')
    expect(latest?.version).toBe('1.0.0')
    expect(latest && (await store.source(latest))).toEqual(yaml.source)
    expect(await store.listVersions('a')).toEqual(['1.0.0', '1.1.0-rc.1'])
    const all = await store.listContracts({ limit: undefined, offset: 0 })
    expect(all.contractIds).toEqual(['A', 'a'])
  } finally {
    await store.close()
  }
  const connected = await connectTo(dsn)
  const states = await migrationStates(connected.migrations)
  await connected.close()
  expect(states.filter(state => !state.applied)).toEqual([])
}

for (const { name, isThere, newDatabase } of engines) {
  describe.skipIf(!isThere)(`starting on ${name}`, () => {
    test('four processes at once: one migrates, all serve and end', {
      timeout: rounds * 1_800_000,
    }, async () => {
      for (let round = 0; round < rounds; round++) {
        const services = await startTogether(4, await newDatabase())
        await Promise.all(services.map(service => untilReady(service)))
        const puts = services.map((service, at) => publishTo(service, `c${at}`, '1.0.0', { name: `n${at}` }))
        expect((await Promise.all(puts)).map(answer => answer.status)).toEqual([204, 204, 204, 204])
        // each is asked for what another one has stored
        const gets = services.map((service, at) => readFrom(service, `c${(at + 1) % 4}`, '1.0.0'))
        const documents = (await Promise.all(gets)).map(answer => JSON.parse(answer.text) as { name: string })
        expect(documents.map(document => document.name)).toEqual(['n1', 'n2', 'n3', 'n0'])
        expect(await Promise.all(services.map(service => service.stop()))).toEqual([0, 0, 0, 0])
        const lines = services.flatMap(logOf)
        expect(lines.filter(line => line.msg.startsWith('migrated'))).toHaveLength(1)
        // without a token each start says so, and until the tables are there nobody is ready
        const expected = (line: ReturnType<typeof logOf>[number]) =>
          line.msg.startsWith('AUTHENTICATION IS OFF') || line.path === '/health/ready'
        expect(lines.filter(line => line.level >= 40 && !expected(line))).toEqual([])
        expect(services.map(service => service.stderr()).join('')).toBe('')
      }
    })

    test('first publishes of one key through two processes at once: all are stored as one row', async () => {
      const [first, second] = await startTogether(2, await newDatabase())
      if (!first || !second) throw new Error('two services were asked for')
      await Promise.all([untilReady(first), untilReady(second)])
      for (let round = 0; round < Math.max(rounds, 10); round++) {
        const id = `first-${round}`
        const writers = Array.from({ length: 8 }, (_, at) => at)
        const puts = writers.map(at => publishTo(at % 2 ? first : second, id, '1.0.0', { name: `by ${at}` }))
        const answers = await Promise.all(puts)
        expect(answers.map(answer => answer.status)).toEqual(writers.map(() => 204))
        const [one, other] = await Promise.all([readFrom(first, id, '1.0.0'), readFrom(second, id, '1.0.0')])
        expect(one.text).toMatch(/"name":"by [0-7]"/)
        expect(other.text).toBe(one.text)
        const versions = await fetch(`${first.url}/contracts/${id}/versions`)
        expect(await versions.json()).toEqual(['1.0.0'])
      }
    })

    test('a migration that fails leaves nothing of itself, and the next start goes on', async ({ skip }) => {
      if (mysqlServers.some(server => server.name === name)) skip('it commits each statement by itself')
      const { migrations: all } = (await connectTo(await newDatabase())).migrations
      for (const [at, broken] of all.entries()) {
        const dsn = await newDatabase()
        const connected = await connectTo(dsn)
        const { migrations } = connected
        const refused = { ...broken, statements: [...broken.statements, 'nonsense'] }
        await migrate({ ...migrations, migrations: all.slice(0, at) }, requireContractTable)
        const before = await objectsOf(dsn)
        await expect(
          migrate({ ...migrations, migrations: all.with(at, refused) }, requireContractTable),
        ).rejects.toThrow()
        await connected.close()
        if (broken.transactional) expect(await objectsOf(dsn)).toEqual(before)
        await expectWorkingStore(dsn)
      }
    })
  })
}

/** All that migrations make in a database. */
async function objectsOf(dsn: string): Promise<unknown> {
  if (dsn.startsWith('sqlite')) {
    const { default: Database } = await import('better-sqlite3')
    const database = new Database(dsn.slice('sqlite:///'.length))
    const objects = database.prepare('select name, sql from sqlite_master order by name').all()
    database.close()
    return objects
  }
  const names = dsn.startsWith('postgres')
    ? `select relname, relkind from pg_class where relname like 'contracts%' order by 1`
    : 'select name, type from sys.objects where is_ms_shipped = 0 order by 1'
  return [
    await runSql(dsn, names),
    await runSql(
      dsn,
      `select table_name, column_name, data_type, collation_name, character_maximum_length
       from information_schema.columns where table_name like 'contracts%' order by 1, ordinal_position`,
    ),
  ]
}

for (const { name, isThere, newDatabase } of mysqlServers) {
  describe.skipIf(!isThere)(`a migration of ${name} that was broken off`, () => {
    const statementsFor = async (dsn: string, kind: 'recorded' | 'not recorded') => {
      const connected = await connectTo(dsn)
      await connected.close()
      const { migrations } = connected.migrations
      return migrations.flatMap(({ statements, record }) =>
        kind === 'recorded' ? [...statements, record] : statements,
      )
    }

    test('behind any statement is completed by the next start', async () => {
      const { length } = await statementsFor(await newDatabase(), 'recorded')
      expect(length).toBeGreaterThan(7)
      for (let done = 0; done <= length; done++) {
        const dsn = await newDatabase()
        await runSql(dsn, ...(await statementsFor(dsn, 'recorded')).slice(0, done))
        await expectWorkingStore(dsn)
      }
    })

    test('and with all others is not recorded is done again', async () => {
      const dsn = await newDatabase()
      await runSql(dsn, ...(await statementsFor(dsn, 'not recorded')))
      await expectWorkingStore(dsn)
    })
  })
}

for (const { name, isThere, newDatabase } of servers) {
  describe.skipIf(!isThere)(`starting on ${name}`, () => {
    test('while connections are cut again and again: all processes are ready in the end', {
      timeout: rounds * 1_800_000,
    }, async () => {
      for (let round = 0; round < rounds; round++) {
        const dsn = await newDatabase()
        const starting = startTogether(3, dsn)
        const end = Date.now() + 2500
        while (Date.now() < end) {
          await endConnections(dsn)
          await delay(10 + round * 7)
        }
        const services = await starting
        await Promise.all(services.map(service => untilReady(service)))
        const answers = await Promise.all(services.map(service => publishTo(service, 'a', '1.0.0')))
        expect(answers.map(answer => answer.status)).toEqual([204, 204, 204])
        expect(await Promise.all(services.map(service => service.stop()))).toEqual([0, 0, 0])
      }
    })
  })
}
