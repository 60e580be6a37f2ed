import { type AnyColumn, and, eq, gte, inArray, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../domain/search/units.ts'
import { slicesOf } from './columns.ts'
import type { SqlSession } from './database.ts'
import type { FullText, IndexedTerms, TermScope } from './full-text.ts'
import type { TableOf, Tables, TermRow } from './tables.ts'

/** Above every character of a term. */
const highest = '~'

/** Of how many units the first terms are looked for besides all; a statement of SQL Server has at most 2,100 parameters. */
const maxFound = 4

/**
 * A table of the terms of each contract, for databases whose full-text search is no help: SQL Server's is not installed
 * everywhere, and MySQL's reads the words of each row that it finds, of which each is on a page of its own.
 */
export function termsTable({
  search,
  terms,
}: Pick<Tables, 'search'> & { terms: TableOf<TermRow> }): FullText {
  const is = ({ text, isPrefix }: Term) =>
    isPrefix ? and(gte(terms.term, text), lt(terms.term, text + highest)) : eq(terms.term, text)
  // written out, because parameters are scarce
  const inScope = (scope: TermScope) => (scope === 'latest' ? sql`${terms.inLatest} = 1` : undefined)

  const isAny = (wanted: readonly Term[], scope: TermScope) =>
    and(or(...wanted.map(is)), inScope(scope)) as SQL

  /** Is true where a column has the id of a contract with any of these terms. */
  const hasAny = (id: AnyColumn, scope: TermScope, wanted: readonly Term[]): SQL =>
    sql`${id} in (select ${terms.searchId} from ${terms} where ${isAny(wanted, scope)})`

  const hasUnit = (id: AnyColumn, scope: TermScope, unit: QueryUnit): SQL | undefined => {
    if (unit.alternatives.every(({ terms }) => terms.length === 1)) return hasAny(id, scope, firstsOf(unit))
    return or(...unit.alternatives.map(one => and(...one.terms.map(term => hasAny(id, scope, [term])))))
  }
  const hasAll = (id: AnyColumn, scope: TermScope, units: readonly QueryUnit[]) =>
    and(...units.map(unit => hasUnit(id, scope, unit))) as SQL

  /** The same, found by the index: for alternatives of several terms a database looks at each contract otherwise. */
  const foundWith = (id: AnyColumn, scope: TermScope, units: readonly QueryUnit[]) => {
    const some = units.filter(hasAlternatives).slice(0, maxFound)
    return and(...some.map(unit => hasAny(id, scope, firstsOf(unit))), hasAll(id, scope, units)) as SQL
  }

  return {
    matches({ scope, units, without }): SQL {
      const wanted = foundWith(search.id, scope, units)
      return without ? (and(wanted, not(hasAll(search.id, without.scope, without.units))) as SQL) : wanted
    },
    hasIdIn: (column, { scope, units }): SQL => foundWith(column, scope, units),
    countable({ scope, units, without }) {
      const only = units.find(isSingleTerm)
      if (!only || without) return undefined
      // there is one row for each contract that has the term
      const others = units.filter(unit => unit !== only)
      const where = and(isAny(firstsOf(only), scope), hasAll(terms.searchId, scope, others)) as SQL
      return { from: terms, where }
    },
    async index(session, searchId, after, before) {
      if (before) return change(session, terms, searchId, before, after)
      await session.delete(terms, eq(terms.searchId, searchId))
      await session.insertAll(terms, rowsOf(searchId, after))
    },
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

function hasAlternatives({ alternatives }: QueryUnit): boolean {
  return alternatives.length > 1 && alternatives.some(({ terms }) => terms.length > 1)
}

function isSingleTerm({ alternatives: [first, ...others] }: QueryUnit): boolean {
  return others.length === 0 && first?.terms.length === 1 && first.terms[0]?.isPrefix === false
}

/** Writes the rows that differ: from one version to the next most words stay. */
async function change(
  session: SqlSession,
  terms: TableOf<TermRow>,
  searchId: number,
  before: IndexedTerms,
  after: IndexedTerms,
): Promise<void> {
  const ofContract = (some: readonly string[]) =>
    and(inArray(terms.term, [...some]), eq(terms.searchId, searchId)) as SQL
  const known = new Map(rowsOf(searchId, before).map(row => [row.term, row.inLatest]))
  const rows = rowsOf(searchId, after).filter(row => row.inLatest !== known.get(row.term))
  const moved = Map.groupBy(
    rows.filter(row => known.has(row.term)),
    row => row.inLatest,
  )
  for (const [inLatest, some] of moved)
    for (const slice of slicesOf(some.map(row => row.term)))
      await session.update(terms, { inLatest }, ofContract(slice))
  const kept = termsOf(after)
  for (const slice of slicesOf([...termsOf(before)].filter(term => !kept.has(term))))
    await session.delete(terms, ofContract(slice))
  const missing = rows.filter(row => !known.has(row.term))
  if (missing.length > 0) await session.insertAll(terms, missing)
}

function rowsOf(searchId: number, indexed: IndexedTerms) {
  const inLatest = new Set(indexed.latestTerms.split(' '))
  return [...termsOf(indexed)].map(term => ({ term, searchId, inLatest: inLatest.has(term) ? 1 : 0 }))
}

function termsOf({ latestTerms, olderTerms }: IndexedTerms): Set<string> {
  return new Set(`${latestTerms} ${olderTerms}`.split(' ').filter(term => term !== ''))
}
