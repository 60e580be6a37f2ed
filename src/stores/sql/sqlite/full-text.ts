import { type SQL, sql } from 'drizzle-orm'
import { type FullText, termExpression } from '../full-text.ts'
import type { sqliteTables } from './schema.ts'

/** FTS5. Triggers on the search table keep it up to date. */
export function sqliteFullText(table: string, { search }: ReturnType<typeof sqliteTables>): FullText {
  const terms = sql.identifier(`${table}_terms`)
  const joined = (operator: string) => (parts: readonly string[]) => {
    return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(` ${operator} `)})`
  }
  const language = {
    term: (text: string) => text,
    prefix: (text: string) => `${text}*`,
    and: joined('AND'),
    or: joined('OR'),
  }
  return {
    matches(scope, units): SQL {
      const expression = termExpression(units, language)
      const query = scope === 'latest' ? `{latest} : (${expression})` : expression
      return sql`${search.id} in (select rowid from ${terms} where ${terms} match ${query})`
    },
  }
}
