import type { QueryUnit, Term } from '../language/units.ts'
import type { SlotTerms } from './contract-terms.ts'
import { occupiedSlots, readSlots, type Slots, slotOf } from './version-set.ts'

/** The versions of a contract that have all that is asked for, as far as their terms tell. */
export interface VersionsWithTerms {
  readonly versions: readonly string[]
  /** False where these are only the versions that may have it. */
  readonly isSure: boolean
}

/** What must be known of a contract; without `latestTerms` every term that is asked for must be known to be in some version. */
export type KnownTerms = SlotTerms & {
  readonly latestTerms?: string | undefined
}

/** Which versions of a contract have the terms of all units; whether these stand side by side is not looked at. */
export function versionsWithTerms(contract: KnownTerms, units: readonly QueryUnit[]): VersionsWithTerms {
  const lookup = new TermLookup(contract)
  const having = lookup.havingAll(units)
  const versions = lookup.versions.filter(
    (version, slot) => version !== null && (having & slotOf(slot)) !== 0n,
  )
  return { versions: versions as string[], isSure: lookup.isSure }
}

/** Whether that can be told without the terms of the latest version, of a contract that has all units in some version. */
export function isToldByPartialTerms(units: readonly QueryUnit[]): boolean {
  return units.every(({ alternatives: [one, ...others] }) => {
    return others.length === 0 && one?.terms.every(({ isPrefix }) => !isPrefix)
  })
}

class TermLookup {
  readonly versions: readonly (string | null)[]
  isSure = true
  readonly #all: Slots
  readonly #partial: string
  readonly #latest: string | undefined

  constructor({ versions, partialTerms, latestTerms }: KnownTerms) {
    this.versions = JSON.parse(versions)
    this.#all = occupiedSlots(this.versions)
    this.#partial = partialTerms
    this.#latest = latestTerms === undefined ? undefined : ` ${latestTerms} `
  }

  havingAll(units: readonly QueryUnit[]): Slots {
    return units.reduce((slots, unit) => (slots === 0n ? slots : slots & this.#havingOne(unit)), this.#all)
  }

  #havingOne({ alternatives }: QueryUnit): Slots {
    return alternatives.reduce((slots, { terms }) => slots | this.#havingEach(terms), 0n)
  }

  #havingEach(terms: readonly Term[]): Slots {
    return terms.reduce((slots, { text, isPrefix }) => {
      return slots & (isPrefix ? this.#withBeginning(text) : this.#withTerm(text))
    }, this.#all)
  }

  #withTerm(term: string): Slots {
    const name = `${term}:`
    // not with a blank put before the text, which would copy it for each of thousands of contracts
    const at = this.#partial.startsWith(name) ? 0 : this.#partial.indexOf(` ${name}`)
    if (at !== -1) return this.#slotsAfter(this.#partial, at)
    return this.#latest === undefined || this.#latest.includes(` ${term} `) ? this.#all : 0n
  }

  #withBeginning(beginning: string): Slots {
    let slots = 0n
    const partial = ` ${this.#partial}`
    for (const at of placesOf(` ${beginning}`, partial)) slots |= this.#slotsAfter(partial, at)
    const latest = this.#latest ?? ''
    for (const at of placesOf(` ${beginning}`, latest))
      slots |= this.#withTerm(latest.slice(at + 1, latest.indexOf(' ', at + 1)))
    return slots
  }

  /** The slots of the term that begins at, or right behind, a place. */
  #slotsAfter(partial: string, at: number): Slots {
    const colon = partial.indexOf(':', at)
    const end = partial.indexOf(' ', colon)
    const slots = readSlots(partial.slice(colon + 1, end === -1 ? undefined : end), this.versions.length)
    this.isSure &&= slots !== undefined
    return slots ?? this.#all
  }
}

function* placesOf(part: string, text: string): Generator<number> {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) yield at
}
