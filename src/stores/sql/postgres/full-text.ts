import { type SQL, sql } from 'drizzle-orm'
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
  const idsWith = (condition: SQL) => sql`select ${search.id} from ${search} where ${condition}`
  return {
    matches({ scope, units, without }): SQL {
      const wanted = termExpression(units, language)
      if (!without) return asked(scope, wanted)
      const unwanted = termExpression(without.units, language)
      // one question of the index, which then has no need to look at the row
      if (without.scope === scope) return asked(scope, `${wanted} & !${unwanted}`)
      // a condition of what a row has not would be tested on one row after the other
      const others = sql`${idsWith(asked(scope, wanted))} except ${idsWith(asked(without.scope, unwanted))}`
      return sql`${search.id} in (${others})`
    },
    hasIdIn(column, { scope, units }): SQL {
      // OFFSET keeps the planner from joining, which it takes for cheaper than to ask the index
      const ids = idsWith(asked(scope, termExpression(units, language)))
      return sql`${column} in (select id from (${ids} offset 0) as found)`
    },
    // LIKE goes from character to character
    contains: (text, pattern): SQL => sql`strpos(${text}, ${pattern.slice(1, -1)}) > 0`,
  }
}
