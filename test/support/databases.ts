import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { openSession, runSql, type SqlSession } from './sql-session.ts'

/** A database of its own on a test server. */
export interface TestDatabase {
  readonly dsn: string
  /** Runs statements as any program may that has the DSN; the rows of the last one. */
  execute(statement: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

const newName = () => `test_${randomBytes(6).toString('hex')}`

/** Creates a database on the PostgreSQL server of that DSN. */
export async function createPostgresDatabase(server: string, options = ''): Promise<TestDatabase> {
  const name = newName()
  const admin = withDatabase(server, 'postgres')
  await runSql(admin, `create database ${name} ${options}`)
  return database(withDatabase(server, name), () => runSql(admin, `drop database ${name} with (force)`))
}

/** Creates a database on the MySQL or MariaDB server of that DSN. */
export async function createMysqlDatabase(server: string, options = ''): Promise<TestDatabase> {
  const name = newName()
  await runSql(server, `create database ${name} ${options}`)
  return database(withDatabase(server, name), () => runSql(server, `drop database ${name}`))
}

/** Creates a database on the SQL Server of that DSN. */
export async function createMssqlDatabase(server: string): Promise<TestDatabase> {
  const name = newName()
  const admin = withDatabase(server, 'master')
  await runSql(admin, `create database ${name}`)
  return database(withDatabase(server, name), () => dropInUse(admin, name))
}

function database(dsn: string, drop: () => Promise<unknown>): TestDatabase {
  // opened when it is needed first: there are tests that end all connections to their database
  let session: Promise<SqlSession> | undefined
  return {
    dsn,
    async execute(statement, values) {
      session ??= openSession(dsn)
      return (await session).run(statement, values)
    },
    async drop() {
      await (await session)?.close()
      await drop()
    },
  }
}

/** Drops a database of SQL Server that may have connections which are about to end. */
async function dropInUse(admin: string, name: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    // not every T-SQL server knows this
    await runSql(admin, `alter database ${name} set single_user with rollback immediate`).catch(
      () => undefined,
    )
    try {
      return void (await runSql(admin, `drop database ${name}`))
    } catch (error) {
      if (attempt === 20) throw error
      await delay(250)
    }
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
