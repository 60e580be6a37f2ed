import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { Dialect } from '../../../sql/database.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { FullText } from './full-text.ts'
import { fts5 } from './full-text-fts5.ts'
import { termsTable } from './full-text-table.ts'
import type { WordRows } from './term-rows.ts'

/** The full-text index of a database: that of SQLite, or a table on servers. */
export function fullTextOf(database: Pick<StoreDatabase, 'dialect' | 'tables' | 'isOneOf'>): FullText {
  if (database.dialect === 'sqlite') return fts5(database.tables, database.isOneOf)
  const index = termsTable(database, wordsOf[database.dialect])
  return database.dialect === 'postgres' ? { ...index, contains } : index
}

/**
 * The words of a text that has one blank between them, as rows `words`. Of SQL Server only the later releases can do so,
 * and not all in order. Words are letters and digits, which are JSON in quotes.
 */
const wordsOf: Partial<Record<Dialect, WordRows>> = {
  postgres: text => sql`unnest(string_to_array(${text}, ${' '})) as words(word)`,
  mysql(text) {
    const array = sql`concat(${'["'}, replace(${text}, ${' '}, ${'","'}), ${'"]'})`
    return sql`json_table(${array}, "$[*]" columns (word varchar(80) character set ascii collate ascii_bin path "$")) as words`
  },
}

/** LIKE of PostgreSQL goes from character to character. */
function contains(text: AnyColumn, part: string): SQL {
  return sql`strpos(${text}, ${part}) > 0`
}
