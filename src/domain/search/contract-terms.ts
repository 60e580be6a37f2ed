import { occupiedSlots, readSlots, type Slots, slotOf, writeSlots } from './slots.ts'

/** What is kept of the terms of a contract, as texts. */
export interface TermColumns {
  /** The versions, each in its slot; null where one was deleted. JSON. */
  readonly versions: string
  /** The terms of the latest version, with one blank between them. */
  readonly latestTerms: string
  /** The terms of other versions that the latest one does not have, likewise. */
  readonly olderTerms: string
  /** Each term that some versions have and others have not, with the slots of those that have it: `wxfoo:0-3,5 wxbar:2`. */
  readonly partialTerms: string
}

/** The terms of a contract without versions. */
export const noTerms: TermColumns = { versions: '[]', latestTerms: '', olderTerms: '', partialTerms: '' }

/** The longest terms that are kept of a contract's latest and of its other versions; databases limit what a row may have. */
const maxTermsLength = 400_000

/**
 * Which versions of a contract have which terms. Terms that all versions have are told by those of the latest version,
 * so what is kept grows with the differences between versions and not with their number.
 */
export class ContractTerms {
  readonly #versions: (string | null)[]
  readonly #partial: Map<string, Slots | undefined>
  #latest: string

  constructor({ versions, latestTerms, partialTerms }: TermColumns) {
    this.#versions = JSON.parse(versions)
    this.#latest = latestTerms
    this.#partial = new Map(listOf(partialTerms).map(readPartial))
  }

  /** A version was written and has these terms now. */
  put(version: string, terms: string, isLatest: boolean): void {
    const slots = this.#slotsByTerm()
    const own = new Set(listOf(terms))
    const bit = slotOf(this.#place(version))
    for (const term of own) if (!slots.has(term)) slots.set(term, 0n)
    if (isLatest) this.#latest = terms
    this.#keepPartial(slots, (term, before) => (own.has(term) ? before | bit : before & ~bit))
  }

  /** A version was deleted, and the latest one has these terms now. */
  remove(version: string, latestTerms: string): void {
    const slots = this.#slotsByTerm()
    const slot = this.#versions.indexOf(version)
    if (slot !== -1) this.#versions[slot] = null
    while (this.#versions.at(-1) === null) this.#versions.pop()
    this.#latest = latestTerms
    this.#keepPartial(slots, (_, before) => before & this.#all())
  }

  /** What is kept of it. Of the terms of other versions than the latest there are some only, when they are too many. */
  columns(): TermColumns {
    const latest = new Set(listOf(this.#latest))
    const older: string[] = []
    const partial: string[] = []
    let room = maxTermsLength
    for (const term of [...this.#partial.keys()].sort()) {
      if (!latest.has(term)) {
        room -= term.length + 1
        if (room < 0) continue
        older.push(term)
      }
      partial.push(`${term}:${writeSlots(this.#partial.get(term))}`)
    }
    return {
      versions: JSON.stringify(this.#versions),
      latestTerms: this.#latest,
      olderTerms: older.join(' '),
      partialTerms: partial.join(' '),
    }
  }

  /** The slots of every term there is. */
  #slotsByTerm(): Map<string, Slots | undefined> {
    const slots = new Map(this.#partial)
    const all = this.#all()
    for (const term of listOf(this.#latest)) if (!slots.has(term)) slots.set(term, all)
    return slots
  }

  #keepPartial(
    slots: ReadonlyMap<string, Slots | undefined>,
    change: (term: string, before: Slots) => Slots,
  ): void {
    this.#partial.clear()
    const all = this.#all()
    for (const [term, before] of slots) {
      const after = before === undefined ? undefined : change(term, before)
      if (after !== 0n && after !== all) this.#partial.set(term, after)
    }
  }

  #place(version: string): number {
    const known = this.#versions.indexOf(version)
    if (known !== -1) return known
    const free = this.#versions.indexOf(null)
    const slot = free === -1 ? this.#versions.length : free
    this.#versions[slot] = version
    return slot
  }

  #all(): Slots {
    return occupiedSlots(this.#versions)
  }
}

/** The versions that a column names. */
export function versionsIn(versions: string): Set<string> {
  const slots: (string | null)[] = JSON.parse(versions)
  return new Set(slots.filter(version => version !== null))
}

/** The terms of a version, without the last where they are too many: it is found by some of its words only. */
export function limitedTerms(terms: string): string {
  if (terms.length <= maxTermsLength) return terms
  return terms.slice(0, terms.lastIndexOf(' ', maxTermsLength))
}

function listOf(terms: string): string[] {
  return terms === '' ? [] : terms.split(' ')
}

function readPartial(text: string): [term: string, slots: Slots | undefined] {
  const [term = '', slots = ''] = text.split(':')
  return [term, readSlots(slots)]
}
