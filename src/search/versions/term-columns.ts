import type { VersionSetText } from './version-set.ts'

/** Which versions of a contract have its terms, as texts. */
export interface TermSets {
  /** The versions, each at its number; null where one was deleted. JSON. */
  readonly versions: string
  /** Each term that some versions have and others have not, with the set of those that have it: `wxfoo:0-3,5 wxbar:2-`. */
  readonly partialTerms: string
}

/** All that is stored of the terms of a contract. */
export interface TermColumns extends TermSets {
  /** Those of the latest version, with one blank between them. */
  readonly latestTerms: string
}

/** The terms of a contract without versions. */
export const noTerms: TermColumns = { versions: '[]', latestTerms: '', partialTerms: '' }

/** The terms that some versions have and others have not, each with the set of those that have it. */
export function partialSets(partialTerms: string): [term: string, set: VersionSetText][] {
  return listOf(partialTerms).map(text => {
    const colon = text.indexOf(':')
    return [text.slice(0, colon), text.slice(colon + 1)]
  })
}

/** The terms of other versions that the latest one does not have, in their order: some have them and others have not. */
export function olderTermsOf({
  latestTerms,
  partialTerms,
}: Pick<TermColumns, 'latestTerms' | 'partialTerms'>): string[] {
  const latest = new Set(listOf(latestTerms))
  return partialSets(partialTerms).flatMap(([term]) => (latest.has(term) ? [] : [term]))
}

/** The versions that a column names. */
export function versionsIn(versions: string): Set<string> {
  const numbered: (string | null)[] = JSON.parse(versions)
  return new Set(numbered.filter(version => version !== null))
}

/** Terms that are written with one blank between them. */
export function listOf(terms: string): string[] {
  return terms === '' ? [] : terms.split(' ')
}
