import { type FieldFilters, filterTerms } from '../language/filters.ts'
import { isAscii } from '../language/fold.ts'
import { matchesTerms } from '../language/terms.ts'
import { encodeWord, tokenClass } from '../language/tokens.ts'
import { phraseText, type QueryUnit } from '../language/units.ts'
import { type Chunk, chunksOf, readingsOf } from '../language/words.ts'
import type { Catalogue, CatalogueField, CatalogueText, TextKind } from './catalogue.ts'
import { excerptAround } from './excerpt-around.ts'
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
 * the second of every unit, and so on. Filters for fields count as one unit more. Units of filters find no text.
 */
export function matchesOf(
  units: readonly QueryUnit[],
  catalogue: Catalogue,
  limit = 10,
  filters: FieldFilters = {},
): SearchMatch[] {
  const found = [
    ...textMatches(units, catalogue.texts, limit),
    filteredFields(filters, catalogue.fields, limit),
  ]
  const matches = new Map<string, SearchMatch>()
  for (let rank = 0; rank < limit; rank++) {
    for (const { [rank]: match } of found)
      if (match && matches.size < limit && !matches.has(match.pointer)) matches.set(match.pointer, match)
  }
  return [...matches.values()]
}

/** For each unit its first matches. */
function textMatches(units: readonly QueryUnit[], texts: readonly CatalogueText[], limit: number) {
  const found = units.map((): SearchMatch[] => [])
  const needles = new Map(units.map(unit => [unit, lettersOf(unit)]))
  for (const { kind, pointer, text } of texts) {
    const open = units.filter((_, index) => (found[index]?.length ?? 0) < limit)
    if (open.length === 0) break
    const wanting = open.filter(unit => mayHave(text, needles.get(unit)))
    if (wanting.length === 0) continue
    const readable = readableText(text)
    units.forEach((unit, index) => {
      const place = wanting.includes(unit) ? placeOf(unit, readable) : undefined
      if (place) found[index]?.push({ pointer, where: kind, snippet: excerptAround(text, place) })
    })
  }
  return found
}

/**
 * The letters and digits of what a unit looks for, without what divides its words; undefined when they are not plain.
 * Whatever the reading, a text that has it has these in a row, and most texts do not.
 */
function lettersOf({ alternatives }: QueryUnit): readonly string[] | undefined {
  const letters = alternatives
    .flatMap(({ phrases }) => phrases)
    .map(({ tokens }) => tokens.map(token => token.slice(tokenClass.word.length)).join(''))
  return letters.every(text => /^[a-y0-9]+$/.test(text)) ? letters : undefined
}

function mayHave(text: string, letters: readonly string[] | undefined): boolean {
  if (letters === undefined || !isAscii(text)) return true
  const plain = text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return letters.some(wanted => plain.includes(wanted))
}

/** Those that satisfy every filter; where there is none, for a version need not have all in one field, those with any. */
function filteredFields(
  filters: FieldFilters,
  fields: readonly CatalogueField[],
  limit: number,
): SearchMatch[] {
  const units = filterTerms(filters)
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

/** A text in the readings in which phrases are looked for, with the way back to where its words stand. */
interface ReadableText {
  readonly chunks: readonly Chunk[]
  readonly readings: readonly { readonly terms: string; readonly chunks: readonly number[] }[]
}

function readableText(text: string): ReadableText {
  const chunks = chunksOf(text)
  const readings = readingsOf(chunks).map(({ words, chunks: origins }) => {
    return { terms: ` ${words.map(word => tokenClass.word + encodeWord(word)).join(' ')} `, chunks: origins }
  })
  return { chunks, readings }
}

/** Where a text has a unit for the first time, by the reading that has it. */
function placeOf(unit: QueryUnit, { chunks, readings }: ReadableText) {
  for (const { terms, chunks: origins } of readings) {
    for (const phrase of unit.alternatives.flatMap(({ phrases }) => phrases)) {
      const at = terms.indexOf(phraseText(phrase))
      if (at === -1) continue
      const first = terms.slice(0, at).split(' ').length - 1
      const last = first + phrase.tokens.length - 1
      const start = chunks[origins[first] ?? 0]?.start ?? 0
      return { start, end: chunks[origins[last] ?? 0]?.end ?? start }
    }
  }
  return undefined
}
