import { occupiedSlots, readSlots, type Slots, slotOf, writeSlots } from './slots.ts'

/** The terms of a contract that an index knows, as texts. */
export interface IndexedTerms {
  /** Those of the latest version, with one blank between them. */
  readonly latestTerms: string
  /** Those of other versions that the latest one does not have, likewise. */
  readonly olderTerms: string
}

/** Which of its versions have them. */
export interface SlotTerms {
  /** The versions, each in its slot; null where one was deleted. JSON. */
  readonly versions: string
  /** Each term that some versions have and others have not, with the slots of those that have it: `wxfoo:0-3,5 wxbar:2-`. */
  readonly partialTerms: string
}

/** All that is kept of the terms of a contract. */
export type TermColumns = IndexedTerms & SlotTerms

/** The terms of a contract without versions. */
export const noTerms: TermColumns = { versions: '[]', latestTerms: '', olderTerms: '', partialTerms: '' }

/** The longest terms that are kept of a contract's latest and of its other versions; databases limit what a row may have. */
const maxTermsLength = 250_000

/**
 * Which versions of a contract have which terms. Terms that all versions have are told by those of the latest version,
 * so what is kept grows with the differences between versions and not with their number.
 */
export class ContractTerms {
  readonly #versions: (string | null)[]
  readonly #partial: Map<string, Slots | undefined>
  #latest: string
  /** The slots of all versions. */
  #all: Slots

  constructor({ versions, latestTerms, partialTerms }: TermColumns) {
    this.#versions = JSON.parse(versions)
    this.#all = occupiedSlots(this.#versions)
    this.#latest = latestTerms
    const slotsOf = remembering((text: string) => readSlots(text, this.#versions.length))
    this.#partial = new Map(slotTexts(partialTerms).map(([term, text]) => [term, slotsOf(text)]))
  }

  /** A version was written and has these terms now. */
  put(version: string, terms: string, isLatest: boolean): void {
    const others = this.#all
    const bit = slotOf(this.#place(version))
    this.#all |= bit
    const own = new Set(listOf(terms))
    const partial = new Set(this.#partial.keys())
    this.#changePartial((term, slots) => (own.has(term) ? slots | bit : slots & ~bit))
    // what is not partial, all others have, or none
    for (const term of listOf(this.#latest))
      if (!own.delete(term) && !partial.has(term)) this.#keep(term, others & ~bit)
    for (const term of own) if (!partial.has(term)) this.#keep(term, bit)
    if (isLatest) this.#latest = terms
  }

  /** A version was deleted, and the latest one has these terms now. */
  remove(version: string, latestTerms: string): void {
    const slot = this.#versions.indexOf(version)
    if (slot !== -1) this.#versions[slot] = null
    while (this.#versions.at(-1) === null) this.#versions.pop()
    this.#latest = latestTerms
    this.#all = occupiedSlots(this.#versions)
    this.#changePartial((_, slots) => slots & this.#all)
  }

  /** What is kept of it. Of the terms of other versions than the latest there are some only, when they are too many. */
  columns(): TermColumns {
    const latest = new Set(listOf(this.#latest))
    const textOf = remembering((slots: Slots | undefined) => writeSlots(slots, this.#versions.length))
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
      partial.push(`${term}:${textOf(this.#partial.get(term))}`)
    }
    return {
      versions: JSON.stringify(this.#versions),
      latestTerms: this.#latest,
      olderTerms: older.join(' '),
      partialTerms: partial.join(' '),
    }
  }

  #changePartial(change: (term: string, slots: Slots) => Slots): void {
    for (const [term, slots] of this.#partial) if (slots !== undefined) this.#keep(term, change(term, slots))
  }

  /** Only what some versions have and others have not. */
  #keep(term: string, slots: Slots): void {
    if (slots === 0n || slots === this.#all) this.#partial.delete(term)
    else this.#partial.set(term, slots)
  }

  #place(version: string): number {
    const known = this.#versions.indexOf(version)
    if (known !== -1) return known
    const free = this.#versions.indexOf(null)
    const slot = free === -1 ? this.#versions.length : free
    this.#versions[slot] = version
    return slot
  }
}

/** The terms that some versions have and others have not, each with its slots. */
export function slotTexts(partialTerms: string): [term: string, slots: string][] {
  return listOf(partialTerms).map(text => {
    const colon = text.indexOf(':')
    return [text.slice(0, colon), text.slice(colon + 1)]
  })
}

/** The versions that a column names. */
export function versionsIn(versions: string): Set<string> {
  const slots: (string | null)[] = JSON.parse(versions)
  return new Set(slots.filter(version => version !== null))
}

/** The terms of a version, without the last where they are too many: it is found by some of its words only, pairs of words being the first that are left out. */
export function limitedTerms(terms: string): string {
  if (terms.length <= maxTermsLength) return terms
  return terms.slice(0, terms.lastIndexOf(' ', maxTermsLength))
}

/** Terms that are written with one blank between them. */
export function listOf(terms: string): string[] {
  return terms === '' ? [] : terms.split(' ')
}

/** The same function, which is asked for each value once: most terms have the slots of others. */
function remembering<From, To>(make: (from: From) => To): (from: From) => To {
  const made = new Map<From, To>()
  return from => {
    if (!made.has(from)) made.set(from, make(from))
    return made.get(from) as To
  }
}
