import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../src/config/load.ts'
import { connect, openStore } from '../../src/stores/open.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import {
  createMysqlDatabase,
  createPostgresDatabase,
  type TestDatabase,
} from '../../test/support/databases.ts'
import { startMariadb } from '../../test/support/servers/mariadb.ts'
import { startPostgres } from '../../test/support/servers/postgres.ts'
import type { TestServer } from '../../test/support/servers/process.ts'
import { loadCorpus } from './load.ts'
import type { CorpusSize } from './queries.ts'

export const databaseNames = ['sqlite', 'postgres', 'mariadb'] as const
export type DatabaseName = (typeof databaseNames)[number]

/** A database for one corpus. */
export interface BenchDatabase {
  readonly dsn: string
  /** Megabytes of each table, its indexes included. */
  sizes(): Promise<Record<string, number>>
  /** Has the server look at what was loaded, as it does by itself after a while. */
  settle(): Promise<void>
  drop(): Promise<void>
}

/** Makes databases of a kind; `stop` ends what was started for it. */
export interface DatabaseMaker {
  create(): Promise<BenchDatabase>
  stop(): Promise<void>
}

/** A small server of its own: with what they keep in memory by default, databases are meant for a corner of a machine. */
const options = { durable: true, memory: '1GB' }

const silent = { info: () => undefined, warn: () => undefined }

/** Undefined when the server is not installed. */
export async function databaseMaker(name: DatabaseName): Promise<DatabaseMaker | undefined> {
  if (name === 'sqlite') return { create: sqliteFile, stop: async () => undefined }
  const server = await (name === 'postgres' ? startPostgres(options) : startMariadb(options))
  return server && { create: () => onServer(name, server), stop: () => server.stop() }
}

/** Makes the tables and fills them. */
export async function fill(
  dsn: string,
  size: CorpusSize,
  onProgress: (contracts: number) => void,
): Promise<void> {
  const { contractStore } = loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn }, cwd: '/' }).config
  const documents = new DocumentWorkers()
  const store = await openStore(contractStore, documents, silent)
  await store.reindex({ onlyMissing: true })
  await store.close()
  await documents.close()
  const connected = await connect(contractStore, silent)
  await loadCorpus(await connected.database(), size, onProgress)
  await connected.close()
}

async function sqliteFile(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-search-'))
  const file = join(folder, 'bench.db')
  return {
    dsn: `sqlite:///${file}`,
    sizes: async () => ({ file: megabytes(statSync(file).size) }),
    settle: async () => undefined,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function onServer(name: 'postgres' | 'mariadb', server: TestServer): Promise<BenchDatabase> {
  const isPostgres = name === 'postgres'
  const database = await (isPostgres ? createPostgresDatabase : createMysqlDatabase)(server.dsn)
  return {
    dsn: database.dsn,
    sizes: () => sizesOf(database, isPostgres ? postgresSizes : mariadbSizes),
    settle: async () => {
      await database.execute(isPostgres ? 'vacuum analyze' : 'select 1')
    },
    drop: () => database.drop(),
  }
}

const postgresSizes =
  "select relname as name, pg_total_relation_size(oid) as size from pg_class where relkind = 'r' and relname like 'contracts%'"
const mariadbSizes =
  'select table_name as name, data_length + index_length as size from information_schema.tables where table_schema = database()'

async function sizesOf({ execute }: TestDatabase, query: string): Promise<Record<string, number>> {
  const rows = await execute(query)
  return Object.fromEntries(rows.map(({ name, size }) => [String(name), megabytes(Number(size))]))
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}
