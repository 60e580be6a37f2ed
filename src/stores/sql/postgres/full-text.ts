import { and, not, type SQL, sql } from 'drizzle-orm'
import { type FullText, type TermScope, termExpression } from '../full-text.ts'
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
  const asked = (scope: TermScope, expression: string) =>
    sql`${search}.${vectors[scope]} @@ ${expression}::tsquery`
  return {
    matches({ scope, units, without }): SQL {
      const wanted = termExpression(units, language)
      if (!without) return asked(scope, wanted)
      const unwanted = termExpression(without.units, language)
      // one question of the index, which then has no need to look at the row
      if (without.scope === scope) return asked(scope, `${wanted} & !${unwanted}`)
      return and(asked(scope, wanted), not(asked(without.scope, unwanted))) as SQL
    },
    // LIKE goes from character to character
    contains: (text, pattern): SQL => sql`strpos(${text}, ${pattern.slice(1, -1)}) > 0`,
  }
}
