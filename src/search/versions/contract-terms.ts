import { memoized } from '../../memoized.ts'
import { AllSets } from './all-sets.ts'
import { type SortedEntries, withEntries } from './sorted-entries.ts'
import { listOf, olderTermsOf, partialSets, type TermColumns } from './term-columns.ts'
import { maxTermsLength, termsBeyondLimit } from './term-limits.ts'
import { changedSet, type Membership, storedSet, textOfAll, type VersionSetText } from './version-set.ts'

/** Where an index keeps the sets of terms one by one: what it has of a contract. */
export interface KeptSets {
  /** The partial terms among some terms with their sets, written as in `partialTerms` and in any order. */
  of(terms: readonly string[]): Promise<string>
  /** All of them. */
  all(): Promise<string>
}

/** What may be stored otherwise than before a change. */
export interface Touched {
  /** The terms of which it may be something else, each with the set that is stored now if there is one. */
  readonly sets: ReadonlyMap<string, VersionSetText | undefined>
  /** All terms of the latest version. */
  readonly latest: ReadonlySet<string>
}

/** What else is known of a contract whose versions change. */
export interface KnownOfContract {
  /** The version which has the terms of the latest. */
  readonly latestVersion?: string | undefined
  /** Has the sets, where the columns have none. */
  readonly kept?: KeptSets | undefined
  /** The terms of what will be the latest version: with these, many may change in limited memory. */
  readonly latestInTheEnd?: string | undefined
}

/**
 * Which versions of a contract have which terms. What all versions have is among the terms of the latest version, so what
 * is stored grows with the differences between versions and not with their number. A version that follows the latest one
 * changes only what the two have not in common, whatever earlier versions have.
 */
export class ContractTerms {
  readonly #versions: (string | null)[]
  readonly #latestBefore: string
  #latest: string
  /** The version which has these terms, where that is known. */
  #latestVersion: string | undefined
  readonly #latestInTheEnd: string | undefined
  /** The partial terms as they are stored; empty where sets are kept one by one. */
  #partial: SortedEntries
  #kept: KeptSets | undefined
  /** A text of terms that was taken apart last, and each of them once. */
  #lastSet: { readonly terms: string; readonly set: ReadonlySet<string> } | undefined
  /** Terms of which something may be stored that was not before, with their sets; undefined for what is not partial. */
  readonly #touched = new Map<string, VersionSetText | undefined>()
  /** All sets, once a change may be one of any of them; what `#partial` has is of no interest then. */
  #all: AllSets | undefined
  /** Whether something else may be stored than what was touched. */
  #isBegunAgain = false

  constructor(
    { versions, latestTerms, partialTerms }: TermColumns,
    { latestVersion, kept, latestInTheEnd }: KnownOfContract = {},
  ) {
    this.#versions = JSON.parse(versions)
    this.#latestBefore = latestTerms
    this.#latest = latestTerms
    this.#latestVersion = this.#versions.find(version => version === latestVersion) ?? undefined
    this.#latestInTheEnd = latestInTheEnd
    this.#partial = partialTerms
    this.#kept = kept
  }

  /** A version was written and has these terms now. */
  async put(version: string, terms: string, isLatest: boolean): Promise<void> {
    const countBefore = this.#versions.length
    const isLatestAgain = version === this.#latestVersion
    const number = this.#numberFor(version)
    const isNext = number === countBefore && this.#versions[number - 1] === this.#latestVersion
    const isOnly = this.#versions.every((other, at) => other === null || at === number)
    const isAfterLatest = this.#latestVersion !== undefined && (isLatestAgain || isNext)
    // there are no others to tell it from: most contracts have one version
    if (isLatest && isOnly) this.#beginWith(number, version)
    else if (isAfterLatest && !this.#all && !this.#isBegunAgain) {
      this.#versions[number] = version
      await this.#putAfterLatest({ number, countBefore, count: this.#versions.length }, terms)
    } else {
      const all = await this.#allSets()
      this.#versions[number] = version
      await all.put(number, listOf(terms), this.#versions)
      if (all.isFull) await this.#limitMeanwhile(all)
    }
    if (!isLatest) return
    this.#latest = terms
    this.#latestVersion = version
  }

  /** A version was deleted, and the latest one has these terms now. */
  async remove(version: string, latestTerms: string): Promise<void> {
    const all = await this.#allSets()
    this.#latest = latestTerms
    this.#latestVersion = undefined
    const number = this.#versions.indexOf(version)
    if (number === -1) return
    await all.remove(number, this.#versions)
    this.#versions[number] = null
    while (this.#versions.at(-1) === null) this.#versions.pop()
  }

  /**
   * What is stored of it. Of the terms of other versions than the latest there are some only, when they are too many; and
   * where sets are kept one by one none, if it is known which were touched.
   */
  async columns(): Promise<TermColumns> {
    const partialTerms = this.#all ? await this.#textOfSets(this.#all) : this.#limitedPartial()
    return { versions: JSON.stringify(this.#versions), latestTerms: this.#latest, partialTerms }
  }

  /** What may be stored otherwise than before; undefined when that may be all. Asked for last. */
  get touched(): Touched | undefined {
    if (this.#isBegunAgain) return undefined
    return { sets: this.#touched, latest: this.#setOf(this.#latest) }
  }

  /**
   * Of the terms that a version and the latest one before it have in common, the text of the set stays: it goes on to the
   * last version. And what none of the two has, has no version since.
   */
  async #putAfterLatest(change: Omit<Membership, 'isIn'>, terms: string): Promise<void> {
    const latest = this.#setOf(this.#latest)
    const own = this.#setOf(terms)
    const changed = [...own].filter(term => !latest.has(term))
    for (const term of latest) if (!own.has(term)) changed.push(term)
    const others = textOfAll(this.#versions.with(change.number, null))
    const all = textOfAll(this.#versions)
    const changedBy = setChanges(change)
    const touch = (term: string, before: VersionSetText | undefined) => {
      const isIn = own.has(term)
      // what is not partial, all others have, or none
      const set = changedBy(before ?? (isIn ? '' : others), isIn)
      const stored = set !== '' && set !== all ? storedSet(set) : undefined
      this.#touched.set(term, stored)
      return stored
    }
    if (this.#kept) {
      const setBefore = await this.#keptSetOf(changed, this.#kept)
      for (const term of changed) touch(term, setBefore(term))
    } else
      this.#partial = withEntries(this.#partial, changed.sort(), (term, entry) => {
        const set = touch(term, entry?.slice(term.length + 1))
        return set && entryOf(term, set)
      })
  }

  /** Of a single version nothing is partial. */
  #beginWith(number: number, version: string): void {
    this.#versions[number] = version
    this.#all = undefined
    this.#kept = undefined
    this.#partial = ''
    this.#touched.clear()
    this.#isBegunAgain = true
  }

  async #allSets(): Promise<AllSets> {
    if (this.#all) return this.#all
    const stored = partialSets((await this.#kept?.all()) ?? this.#partial)
    const partial = new Map(stored)
    if (this.#kept)
      for (const [term, set] of this.#touched) {
        if (set === undefined) partial.delete(term)
        else partial.set(term, set)
      }
    this.#all = new AllSets(partial, this.#versions, listOf(this.#latest), this.#touched)
    return this.#all
  }

  async #limitMeanwhile(all: AllSets): Promise<void> {
    if (this.#latestInTheEnd === undefined) return
    await all.settle(this.#versions)
    await all.limit(this.#setOf(this.#latestInTheEnd), maxTermsLength, false)
  }

  /** Tells the sets that are stored of some terms now, where they are kept one by one. */
  async #keptSetOf(terms: readonly string[], kept: KeptSets) {
    const [touched, asked] = [this.#touched, terms.filter(term => !this.#touched.has(term))]
    const found = new Map(partialSets(await kept.of(asked)))
    return (term: string) => (touched.has(term) ? touched.get(term) : found.get(term))
  }

  async #textOfSets(all: AllSets): Promise<SortedEntries> {
    const latest = this.#setOf(this.#latest)
    const sets = await all.settle(this.#versions)
    await all.limit(latest, maxTermsLength, true)
    const before = new Set(listOf(this.#latestBefore))
    // the index tells whether the latest version has a term, too
    for (const term of [...before, ...latest])
      if (!before.has(term) || !latest.has(term)) this.#touched.set(term, sets.get(term))
    const terms = [...sets.keys()].sort()
    return terms.map(term => entryOf(term, sets.get(term) ?? '')).join(' ')
  }

  /** The sets that are not looked at together, without those of older terms that are too many. */
  #limitedPartial(): SortedEntries {
    const partial = this.#partial
    if (this.#kept) this.#limitTouched()
    // the older terms are some of them
    if (this.#touched.size === 0 || partial.length < maxTermsLength) return partial
    const leftOut = termsBeyondLimit(olderTermsOf({ latestTerms: this.#latest, partialTerms: partial }))
    for (const term of leftOut) this.#touched.set(term, undefined)
    return withEntries(partial, leftOut, () => undefined)
  }

  /** Leaves out some of the older terms that are written where sets are kept one by one, when these are too many. */
  #limitTouched(): void {
    let length = 0
    for (const term of this.#touched.keys()) length += term.length + 1
    if (length <= maxTermsLength) return
    const latest = this.#setOf(this.#latest)
    const older = [...this.#touched].filter(([term, set]) => set !== undefined && !latest.has(term))
    const terms = older.map(([term]) => term)
    for (const term of termsBeyondLimit(terms.sort())) this.#touched.set(term, undefined)
  }

  /** The terms of a text, each once. */
  #setOf(terms: string): ReadonlySet<string> {
    if (this.#lastSet?.terms !== terms) this.#lastSet = { terms, set: new Set(listOf(terms)) }
    return this.#lastSet.set
  }

  /** The number of a version; a new one takes the lowest that is free. */
  #numberFor(version: string): number {
    const known = this.#versions.indexOf(version)
    if (known !== -1) return known
    const free = this.#versions.indexOf(null)
    return free === -1 ? this.#versions.length : free
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
