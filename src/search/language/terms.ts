import { barrier } from './tokens.ts'
import { phraseText, type QueryUnit } from './units.ts'

/** Whether a version with these `terms` satisfies every unit: what an index and LIKE together must answer. */
export function matchesTerms(units: readonly QueryUnit[], terms: string): boolean {
  return units.every(({ alternatives }) => {
    return alternatives.some(({ phrases }) => phrases.every(phrase => terms.includes(phraseText(phrase))))
  })
}

/** Whether one and the same field of a version with these `terms` satisfies all units of filters for fields. */
export function hasFieldWith(units: readonly QueryUnit[], terms: string): boolean {
  return terms.split(` ${barrier} `).some(part => matchesTerms(units, ` ${part} `))
}
