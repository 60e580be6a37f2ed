import mysql from 'mysql2/promise'
import postgres from 'postgres'

type Row = Record<string, unknown>

/** One connection of another program, which holds its transactions and locks. */
export interface SqlSession {
  /** The rows of one statement. */
  run(statement: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** Opens a connection to a database on PostgreSQL, MySQL or MariaDB. */
export async function openSession(dsn: string): Promise<SqlSession> {
  if (dsn.startsWith('postgres')) {
    const client = postgres(dsn, { max: 1, onnotice: () => undefined })
    return {
      run: async (statement, values = []) => [...(await client.unsafe(statement, [...values] as never[]))],
      close: () => client.end({ timeout: 1 }),
    }
  }
  const connection = await mysql.createConnection({ uri: dsn, charset: 'utf8mb4', timezone: 'Z' })
  return {
    async run(statement, values = []) {
      const [rows] = await connection.query(statement, [...values])
      return Array.isArray(rows) ? (rows as Row[]) : []
    },
    close: async () => connection.destroy(),
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
