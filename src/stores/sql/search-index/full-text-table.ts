import { type AnyColumn, aliasedTable, and, eq, gt, inArray, not, or, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../../search/language/units.ts'
import { beginsWith } from '../begins-with.ts'
import { firstRows } from '../first-rows.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { FirstIds, FullText, TermCondition, TermScope } from './full-text.ts'
import { type TermStatements, writeTerms } from './term-rows.ts'

/** Makes the condition that a column has the id of a contract with any of some terms. */
type TermPredicate = (id: AnyColumn, scope: TermScope, wanted: readonly Term[]) => SQL

/** Of how many units the first terms are looked for besides all; a statement of SQL Server has at most 2,100 parameters. */
const maxFound = 4

/**
 * A table of the terms of each contract, for databases whose full-text search is no help: SQL Server's is not installed
 * everywhere, and those of MySQL and PostgreSQL read each row that they find, which for common words are all, before the
 * first hits are known. This table has the contracts of a term in the order of their ids.
 */
export function termsTable(
  { dialect, isOneOf, tables: { search, terms } }: Pick<StoreDatabase, 'dialect' | 'isOneOf' | 'tables'>,
  statements: TermStatements | undefined,
): FullText {
  const isTerm = (wanted: readonly Term[]) => {
    const exact = wanted.filter(({ isPrefix }) => !isPrefix).map(({ text }) => text)
    const beginnings = wanted.filter(({ isPrefix }) => isPrefix)
    const ranges = beginnings.map(({ text }) => beginsWith(terms.term, text))
    return or(exact.length > 0 ? inArray(terms.term, exact) : undefined, ...ranges)
  }
  // written out, because parameters are scarce
  const inScope = { any: undefined, latest: sql`${terms.inLatest} = 1` }

  const isAny = (wanted: readonly Term[], scope: TermScope) => and(isTerm(wanted), inScope[scope]) as SQL

  /** Is true where a column has the id of a contract with any of these terms, by which databases find rows. */
  const isAmong: TermPredicate = (id, scope, wanted) =>
    sql`${id} in (select ${terms.searchId} from ${terms} where ${isAny(wanted, scope)})`
  /** Is true of the same rows, but tested on each: for what is one part of a condition only, that is cheaper than to know all. */
  const isWith: TermPredicate = (id, scope, wanted) =>
    sql`exists (select 1 from ${terms} where ${and(eq(terms.searchId, id), isAny(wanted, scope))})`

  const hasUnit = (has: TermPredicate, id: AnyColumn, scope: TermScope, unit: QueryUnit): SQL | undefined => {
    if (!hasAlternativesOfSeveral(unit)) return and(...allOf(unit).map(some => has(id, scope, some)))
    return or(...unit.alternatives.map(one => and(...one.terms.map(term => isWith(id, scope, [term])))))
  }
  const hasAll = (has: TermPredicate, id: AnyColumn, scope: TermScope, units: readonly QueryUnit[]) =>
    and(...units.map(unit => hasUnit(has, id, scope, unit))) as SQL

  /** All units; also what finds alternatives of several terms, for which a database looks at each contract otherwise. */
  const foundWith = (id: AnyColumn, scope: TermScope, units: readonly QueryUnit[]) => {
    const some = units.filter(hasAlternativesOfSeveral).slice(0, maxFound)
    const found = some.map(unit => isAmong(id, scope, firstsOf(unit)))
    return and(...found, hasAll(isAmong, id, scope, units)) as SQL
  }

  /** Is true of those with all of some terms whose latest version lacks any of them, as one and the same row can tell. */
  const isLackingInLatest = (id: AnyColumn, wanted: readonly Term[], lacking: readonly Term[]) => {
    const lacksAny = and(isTerm(lacking), sql`${terms.inLatest} = 0`)
    const hasEach = wanted.map(term => isAmong(id, 'any', [term]))
    return and(sql`${id} in (select ${terms.searchId} from ${terms} where ${lacksAny})`, ...hasEach) as SQL
  }

  /** @param known a unit that those have anyway about which the condition is. */
  const fulfils = (id: AnyColumn, { scope, units, without }: TermCondition, known?: QueryUnit) => {
    const others = units.filter(unit => unit !== known)
    if (without?.scope === 'latest' && areSingleTermsOf(units, without.units)) {
      const needed = units.length > 1 ? others.flatMap(firstsOf) : []
      return isLackingInLatest(id, needed, without.units.flatMap(firstsOf))
    }
    const wanted = foundWith(id, scope, others)
    const unwanted = without && hasAll(isWith, id, without.scope, without.units)
    return and(wanted, unwanted && not(unwanted)) as SQL
  }

  /** The first rows from the index of a term alone, which takes less to plan and to run than to join all that is asked of them. */
  const isAmongFirst = (condition: TermCondition, { above, most }: FirstIds) => {
    const known = condition.units.find(isSingleTerm)
    if (!known) return undefined
    const found = aliasedTable(terms, 'found')
    const [term] = firstsOf(known)
    const where = and(
      eq(found.term, term?.text ?? ''),
      condition.scope === 'latest' ? sql`${found.inLatest} = 1` : undefined,
      above > 0 ? gt(found.searchId, above) : undefined,
      fulfils(found.searchId, condition, known),
    )
    const first = sql`select ${found.searchId} as id from ${terms} as ${found} where ${where} order by ${found.searchId} ${firstRows(dialect, most)}`
    // MySQL has no LIMIT in the query of an IN
    return sql`${search.id} in (select first_ids.id from (${first}) as first_ids)`
  }

  return {
    matches: (condition, hint) =>
      (typeof hint === 'object' && isAmongFirst(condition, hint)) || fulfils(search.id, condition),
    hasIdIn: (id, condition) => fulfils(id, condition),
    countable({ scope, units, without }) {
      const only = units.find(isSingleTerm)
      // of a table that is asked within itself there is no telling which of the two a condition is about
      if (!only || without || units.some(hasAlternativesOfSeveral)) return undefined
      // there is one row for each contract that has the term
      const others = units.filter(unit => unit !== only)
      const where = and(isAny(firstsOf(only), scope), hasAll(isAmong, terms.searchId, scope, others)) as SQL
      return { from: terms, where }
    },
    versionSetOf: (term, id) =>
      sql`(select ${terms.versionSet} from ${terms} where ${and(eq(terms.term, term), eq(terms.searchId, id))})`,
    index: (session, changes) => writeTerms(session, { search, terms, isOneOf, statements }, changes),
    remove: (session, searchId) => session.delete(terms, eq(terms.searchId, searchId)),
    clear: session => session.delete(terms, sql`1 = 1`),
  }
}

/** The first terms of the alternatives, each once; whoever has the unit has one of these. */
function firstsOf({ alternatives }: QueryUnit): Term[] {
  const firsts = alternatives.flatMap(({ terms }) => terms.slice(0, 1))
  return [...new Map(firsts.map(term => [term.text + term.isPrefix, term])).values()]
}

/** Sets of terms of each of which one is needed, for a unit without alternatives of several terms. */
function allOf(unit: QueryUnit): (readonly Term[])[] {
  const [only] = unit.alternatives
  return unit.alternatives.length === 1 ? (only?.terms ?? []).map(term => [term]) : [firstsOf(unit)]
}

function hasAlternativesOfSeveral({ alternatives }: QueryUnit): boolean {
  return alternatives.length > 1 && alternatives.some(({ terms }) => terms.length > 1)
}

/** Whether units are single terms, and others are some of them. */
function areSingleTermsOf(units: readonly QueryUnit[], others: readonly QueryUnit[]): boolean {
  const terms = new Set(units.flatMap(firstsOf).map(({ text }) => text))
  if (others.length === 0) return false
  return [...units, ...others].every(
    unit => isSingleTerm(unit) && firstsOf(unit).every(({ text }) => terms.has(text)),
  )
}

function isSingleTerm({ alternatives: [first, ...others] }: QueryUnit): boolean {
  return others.length === 0 && first?.terms.length === 1 && first.terms[0]?.isPrefix === false
}
