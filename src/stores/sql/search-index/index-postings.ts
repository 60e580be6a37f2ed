import { BoundedMap } from '../../../bounded-map.ts'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import type { Term } from '../../../search/language/units.ts'
import { termKey } from '../../../search/postings/asked.ts'
import { entriesWithBeginning, postingsOf } from '../../../search/postings/page-entries.ts'
import { difference, type Postings } from '../../../search/postings/postings.ts'
import { union, unionInTurns } from '../../../search/postings/union.ts'
import { slicesOf } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import { damagedIndex } from './damaged-index.ts'
import { type Segment, type SegmentList, Segments } from './segments.ts'

/** How many numbers of postings are kept of each kind. */
const maxKept = 1_000_000

/** What a kept list counts beside its numbers. */
const entrySize = 16

/** How many pages are looked through before others get their turn. */
const pagesAtOnce = 100

/** How often the list of segments is read while it changes. */
const mostTries = 20

const byLength = { most: maxKept, sizeOf: (postings: Postings) => entrySize + postings.length }

/** A page that may have a term, or terms with a beginning. */
interface Look {
  readonly segment: Segment
  readonly page: number
}

/** What one segment has of a term. */
interface TermLook extends Look {
  readonly term: Term
  readonly found: Postings[]
}

/**
 * Tells which versions have which terms. What segments are asked for again and again is kept: of each segment, which never
 * changes, and of all of them together until there are others.
 */
export class IndexPostings {
  readonly #segments: Segments
  readonly #loop = new EventLoop()
  /** Of single segments, with what counts no more. */
  readonly #ofSegments = new BoundedMap<Postings>(byLength)
  #list = ''
  /** Of the list with that key. */
  #ofList = newKept()

  constructor(database: StoreDatabase) {
    this.#segments = new Segments(database)
  }

  /**
   * Which versions have each of some terms, or a term that begins so, now.
   *
   * @returns by the keys of the terms.
   * @throws RegistryError `store-unavailable` when the index is damaged.
   */
  of(terms: readonly Term[]): Promise<ReadonlyMap<string, Postings>> {
    return this.#inCurrent(async list => {
      const kept = this.#keptOf(list)
      const result = new Map<string, Postings>()
      const unknown = new Map<string, Term>()
      for (const term of terms) {
        const key = termKey(term)
        const postings = kept.terms.get(key)
        if (postings) result.set(key, postings)
        else unknown.set(key, term)
      }
      if (unknown.size === 0) return result
      const ofSegments = await this.#read(list.segments, [...unknown.values()])
      if (!ofSegments) return undefined
      for (const [key, lists] of ofSegments) {
        const postings = await unionInTurns(lists, this.#loop)
        kept.terms.set(key, postings)
        result.set(key, postings)
      }
      return result
    })
  }

  /**
   * All terms with some beginnings, and which versions have them now.
   *
   * @throws RegistryError `store-unavailable` when the index is damaged.
   */
  withBeginnings(beginnings: readonly string[]): Promise<ReadonlyMap<string, Postings>> {
    return this.#inCurrent(async list => {
      const { beginnings: kept } = this.#keptOf(list)
      const result = new Map<string, Postings>()
      for (const beginning of new Set(beginnings)) {
        const terms = kept.get(beginning) ?? (await this.#readBeginning(list.segments, beginning))
        if (!terms) return undefined
        kept.set(beginning, terms)
        for (const [term, postings] of terms) result.set(term, postings)
      }
      return result
    })
  }

  /** Answers with what there is now; again, when segments were merged before it was read. */
  async #inCurrent<T>(answer: (list: SegmentList) => Promise<T | undefined>): Promise<T> {
    let before: string | undefined
    for (let attempt = 0; attempt < mostTries; attempt++) {
      const list = await this.#segments.current()
      // segments and their pages are put into place together
      if (list.key === before) break
      const answered = await answer(list)
      if (answered) return answered
      before = list.key
    }
    throw damagedIndex()
  }

  #keptOf({ key }: SegmentList) {
    if (key !== this.#list) {
      this.#list = key
      this.#ofList = newKept()
    }
    return this.#ofList
  }

  /** What counts of each term in each segment, by the keys of the terms. */
  async #read(
    segments: readonly Segment[],
    terms: readonly Term[],
  ): Promise<Map<string, Postings[]> | undefined> {
    const looks: TermLook[] = []
    const found = segments.flatMap(segment =>
      terms.map(term => {
        const lists: Postings[] = []
        const known = this.#ofSegments.get(keyIn(segment, term))
        if (known) lists.push(known)
        else for (const page of pagesWith(segment, term)) looks.push({ segment, page, term, found: lists })
        return { segment, term, lists, isKnown: known !== undefined }
      }),
    )
    if (!(await this.#lookThrough(looks, findTerm))) return undefined
    const result = new Map<string, Postings[]>(terms.map(term => [termKey(term), []]))
    for (const { segment, term, lists, isKnown } of found) {
      if (this.#loop.isHeld) await this.#loop.share()
      const own = await unionInTurns(lists, this.#loop)
      if (!isKnown) this.#ofSegments.set(keyIn(segment, term), own)
      result.get(termKey(term))?.push(difference(own, segment.dead))
    }
    return result
  }

  async #readBeginning(
    segments: readonly Segment[],
    beginning: string,
  ): Promise<Map<string, Postings> | undefined> {
    const lists = new Map<string, Postings[]>()
    const looks = segments.flatMap(segment =>
      pagesWith(segment, { text: beginning, isPrefix: true }).map(page => ({ segment, page })),
    )
    const collect = ({ segment: { dead } }: Look, page: string) => {
      for (const [term, own] of entriesWithBeginning(page, beginning)) {
        const postings = difference(own, dead)
        const others = lists.get(term)
        if (others) others.push(postings)
        else lists.set(term, [postings])
      }
    }
    if (!(await this.#lookThrough(looks, collect))) return undefined
    const result = new Map<string, Postings>()
    for (const [term, some] of lists) {
      if (this.#loop.isHeld) await this.#loop.share()
      const postings = union(some)
      if (postings.length > 0) result.set(term, postings)
    }
    return result
  }

  /** Hands over pages with their texts; false when some are not there any more. */
  async #lookThrough<L extends Look>(
    looks: readonly L[],
    find: (look: L, page: string) => void,
  ): Promise<boolean> {
    for (const some of slicesOf(looks, pagesAtOnce)) {
      const pages = await this.#segments.pages(some)
      if (!pages) return false
      for (const [at, look] of some.entries()) {
        if (this.#loop.isHeld) await this.#loop.share()
        find(look, pages[at] ?? '')
      }
    }
    return true
  }
}

/** What is kept of a list of segments: the postings of terms, and terms by their beginning. */
function newKept() {
  return {
    terms: new BoundedMap<Postings>(byLength),
    beginnings: new BoundedMap<Map<string, Postings>>({ most: maxKept, sizeOf: sizeOfAll }),
  }
}

function sizeOfAll(terms: ReadonlyMap<string, Postings>): number {
  let size = entrySize
  for (const postings of terms.values()) size += entrySize + postings.length
  return size
}

function keyIn({ id }: Segment, term: Term): string {
  return `${id} ${termKey(term)}`
}

/** The pages of a segment that may have a term. */
function pagesWith({ directory }: Segment, { text, isPrefix }: Term): number[] {
  if (!isPrefix) {
    const page = directory.pageOf(text)
    return page === undefined ? [] : [page]
  }
  const [first, end] = directory.pagesWithBeginning(text)
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
}

function findTerm({ term: { text, isPrefix }, found }: TermLook, page: string): void {
  if (!isPrefix) found.push(postingsOf(page, text))
  else for (const [, postings] of entriesWithBeginning(page, text)) found.push(postings)
}
