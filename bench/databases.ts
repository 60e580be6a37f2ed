import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createMysqlDatabase, createPostgresDatabase, type TestDatabase } from '../test/support/databases.ts'
import { startMariadb } from '../test/support/servers/mariadb.ts'
import { startMysql } from '../test/support/servers/mysql.ts'
import { startPostgres } from '../test/support/servers/postgres.ts'
import type { TestServer } from '../test/support/servers/process.ts'

export const databaseNames = ['sqlite', 'postgres', 'mariadb', 'mysql'] as const
export type DatabaseName = (typeof databaseNames)[number]

/** A database of its own. */
export interface BenchDatabase {
  readonly dsn: string
  /** Megabytes of each table, its indexes included. */
  sizes(): Promise<Record<string, number>>
  /** The name and release of what keeps it. */
  version(): Promise<string>
  /** Has the server look at what was loaded, as it does by itself after a while. */
  settle(): Promise<void>
  drop(): Promise<void>
}

/** Makes databases of a kind; `stop` ends what was started for it. */
export interface DatabaseMaker {
  /** The process of the server; undefined for SQLite, which has none. */
  readonly pid: number | undefined
  create(): Promise<BenchDatabase>
  stop(): Promise<void>
}

/** A small server of its own: with what they keep in memory by default, databases are meant for a corner of a machine. */
const options = { durable: true, memory: '1GB' }

const servers = { postgres: startPostgres, mariadb: startMariadb, mysql: startMysql } as const

/** Undefined when the server is not installed. */
export async function databaseMaker(name: DatabaseName): Promise<DatabaseMaker | undefined> {
  if (name === 'sqlite') return { pid: undefined, create: sqliteFile, stop: async () => undefined }
  const server = await servers[name](options)
  return (
    server && {
      pid: server.pid(),
      create: () => onServer(name, server),
      stop: () => server.stop(),
    }
  )
}

const titles = { postgres: 'PostgreSQL', mariadb: 'MariaDB', mysql: 'MySQL' } as const

function sqliteVersion(): unknown {
  const memory = new Database(':memory:')
  try {
    return memory.prepare('select sqlite_version()').pluck().get()
  } finally {
    memory.close()
  }
}

async function sqliteFile(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-'))
  const file = join(folder, 'bench.db')
  return {
    dsn: `sqlite:///${file}`,
    sizes: async () => ({ file: megabytes(statSync(file).size) }),
    version: async () => `SQLite ${sqliteVersion()}`,
    settle: async () => undefined,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function onServer(name: keyof typeof servers, server: TestServer): Promise<BenchDatabase> {
  const isPostgres = name === 'postgres'
  const database = await (isPostgres ? createPostgresDatabase : createMysqlDatabase)(server.dsn)
  return {
    dsn: database.dsn,
    sizes: () => sizesOf(database, isPostgres ? postgresSizes : mysqlSizes),
    version: async () => {
      const [row] = await database.execute('select version() as version')
      return `${titles[name]} ${/[0-9.]+/.exec(String(row?.version))?.[0]}`
    },
    settle: async () => {
      await database.execute(isPostgres ? 'vacuum analyze' : 'select 1')
    },
    drop: () => database.drop(),
  }
}

const postgresSizes =
  "select relname as name, pg_total_relation_size(oid) as size from pg_class where relkind = 'r' and relname like 'contracts%'"
const mysqlSizes =
  'select table_name as name, data_length + index_length as size from information_schema.tables where table_schema = database()'

async function sizesOf({ execute }: TestDatabase, query: string): Promise<Record<string, number>> {
  const rows = await execute(query)
  return Object.fromEntries(rows.map(({ name, size }) => [String(name), megabytes(Number(size))]))
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}
