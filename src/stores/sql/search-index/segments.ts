import { eq } from 'drizzle-orm'
import { BoundedMap } from '../../../bounded-map.ts'
import { PageDirectory } from '../../../search/postings/page-directory.ts'
import { postingsIn } from '../../../search/postings/posting-text.ts'
import { noPostings, type Postings } from '../../../search/postings/postings.ts'
import { union } from '../../../search/postings/union.ts'
import { slicesOf } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import { damagedIndex } from './damaged-index.ts'
import { pageId } from './segment-rows.ts'

/** How many characters of pages are kept. */
const maxKept = 16 * 1024 * 1024

/** How many pages, or directories, one statement reads. */
const readAtOnce = 200

/** How often the list is read while segments that it names are merged, until something else must be wrong. */
const mostTries = 20

/** Postings of the versions of some changes. It is never changed, and gone when it was merged with others. */
export interface Segment {
  readonly id: number
  readonly level: number
  readonly directory: PageDirectory
  /** How many characters its pages have. */
  readonly length: number
  /** The versions that count no more in older segments. */
  readonly replaced: Postings
  /** The versions that count no more in this one, because newer segments of the same list replace them. */
  readonly dead: Postings
}

/** The segments that the index consisted of at one time. */
export interface SegmentList {
  /** Tells lists apart. */
  readonly key: string
  /** Oldest first. */
  readonly segments: readonly Segment[]
}

/** A page of a segment, by its number from 0. */
export interface WantedPage {
  readonly segment: Pick<Segment, 'id'>
  readonly page: number
}

/** What is read of a segment once. */
type Known = Pick<Segment, 'directory' | 'length' | 'replaced'>

interface ListedSegment {
  readonly id: number
  readonly level: number
}

/** Reads the segments of the inverted index. What was read is kept, as long as the segments are there. */
export class Segments {
  readonly #database: StoreDatabase
  readonly #listed: () => Promise<ListedSegment[]>
  readonly #pages = new BoundedMap<string>({ most: maxKept, sizeOf: page => page.length })
  #known: ReadonlyMap<number, Known> = new Map()
  #last: SegmentList = { key: '', segments: [] }

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#listed = preparedList(database)
  }

  /**
   * The segments there are now.
   *
   * @throws RegistryError `store-unavailable` when the index is damaged.
   */
  async current(): Promise<SegmentList> {
    for (let attempt = 0; attempt < mostTries; attempt++) {
      const listed = await this.#listed()
      listed.sort((one, other) => other.level - one.level || one.id - other.id)
      const key = listed.map(({ id }) => id).join(' ')
      if (key === this.#last.key) return this.#last
      const known = await this.#learn(listed)
      // some were merged meanwhile when not all are there
      if (known.size < listed.length) continue
      this.#known = known
      this.#last = { key, segments: withDead(listed, known) }
      return this.#last
    }
    throw damagedIndex()
  }

  /** Pages in this order; undefined when one is not there, because segments were merged meanwhile. */
  async pages(wanted: readonly WantedPage[]): Promise<string[] | undefined> {
    const found = new Map<number, string>()
    const missing: number[] = []
    for (const { segment, page } of wanted) {
      const id = pageId(segment.id, page)
      const text = this.#pages.get(String(id))
      if (text === undefined) missing.push(id)
      else found.set(id, text)
    }
    const { postings } = this.#database.tables
    for (const ids of slicesOf([...new Set(missing)], readAtOnce)) {
      const rows = await this.#database.select({
        fields: { id: postings.id, entries: postings.entries },
        from: postings,
        where: this.#database.isOneOf(postings.id, ids),
      })
      if (rows.length < ids.length) return undefined
      for (const { id, entries } of rows) {
        this.#pages.set(String(id), entries)
        found.set(id, entries)
      }
    }
    return wanted.map(({ segment, page }) => found.get(pageId(segment.id, page)) ?? '')
  }

  /** What is known of the segments that are still there, read where it was not. */
  async #learn(listed: readonly ListedSegment[]): Promise<Map<number, Known>> {
    const known = new Map<number, Known>()
    const unknown: number[] = []
    for (const { id } of listed) {
      const before = this.#known.get(id)
      if (before) known.set(id, before)
      else unknown.push(id)
    }
    const { id, directory, length, replaced } = this.#database.tables.segments
    for (const ids of slicesOf(unknown, readAtOnce)) {
      const rows = await this.#database.select({
        fields: { id, directory, length, replaced },
        from: this.#database.tables.segments,
        where: this.#database.isOneOf(id, ids),
      })
      for (const row of rows)
        known.set(row.id, {
          directory: new PageDirectory(row.directory),
          length: row.length,
          replaced: postingsIn(row.replaced),
        })
    }
    return known
  }
}

function preparedList(database: StoreDatabase): () => Promise<ListedSegment[]> {
  const { segments } = database.tables
  const { id, level, isReady } = segments
  const prepared = database.prepare({ fields: { id, level }, from: segments, where: eq(isReady, 1) })
  // the database may keep the rows
  return async () => [...(await prepared({}))]
}

function withDead(listed: readonly ListedSegment[], known: ReadonlyMap<number, Known>): Segment[] {
  let dead = noPostings
  const newestFirst = listed.toReversed().map(({ id, level }) => {
    const own = known.get(id) ?? unknownSegment(id)
    const { replaced } = own
    const segment = { id, level, ...own, dead }
    // most batches replace nothing, and the segments share what is dead
    if (replaced.length > 0) dead = union([dead, replaced])
    return segment
  })
  return newestFirst.reverse()
}

function unknownSegment(id: number): never {
  throw new Error(`segment ${id} of the index was not read`)
}
