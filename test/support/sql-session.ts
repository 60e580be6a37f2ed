import mssql from 'mssql'
import mysql from 'mysql2/promise'
import postgres from 'postgres'

type Row = Record<string, unknown>

/** One connection of another program, which holds its transactions and locks. */
export interface SqlSession {
  /** The rows of one statement. */
  run(statement: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** Opens a connection to a database on a server. */
export async function openSession(dsn: string): Promise<SqlSession> {
  if (dsn.startsWith('postgres')) {
    const client = postgres(dsn, { max: 1, onnotice: () => undefined })
    return {
      run: async (statement, values = []) => [...(await client.unsafe(statement, [...values] as never[]))],
      close: () => client.end({ timeout: 1 }),
    }
  }
  if (/^(mssql|sqlserver)/.test(dsn)) return openMssqlSession(dsn)
  const connection = await mysql.createConnection({ uri: dsn, charset: 'utf8mb4', timezone: 'Z' })
  return {
    async run(statement, values = []) {
      const [rows] = await connection.query(statement, [...values])
      return Array.isArray(rows) ? (rows as Row[]) : []
    },
    close: async () => connection.destroy(),
  }
}

/** As `@p0` and so on the values stand in a statement. */
async function openMssqlSession(dsn: string): Promise<SqlSession> {
  const url = new URL(dsn)
  const pool = await new mssql.ConnectionPool({
    server: url.hostname,
    port: Number(url.port || 1433),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    pool: { max: 1 },
    options: {
      encrypt: !/encrypt=(no|false)/i.test(url.search),
      trustServerCertificate: /trustservercertificate=(yes|true)/i.test(url.search),
    },
  }).connect()
  return {
    async run(statement, values = []) {
      const request = values.reduce(
        (built: mssql.Request, value, at) => built.input(`p${at}`, value),
        pool.request(),
      )
      // some statements want a batch of their own
      const { recordset } = await (values.length > 0 ? request.query(statement) : request.batch(statement))
      return recordset ?? []
    },
    close: () => pool.close(),
  }
}

/** Runs statements on a connection that is there only for them; the rows of the last one. */
export async function runSql(dsn: string, ...statements: string[]): Promise<Row[]> {
  const session = await openSession(dsn)
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = await session.run(statement)
    return rows
  } finally {
    await session.close()
  }
}
