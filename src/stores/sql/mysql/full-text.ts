import { and, not, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit } from '../../../domain/search/units.ts'
import { type FullText, type TermScope, termExpression } from '../full-text.ts'
import type { mysqlTables } from './schema.ts'

const language = {
  term: (text: string) => text,
  prefix: (text: string) => `${text}*`,
  and: (parts: readonly string[]) =>
    parts.length === 1 ? (parts[0] ?? '') : `(${parts.map(part => `+${part}`).join(' ')})`,
  or: (parts: readonly string[]) => (parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' ')})`),
}

/**
 * FULLTEXT in boolean mode. No term is shorter than the server's least length, longer than its longest, or one of its
 * stop words, because of the prefix that every term has.
 */
export function mysqlFullText({ search }: ReturnType<typeof mysqlTables>): FullText {
  const columns = {
    latest: sql`${search.latestTerms}`,
    any: sql`${search.latestTerms}, ${search.olderTerms}`,
  }
  const isMatch = (scope: TermScope, units: readonly QueryUnit[]) => {
    return sql`match (${columns[scope]}) against (${`+${termExpression(units, language)}`} in boolean mode)`
  }
  return {
    matches({ scope, units, without }): SQL {
      const wanted = isMatch(scope, units)
      return without ? (and(wanted, not(isMatch(without.scope, without.units))) as SQL) : wanted
    },
  }
}
