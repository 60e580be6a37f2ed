import type { EventLoop } from '../../concurrency/event-loop.ts'
import type { QueryUnit, Term } from '../language/units.ts'
import { intersection, noPostings, type Postings } from './postings.ts'
import { unionInTurns } from './union.ts'

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
 * not looked at. Others get their turns: there may be a million versions with each of many terms.
 *
 * @param units at least one.
 */
export async function postingsOfUnits(
  units: readonly QueryUnit[],
  found: TermPostings,
  loop: EventLoop,
): Promise<Postings> {
  const ofUnits: Postings[] = []
  for (const { alternatives } of units) {
    const ofEach: Postings[] = []
    for (const { terms } of alternatives) {
      const lists = terms.map(term => found.get(termKey(term)) ?? noPostings)
      ofEach.push(await inAll(lists, loop))
    }
    ofUnits.push(await unionInTurns(ofEach, loop))
  }
  return inAll(ofUnits, loop)
}

/** The shortest first: no list on the way is longer. */
async function inAll(lists: readonly Postings[], loop: EventLoop): Promise<Postings> {
  const [first = noPostings, ...others] = [...lists].sort((a, b) => a.length - b.length)
  let result = first
  for (const other of others) {
    if (loop.isHeld) await loop.share()
    result = intersection(result, other)
  }
  return result
}
