import { memoized } from '../../memoized.ts'
import { changedSet, type SetChange, storedSet, textOfAll, type VersionSetText } from './version-set.ts'

/** The terms of a contract that an index knows, as texts. */
export interface IndexedTerms {
  /** Those of the latest version, with one blank between them. */
  readonly latestTerms: string
  /** Those of other versions that the latest one does not have, likewise. */
  readonly olderTerms: string
}

/** Which versions of a contract have its terms, as texts. */
export interface TermSets {
  /** The versions, each at its number; null where one was deleted. JSON. */
  readonly versions: string
  /** Each term that some versions have and others have not, with the set of those that have it: `wxfoo:0-3,5 wxbar:2-`. */
  readonly partialTerms: string
}

/** All that is stored of the terms of a contract. */
export type TermColumns = IndexedTerms & TermSets

/** The terms of a contract without versions. */
export const noTerms: TermColumns = { versions: '[]', latestTerms: '', olderTerms: '', partialTerms: '' }

/** The longest terms that are kept of a contract's latest and of its other versions; databases limit what a row may have. */
const maxTermsLength = 250_000

/**
 * Which versions of a contract have which terms. What all versions have is among the terms of the latest version, so what
 * is stored grows with the differences between versions and not with their number.
 */
export class ContractTerms {
  readonly #versions: (string | null)[]
  readonly #partial: Map<string, VersionSetText>
  #latest: string

  constructor({ versions, latestTerms, partialTerms }: TermColumns) {
    this.#versions = JSON.parse(versions)
    this.#latest = latestTerms
    this.#partial = new Map(partialSets(partialTerms))
  }

  /** A version was written and has these terms now. */
  put(version: string, terms: string, isLatest: boolean): void {
    const countBefore = this.#versions.length
    const change = { number: this.#numberOf(version), countBefore, count: this.#versions.length }
    if (isLatest && this.#versions.every((other, number) => other === null || number === change.number)) {
      // there are no others to tell it from: most contracts have one version
      this.#partial.clear()
      this.#latest = terms
      return
    }
    const own = new Set(listOf(terms))
    const shared = new Set(listOf(this.#latest))
    // what is not partial, all others have, or none
    const lost = [...shared].filter(term => !own.has(term) && !this.#partial.has(term))
    const won = [...own].filter(term => !shared.has(term) && !this.#partial.has(term))
    this.#changePartial(change, term => own.has(term))
    const others = textOfAll(this.#versions.with(change.number, null))
    for (const term of lost) this.#partial.set(term, others)
    for (const term of won) this.#partial.set(term, changedSet('', { ...change, isIn: true }))
    this.#keepPartial()
    if (isLatest) this.#latest = terms
  }

  /** A version was deleted, and the latest one has these terms now. */
  remove(version: string, latestTerms: string): void {
    this.#latest = latestTerms
    const number = this.#versions.indexOf(version)
    if (number === -1) return
    const countBefore = this.#versions.length
    this.#versions[number] = null
    while (this.#versions.at(-1) === null) this.#versions.pop()
    this.#changePartial({ number, countBefore, count: this.#versions.length }, () => false)
    this.#keepPartial()
  }

  /** What is stored of it. Of the terms of other versions than the latest there are some only, when they are too many. */
  columns(): TermColumns {
    const latest = new Set(this.#partial.size > 0 ? listOf(this.#latest) : [])
    const older: string[] = []
    const partial: string[] = []
    let room = maxTermsLength
    // pairs of words are the last, so that none of them keeps out a word
    for (const term of [...this.#partial.keys()].sort()) {
      if (!latest.has(term)) {
        room -= term.length + 1
        if (room < 0) continue
        older.push(term)
      }
      partial.push(`${term}:${storedSet(this.#partial.get(term) ?? '')}`)
    }
    return {
      versions: JSON.stringify(this.#versions),
      latestTerms: this.#latest,
      olderTerms: older.join(' '),
      partialTerms: partial.join(' '),
    }
  }

  #changePartial(change: Omit<SetChange, 'isIn'>, isIn: (term: string) => boolean): void {
    // most terms have the set of others
    const memory = {
      keyOf: (text: VersionSetText) => text,
      most: 10_000,
      longestKey: Number.POSITIVE_INFINITY,
    }
    const withVersion = memoized(
      (text: VersionSetText) => changedSet(text, { ...change, isIn: true }),
      memory,
    )
    const without = memoized((text: VersionSetText) => changedSet(text, { ...change, isIn: false }), memory)
    for (const [term, set] of this.#partial)
      this.#partial.set(term, isIn(term) ? withVersion(set) : without(set))
  }

  /** Only what some versions have and others have not. */
  #keepPartial(): void {
    const all = textOfAll(this.#versions)
    for (const [term, set] of this.#partial) if (set === '' || set === all) this.#partial.delete(term)
  }

  /** The number of a version; a new one takes the lowest that is free. */
  #numberOf(version: string): number {
    const known = this.#versions.indexOf(version)
    if (known !== -1) return known
    const free = this.#versions.indexOf(null)
    const number = free === -1 ? this.#versions.length : free
    this.#versions[number] = version
    return number
  }
}

/** The terms that some versions have and others have not, each with the set of those that have it. */
export function partialSets(partialTerms: string): [term: string, set: VersionSetText][] {
  return listOf(partialTerms).map(text => {
    const colon = text.indexOf(':')
    return [text.slice(0, colon), text.slice(colon + 1)]
  })
}

/** The versions that a column names. */
export function versionsIn(versions: string): Set<string> {
  const numbered: (string | null)[] = JSON.parse(versions)
  return new Set(numbered.filter(version => version !== null))
}

/**
 * The terms of a version as far as they are stored. Where they are too many the last are left out, pairs of words before
 * all others, and the version is found by some of its words only.
 */
export function limitedTerms(terms: string): string {
  if (terms.length <= maxTermsLength) return terms
  return terms.slice(0, terms.lastIndexOf(' ', maxTermsLength))
}

/** Terms that are written with one blank between them. */
export function listOf(terms: string): string[] {
  return terms === '' ? [] : terms.split(' ')
}
