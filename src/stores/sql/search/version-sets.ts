import type { AnyColumn, SQL } from 'drizzle-orm'
import type { QueryUnit } from '../../../search/language/units.ts'
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
  const terms = new Set(
    units.flatMap(unit => unit.alternatives.flatMap(one => one.terms.map(({ text }) => text))),
  )
  return terms.size > maxSetTerms
    ? undefined
    : Object.fromEntries([...terms].map(term => [term, versionSetOf(term, id)]))
}

/** Those sets as the row of the contract has them, see `TermSets`. */
export function partialTermsOf(
  row: Readonly<Record<string, unknown>>,
  sets: Record<string, unknown>,
): string {
  const partial = Object.keys(sets).filter(term => row[term] !== '')
  return partial.map(term => `${term}:${row[term] ?? unknownSet}`).join(' ')
}
