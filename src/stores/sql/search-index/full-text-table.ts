import { type AnyColumn, and, eq, gte, inArray, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../../search/language/units.ts'
import type { IsOneOf } from '../../../sql/database.ts'
import type { TableOf } from '../../../sql/tables.ts'
import type { Tables } from '../store-database.ts'
import type { FullText, TermCondition, TermScope } from './full-text.ts'
import type { TermRow } from './tables.ts'
import { type WordRows, writeTerms } from './term-rows.ts'

/** Makes the condition that a column has the id of a contract with any of some terms. */
type TermPredicate = (id: AnyColumn, scope: TermScope, wanted: readonly Term[]) => SQL

/** Above every character of a term. */
const highest = '~'

/** Of how many units the first terms are looked for besides all; a statement of SQL Server has at most 2,100 parameters. */
const maxFound = 4

/**
 * A table of the terms of each contract, for databases whose full-text search is no help: SQL Server's is not installed
 * everywhere, and those of MySQL and PostgreSQL read each row that they find, which for common words are all, before the
 * first hits are known. This table has the contracts of a term in the order of their ids.
 */
export function termsTable(
  { search, terms }: Pick<Tables, 'search'> & { terms: TableOf<TermRow> },
  isOneOf: IsOneOf,
  wordsOf: WordRows | undefined,
): FullText {
  const isTerm = (wanted: readonly Term[]) => {
    const exact = wanted.filter(({ isPrefix }) => !isPrefix).map(({ text }) => text)
    const beginnings = wanted.filter(({ isPrefix }) => isPrefix)
    const ranges = beginnings.map(({ text }) => and(gte(terms.term, text), lt(terms.term, text + highest)))
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
    const hasEach = wanted.length > 1 ? wanted.map(term => isAmong(id, 'any', [term])) : []
    return and(sql`${id} in (select ${terms.searchId} from ${terms} where ${lacksAny})`, ...hasEach) as SQL
  }

  const fulfils = (id: AnyColumn, { scope, units, without }: TermCondition) => {
    if (without?.scope === 'latest' && areSingleTermsOf(units, without.units))
      return isLackingInLatest(id, units.flatMap(firstsOf), without.units.flatMap(firstsOf))
    const wanted = foundWith(id, scope, units)
    const unwanted = without && hasAll(isWith, id, without.scope, without.units)
    return and(wanted, unwanted && not(unwanted)) as SQL
  }

  return {
    matches: condition => fulfils(search.id, condition),
    hasIdIn: fulfils,
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
    index: (session, changes) => writeTerms(session, { search, terms, isOneOf, wordsOf }, changes),
    async remove(session, searchId) {
      await session.delete(terms, eq(terms.searchId, searchId))
    },
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
