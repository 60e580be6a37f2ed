import { memoized } from '../../memoized.ts'
import { type SortedEntries, withEntries } from './sorted-entries.ts'
import { changedSet, type Membership, storedSet, textOfAll, type VersionSetText } from './version-set.ts'

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

/** Where an index keeps the sets of terms one by one: what it has of a contract. */
export interface KeptSets {
  /** The partial terms among some terms with their sets, written as in `partialTerms` and in any order. */
  of(terms: readonly string[]): Promise<string>
  /** All of them. */
  all(): Promise<string>
}

/** The longest terms that are kept of a contract's latest and of its other versions; databases limit what a row may have. */
const maxTermsLength = 250_000

/**
 * Which versions of a contract have which terms. What all versions have is among the terms of the latest version, so what
 * is stored grows with the differences between versions and not with their number. A version that follows the latest one
 * changes only what the two have not in common, whatever earlier versions have.
 */
export class ContractTerms {
  readonly #versions: (string | null)[]
  #latest: string
  /** The version which has these terms, where that is known. */
  #latestVersion: string | undefined
  readonly #olderTerms: SortedEntries
  /** The partial terms as they are stored; where sets are kept one by one, those that were touched. */
  #partial: SortedEntries
  readonly #kept: KeptSets | undefined
  /** Terms of which something may be stored that was not before, with their sets; undefined for what is not partial. */
  readonly #touched = new Map<string, VersionSetText | undefined>()
  /** All partial terms, once a change may be one of any of them; what `#partial` has is of no interest then. */
  #all: Map<string, VersionSetText> | undefined

  /**
   * @param latestVersion the version which has the terms of the latest, where that is known.
   * @param kept has the sets, where the columns have none.
   */
  constructor(
    { versions, latestTerms, olderTerms, partialTerms }: TermColumns,
    latestVersion?: string,
    kept?: KeptSets,
  ) {
    this.#versions = JSON.parse(versions)
    this.#latest = latestTerms
    this.#latestVersion = this.#versions.find(version => version === latestVersion) ?? undefined
    this.#olderTerms = olderTerms
    this.#partial = partialTerms
    this.#kept = kept
  }

  /** A version was written and has these terms now. */
  async put(version: string, terms: string, isLatest: boolean): Promise<void> {
    const countBefore = this.#versions.length
    const isLatestAgain = version === this.#latestVersion
    const number = this.#numberOf(version)
    const change = { number, countBefore, count: this.#versions.length }
    const isNext = number === countBefore && this.#versions[number - 1] === this.#latestVersion
    const isOnly = this.#versions.every((other, at) => other === null || at === number)
    const isAfterLatest = this.#latestVersion !== undefined && (isLatestAgain || isNext)
    // there are no others to tell it from: most contracts have one version
    if (isLatest && isOnly) this.#all = new Map()
    else if (isAfterLatest && !this.#all) await this.#putAfterLatest(change, terms)
    else await this.#putAmongAll(change, terms)
    if (!isLatest) return
    this.#latest = terms
    this.#latestVersion = version
  }

  /** A version was deleted, and the latest one has these terms now. */
  async remove(version: string, latestTerms: string): Promise<void> {
    const all = await this.#allPartial()
    this.#latest = latestTerms
    this.#latestVersion = undefined
    const number = this.#versions.indexOf(version)
    if (number === -1) return
    const countBefore = this.#versions.length
    this.#versions[number] = null
    while (this.#versions.at(-1) === null) this.#versions.pop()
    this.#changeAll(all, { number, countBefore, count: this.#versions.length }, () => false)
    this.#keepPartial(all)
  }

  /**
   * What is stored of it. Of the terms of other versions than the latest there are some only, when they are too many; and
   * where sets are kept one by one, those that were touched, if it is known which.
   */
  columns(): TermColumns {
    const sets = this.#all ? this.#columnsOf(this.#all) : this.#changedColumns()
    return { versions: JSON.stringify(this.#versions), latestTerms: this.#latest, ...sets }
  }

  /**
   * The terms of which something may be stored that was not before, each with the set that is stored if there is one;
   * undefined when that may be all. Asked for last.
   */
  get touched(): ReadonlyMap<string, VersionSetText | undefined> | undefined {
    return this.#all ? undefined : this.#touched
  }

  /**
   * Of the terms that a version and the latest one before it have in common, the text of the set stays: it goes on to the
   * last version. And what none of the two has, has no version since.
   */
  async #putAfterLatest(change: Omit<Membership, 'isIn'>, terms: string): Promise<void> {
    const own = new Set(listOf(terms))
    const latest = new Set(listOf(this.#latest))
    const won = [...own].filter(term => !latest.has(term))
    const lost = [...latest].filter(term => !own.has(term))
    const changed = [...won, ...lost].sort()
    await this.#learn(changed)
    const others = textOfAll(this.#versions.with(change.number, null))
    const all = textOfAll(this.#versions)
    const changedBy = setChanges(change)
    this.#partial = withEntries(this.#partial, changed, (term, entry) => {
      const isIn = own.has(term)
      // what is not partial, all others have, or none
      const before = entry?.slice(term.length + 1) ?? (isIn ? '' : others)
      const set = changedBy(before, isIn)
      const isPartial = set !== '' && set !== all
      this.#touched.set(term, isPartial ? storedSet(set) : undefined)
      return isPartial ? entryOf(term, set) : undefined
    })
  }

  async #putAmongAll(change: Omit<Membership, 'isIn'>, terms: string): Promise<void> {
    const partial = await this.#allPartial()
    const own = new Set(listOf(terms))
    const shared = new Set(listOf(this.#latest))
    // what is not partial, all others have, or none
    const lost = [...shared].filter(term => !own.has(term) && !partial.has(term))
    const won = [...own].filter(term => !shared.has(term) && !partial.has(term))
    this.#changeAll(partial, change, term => own.has(term))
    const others = textOfAll(this.#versions.with(change.number, null))
    for (const term of lost) partial.set(term, others)
    for (const term of won) partial.set(term, changedSet('', { ...change, isIn: true }))
    this.#keepPartial(partial)
  }

  async #allPartial(): Promise<Map<string, VersionSetText>> {
    if (this.#all) return this.#all
    const kept = partialSets((await this.#kept?.all()) ?? '').filter(([term]) => !this.#touched.has(term))
    this.#all = new Map([...kept, ...partialSets(this.#partial)])
    return this.#all
  }

  /** Reads the sets of some terms, where they are kept one by one. */
  async #learn(terms: readonly string[]): Promise<void> {
    if (!this.#kept) return
    const found = new Map(partialSets(await this.#kept.of(terms.filter(term => !this.#touched.has(term)))))
    this.#partial = withEntries(this.#partial, [...found.keys()].sort(), term =>
      entryOf(term, found.get(term) ?? ''),
    )
  }

  #columnsOf(all: ReadonlyMap<string, VersionSetText>): Pick<TermColumns, 'olderTerms' | 'partialTerms'> {
    const latest = new Set(all.size > 0 ? listOf(this.#latest) : [])
    const older: string[] = []
    const partial: string[] = []
    let room = maxTermsLength
    // pairs of words are the last, so that none of them keeps out a word
    for (const term of [...all.keys()].sort()) {
      if (!latest.has(term)) {
        room -= term.length + 1
        if (room < 0) continue
        older.push(term)
      }
      partial.push(entryOf(term, all.get(term) ?? ''))
    }
    return { olderTerms: older.join(' '), partialTerms: partial.join(' ') }
  }

  #changedColumns(): Pick<TermColumns, 'olderTerms' | 'partialTerms'> {
    const [before, touched] = [this.#olderTerms, this.#touched]
    if (touched.size === 0) return { olderTerms: before, partialTerms: this.#partial }
    const latest = new Set(listOf(this.#latest))
    const isOlder = (term: string) => touched.get(term) !== undefined && !latest.has(term)
    const all = withEntries(before, [...touched.keys()].sort(), term => (isOlder(term) ? term : undefined))
    if (all.length < maxTermsLength) return { olderTerms: all, partialTerms: this.#partial }
    const olderTerms = all.slice(0, all.lastIndexOf(' ', maxTermsLength - 1))
    const leftOut = listOf(all.slice(olderTerms.length + 1))
    for (const term of leftOut) touched.set(term, undefined)
    return { olderTerms, partialTerms: withEntries(this.#partial, leftOut, () => undefined) }
  }

  #changeAll(
    partial: Map<string, VersionSetText>,
    change: Omit<Membership, 'isIn'>,
    isIn: (term: string) => boolean,
  ): void {
    const changedBy = setChanges(change)
    for (const [term, set] of partial) partial.set(term, changedBy(set, isIn(term)))
  }

  /** Only what some versions have and others have not. */
  #keepPartial(partial: Map<string, VersionSetText>): void {
    const all = textOfAll(this.#versions)
    for (const [term, set] of partial) if (set === '' || set === all) partial.delete(term)
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

/** Puts a version into sets or takes it out. Most terms have the set of others. */
function setChanges(
  change: Omit<Membership, 'isIn'>,
): (set: VersionSetText, isIn: boolean) => VersionSetText {
  const memory = { keyOf: (text: VersionSetText) => text, most: 10_000, longestKey: Number.POSITIVE_INFINITY }
  const changing = (isIn: boolean) => (set: VersionSetText) => changedSet(set, { ...change, isIn })
  const [withVersion, without] = [memoized(changing(true), memory), memoized(changing(false), memory)]
  return (set, isIn) => (isIn ? withVersion(set) : without(set))
}

function entryOf(term: string, set: VersionSetText): string {
  return `${term}:${storedSet(set)}`
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

/** Which of the terms that only older versions have, given in their order, are too many to be kept. */
export function termsBeyondLimit(olderTerms: readonly string[]): string[] {
  let room = maxTermsLength
  return olderTerms.filter(term => {
    room -= term.length + 1
    return room < 0
  })
}

/** Terms that are written with one blank between them. */
export function listOf(terms: string): string[] {
  return terms === '' ? [] : terms.split(' ')
}
