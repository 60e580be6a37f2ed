import type { ConnectionPool } from 'mssql'
import type { Pool } from 'mysql2/promise'
import type { Sql } from 'postgres'
import type { StubAnswers } from './stub-answers.ts'

// each stub has just what the store uses of its driver, hence the casts

/** A postgres.js client without a server. */
export function postgresStub(answers: StubAnswers): Sql {
  const unsafe = (text: string) => {
    const result = Promise.resolve(Object.assign([], { count: answers.write(text) }))
    return Object.assign(result, { values: async () => answers.rows(text) })
  }
  const client = {
    options: { parsers: {}, serializers: {} },
    unsafe,
    begin: <T>(work: (session: unknown) => T) => work(client),
  }
  return client as unknown as Sql
}

/** A mysql2 pool without a server. */
export function mysqlStub(answers: StubAnswers): Pool {
  const query = async ({ sql, rowsAsArray }: { sql: string; rowsAsArray: boolean }) => {
    return rowsAsArray ? [answers.rows(sql), []] : [{ affectedRows: answers.write(sql), insertId: 0 }, []]
  }
  const connection = { query, release: () => undefined }
  return { query, getConnection: async () => connection } as unknown as Pool
}

/** An mssql pool without a server. Statements that come as batches, which migrations do, are told to `onBatch`. */
export function mssqlStub(
  answers: StubAnswers | undefined,
  onBatch: (text: string) => void = () => undefined,
): ConnectionPool {
  const request = () => ({
    input: () => undefined,
    async query(text: string) {
      return { recordset: answers?.rows(text) ?? [], rowsAffected: [answers?.write(text) ?? 0] }
    },
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
