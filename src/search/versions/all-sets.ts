import { EventLoop } from '../../concurrency/event-loop.ts'
import { memoized } from '../../memoized.ts'
import { storedSet, textOfAll, type VersionSetText, withNumbers, withoutNumbers } from './version-set.ts'

type NumberedVersions = readonly (string | null)[]

/** How many terms versions may have together that wait, where terms can be left out. */
const maxWaiting = 50_000

/** By how much more older terms are kept than are stored, until they are counted. */
const countedAt = 2

/**
 * The sets of all terms of a contract, while many of its versions change: these wait, so that each set is looked at once
 * for many of them. What is kept of older terms is limited meanwhile.
 */
export class AllSets {
  /** The partial terms as they were before the versions that wait. */
  #partial: Map<string, VersionSetText>
  /** The terms that all versions had then. */
  #common: Set<string>
  /** All versions then. */
  #versions: NumberedVersions
  /** The numbers of the versions that wait; those which were deleted have no terms. */
  readonly #waiting = new Set<number>()
  /** Those that have terms. */
  readonly #written = new Set<number>()
  /** Which of these have a term. */
  readonly #owners = new Map<string, number[]>()
  #waitingTerms = 0
  readonly #loop = new EventLoop()
  readonly #changed: Map<string, VersionSetText | undefined>
  /** The terms of which a set may be stored: of others that are left out, nothing is to be taken out. */
  readonly #known: ReadonlySet<string>

  /**
   * @param partial the partial terms with their sets.
   * @param latestTerms the terms of the latest version: what is not partial, all have.
   * @param changed gets the terms of which another set is stored than was before, with what is stored now.
   */
  constructor(
    partial: Iterable<readonly [term: string, set: VersionSetText]>,
    versions: NumberedVersions,
    latestTerms: readonly string[],
    changed: Map<string, VersionSetText | undefined>,
  ) {
    this.#partial = new Map(partial)
    this.#changed = changed
    this.#known = new Set([...this.#partial.keys(), ...changed.keys()])
    this.#versions = [...versions]
    const isThere = versions.some(version => version !== null)
    this.#common = new Set(isThere ? latestTerms.filter(term => !this.#partial.has(term)) : [])
  }

  /** Whether more versions wait than should. */
  get isFull(): boolean {
    return this.#waitingTerms > maxWaiting
  }

  /**
   * A version has these terms now.
   *
   * @param versions all versions, among them this one.
   */
  async put(number: number, terms: readonly string[], versions: NumberedVersions): Promise<void> {
    if (this.#written.has(number)) await this.settle(versions)
    this.#waiting.add(number)
    this.#written.add(number)
    this.#waitingTerms += terms.length
    for (const term of terms) {
      const owners = this.#owners.get(term)
      if (owners) owners.push(number)
      else this.#owners.set(term, [number])
    }
  }

  /**
   * A version is not there any more.
   *
   * @param versions all versions, among them still this one.
   */
  async remove(number: number, versions: NumberedVersions): Promise<void> {
    if (this.#written.has(number)) await this.settle(versions)
    this.#waiting.add(number)
  }

  /** Has the sets know of the versions that wait. */
  async settle(versions: NumberedVersions): Promise<ReadonlyMap<string, VersionSetText>> {
    if (this.#waiting.size > 0) await this.#takeOver(versions)
    return this.#partial
  }

  /**
   * Takes out terms that only older versions have, when they are too many.
   *
   * @param latest the terms of the latest version.
   * @param maxLength how long older terms may be together, with a blank after each.
   * @param isLast whether no more versions come.
   */
  async limit(latest: ReadonlySet<string>, maxLength: number, isLast: boolean): Promise<void> {
    await this.#loop.share()
    const older = [...this.#partial.keys()].filter(term => !latest.has(term))
    const length = older.reduce((sum, term) => sum + term.length + 1, 0)
    if (length <= (isLast ? maxLength : countedAt * maxLength)) return
    await this.#loop.share()
    let room = maxLength
    // pairs of words are the last, so that none of them keeps out a word
    for (const term of older.sort()) {
      room -= term.length + 1
      if (room >= 0) continue
      this.#partial.delete(term)
      if (this.#known.has(term)) this.#changed.set(term, undefined)
      else this.#changed.delete(term)
    }
  }

  async #takeOver(versions: NumberedVersions): Promise<void> {
    const counts = { countBefore: this.#versions.length, count: versions.length }
    const [allBefore, all] = [textOfAll(this.#versions), textOfAll(versions)]
    const numbers = [...this.#waiting].sort(ascending)
    // most terms have the set of others
    const others = memoized((set: VersionSetText) => withoutNumbers(set, numbers, counts), memory)
    const [partial, common] = [this.#partial, this.#common]
    this.#partial = new Map()
    this.#common = new Set()
    const take = (term: string, owners: readonly number[]) => {
      const stored = partial.get(term)
      const left = others(stored ?? (common.has(term) ? allBefore : ''))
      const set = owners.length > 0 ? withNumbers(left, owners, counts.count) : left
      const isPartial = set !== '' && set !== all
      const isStored = isPartial ? storedSet(set) : undefined
      if (isStored !== undefined) this.#partial.set(term, isStored)
      else if (set !== '') this.#common.add(term)
      if (isStored !== stored) this.#changed.set(term, isStored)
    }
    for (const [term, owners] of this.#owners) {
      if (this.#loop.isHeld) await this.#loop.share()
      take(term, owners.sort(ascending))
    }
    for (const terms of [partial.keys(), common])
      for (const term of terms) {
        if (this.#loop.isHeld) await this.#loop.share()
        if (!this.#owners.has(term)) take(term, [])
      }
    this.#versions = [...versions]
    this.#waiting.clear()
    this.#written.clear()
    this.#owners.clear()
    this.#waitingTerms = 0
  }
}

const memory = { keyOf: (text: VersionSetText) => text, most: 10_000, longestKey: 200 }

function ascending(one: number, other: number): number {
  return one - other
}
