import { matchesTerms } from '../language/terms.ts'
import type { QueryUnit } from '../language/units.ts'
import type { Catalogue, CatalogueField, TextKind } from './catalogue.ts'
import { excerptAround } from './excerpt-around.ts'
import { ReadableTexts } from './readable-texts.ts'
import { fieldTermsOf } from './terms.ts'

/** Where a version has what was asked for. */
export interface SearchMatch {
  /** JSON Pointer into the document. */
  readonly pointer: string
  readonly where: TextKind
  /** At most 160 characters of the text around the match; the path of a field that the filters for fields asked for. */
  readonly snippet: string
}

/**
 * The texts that have what the units of a query ask for, at most `limit` and each once: the first of every unit, then
 * the second of every unit, and so on. Filters for fields count as one unit more.
 *
 * @param units those of words; others find no text.
 * @param fieldUnits those of filters for fields.
 * @param texts those of the catalogue, where they were looked through before.
 */
export function matchesOf(
  units: readonly QueryUnit[],
  catalogue: Catalogue,
  limit = 10,
  fieldUnits: readonly QueryUnit[] = [],
  texts = new ReadableTexts(catalogue.texts),
): SearchMatch[] {
  const found = [
    ...textMatches(units, texts),
    filteredFields(fieldUnits, catalogue.fields, limit)[Symbol.iterator](),
  ]
  const matches = new Map<string, SearchMatch>()
  for (let rank = 0; rank < limit; rank++) {
    for (const sequence of found) {
      if (matches.size === limit) return [...matches.values()]
      const { value: match } = sequence.next()
      if (match && !matches.has(match.pointer)) matches.set(match.pointer, match)
    }
  }
  return [...matches.values()]
}

/** The matches of each unit. They are looked for one by one, because only some are needed. */
function textMatches(units: readonly QueryUnit[], texts: ReadableTexts): Iterator<SearchMatch, undefined>[] {
  return units.map(function* (unit): Generator<SearchMatch, undefined> {
    for (const [{ kind, pointer, text }, place] of texts.placesOf(unit))
      yield { pointer, where: kind, snippet: excerptAround(text, place) }
  })
}

/** Those that satisfy every filter; where there is none, for a version need not have all in one field, those with any. */
function filteredFields(
  units: readonly QueryUnit[],
  fields: readonly CatalogueField[],
  limit: number,
): SearchMatch[] {
  if (units.length === 0) return []
  const all: CatalogueField[] = []
  const some: CatalogueField[] = []
  for (const field of fields) {
    const terms = fieldTermsOf(field)
    if (matchesTerms(units, terms)) all.push(field)
    else if (units.some(unit => matchesTerms([unit], terms))) some.push(field)
    if (all.length === limit) break
  }
  return (all.length > 0 ? all : some.slice(0, limit)).map(({ pointer, path }) => {
    return { pointer, where: 'field', snippet: excerptAround(path, { start: 0, end: 0 }) }
  })
}
