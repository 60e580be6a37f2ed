import { type SQL, sql } from 'drizzle-orm'
import { type FullText, termExpression } from '../full-text.ts'
import type { postgresTables } from './schema.ts'

const joined = (operator: string) => (parts: readonly string[]) => {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(` ${operator} `)})`
}

const language = {
  term: (text: string) => text,
  prefix: (text: string) => `${text}:*`,
  and: joined('&'),
  or: joined('|'),
}

/** Text search vectors with GIN indexes, generated from the terms by the server. */
export function postgresFullText({ search }: ReturnType<typeof postgresTables>): FullText {
  const vectors = { latest: sql.identifier('latest_vector'), any: sql.identifier('all_vector') }
  return {
    matches: (scope, units): SQL =>
      sql`${search}.${vectors[scope]} @@ ${termExpression(units, language)}::tsquery`,
    // LIKE goes from character to character
    contains: (text, pattern): SQL => sql`strpos(${text}, ${pattern.slice(1, -1)}) > 0`,
  }
}
