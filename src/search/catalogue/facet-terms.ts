import { decodeText, encodeText, tokenClass } from '../language/tokens.ts'
import { ownerMark } from './facet-labels.ts'

/** What the hits of a search are counted by, as one version has it. */
export interface FacetValues {
  readonly status: string | null
  readonly owner: string | null
  readonly domain: string | null
  /** What a version may have several of, see `labelsOf`. */
  readonly labels: readonly string[]
}

/** How hits may be counted; the letter tells it in a term. */
const letters = { status: 's', owner: 'o', domain: 'd', tag: 't' } as const
type CountedName = keyof typeof letters

/** A text without letters is a value, too; no text has the character that this says. */
const emptyText = encodeText('\0')

/** The terms of these values: each spelled as it is, and one that says so where there is none. Tags are in no such need. */
export function facetTermsOf({ status, owner, domain, labels }: FacetValues): string[] {
  const terms = [termOf('status', status), termOf('owner', owner), termOf('domain', domain)]
  for (const label of labels) {
    const isOwner = label.startsWith(ownerMark)
    terms.push(isOwner ? termOf('owner', label.slice(ownerMark.length)) : termOf('tag', label))
  }
  return terms
}

/** How the terms of all values of a facet begin. */
export function facetBeginning(name: CountedName): string {
  return tokenClass.facet + letters[name]
}

/** The value that a term of a facet tells; null for the one of versions that have none. */
export function facetValueOf(term: string): string | null {
  const encoded = term.slice(tokenClass.facet.length + 1)
  return encoded === '' ? null : encoded === emptyText ? '' : decodeText(encoded)
}

function termOf(name: CountedName, value: string | null): string {
  return facetBeginning(name) + (value === null ? '' : value === '' ? emptyText : encodeText(value))
}
