import { randomBytes } from 'node:crypto'
import mssql from 'mssql'
import mysql from 'mysql2/promise'
import postgres from 'postgres'

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
  const on = (database: string, max = 1) =>
    postgres(withDatabase(server, database), { max, onnotice: () => undefined })
  const admin = on('postgres')
  await admin.unsafe(`create database ${name} ${options}`)
  const client = on(name)
  return {
    dsn: withDatabase(server, name),
    execute: async (statement, values = []) => [...(await client.unsafe(statement, [...values] as never[]))],
    async drop() {
      await client.end()
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** Creates a database on the MySQL or MariaDB server of that DSN. */
export async function createMysqlDatabase(server: string, options = ''): Promise<TestDatabase> {
  const name = newName()
  const client = await mysql.createConnection({ uri: server, charset: 'utf8mb4', timezone: 'Z' })
  await client.query(`create database ${name} ${options}`)
  await client.query(`use ${name}`)
  return {
    dsn: withDatabase(server, name),
    async execute(statement, values = []) {
      const [rows] = await client.query(statement, [...values])
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []
    },
    async drop() {
      await client.query(`drop database ${name}`)
      await client.end()
    },
  }
}

/** Creates a database on the SQL Server of that DSN. */
export async function createMssqlDatabase(server: string): Promise<TestDatabase> {
  const name = newName()
  const url = new URL(server.replace(/^\w+(\+\w+)?:/, 'mssql:'))
  const config = {
    server: url.hostname,
    port: Number(url.port || 1433),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    options: {
      encrypt: !/encrypt=(no|false)/i.test(url.search),
      trustServerCertificate: /trustservercertificate=(yes|true)/i.test(url.search),
    },
  }
  const admin = await new mssql.ConnectionPool({ ...config, database: 'master' }).connect()
  await admin.request().batch(`create database ${name}`)
  const pool = await new mssql.ConnectionPool({ ...config, database: name }).connect()
  url.pathname = `/${name}`
  return {
    dsn: url.href,
    async execute(statement, values = []) {
      const request = values.reduce(
        (built: mssql.Request, value, at) => built.input(`p${at}`, value),
        pool.request(),
      )
      return (await request.query(statement)).recordset ?? []
    },
    async drop() {
      await pool.close()
      await admin.request().batch(`drop database ${name}`)
      await admin.close()
    },
  }
}

function withDatabase(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
