import type { Alternative, QueryUnit, Term } from '../language/units.ts'
import { intersection, noPostings, type Postings, union } from './postings.ts'

/** The postings of each term, by `termKey`. */
export type TermPostings = ReadonlyMap<string, Postings>

/** By what the postings of a term are found among those of others. */
export function termKey({ text, isPrefix }: Term): string {
  return isPrefix ? `${text}*` : text
}

/** All terms that units ask for, each once. */
export function termsOfUnits(units: readonly QueryUnit[]): Term[] {
  const terms = units.flatMap(({ alternatives }) => alternatives.flatMap(one => one.terms))
  return [...new Map(terms.map(term => [termKey(term), term])).values()]
}

/**
 * The versions that have the terms of all units; whether words stand side by side, where that is asked of more than two, is
 * not looked at.
 *
 * @param units at least one.
 */
export function postingsOfUnits(units: readonly QueryUnit[], found: TermPostings): Postings {
  return allOf(units.map(({ alternatives }) => union(alternatives.map(one => ofAlternative(one, found)))))
}

function ofAlternative({ terms }: Alternative, found: TermPostings): Postings {
  return allOf(terms.map(term => found.get(termKey(term)) ?? noPostings))
}

/** The shortest first: no list on the way is longer. */
function allOf(lists: readonly Postings[]): Postings {
  const [first = noPostings, ...others] = [...lists].sort((a, b) => a.length - b.length)
  return others.reduce(intersection, first)
}
