import { type SQL, sql } from 'drizzle-orm'
import type { Dialect } from '../../sql/database.ts'

/** What stands behind the order of a query within another, so that it has the first rows only. */
export function firstRows(dialect: Dialect, count: number): SQL {
  return sql.raw(dialect === 'mssql' ? `offset 0 rows fetch next ${count} rows only` : `limit ${count}`)
}
