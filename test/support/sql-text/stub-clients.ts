import type Database from 'better-sqlite3'
import type { ConnectionPool } from 'mssql'
import type { Pool } from 'mysql2'
import type { Sql } from 'postgres'
import { StubServer } from './stub-server.ts'

// each stub has just what the store uses of its driver, hence the casts

/** A postgres.js client without a server. */
export function postgresStub(connection: Database.Database): Sql {
  connection.function('strpos', (text, part) => String(text).indexOf(String(part)) + 1)
  connection.function('string_to_array', (text, between, absent) => {
    const values = String(text).split(String(between))
    return JSON.stringify(values.map(value => (value === absent ? null : value)))
  })
  const server = new StubServer(connection, {
    toSqlite: value => value,
    fromSqlite: (value, type) => (type === 'bigint' && value !== null ? String(value) : value),
    duplicate: () => Object.assign(new Error('duplicate key value'), { code: '23505' }),
  })
  const unsafe = (text: string, values: readonly unknown[] = []) => {
    // drizzle asks for the rows as arrays, of the others only their number is looked at
    const answer = (async () => server.run(text, values, index => String(index + 1)))()
    const command = text.trim().split(/\s/, 1).join().toUpperCase()
    const result = answer.then(({ affected }) => Object.assign([], { count: affected, command }))
    return Object.assign(result, {
      values: () => answer.then(({ rows }) => rows),
      execute: () => undefined,
    })
  }
  const client = {
    options: { parsers: {}, serializers: {} },
    unsafe,
    reserve: async () => ({ unsafe, release: () => undefined }),
  }
  return client as unknown as Sql
}

/** A mysql2 pool without a server. */
export function mysqlStub(connection: Database.Database): Pool {
  addForeignColumn(connection)
  const server = new StubServer(connection, {
    toSqlite: value => value,
    fromSqlite: value => value,
    duplicate: () => Object.assign(new Error('Duplicate entry'), { code: 'ER_DUP_ENTRY', errno: 1062 }),
  })
  const run = (sql: string, values: readonly unknown[]) => {
    const { rows, affected } = server.run(withRows(sql, values), values.flat(2))
    return /^\(?select/.test(sql) ? rows : { affectedRows: affected, insertId: 0 }
  }
  const query = async ({ sql }: { sql: string }, values: readonly unknown[]) => [run(sql, values), []]
  const session = {
    query({ sql }: { sql: string }, values: readonly unknown[], answered: (...answer: unknown[]) => void) {
      const own = [...values]
      const done: unknown[] = []
      try {
        // what is sent together
        for (const text of sql.split(';\n')) done.push(run(text, own.splice(0, text.split('?').length - 1)))
        process.nextTick(answered, null, done.length === 1 ? done[0] : done)
      } catch (error) {
        process.nextTick(answered, error)
      }
      return {
        on(_: string, tell: (result: unknown) => void) {
          for (const result of done) if (!Array.isArray(result)) tell(result)
        },
      }
    },
    release: () => undefined,
  }
  const getConnection = (taken: (error: null, connection: typeof session) => void) => taken(null, session)
  return { promise: () => ({ query }), getConnection } as unknown as Pool
}

/** A statement with a parameter for each value, also of rows, which the driver takes as one. */
function withRows(sql: string, values: readonly unknown[]): string {
  const rows: readonly unknown[][] = values.find(value => Array.isArray(value)) ?? []
  const parameters = rows.map(row => `(${row.map(() => '?').join(', ')})`)
  return sql.replace(/values \?$/, `values ${parameters.join(', ')}`)
}

/** An mssql pool without a server. */
export function mssqlStub(connection: Database.Database): ConnectionPool {
  addForeignColumn(connection)
  connection.function('datalength', text => 2 * String(text).length)
  const server = new StubServer(connection, {
    toSqlite: value => (value instanceof Date ? value.toISOString() : value),
    fromSqlite(value, type) {
      if (value === null) return null
      if (type === 'bigint') return String(value)
      return type === 'datetime' ? new Date(String(value)) : value
    },
    duplicate: () => Object.assign(new Error('Violation of PRIMARY KEY'), { code: 'EREQUEST', number: 2627 }),
  })
  const request = () => {
    const values: unknown[] = []
    return {
      // a value without a type is the last argument
      input: (_: string, ...given: unknown[]) => void values.push(given.at(-1)),
      async query(text: string) {
        refuseUntypedNulls(text, values)
        const { rows, affected } = server.run(text, values, index => `par${index}`)
        return { recordset: rows, rowsAffected: [affected] }
      },
    }
  }
  const done = async () => undefined
  const transaction = () => ({ request, begin: done, commit: done, rollback: done })
  return { request, transaction, close: done } as unknown as ConnectionPool
}

/** The driver sends null as text, which not every server turns into bytes or a time. */
function refuseUntypedNulls(text: string, values: readonly unknown[]): void {
  if (text.startsWith('insert') && values.includes(null))
    throw Object.assign(new Error('Implicit conversion from data type nvarchar to varbinary(max)'), {
      code: 'EREQUEST',
      number: 257,
    })
}

/** An mssql pool whose statements come as batches, which migrations do, and are told to `onBatch`. */
export function mssqlMigrationStub(onBatch: (text: string) => void): ConnectionPool {
  const request = () => ({
    async batch(text: string) {
      onBatch(text)
      // the lock is free, and the namespace is not there
      if (text.includes('sp_getapplock')) return { recordset: [{ taken: '0' }] }
      return { recordset: text.includes('schema_id') ? [{ id: null }] : [] }
    },
  })
  const done = async () => undefined
  const transaction = () => ({ request, begin: done, commit: done, rollback: done })
  return { request, transaction, close: done } as unknown as ConnectionPool
}

/** Some servers find the rows of other programs by a column that they compute. */
function addForeignColumn(connection: Database.Database): void {
  connection.exec(
    'alter table contracts add column is_foreign tinyint as (revision = 0 or derived_from is not fingerprint)',
  )
}
