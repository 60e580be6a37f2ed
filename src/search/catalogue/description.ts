import type { FieldFilters } from '../language/filters.ts'
import type { QueryUnit } from '../language/units.ts'
import type { Catalogue } from './catalogue.ts'
import { matchesOf, type SearchMatch } from './snippets.ts'

/** What was asked for, as far as places in a document answer it. */
export interface Asked {
  readonly words: readonly QueryUnit[]
  readonly fieldFilters: FieldFilters
}

/** What a hit tells of its document. */
export interface Description
  extends Pick<Catalogue, 'description' | 'owner' | 'domain' | 'dataProduct' | 'tags'> {
  /** Where the document has what was asked for. */
  readonly matches: readonly SearchMatch[]
}

/** How many places of a hit are told. */
const maxMatches = 10

/** What a hit tells of a document of that catalogue. */
export function describeVersion(catalogue: Catalogue, { words, fieldFilters }: Asked): Description {
  const { description, owner, domain, dataProduct, tags } = catalogue
  const matches = matchesOf(words, catalogue, maxMatches, fieldFilters)
  return { description, owner, domain, dataProduct, tags, matches }
}
