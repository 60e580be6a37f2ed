import { and, eq, gte, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit } from '../../../domain/search/units.ts'
import type { FullText, TermScope } from '../full-text.ts'
import type { mssqlTables } from './schema.ts'

/** Above every character of a term. */
const highest = '~'

/** A table of terms with an index, because the full-text feature is not installed on every server. */
export function mssqlFullText({ search, terms }: ReturnType<typeof mssqlTables>): FullText {
  const hasAll = (scope: TermScope, units: readonly QueryUnit[]) => {
    const has = ({ text, isPrefix }: { text: string; isPrefix: boolean }) => {
      const wanted = isPrefix
        ? and(gte(terms.term, text), lt(terms.term, text + highest))
        : eq(terms.term, text)
      // written out, because a statement has at most 2,100 parameters
      const latest = scope === 'latest' ? sql`${terms.inLatest} = 1` : undefined
      const condition = and(eq(terms.searchId, search.id), wanted, latest)
      return sql`exists (select 1 from ${terms} where ${condition})`
    }
    return and(...units.map(unit => or(...unit.alternatives.map(one => and(...one.terms.map(has)))))) as SQL
  }
  return {
    matches({ scope, units, without }): SQL {
      const wanted = hasAll(scope, units)
      return without ? (and(wanted, not(hasAll(without.scope, without.units))) as SQL) : wanted
    },
    async index(session, searchId, { latestTerms, olderTerms }) {
      await session.delete(terms, eq(terms.searchId, searchId))
      const inLatest = new Set(latestTerms.split(' '))
      const all = new Set([...inLatest, ...olderTerms.split(' ')])
      all.delete('')
      const rows = [...all].map(term => ({ term, searchId, inLatest: inLatest.has(term) ? 1 : 0 }))
      await session.insertAll(terms, rows)
    },
    async remove(session, searchId) {
      await session.delete(terms, eq(terms.searchId, searchId))
    },
  }
}
