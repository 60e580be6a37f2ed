import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { SqlDatabase } from '../../src/stores/sql/database.ts'
import { migrate } from '../../src/stores/sql/migrate.ts'
import { type Dialect, type Names, readMigrations } from '../../src/stores/sql/migration-files.ts'
import { MssqlDatabase } from '../../src/stores/sql/mssql/database.ts'
import { mssqlMigrationTarget } from '../../src/stores/sql/mssql/migration-target.ts'
import { mssqlTables } from '../../src/stores/sql/mssql/schema.ts'
import { MysqlDatabase } from '../../src/stores/sql/mysql/database.ts'
import { mysqlTables } from '../../src/stores/sql/mysql/schema.ts'
import { PostgresDatabase } from '../../src/stores/sql/postgres/database.ts'
import { postgresTables } from '../../src/stores/sql/postgres/schema.ts'
import { openConnection } from '../../src/stores/sql/sqlite/connection.ts'
import { SqliteDatabase } from '../../src/stores/sql/sqlite/database.ts'
import { sqliteMigrationTarget } from '../../src/stores/sql/sqlite/migration-target.ts'
import { SqlContractStore } from '../../src/stores/sql/store.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { publish } from '../support/publish.ts'
import { yamlVersion } from '../support/sample-contracts.ts'
import { Recorder, type SentStatement } from '../support/sql-text/recorder.ts'
import { StubAnswers } from '../support/sql-text/stub-answers.ts'
import { mssqlStub, mysqlStub, postgresStub } from '../support/sql-text/stub-clients.ts'

const dialects: Dialect[] = ['sqlite', 'postgres', 'mysql', 'mssql']
const folder = join(import.meta.dirname, '../../migrations')
const version = yamlVersion('a', '1.0.0', 'id: a\nversion: 1.0.0\nstatus: active\n')

/** Where the statements of a dialect can be seen, and what its tables hold can be chosen. */
interface Observed {
  readonly database: SqlDatabase
  readonly recorder: Recorder
  /** Has the tables hold nothing. */
  asEmpty(): void
  /** Has the tables hold one version, which another program wrote. */
  asForeign(): void
}

function observedStub(open: (answers: StubAnswers, recorder: Recorder) => SqlDatabase): Observed {
  const answers = new StubAnswers(version)
  const recorder = new Recorder()
  return {
    database: open(answers, recorder),
    recorder,
    asEmpty: () => answers.asEmpty(),
    asForeign: () => answers.asForeign(),
  }
}

/** A migrated database in memory: the one dialect that needs no server. */
async function openSqlite() {
  const connection = openConnection(undefined)
  await migrate(sqliteMigrationTarget(connection, 'contracts'))
  return connection
}

async function observedSqlite(): Promise<Observed> {
  const connection = await openSqlite()
  const recorder = new Recorder()
  const asEmpty = () => void connection.exec('delete from contracts')
  return {
    database: new SqliteDatabase({ reader: connection, writer: connection }, 'contracts', recorder),
    recorder,
    asEmpty,
    asForeign() {
      asEmpty()
      connection
        .prepare(
          'insert into contracts (contract_id, version, name, json, fingerprint) values (?, ?, ?, ?, ?)',
        )
        .run(version.contractId, version.version, version.name, version.json, version.fingerprint)
    },
  }
}

const observe: Record<Dialect, () => Promise<Observed>> = {
  sqlite: observedSqlite,
  postgres: async () =>
    observedStub(
      (answers, recorder) =>
        new PostgresDatabase(postgresStub(answers), postgresTables('contracts', undefined), recorder),
    ),
  mysql: async () =>
    observedStub(
      (answers, recorder) => new MysqlDatabase(mysqlStub(answers), mysqlTables('contracts'), recorder),
    ),
  mssql: async () =>
    observedStub(
      (answers, recorder) =>
        new MssqlDatabase(mssqlStub(answers), mssqlTables('contracts', undefined), recorder),
    ),
}

/** What is done with a store so that it sends every statement it has, by the name the golden file gives it. */
const operations: Record<string, (store: SqlContractStore, observed: Observed) => Promise<unknown>> = {
  put: (store, { asEmpty }) => {
    asEmpty()
    return publish(store, version)
  },
  get: store => store.get(version),
  latest: store => store.latest(version.contractId),
  source: store => store.source(version),
  listVersions: store => store.listVersions(version.contractId),
  'listContracts, one page': store => store.listContracts({ limit: 10, offset: 20 }),
  'listContracts, all': store => store.listContracts({ limit: undefined, offset: 0 }),
  check: store => store.check(),
  'get, of a row that another program wrote': async (store, { recorder, asForeign }) => {
    asForeign()
    await store.get(version)
    // the row is taken over in the background, which ends with a question for more that is answered by none
    await vi.waitFor(() => expect(recorder.sent.filter(({ text }) => / is null/.test(text)).length).toBe(1))
    await setImmediate()
  },
  adoptForeignRows: (store, { asForeign }) => {
    asForeign()
    return store.adoptForeignRows()
  },
}

/** Operations that look at all contracts, and so at all entries of an index. */
const onAllContracts = new Set(['listContracts, one page', 'listContracts, all', 'check', 'adoptForeignRows'])

async function sentBy(dialect: Dialect): Promise<Map<string, SentStatement[]>> {
  const observed = await observe[dialect]()
  const store = new SqlContractStore(observed.database)
  const sent = new Map<string, SentStatement[]>()
  for (const [name, run] of Object.entries(operations)) {
    await run(store, observed)
    sent.set(name, observed.recorder.take())
  }
  return sent
}

function goldenOf(sent: Map<string, SentStatement[]>): string {
  const parts = [...sent].map(([name, statements]) => {
    return [`-- ${name}`, ...statements.map(({ text }) => `${text};`), ''].join('\n')
  })
  return parts.join('\n')
}

const quotes: Record<Dialect, (name: string) => string> = {
  sqlite: name => `"${name}"`,
  postgres: name => `"${name}"`,
  mysql: name => `\`${name}\``,
  mssql: name => `[${name}]`,
}

function migrationsOf(dialect: Dialect) {
  const quoted = (suffix: string) => quotes[dialect](`contracts${suffix}`)
  const names: Names = { table: quoted, name: quoted, now: 'now' }
  return readMigrations(dialect, names)
}

describe.each(dialects)('%s', dialect => {
  test('the statements of the store are those of the golden file', async () => {
    const golden = goldenOf(await sentBy(dialect))
    await expect(golden).toMatchFileSnapshot(`__snapshots__/sql-text/${dialect}.statements.sql`)
  })

  test('the statements of the migrations are those of the golden file', async () => {
    const migrations = migrationsOf(dialect).map(({ name, statements, record }) => {
      return [`-- ${name}`, ...[...statements, record].map(statement => `${statement};`), ''].join('\n')
    })
    await expect(migrations.join('\n')).toMatchFileSnapshot(
      `__snapshots__/sql-text/${dialect}.migrations.sql`,
    )
  })

  test('every operation of the store is in the golden file', async () => {
    const methods = Object.getOwnPropertyNames(SqlContractStore.prototype)
    const promised = methods.filter(method => method !== 'constructor' && method !== 'close')
    const covered = Object.keys(operations).map(name => name.split(',')[0])
    expect(new Set(covered)).toEqual(new Set(promised satisfies (keyof ContractStore | string)[]))
    for (const [name, statements] of await sentBy(dialect)) expect(statements, name).not.toEqual([])
  })

  test('no value of a caller stands in the text of a statement', async () => {
    for (const { text } of [...(await sentBy(dialect)).values()].flat()) expect(text).not.toContain(`'`)
  })
})

test('all dialects have migrations of the same names', () => {
  const names = dialects.map(dialect => readdirSync(join(folder, dialect)).sort())
  for (const other of names) expect(other).toEqual(names[0])
})

test('a migration of MySQL, which commits each statement by itself, has one statement', () => {
  for (const { name, statements } of migrationsOf('mysql')) expect(statements.length, name).toBe(1)
})

test('data and schema are not changed by the same migration', () => {
  for (const migration of dialects.flatMap(migrationsOf)) {
    const writesData = (statement: string) => /^(insert|update|delete)\b/i.test(statement)
    const kinds = new Set(migration.statements.map(writesData))
    expect(kinds.size, migration.name).toBeLessThanOrEqual(1)
  }
})

test('no migration drops a table or a column', () => {
  for (const { name, statements } of dialects.flatMap(migrationsOf)) {
    expect(statements.join('\n'), name).not.toMatch(/\b(drop\s+(table|column|view)|truncate)\b/i)
  }
})

describe('SQL Server', () => {
  /** What no T-SQL server but SQL Server itself is sure to have, or what hides a trap there as well. */
  const avoided: [string, RegExp][] = [
    ['MERGE', /\bmerge\b/i],
    ['a lock hint', /\bwith\s*\([^)]*lock[^)]*\)|\bnolock\b/i],
    ['OUTPUT', /\boutput\b/i],
    ['sp_prepare', /\bsp_prep/i],
    ['CREATE OR ALTER', /\bcreate\s+or\s+alter\b/i],
    ['GO', /^\s*go\s*;?\s*$/im],
    ['a guard by the name of an index', /\bsys\.(sys)?indexes\b/i],
    ['WAITFOR', /\bwaitfor\b/i],
  ]

  /** All that is sent while an empty database is migrated, the lock and the look at the schema included. */
  async function sentAtStart(): Promise<string[]> {
    const batches: string[] = []
    const pool = mssqlStub(undefined, text => void batches.push(text))
    await migrate(mssqlMigrationTarget(async () => pool, 'contracts', 'governance'))
    return batches
  }

  test('what is sent at start is that of the golden file', async () => {
    const golden = (await sentAtStart()).map(text => `${text};\n`).join('\n')
    await expect(golden).toMatchFileSnapshot('__snapshots__/sql-text/mssql.start.sql')
  })

  test.each(avoided)('%s is not used', async (_, pattern) => {
    const statements = [...(await sentBy('mssql')).values()].flat().map(({ text }) => text)
    for (const text of [...statements, ...(await sentAtStart())]) expect(text).not.toMatch(pattern)
  })

  test('every page has an order', async () => {
    for (const { text } of [...(await sentBy('mssql')).values()].flat()) {
      if (/\bfetch next\b/i.test(text)) expect(text).toMatch(/order by .* offset .* rows fetch next/i)
    }
  })
})

test('every statement finds its rows by an index', async () => {
  const connection = await openSqlite()
  for (const [operation, statements] of await sentBy('sqlite')) {
    for (const { text, values } of statements) {
      const plan = connection.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[]
      const scans = plan.map(step => step.detail).filter(detail => detail.startsWith('SCAN'))
      if (!onAllContracts.has(operation)) expect(scans, `${operation}: ${text}`).toEqual([])
      // rows of other programs are told by their values, so the rows are read, in the order of the key
      const index = operation === 'adoptForeignRows' ? /USING INDEX/ : /USING COVERING INDEX/
      for (const scan of scans) expect(scan, `${operation}: ${text}`).toMatch(index)
    }
  }
})
