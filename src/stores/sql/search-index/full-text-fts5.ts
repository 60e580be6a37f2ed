import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../../search/language/units.ts'
import type { IsOneOf } from '../../../sql/database.ts'
import { Fts5Rows, type Fts5Tables } from './fts5-rows.ts'
import type { FullText, PlannerHint, TermCondition, TermScope } from './full-text.ts'
import { TermSets } from './term-sets.ts'

/** FTS5. Its rows come in the order of their ids, at no cost. A trigger takes out those of contracts that are gone. */
export function fts5(tables: Fts5Tables, isOneOf: IsOneOf): FullText {
  const { search, terms } = tables
  const sets = new TermSets(tables.termSets)
  const rows = new Fts5Rows(tables, sets, isOneOf)
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
    partialTermsOf: (wanted, id) => sets.entriesOf(wanted, id),
    keptSets: (session, searchId) => sets.keptOf(session, searchId),
    index: (session, changes) => rows.write(session, changes),
    clear: session => rows.clear(session),
  }
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
