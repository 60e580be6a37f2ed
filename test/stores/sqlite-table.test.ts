import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrate, migrationStates } from '../../src/sql/migrate.ts'
import { connectSqlite } from '../../src/sql/sqlite/connect.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { Adoption } from '../../src/stores/sql/foreign-rows/adoption.ts'
import { EventNumbers } from '../../src/stores/sql/history/event-numbers.ts'
import { prepareQueries } from '../../src/stores/sql/queries.ts'
import { Indexer } from '../../src/stores/sql/search-index/indexer.ts'
import { SegmentMerges } from '../../src/stores/sql/search-index/segment-merges.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { OtherProgram } from '../support/other-program.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** The statement with which SQLAlchemy makes dc43's table on SQLite. */
const dc43Table = `CREATE TABLE contracts (
  contract_id VARCHAR(255) NOT NULL, version VARCHAR(64) NOT NULL, name VARCHAR(255) NOT NULL, description TEXT,
  json TEXT NOT NULL, fingerprint VARCHAR(64) NOT NULL, created_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL,
  PRIMARY KEY (contract_id, version))`

/** A database file, and what another program does in it. */
function otherProgram() {
  const file = join(tempFolder(), 'contracts.db')
  const other = new OtherProgram(file)
  onTestFinished(() => other.close())
  const insert = (contractId: string, version: string, members: object = {}) => {
    const { name, json, fingerprint } = jsonVersion(contractId, version, members)
    return other.insert(contractId, version, name, json, fingerprint)
  }
  const update = (contractId: string, version: string, members: object) => {
    const { json, fingerprint } = jsonVersion(contractId, version, members)
    return other.update(contractId, version, json, fingerprint)
  }
  return { file, other, database: other.database, insert, update }
}

async function openStore(file: string, table?: string) {
  const store = await openSqliteStore(file, table)
  onTestFinished(() => store.close())
  return store
}

test('documents of megabytes are texts like others', async () => {
  const { file, database } = otherProgram()
  const store = await openStore(file)
  for (const usage of ['😀'.repeat(400_000), 'é'.repeat(1_500_000)]) {
    const version = jsonVersion('a', '1.0.0', { description: { usage } })
    await publish(store, version)
    expect((await store.get(version))?.json).toBe(version.json)
    expect((await store.current(version)).stored?.digest).toBe(version.digest)
    const types = 'select typeof(json) as json, typeof(description) as description from contracts'
    expect(database.prepare(types).all()).toEqual([{ json: 'text', description: 'text' }])
    expect(database.prepare('select description from contracts').pluck().get()).toBe(usage)
  }
})

test('a table that dc43 made is adopted with its rows', async () => {
  const { file, other, database, insert } = otherProgram()
  await other.exec(dc43Table)
  const before = database.prepare('select datetime() as now').get() as { now: string }
  for (const version of ['1.0.0', '1.1.0-draft-x', '10.0.0', '9.0.0'])
    await insert('a', version, { status: version })
  await insert('b', 'banana')
  const store = await openStore(file)
  expect(await store.listContracts({ limit: undefined, offset: 0 })).toEqual({
    contractIds: ['a', 'b'],
    total: 2,
  })
  expect(await store.listVersions('a')).toEqual(['1.0.0', '1.1.0-draft-x', '9.0.0', '10.0.0'])
  expect((await store.latest('a'))?.status).toBe('10.0.0')
  expect(await store.adoptForeignRows()).toBeLessThanOrEqual(5)
  expect(await store.adoptForeignRows()).toBe(0)
  expect((await store.latest('a'))?.status).toBe('10.0.0')
  const row = database.prepare('select created_at from contracts').get() as { created_at: string }
  expect(row.created_at >= before.now).toBe(true)
})

test('rows that another program inserts are seen at once, everywhere', async () => {
  const { file, insert } = otherProgram()
  const store = await openStore(file)
  await publish(store, jsonVersion('a', '2.0.0'))
  await insert('a', '3.0.0', { status: 'active' })
  await insert('a', '1.0.0')
  await insert('0', '1.0.0-rc.1')
  expect((await store.get({ contractId: 'a', version: '3.0.0' }))?.status).toBe('active')
  expect((await store.latest('a'))?.version).toBe('3.0.0')
  expect((await store.latest('0'))?.version).toBe('1.0.0-rc.1')
  expect(await store.listVersions('a')).toEqual(['1.0.0', '2.0.0', '3.0.0'])
  expect((await store.listContracts({ limit: undefined, offset: 0 })).contractIds).toEqual(['0', 'a'])
})

test('a document that another program overwrites is seen at once, and its YAML source no more', async () => {
  const { file, update } = otherProgram()
  const store = await openStore(file)
  await publish(store, yamlVersion('a', '1.0.0', 'version: 1.0.0\nid: a\nstatus: draft\n'))
  const before = await store.get({ contractId: 'a', version: '1.0.0' })
  await update('a', '1.0.0', { status: 'active' })
  const after = await store.get({ contractId: 'a', version: '1.0.0' })
  expect(after?.status).toBe('active')
  expect(after?.digest).not.toBe(before?.digest)
  expect(after && (await store.source(after))).toBeUndefined()
  expect((await store.latest('a'))?.status).toBe('active')
  await store.adoptForeignRows()
  expect(await store.get({ contractId: 'a', version: '1.0.0' })).toEqual(after)
})

test('a version that was taken over, or written, before its turn came is left alone with its YAML source', async () => {
  const { file } = otherProgram()
  const store = await openStore(file)
  const version = yamlVersion('a', '1.0.0', 'version: 1.0.0\nid: a\nstatus: draft\n')
  await publish(store, version)
  const database = await (await connect(file)).database(storeTables)
  const feed = new EventNumbers(database, prepareQueries(database))
  const findings = { skipped: () => undefined, vanished: async () => undefined }
  const indexer = new Indexer(database, documentWorkers, feed, findings, new SegmentMerges(database))
  await new Adoption(database, documentWorkers, feed, indexer, 'taken-over').adoptVersion(version)
  const stored = await store.get(version)
  expect(stored && (await store.source(stored))).toEqual(version.source)
  expect(await store.history({ order: 'oldest', limit: 10 })).toHaveLength(1)
})

test('a row whose document is no JSON at all hinders nobody', async () => {
  const { file, other, insert } = otherProgram()
  const store = await openStore(file)
  await insert('a', '1.0.0')
  await insert('a', '2.0.0')
  await other.exec(`update contracts set json = 'NaN' where version = '2.0.0'`)
  expect((await store.latest('a'))?.json).toBe('NaN')
  await store.adoptForeignRows()
  expect((await store.latest('a'))?.json).toBe('NaN')
  expect(await store.listVersions('a')).toEqual(['1.0.0', '2.0.0'])
})

test('an overwrite keeps the time of the insert', async () => {
  const { file, other, database } = otherProgram()
  const store = await openStore(file)
  await publish(store, jsonVersion('a', '1.0.0'))
  await other.exec(`update contracts set created_at = '2001-02-03 04:05:06.000000'`)
  await publish(store, jsonVersion('a', '1.0.0', { status: 'active' }))
  const row = database.prepare('select created_at from contracts').get()
  expect(row).toEqual({ created_at: '2001-02-03 04:05:06.000000' })
})

test('two registries with tables of their own share a file without meeting', async () => {
  const { file } = otherProgram()
  const [first, second] = [await openStore(file, 'contracts'), await openStore(file, 'Other_contracts')]
  await publish(first, jsonVersion('a', '1.0.0'))
  expect(await second.listVersions('a')).toEqual([])
})

test('every migration is applied once and recorded', async () => {
  const { file } = otherProgram()
  const { migrations } = await connect(file)
  const applied = await migrate(migrations, requireContractTable)
  expect(applied).toEqual(migrations.migrations.map(migration => migration.name))
  expect(await migrate(migrations, requireContractTable)).toEqual([])
  expect((await migrationStates(migrations)).every(state => state.applied)).toBe(true)
})

test('tables of a newer release are refused', async () => {
  const { file, other } = otherProgram()
  await openStore(file)
  await other.exec(`insert into contracts_migrations values ('9999_future', 'x', datetime())`)
  await expect(openSqliteStore(file)).rejects.toThrow(/newer release.*9999_future/)
})

test('a migration that was edited after it was applied is refused', async () => {
  const { file, other } = otherProgram()
  await openStore(file)
  await other.exec(`update contracts_migrations set checksum = 'x' where name = '0002_contracts'`)
  await expect(openSqliteStore(file)).rejects.toThrow(/0002_contracts.*different file.*use an empty database/)
})

test('tables of a development build are refused, with what to do, and left alone', async () => {
  const { file, other, database } = otherProgram()
  await openStore(file)
  await other.exec(`delete from contracts_migrations where name > '0002'`)
  await other.exec(`insert into contracts_migrations values ('0003_key_columns', 'x', datetime())`)
  const before = database.prepare('select * from contracts_migrations').all()
  await expect(openSqliteStore(file)).rejects.toThrow(
    /^.*no release has 0003_key_columns.*use an empty database.*$/,
  )
  expect(database.prepare('select * from contracts_migrations').all()).toEqual(before)
})

test('a table of the same name that holds something else is refused and left alone', async () => {
  const { file, other, database } = otherProgram()
  await other.exec('create table contracts (id integer primary key, json text)')
  await expect(openSqliteStore(file)).rejects.toThrow(/not a contract table.*contract_id/)
  const tables = database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all()
  expect(tables).toEqual(['contracts'])
})

test('a failed migration leaves nothing behind', async () => {
  const { file, database } = otherProgram()
  const { migrations } = await connect(file)
  const broken = {
    name: '9000_broken',
    checksum: 'x',
    statements: ['create table half (a)', 'nonsense'],
    transactional: true,
    record: '',
  }
  const target = { ...migrations, migrations: [...migrations.migrations, broken] }
  await expect(migrate(target, requireContractTable)).rejects.toThrow(/nonsense/)
  expect(database.prepare('select count(*) from sqlite_master').pluck().get()).toBe(0)
})

test('a file that another program holds for a moment is waited for', async () => {
  const { file, database } = otherProgram()
  // as long as a file has no log beside it, its holder keeps even those out who only read its settings
  database.pragma('journal_mode = delete')
  database.exec('create table other (a); begin exclusive')
  let isFree = false
  setTimeout(() => {
    database.exec('commit')
    isFree = true
  }, 300)
  const { migrations } = await connect(file)
  expect(await migrations.mainColumns()).toEqual([])
  expect(isFree).toBe(true)
})

async function connect(file: string) {
  const connected = await connectSqlite({ file, table: 'contracts', logger: undefined })
  onTestFinished(() => connected.close())
  return connected
}

test('rows of other programs that are larger than any upload are taken over once, and read as they are', async () => {
  const { file, other } = otherProgram()
  const store = await openStore(file)
  // what JSON.parse makes of each takes more memory than a thread has
  const texts = [
    `{"a":[${'{},'.repeat(5_000_000)}{}]}`,
    `{"a":${'['.repeat(10_000_000)}${']'.repeat(10_000_000)}}`,
  ]
  for (const [at, text] of texts.entries()) await other.insert(`c${at}`, '1.0.0', 'c', text, `f${at}`)
  await store.adoptForeignRows()
  expect(await store.adoptForeignRows()).toBe(0)
  for (const [at, text] of texts.entries()) {
    const stored = await store.get({ contractId: `c${at}`, version: '1.0.0' })
    expect([stored?.json === text, stored?.digest.startsWith('~')]).toEqual([true, false])
    const events = await store.history({ contractId: `c${at}`, order: 'oldest', limit: 10 })
    expect(events.map(({ operation }) => operation)).toEqual(['external'])
  }
})

test('what is asked of a store that was closed meanwhile is told that it is away', async () => {
  const store = await openSqliteStore(join(tempFolder(), 'contracts.db'))
  await store.close()
  const away = { code: 'store-unavailable' }
  await expect(store.get({ contractId: 'a', version: '1.0.0' })).rejects.toMatchObject(away)
  await expect(store.summaries(['a', 'b'])).rejects.toMatchObject(away)
  await expect(publish(store, jsonVersion('a', '1.0.0'))).rejects.toMatchObject(away)
})
