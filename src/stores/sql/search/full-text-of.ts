import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { StoreDatabase } from '../store-database.ts'
import type { FullText } from './full-text.ts'
import { fts5 } from './full-text-fts5.ts'
import { termsTable } from './full-text-table.ts'

/** The full-text index of a database: that of SQLite, or a table on servers. */
export function fullTextOf(database: Pick<StoreDatabase, 'dialect' | 'tables' | 'isOneOf'>): FullText {
  if (database.dialect === 'sqlite') return fts5(database.tables)
  const index = termsTable(database.tables, database.isOneOf)
  return database.dialect === 'postgres' ? { ...index, contains } : index
}

/** LIKE of PostgreSQL goes from character to character. */
function contains(text: AnyColumn, part: string): SQL {
  return sql`strpos(${text}, ${part}) > 0`
}
