import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { searchOf } from '../../src/http/parameters/search-request.ts'
import { filterNames, maxFilterValues } from '../../src/search/language/filters.ts'
import { asClass } from '../../src/search/language/units.ts'
import { SegmentBuilder } from '../../src/search/postings/segment-builder.ts'
import type { Dialect } from '../../src/sql/database.ts'
import { migrate } from '../../src/sql/migrate.ts'
import { type Names, readMigrations } from '../../src/sql/migration-files.ts'
import { MssqlDatabase } from '../../src/sql/mssql/database.ts'
import { mssqlMigrationTarget } from '../../src/sql/mssql/migration-target.ts'
import { mssqlTables } from '../../src/sql/mssql/tables.ts'
import { MysqlDatabase } from '../../src/sql/mysql/database.ts'
import { mysqlTables } from '../../src/sql/mysql/tables.ts'
import { PostgresDatabase } from '../../src/sql/postgres/database.ts'
import { ConnectionPool } from '../../src/sql/postgres/pool.ts'
import { postgresTables } from '../../src/sql/postgres/tables.ts'
import { SqliteDatabase } from '../../src/sql/sqlite/database.ts'
import { sqliteTables } from '../../src/sql/sqlite/tables.ts'
import { ActiveVersionRows } from '../../src/stores/sql/active-versions.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { SqlDatasetEvents } from '../../src/stores/sql/dataset-events/dataset-events.ts'
import { Links } from '../../src/stores/sql/links.ts'
import { SqlReadableStore } from '../../src/stores/sql/readable-store.ts'
import { writeSegment } from '../../src/stores/sql/search-index/segment-writer.ts'
import { SqlContractStore } from '../../src/stores/sql/store.ts'
import { type StoreDatabase, storeTables } from '../../src/stores/sql/store-database.ts'
import { SqlTestRuns } from '../../src/stores/sql/test-runs/test-runs.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { operations } from '../support/sql-text/operations.ts'
import { Recorder, type SentStatement } from '../support/sql-text/recorder.ts'
import { mssqlMigrationStub, mssqlStub, mysqlStub, postgresStub } from '../support/sql-text/stub-clients.ts'
import { openMigrated } from '../support/sql-text/stub-server.ts'

const dialects: Dialect[] = ['sqlite', 'postgres', 'mysql', 'mssql']
const folder = join(import.meta.dirname, '../../migrations')

/** The dialects, each on a SQLite database in memory. */
const open: Record<Dialect, (connection: Database.Database, recorder: Recorder) => StoreDatabase> = {
  sqlite: (connection, recorder) =>
    new SqliteDatabase(
      { reader: connection, writer: connection },
      sqliteTables(storeTables, 'contracts'),
      recorder,
    ),
  postgres: (connection, recorder) =>
    new PostgresDatabase(
      new ConnectionPool({
        open: () => postgresStub(connection),
        session: 'select 1',
        size: 10,
        logger: recorder,
      }),
      postgresTables(storeTables, 'contracts', undefined),
    ),
  mysql: (connection, recorder) =>
    new MysqlDatabase(mysqlStub(connection), mysqlTables(storeTables, 'contracts'), recorder),
  mssql: (connection, recorder) =>
    new MssqlDatabase(mssqlStub(connection), mssqlTables(storeTables, 'contracts', undefined), recorder),
}

/** Operations that look at all contracts, and so at all entries of an index. */
const onAllContracts = new Set([
  'listContracts, one page',
  'listContracts, all',
  'listContracts, of the index, one page',
  'check',
  'countHits, everything',
  'facets, of documents',
  'facets, tags',
  'sweepTestRuns',
])

/** The index that has only the rows of other programs which were not taken over yet: mostly none. */
const foreignRows = 'USING INDEX contracts_foreign'

/** What an operation sent and answered. */
interface Observed {
  readonly statements: readonly SentStatement[]
  readonly answer: unknown
}

interface Observation {
  readonly operations: Map<string, Observed>
  /** How many of the queries that were prepared were never asked. */
  readonly unasked: number
}

async function openStore(dialect: Dialect) {
  const connection = await openMigrated()
  const recorder = new Recorder()
  const prepared = withPrepared(open[dialect](connection, recorder))
  return {
    store: new SqlContractStore(prepared.database, documentWorkers),
    connection,
    recorder,
    ...prepared,
  }
}

/** A database that knows which of its prepared queries were never asked. */
function withPrepared(database: StoreDatabase) {
  const unasked = new Set<unknown>()
  const watched: StoreDatabase = {
    dialect: database.dialect,
    tables: database.tables,
    isSerial: database.isSerial,
    canSkipLocked: database.canSkipLocked,
    claimAtOnce: database.claimAtOnce,
    isOneOf: database.isOneOf,
    markOf: database.markOf,
    isAnyOf: (columns, keys) => database.isAnyOf(columns, keys),
    byteLength: text => database.byteLength(text),
    parameter: name => database.parameter(name),
    prepare(query) {
      const ask = database.prepare(query)
      unasked.add(query)
      return values => {
        unasked.delete(query)
        return ask(values)
      }
    },
    select: query => database.select(query),
    count: (from, where, most) => database.count(from, where, most),
    transaction: work => database.transaction(work),
    close: () => database.close(),
  }
  return { database: watched, unasked }
}

async function observe(dialect: Dialect): Promise<Observation> {
  // the same times in every dialect, an index that follows when it is told to, and no work that takes so long that what is
  // sent beside it comes before
  const toFake = ['Date', 'performance', 'setTimeout', 'clearTimeout'] as const
  vi.useFakeTimers({ toFake: [...toFake], now: new Date('2026-03-31T12:00:00Z') })
  try {
    const opened = await openStore(dialect)
    const observed = new Map<string, Observed>()
    for (const [name, run] of Object.entries(operations)) {
      // no two are done in the same millisecond, of which some dialects would make the next one
      vi.setSystemTime(Date.now() + 1000)
      const answer = await run(opened)
      // what goes on in the background waits for nothing but the stub, which answers at once
      await setImmediate()
      observed.set(name, { answer, statements: opened.recorder.take() })
      await opened.store.catchUpIndex()
      const followed = opened.recorder.take()
      // the first one asks whether there is something to follow
      if (followed.length > 1)
        observed.set(`${name}, and the index follows`, { answer: undefined, statements: followed })
    }
    return { operations: observed, unasked: opened.unasked.size }
  } finally {
    vi.useRealTimers()
  }
}

const observations = new Map<Dialect, Observation>()
beforeAll(async () => {
  for (const dialect of dialects) observations.set(dialect, await observe(dialect))
})

function observedOf(dialect: Dialect): Observation {
  return observations.get(dialect) ?? { operations: new Map(), unasked: 0 }
}

/** All that is sent in a dialect. */
function statementsOf(dialect: Dialect): SentStatement[] {
  return [...observedOf(dialect).operations.values()].flatMap(({ statements }) => statements)
}

function goldenOf(dialect: Dialect): string {
  const parts = [...observedOf(dialect).operations].map(([name, { statements }]) => {
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
    await expect(goldenOf(dialect)).toMatchFileSnapshot(`__snapshots__/sql-text/${dialect}.statements.sql`)
  })

  test('the statements of the migrations are those of the golden file', async () => {
    const migrations = migrationsOf(dialect).map(({ name, statements, record }) => {
      return [`-- ${name}`, ...[...statements, record].map(statement => `${statement};`), ''].join('\n')
    })
    await expect(migrations.join('\n')).toMatchFileSnapshot(
      `__snapshots__/sql-text/${dialect}.migrations.sql`,
    )
  })

  test('every method of the store sends something, and every query that is prepared is asked', () => {
    const classes = [
      ...[SqlReadableStore, SqlContractStore, Links, SqlDatasetEvents, SqlTestRuns, ActiveVersionRows],
    ]
    const methods = classes.flatMap(one => Object.getOwnPropertyNames(one.prototype))
    // `linkEntries` asks the last one
    const silent = ['constructor', 'close', 'allAfter']
    const promised = methods.filter(method => !silent.includes(method))
    const { operations, unasked } = observedOf(dialect)
    expect(new Set([...operations.keys()].map(name => name.split(',')[0]))).toEqual(new Set(promised))
    for (const [name, { statements }] of operations) expect(statements, name).not.toEqual([])
    expect(unasked).toBe(0)
  })

  test('the answers are those of SQLite', () => {
    const answersOf = (observation: Observation) => {
      return [...observation.operations].map(([name, { answer }]) => ({ name, answer }))
    }
    expect(answersOf(observedOf(dialect))).toEqual(answersOf(observedOf('sqlite')))
  })

  test('no value of a caller stands in the text of a statement', () => {
    for (const { text } of statementsOf(dialect)) expect(text).not.toContain(`'`)
  })
})

test('all dialects have migrations of the same names', () => {
  const names = dialects.map(dialect => readdirSync(join(folder, dialect)).sort())
  for (const other of names) expect(other).toEqual(names[0])
})

test('a statement of MySQL, which commits each by itself, can be repeated or is refused as a whole when it was done', () => {
  for (const statement of migrationsOf('mysql').flatMap(({ statements }) => statements)) {
    const isRepeatable = /^create (table if not exists|or replace view) /i.test(statement)
    // an addition is refused with an error that says that it is there already
    if (!isRepeatable) expect(statement).toMatch(/^alter table .*\n[\s\S]* {2}add (column|index) /i)
  }
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
    ['MERGE', /^\s*merge\b/im],
    ['a full-text index', /\bcontains(table)?\s*\(|\bfulltext\b/i],
    ['INDEX within CREATE TABLE', /^ {2}index\b/im],
    [
      'a column whose collation is altered, outside of EXEC',
      /^(?!.*exec \(N').*\balter column\b.*\bcollate\b/im,
    ],
    ['ADD of more than one column', /\badd(\s+\w+ \w+(\([\w, ]+\))?[^,(;]*),/i],
  ]

  /** All that is sent while an empty database is migrated, the lock and the look at the schema included. */
  async function sentAtStart(): Promise<string[]> {
    const batches: string[] = []
    const pool = mssqlMigrationStub(text => void batches.push(text))
    await migrate(
      mssqlMigrationTarget(async () => pool, 'contracts', 'governance'),
      requireContractTable,
    )
    return batches
  }

  test('what is sent at start is that of the golden file', async () => {
    const golden = (await sentAtStart()).map(text => `${text};\n`).join('\n')
    await expect(golden).toMatchFileSnapshot('__snapshots__/sql-text/mssql.start.sql')
  })

  test.each(avoided)('%s is not used', async (_, pattern) => {
    const statements = statementsOf('mssql').map(({ text }) => text)
    for (const text of [...statements, ...(await sentAtStart())]) expect(text).not.toMatch(pattern)
  })

  test('every page has an order', () => {
    for (const { text } of statementsOf('mssql')) {
      if (/\bfetch next\b/i.test(text)) expect(text).toMatch(/order by .* offset .* rows fetch next/i)
    }
  })

  test('a request for 500 versions has no more than the 2,100 parameters that a statement may have', async () => {
    const { store, recorder } = await openStore('mssql')
    const versions = Array.from({ length: 500 }, (_, index) => jsonVersion(`c${index}`, '1.0.0'))
    const contractIds = versions.map(({ contractId }) => contractId)
    await store.summaries(contractIds)
    await store.summariesAsOf(contractIds, new Date())
    await store.revisions(versions.map(version => ({ ...version, revision: 1 })))
    const counts = recorder.take().map(({ values }) => values.length)
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(1500)
    expect(Math.max(...counts)).toBeLessThanOrEqual(2100)
  })
})

test('a search with all that may be asked for has no more parameters than a statement may have', async () => {
  const { store, connection, recorder, database } = await openStore('mssql')
  const ids = Array.from({ length: 500 }, (_, index) => `c${index}`)
  for (const id of ids) await publish(store, jsonVersion(id, '1.0.0', { name: 'aB-c.d' }))
  await store.catchUpIndex()
  const values = (name: string) => Array.from({ length: maxFilterValues }, (_, at) => `${name}${at}`)
  const filters = Object.fromEntries(filterNames.map(name => [name, values(name)]))
  // every second is a beginning, and all words are of as many parts as may be
  const field_name = values('field_name').map((name, at) => (at % 2 === 0 ? `${name}*` : name))
  const q = Array.from({ length: 32 }, (_, at) => `aB-c.d${at}*`).join(' ')
  const page = {
    versions: 'latest',
    sort: 'relevance',
    limit: 200,
    offset: 0,
    after: undefined,
    scope: undefined,
  } as const
  const wanted = {
    ...filters,
    field_name,
    status: ['none'],
    q,
    updated_after: new Date(0),
    updated_before: new Date(),
  }
  const query = searchOf(wanted, page)
  const units = [...query.units, ...query.words.map(word => asClass(word, 'kx'))]
  const terms = units.flatMap(({ alternatives }) => alternatives[0]?.terms.map(({ text }) => text) ?? [])
  const segment = new SegmentBuilder()
  const contracts = connection.prepare('select id from contracts_search').all() as { id: number }[]
  for (const { id } of contracts) segment.put(id, 0, terms.join(' '))
  const built = await segment.build()
  await database.transaction(session => writeSegment(session, database.tables, built))
  recorder.take()
  await store.search(query)
  await store.search({ ...query, updatedAfter: undefined })
  await store.countHits({ ...query, updatedAfter: undefined, updatedBefore: undefined, field: [] }, 10)
  await store.facets({ ...query, updatedAfter: undefined, updatedBefore: undefined, field: [] }, ['tag'])
  const counts = recorder.take().map(({ values }) => values.length)
  expect(Math.max(...counts)).toBeGreaterThanOrEqual(300)
  expect(Math.max(...counts)).toBeLessThanOrEqual(2100)
})

/** Operations that walk along an index, in the order of what they answer, until they have a page. */
const inOrder = new Set([
  'search, everything',
  'search, everything, by id',
  'search, everything, by name',
  'search, everything, by the last change',
  'fields, all',
])

/** Steps that read no more than what is asked for: rows to insert or to count, those of an inner query, values; and segments, which are few. */
const harmless =
  /^SCAN (?:CONSTANT|\d+-ROW VALUES CLAUSE|json_each VIRTUAL TABLE INDEX 1:|contracts_segments|counted|measured|figures|old_groups|one|ranked|\(subquery-\d+\))(?: ROW)?$/

test('every statement finds its rows by an index', async () => {
  const connection = await openMigrated()
  for (const [operation, { statements }] of observedOf('sqlite').operations) {
    // all rows are to go
    if (operation === 'clear') continue
    for (const { text, values } of statements) {
      const plan = connection.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[]
      const steps = plan.map(step => step.detail)
      const scans = steps.filter(
        detail => detail.startsWith('SCAN') && !detail.endsWith(foreignRows) && !harmless.test(detail),
      )
      const name = `${operation}: ${text}`
      if (inOrder.has(operation)) {
        expect(steps, name).not.toContain('USE TEMP B-TREE FOR ORDER BY')
        if (scans.length > 0) expect(text).toMatch(/ limit \d+$/)
        continue
      }
      if (!onAllContracts.has(operation)) expect(scans, name).toEqual([])
      for (const scan of scans) expect(scan, name).toMatch(/USING COVERING INDEX/)
    }
  }
})
