import type { QueryUnit, Term } from '../language/units.ts'
import { entryIn } from './sorted-entries.ts'
import type { TermSets } from './term-columns.ts'
import { readVersionSet, setOf, setOfAll, type VersionSet } from './version-set.ts'

/** The versions of a contract that have all that is asked for, as far as the index knows. */
export interface VersionsWithTerms {
  readonly versions: readonly string[]
  /** False where these are only the versions that may have it. */
  readonly isSure: boolean
}

/** What must be known of a contract; without `latestTerms` every term that is asked for must be known to be in some version. */
export type KnownTerms = TermSets & {
  readonly latestTerms?: string | undefined
}

/** Which versions of a contract have the terms of all units; whether these stand side by side is not looked at. */
export function versionsWithTerms(contract: KnownTerms, units: readonly QueryUnit[]): VersionsWithTerms {
  const lookup = new TermLookup(contract)
  const having = lookup.havingAll(units)
  const versions = lookup.versions.filter(
    (version, number) => version !== null && (having & setOf(number)) !== 0n,
  )
  return { versions: versions as string[], isSure: lookup.isSure }
}

/**
 * Whether the terms of the latest version are needed for that, of a contract that has all units in some version: to know
 * which of several alternatives it has, and which terms with some beginning.
 */
export function needsLatestTerms(units: readonly QueryUnit[]): boolean {
  return units.some(({ alternatives: [one, ...others] }) => {
    return others.length > 0 || (one?.terms.some(({ isPrefix }) => isPrefix) ?? false)
  })
}

class TermLookup {
  readonly versions: readonly (string | null)[]
  isSure = true
  readonly #all: VersionSet
  readonly #partial: string
  readonly #latest: string | undefined

  constructor({ versions, partialTerms, latestTerms }: KnownTerms) {
    this.versions = JSON.parse(versions)
    this.#all = setOfAll(this.versions)
    this.#partial = partialTerms
    this.#latest = latestTerms === undefined ? undefined : ` ${latestTerms} `
  }

  havingAll(units: readonly QueryUnit[]): VersionSet {
    return units.reduce((set, unit) => (set === 0n ? set : set & this.#havingOne(unit)), this.#all)
  }

  #havingOne({ alternatives }: QueryUnit): VersionSet {
    return alternatives.reduce((set, { terms }) => set | this.#havingEach(terms), 0n)
  }

  #havingEach(terms: readonly Term[]): VersionSet {
    return terms.reduce((set, { text, isPrefix }) => {
      return set & (isPrefix ? this.#withBeginning(text) : this.#withTerm(text))
    }, this.#all)
  }

  #withTerm(term: string): VersionSet {
    const entry = entryIn(this.#partial, term)
    if (entry !== undefined) return this.#setAfter(entry, 0)
    return this.#latest === undefined || this.#latest.includes(` ${term} `) ? this.#all : 0n
  }

  #withBeginning(beginning: string): VersionSet {
    let set = 0n
    const partial = ` ${this.#partial}`
    for (const at of placesOf(` ${beginning}`, partial)) set |= this.#setAfter(partial, at)
    const latest = this.#latest ?? ''
    for (const at of placesOf(` ${beginning}`, latest)) {
      if (set === this.#all) break
      set |= this.#withTerm(latest.slice(at + 1, latest.indexOf(' ', at + 1)))
    }
    return set
  }

  /** The set of the term that begins at, or right behind, a place. */
  #setAfter(partial: string, at: number): VersionSet {
    const colon = partial.indexOf(':', at)
    const end = partial.indexOf(' ', colon)
    const set = readVersionSet(partial.slice(colon + 1, end === -1 ? undefined : end), this.versions.length)
    this.isSure &&= set !== undefined
    return set ?? this.#all
  }
}

function* placesOf(part: string, text: string): Generator<number> {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) yield at
}
