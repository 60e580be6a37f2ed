import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../../search/language/units.ts'
import type { IsOneOf } from '../../../sql/database.ts'
import type { Tables } from '../store-database.ts'
import type { FullText, PlannerHint, TermChange, TermCondition, TermScope } from './full-text.ts'

/** FTS5. Its rows come in the order of their ids, at no cost. A trigger takes out those of contracts that are gone. */
export function fts5({ search, terms }: Pick<Tables, 'search' | 'terms'>, isOneOf: IsOneOf): FullText {
  const isMatch = (condition: TermCondition) => sql`${terms} match ${expressionOf(condition)}`
  const idsOf = (condition: TermCondition) => sql`select rowid from ${terms} where ${isMatch(condition)}`
  return {
    usesHints: true,
    matches(condition: TermCondition, hint?: PlannerHint): SQL {
      const ids = idsOf(condition)
      // the plus keeps it from going to each row, which is wide: an index has all that is asked for then
      if (hint === 'many') return sql`+${search.id} in (${ids})`
      if (hint === undefined) return sql`${search.id} in (${ids})`
      const { above, most } = hint
      return sql`${search.id} in (${ids} and rowid > ${above} order by rowid limit ${sql.raw(String(most))})`
    },
    hasIdIn(column: AnyColumn, condition: TermCondition, hint?: PlannerHint): SQL {
      const ids = idsOf(condition)
      return hint === 'many' ? sql`+${column} in (${ids})` : sql`${column} in (${ids})`
    },
    countable: condition => ({ from: terms, where: isMatch(condition) }),
    async index(session, changes) {
      const changed = changes.filter(hasOtherWords)
      if (changed.length === 0) return
      // the rows of the search table have the words, and need not be sent a second time
      const ids = changed.map(({ searchId }) => searchId)
      const known = changed.flatMap(({ searchId, before }) => (before ? [searchId] : []))
      if (known.length > 0)
        await session.delete(terms, sql`rowid in (select value from json_each(${JSON.stringify(known)}))`)
      await session.insertSelected(
        terms,
        ['rowid', 'latest', 'older'],
        sql`select ${search.id}, ${search.latestTerms}, ${search.olderTerms} from ${search} where ${isOneOf(search.id, ids)}`,
      )
    },
  }
}

function hasOtherWords({ before, after }: TermChange): boolean {
  return before?.latestTerms !== after.latestTerms || before.olderTerms !== after.olderTerms
}

function expressionOf({ scope, units, without }: TermCondition): string {
  const wanted = scoped(scope, units)
  return without ? `${wanted} NOT ${scoped(without.scope, without.units)}` : wanted
}

function scoped(scope: TermScope, units: readonly QueryUnit[]): string {
  const expression = `(${joined('AND', units.map(anyOf))})`
  return scope === 'latest' ? `{latest} : ${expression}` : expression
}

function anyOf({ alternatives }: QueryUnit): string {
  return joined(
    'OR',
    alternatives.map(({ terms }) => joined('AND', terms.map(textOf))),
  )
}

function textOf({ text, isPrefix }: Term): string {
  return isPrefix ? `${text}*` : text
}

function joined(operator: 'AND' | 'OR', parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(` ${operator} `)})`
}
