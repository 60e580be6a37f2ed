import { changedSlots, keptSlots, occupiedText, type SlotChange, type SlotsText } from './version-set.ts'

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
  readonly #partial: Map<string, SlotsText>
  #latest: string

  constructor({ versions, latestTerms, partialTerms }: TermColumns) {
    this.#versions = JSON.parse(versions)
    this.#latest = latestTerms
    this.#partial = new Map(slotTexts(partialTerms))
  }

  /** A version was written and has these terms now. */
  put(version: string, terms: string, isLatest: boolean): void {
    const countBefore = this.#versions.length
    const change = { slot: this.#place(version), countBefore, count: this.#versions.length }
    const own = new Set(listOf(terms))
    const shared = new Set(listOf(this.#latest))
    // what is not partial, all others have, or none
    const lost = [...shared].filter(term => !own.has(term) && !this.#partial.has(term))
    const won = [...own].filter(term => !shared.has(term) && !this.#partial.has(term))
    this.#changePartial(change, term => own.has(term))
    const others = occupiedText(this.#versions.with(change.slot, null))
    for (const term of lost) this.#partial.set(term, others)
    for (const term of won) this.#partial.set(term, changedSlots('', { ...change, isIn: true }))
    this.#keepPartial()
    if (isLatest) this.#latest = terms
  }

  /** A version was deleted, and the latest one has these terms now. */
  remove(version: string, latestTerms: string): void {
    this.#latest = latestTerms
    const slot = this.#versions.indexOf(version)
    if (slot === -1) return
    const countBefore = this.#versions.length
    this.#versions[slot] = null
    while (this.#versions.at(-1) === null) this.#versions.pop()
    this.#changePartial({ slot, countBefore, count: this.#versions.length }, () => false)
    this.#keepPartial()
  }

  /** What is kept of it. Of the terms of other versions than the latest there are some only, when they are too many. */
  columns(): TermColumns {
    const latest = new Set(listOf(this.#latest))
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
      partial.push(`${term}:${keptSlots(this.#partial.get(term) ?? '')}`)
    }
    return {
      versions: JSON.stringify(this.#versions),
      latestTerms: this.#latest,
      olderTerms: older.join(' '),
      partialTerms: partial.join(' '),
    }
  }

  #changePartial(change: Omit<SlotChange, 'isIn'>, isIn: (term: string) => boolean): void {
    const withSlot = remembering((text: SlotsText) => changedSlots(text, { ...change, isIn: true }))
    const without = remembering((text: SlotsText) => changedSlots(text, { ...change, isIn: false }))
    for (const [term, slots] of this.#partial)
      this.#partial.set(term, isIn(term) ? withSlot(slots) : without(slots))
  }

  /** Only what some versions have and others have not. */
  #keepPartial(): void {
    const all = occupiedText(this.#versions)
    for (const [term, slots] of this.#partial) if (slots === '' || slots === all) this.#partial.delete(term)
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

/** The same function, which is asked for each text once: most terms have the slots of others. */
function remembering(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>()
  return text => {
    const known = made.get(text)
    if (known !== undefined) return known
    const result = make(text)
    made.set(text, result)
    return result
  }
}
