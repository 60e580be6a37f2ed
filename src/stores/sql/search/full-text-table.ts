import { type AnyColumn, and, eq, gte, inArray, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../../search/language/units.ts'
import { listOf, noTerms, partialSets, type TermColumns } from '../../../search/versions/contract-terms.ts'
import type { IsOneOf, SqlSession } from '../../../sql/database.ts'
import type { TableOf } from '../../../sql/tables.ts'
import { slicesOf } from '../columns.ts'
import type { Tables } from '../store-database.ts'
import type { FullText, TermChange, TermCondition, TermScope } from './full-text.ts'
import type { TermRow } from './tables.ts'

/** Makes the condition that a column has the id of a contract with any of some terms. */
type TermPredicate = (id: AnyColumn, scope: TermScope, wanted: readonly Term[]) => SQL

/** Above every character of a term. */
const highest = '~'

/** How many rows are inserted at a time. */
const rowsAtOnce = 5000

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
    index: (session, changes) => writeTerms(session, { terms, isOneOf }, changes),
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

/** Writes the rows that differ: from one version to the next most words stay, and the versions that have them. */
async function writeTerms(
  session: SqlSession,
  { terms, isOneOf }: { terms: TableOf<TermRow>; isOneOf: IsOneOf },
  changes: readonly TermChange[],
): Promise<void> {
  const unknown = changes.filter(({ before }) => !isKnown(before)).map(({ searchId }) => searchId)
  if (unknown.length > 0) await session.delete(terms, isOneOf(terms.searchId, unknown))
  let added: TermRow[] = []
  const flush = async () => {
    for (const some of slicesOf(added, rowsAtOnce))
      await session.insertAll(
        terms,
        some.map(row => ({ ...row })),
      )
    added = []
  }
  for (const { searchId, before, after } of changes) {
    if (!isKnown(before)) added = added.concat(rowsOf(searchId, after))
    else {
      const { gone, written } = difference(rowsOf(searchId, before), rowsOf(searchId, after))
      // also what is missing: no row that should not be there keeps the index from going on
      for (const slice of slicesOf([...gone, ...written.map(({ term }) => term)]))
        await session.delete(terms, and(isOneOf(terms.term, slice), eq(terms.searchId, searchId)) as SQL)
      added = added.concat(written)
    }
    if (added.length > rowsAtOnce) await flush()
  }
  await flush()
}

/** Of a contract without versions the index may have anything. */
function isKnown(before: TermColumns | undefined): before is TermColumns {
  return before !== undefined && before.versions !== noTerms.versions
}

/** The rows that are to be written, and the terms of those that are to go. */
function difference(before: readonly TermRow[], after: readonly TermRow[]) {
  const gone = new Map(before.map(row => [row.term, row]))
  const written: TermRow[] = []
  for (const row of after) {
    const old = gone.get(row.term)
    gone.delete(row.term)
    if (old?.inLatest !== row.inLatest || old.versionSet !== row.versionSet) written.push(row)
  }
  return { gone: [...gone.keys()], written }
}

function rowsOf(searchId: number, { latestTerms, olderTerms, partialTerms }: TermColumns): TermRow[] {
  const partial = new Map(partialSets(partialTerms))
  const rowOf = (term: string, inLatest: number) => ({
    ...{ term, searchId, inLatest },
    versionSet: partial.get(term) ?? '',
  })
  return [
    ...listOf(latestTerms).map(term => rowOf(term, 1)),
    ...listOf(olderTerms).map(term => rowOf(term, 0)),
  ]
}
