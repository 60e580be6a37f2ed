import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { migrate as migrateCommand } from '../../src/commands/migrate.ts'
import { Secrets } from '../../src/commands/secrets.ts'
import { loadConfig } from '../../src/config/load.ts'
import { pendingSql } from '../../src/sql/migrate.ts'
import { connect } from '../../src/stores/sql/open.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { type Engine, SchemaDocument } from '../support/database-schema/document.ts'
import { type Execute, introspect } from '../support/database-schema/introspect.ts'
import { databaseWithRoles } from '../support/database-schema/roles.ts'
import type { DatabaseSchema } from '../support/database-schema/schema.ts'
import type { TestDatabase } from '../support/databases.ts'
import { type LiveServer, liveServers } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { OtherProgram } from '../support/other-program.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { sqlStoreOf } from '../support/sql-store-of.ts'
import { tempFolder } from '../support/temp-folder.ts'

const document = new SchemaDocument()
const silent = { info: () => undefined, warn: () => undefined }
const configOf = (dsn: string) => loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn }, cwd: '/' })

/** Migrates a database by opening and closing the store in it. */
async function migrated(dsn: string): Promise<void> {
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
  await store.close()
}

/** An SQLite file, and its DSN. */
function sqliteFile() {
  const file = join(tempFolder(), 'contracts.db')
  const dsn = `sqlite:///${file}`
  const execute: Execute = async query => {
    const other = new OtherProgram(file)
    const rows = await other.rows(query).finally(() => other.close())
    return rows as Record<string, unknown>[]
  }
  return { dsn, execute }
}

/** What the document says of the servers of one kind. */
interface Described {
  readonly engine: Engine
  /** How the sections about it end in their headings. */
  readonly heading: string
  introspect(execute: Execute): Promise<DatabaseSchema>
  /** What is run in place of a `DROP INDEX`. */
  dropIndex(statement: string): string[]
}

/** Outside of PostgreSQL a `DROP INDEX` names the table, and the column goes with its index. */
const dropIndexOnContracts = (statement: string) => [
  `${statement} ON contracts`,
  ...(statement.endsWith('_foreign') ? ['ALTER TABLE contracts DROP COLUMN is_foreign'] : []),
]
const mysql: Described = {
  engine: 'MySQL, MariaDB',
  heading: 'MySQL and MariaDB',
  introspect: introspect.mysql,
  dropIndex: dropIndexOnContracts,
}
const described: Record<LiveServer['name'], Described> = {
  PostgreSQL: {
    engine: 'PostgreSQL',
    heading: 'PostgreSQL',
    introspect: introspect.postgres,
    dropIndex: statement => [statement],
  },
  MariaDB: mysql,
  MySQL: mysql,
  'SQL Server': {
    engine: 'SQL Server',
    heading: 'SQL Server',
    introspect: introspect.mssql,
    dropIndex: dropIndexOnContracts,
  },
}
const servers = liveServers.map(server => ({ ...server, ...described[server.name] }))
const isSqlServer = ({ name }: LiveServer) => name === 'SQL Server'

describe('the document', () => {
  test('says what each column means, who writes it and who reads it', () => {
    const columns = Object.entries(document.columns())
    const suffixes = ['_migrations', ...Object.values(storeTables).map(({ suffix }) => suffix)]
    expect(columns.map(([table]) => table).sort()).toEqual(
      suffixes.map(suffix => `contracts${suffix}`).sort(),
    )
    for (const [table, { had, explained }] of columns) expect(explained, table).toEqual(had)
  })

  test('has the history of all migrations, in their order', () => {
    const folder = join(import.meta.dirname, '../../migrations/postgres')
    const files = readdirSync(folder).sort()
    expect(document.rowsOf('Migrations').map(row => row.Migration)).toEqual(
      files.map(file => `\`${file.replace(/\.sql$/, '')}\``),
    )
  })
})

describe('SQLite', () => {
  test('has what the document says, and nothing else', async () => {
    const { dsn, execute } = sqliteFile()
    await migrated(dsn)
    expect(await introspect.sqlite(execute)).toEqual(document.schemaOf('SQLite'))
  })

  test('runs the queries of the document', async () => {
    const { dsn, execute } = sqliteFile()
    await putSamples(dsn)
    await runQueries(execute, 'SQLite')
    await runAudits(execute)
    const [foreignRows = ''] = document.statementsOf('Rows of other programs')
    expect(await execute(foreignRows)).toEqual([])
  })

  test('answers as before when what is old was deleted', async () => {
    const { dsn, execute } = sqliteFile()
    await expectDeletable(dsn, execute, 1)
  })

  test('can be rolled back by hand, and migrated again', async () => {
    const { dsn, execute } = sqliteFile()
    await putSamples(dsn)
    await rollBack(execute, statement => [statement])
    const left = await execute(
      `select name from sqlite_master where type = 'table' and name like 'contracts%' order by name`,
    )
    expect(left.map(({ name }) => name)).toEqual(['contracts', 'contracts_migrations'])
    await expectSamplesAfter(dsn)
  })
})

for (const server of servers) {
  describe.skipIf(!server.isThere)(`${server.name}, live`, () => {
    let database: TestDatabase
    beforeAll(async () => {
      database = await server.create()
      await putSamples(database.dsn)
    })
    afterAll(() => database.drop())

    test('has what the document says, and nothing else', async () => {
      const found = await server.introspect(query => database.execute(query))
      // some T-SQL servers answer with names of indexes that nobody gave
      const comparable = isSqlServer(server) ? withoutIndexNames : (schema: DatabaseSchema) => schema
      expect(comparable(found)).toEqual(comparable(document.schemaOf(server.engine)))
    })

    test('runs the queries of the document', async () => {
      await runQueries(query => database.execute(query), server.heading)
      await runAudits(query => database.execute(query))
      const [foreignRows = ''] = document.statementsOf('Rows of other programs')
      expect(await database.execute(foreignRows)).toEqual([])
    })
  })
}

for (const server of servers.filter(server => !isSqlServer(server))) {
  describe.skipIf(!server.isThere)(`${server.name}, with the roles of the document`, () => {
    test('the runtime role reads and writes, and cannot change the schema', async () => {
      const { roles, grant } = await databaseWithRoles(document, server)
      await migrated(roles.migrator.dsn)
      await grant()
      const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: roles.runtime.dsn })
      onTestFinished(() => store.close())
      const version = yamlVersion('a', '1.0.0', 'id: a\nversion: 1.0.0\nstatus: draft\n')
      await publish(store, version)
      await store.change(version, async () => ({ operation: 'delete' }), somebody)
      await publish(store, jsonVersion('a', '1.0.0'))
      await publish(store, yamlVersion('a', '1.0.0', 'id: a\nversion: 1.0.0\nstatus: proposed\n'))
      // one YAML text takes the place of another
      await publish(store, version)
      const stored = await store.get(version)
      expect(await store.revisions([{ ...version, revision: 1 }])).toHaveLength(1)
      expect(await store.history({ order: 'oldest', limit: 10 })).toHaveLength(5)
      const dataset = { datasetId: 'd', datasetVersion: '1', contractId: 'a', linkedBy: undefined }
      await store.links.link({ ...dataset, contractVersion: '1.0.0' })
      await store.links.link({ ...dataset, contractVersion: '2.0.0' })
      expect(await store.links.countLinks('a')).toBe(1)
      expect(stored?.status).toBe('draft')
      expect(stored && (await store.source(stored))).toEqual(version.source)
      expect((await store.latest('a'))?.version).toBe('1.0.0')
      expect((await store.listContracts({ limit: 10, offset: 0 })).total).toBe(1)
      expect(await store.reindex({ onlyMissing: false })).toMatchObject({ rebuilt: 1 })
      for (const statement of [
        'CREATE TABLE other (a int)',
        'ALTER TABLE contracts ADD COLUMN a int',
        'DROP VIEW contracts_current',
        'DELETE FROM contracts_history',
        `UPDATE contracts_history SET caller = 'x'`,
        'DELETE FROM contracts_revisions',
        `UPDATE contracts_revisions SET json = '{}'`,
        'DELETE FROM contracts_migrations',
      ]) {
        await expect(roles.runtime.execute(statement), statement).rejects.toThrow(refused)
      }
    })

    test('the runtime role takes over the rows of other programs', async () => {
      const { roles, grant } = await databaseWithRoles(document, server)
      await migrated(roles.migrator.dsn)
      await grant()
      const insert = `INSERT INTO contracts (contract_id, version, name, json, fingerprint) VALUES ('a', '1.0.0', 'a', '{}', 'f')`
      await roles.runtime.execute(insert)
      const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: roles.runtime.dsn })
      onTestFinished(() => store.close())
      // the store looks for such rows by itself, too, and may be first
      await store.adoptForeignRows()
      expect(await store.adoptForeignRows()).toBe(0)
      expect(await roles.runtime.execute('SELECT revision FROM contracts')).toMatchObject([{ revision: 1 }])
    })

    test('the analyst role reads the view and nothing else', async () => {
      const { roles, grant } = await databaseWithRoles(document, server)
      await putSamples(roles.migrator.dsn)
      await grant()
      await runQueries(roles.analyst.execute, server.heading)
      for (const statement of [
        'SELECT * FROM contracts',
        'SELECT * FROM contracts_sources',
        'SELECT * FROM contracts_history',
        'SELECT * FROM contracts_revisions',
        'SELECT * FROM contracts_migrations',
        `UPDATE contracts_current SET status = 'x'`,
        'DELETE FROM contracts_current',
      ]) {
        await expect(roles.analyst.execute(statement), statement).rejects.toThrow(refused)
      }
    })

    test('the auditor role reads the history and changes nothing', async () => {
      const { roles, grant } = await databaseWithRoles(document, server)
      await putSamples(roles.migrator.dsn)
      await grant()
      await runAudits(roles.auditor.execute)
      for (const statement of ['SELECT * FROM contracts', 'DELETE FROM contracts_history']) {
        await expect(roles.auditor.execute(statement), statement).rejects.toThrow(refused)
      }
    })

    test('a role without DDL rights stops with the SQL to run, and starts after it was run', async () => {
      const { roles, grant } = await databaseWithRoles(document, server)
      const sql = await pendingSqlFor(roles.migrator.dsn)
      const opening = openStoreOf({ DC43_CONTRACT_STORE_DSN: roles.runtime.dsn })
      const stopped = await opening.then(
        () => '',
        (error: Error) => error.message,
      )
      expect(stopped).toContain(sql)
      expect(await printedByDryRun(roles.runtime.dsn)).toBe(sql)
      // one by one, as the tools of administrators run a script: not all of it may be in a transaction
      for (const statement of sql.split(/;\n/).filter(text => text.trim() !== '')) {
        await roles.migrator.execute(statement)
      }
      await grant()
      const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: roles.runtime.dsn })
      onTestFinished(() => store.close())
      await publish(store, jsonVersion('a', '1.0.0'))
      expect((await store.latest('a'))?.version).toBe('1.0.0')
      expect(await pendingSqlFor(roles.runtime.dsn)).toBe('')
    })

    test('a role that may not read what was migrated is told so, and not that all is pending', async () => {
      const { roles, grant } = await databaseWithRoles(document, server)
      await migrated(roles.migrator.dsn)
      await grant()
      const told = /^its role lacks SELECT on the table contracts_migrations, [^\n]*$/
      const opening = openStoreOf({ DC43_CONTRACT_STORE_DSN: roles.analyst.dsn })
      await expect(opening).rejects.toThrow(told)
      await expect(printedByDryRun(roles.analyst.dsn)).rejects.toThrow(/its role lacks SELECT on the table/)
    })

    test('answers as before when what is old was deleted', async () => {
      const database = await server.create()
      onTestFinished(() => database.drop())
      await expectDeletable(
        database.dsn,
        query => database.execute(query),
        server.engine === 'MySQL, MariaDB' ? 2 : 1,
      )
    })

    test('the tables can be rolled back by hand, and migrated again', async () => {
      const { roles } = await databaseWithRoles(document, server)
      await putSamples(roles.migrator.dsn)
      await rollBack(roles.migrator.execute, server.dropIndex)
      await expectSamplesAfter(roles.migrator.dsn)
    })
  })
}

function withoutIndexNames(schema: DatabaseSchema): DatabaseSchema {
  return { ...schema, indexes: schema.indexes.map(index => ({ ...index, name: '' })) }
}

/** What the servers say to a role that lacks a right, or to anyone who would write to the view. */
const refused = /permission denied|must be owner|command denied|cannot (update|delete from) view/

async function putSamples(dsn: string): Promise<void> {
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
  await publish(
    store,
    jsonVersion('a', '1.0.0', { apiVersion: 'v3.0.2', status: 'retired', domain: 'sales' }),
  )
  await publish(
    store,
    jsonVersion('a', '2.0.0', { apiVersion: 'v3.1.0', status: 'active', team: { name: 'crew' } }),
  )
  await publish(store, jsonVersion('a', '3.0.0-rc.1', { status: 'draft' }))
  await publish(store, jsonVersion('b', '1.0.0', { status: 'active', domain: 'sales' }))
  await store.close()
}

/** Runs the queries of the document, and checks of some what they answer for the samples. */
async function runQueries(execute: Execute, engine: string): Promise<void> {
  const heading = 'Queries for any database'
  const [active = '', latest = '', ...rest] = document.statementsOf(heading)
  const keysOf = (rows: Record<string, unknown>[]) => rows.map(row => `${row.contract_id} ${row.version}`)
  expect(keysOf(await execute(active))).toEqual(['a 2.0.0', 'b 1.0.0'])
  expect(keysOf(await execute(latest))).toEqual(['a 2.0.0', 'b 1.0.0'])
  for (const query of rest) await execute(query)
  const [inside = ''] = document.statementsOf(`Queries for ${engine}`)
  const found = await execute(inside)
  expect(found.find(row => row.contract_id === 'a' && row.version === '2.0.0')?.api_version).toBe('v3.1.0')
}

async function rollBack(execute: Execute, dropIndex: Described['dropIndex']): Promise<void> {
  const statements = document.statementsOf('SQLite and PostgreSQL')
  for (const statement of statements) {
    const own = statement.startsWith('DROP INDEX') ? dropIndex(statement) : [statement]
    for (const one of own) await execute(one)
  }
}

/** Runs the queries for auditors, and checks of some what they answer for the samples. */
async function runAudits(execute: Execute): Promise<void> {
  const [ofContract = '', , , , ...rest] = document.statementsOf('Queries for auditors')
  expect((await execute(ofContract)).map(row => row.version)).toEqual(['3.0.0-rc.1', '2.0.0', '1.0.0'])
  for (const query of rest) await execute(query)
}

/** Has the document's statements delete all that was followed before the year 2100. */
async function expectDeletable(dsn: string, execute: Execute, block: number): Promise<void> {
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
  onTestFinished(() => store.close())
  const version = jsonVersion('a', '1.0.0')
  const other = jsonVersion('b', '1.0.0')
  for (const status of ['draft', 'proposed', 'active'])
    await publish(store, jsonVersion('a', '1.0.0', { status }))
  await publish(store, other)
  await store.change(other, async () => ({ operation: 'delete' }), somebody)
  // another writer in this process would wait for the index without letting it go on
  await store.catchUpIndex()

  const heading = 'Deleting what is old'
  const statements = [...document.statementsOf(heading), ...document.statementsOf(heading, block)]
  for (const statement of statements) await execute(statement.replace('2025-01-01', '2100-01-01'))

  const events = await store.history({ order: 'oldest', limit: 10 })
  expect(events.map(event => [event.contractId, event.revision])).toEqual([
    ['a', 3],
    ['b', 2],
  ])
  expect(await store.revisions([{ ...version, revision: 1 }])).toEqual([])
  expect((await store.summariesAsOf(['a', 'b'], new Date())).map(({ status }) => status)).toEqual(['active'])
  expect((await publish(store, other)).after?.revision).toBe(3)
}

async function expectSamplesAfter(dsn: string): Promise<void> {
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
  onTestFinished(() => store.close())
  expect((await store.latest('a'))?.version).toBe('2.0.0')
  expect(await store.listVersions('a')).toEqual(['1.0.0', '2.0.0', '3.0.0-rc.1'])
}

async function pendingSqlFor(dsn: string): Promise<string> {
  const connected = await connect(sqlStoreOf(configOf(dsn)), silent)
  try {
    return await pendingSql(connected.migrations)
  } finally {
    await connected.close()
  }
}

async function printedByDryRun(dsn: string): Promise<string> {
  const printed: string[] = []
  await migrateCommand({
    secrets: new Secrets({}),
    loadConfig: () => configOf(dsn),
    options: { status: false, dryRun: true, after: undefined, missing: false },
    print: text => void printed.push(text),
  })
  return printed.join('\n')
}
