import type { AnyColumn, SQL } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../../search/language/units.ts'
import { unknownSet } from '../../../search/versions/version-set.ts'
import { needsLatestTerms } from '../../../search/versions/versions-with-terms.ts'
import type { FullText } from '../search-index/full-text.ts'

/** Of how many terms the sets of versions are read one by one; a statement of SQL Server has at most 2,100 parameters. */
const maxSetTerms = 20

/**
 * For each term of some units the versions that have it, by the term, where the full-text index knows them. Undefined
 * where they are read from the row of the contract.
 */
export function versionSetFields(
  { versionSetOf }: FullText,
  units: readonly QueryUnit[],
  id: AnyColumn,
): Record<string, SQL<string | null>> | undefined {
  if (!versionSetOf || units.length === 0 || needsLatestTerms(units)) return undefined
  const terms = new Set(termsOf(units).map(({ text }) => text))
  return terms.size > maxSetTerms
    ? undefined
    : Object.fromEntries([...terms].map(term => [term, versionSetOf(term, id)]))
}

/**
 * What `partialTerms` has of the terms of some units, where sets are kept one by one and the row of the contract has none;
 * otherwise nothing.
 */
export function partialTermsField(
  { partialTermsOf }: FullText,
  units: readonly QueryUnit[],
  id: AnyColumn,
): { partialTerms?: SQL<string> } {
  if (!partialTermsOf || units.length === 0) return {}
  return { partialTerms: partialTermsOf(termsOf(units), id) }
}

function termsOf(units: readonly QueryUnit[]): Term[] {
  const all = units.flatMap(({ alternatives }) => alternatives.flatMap(({ terms }) => terms))
  return [...new Map(all.map(term => [`${term.text}${term.isPrefix ? '*' : ''}`, term])).values()]
}

/** Those sets as the row of the contract has them, see `TermSets`. */
export function partialTermsOf(
  row: Readonly<Record<string, unknown>>,
  sets: Record<string, unknown>,
): string {
  const partial = Object.keys(sets).filter(term => row[term] !== '')
  const entries = partial.sort().map(term => `${term}:${row[term] ?? unknownSet}`)
  return entries.join(' ')
}
