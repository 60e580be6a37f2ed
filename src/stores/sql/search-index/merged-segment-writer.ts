import { and, eq, gt, type SQL } from 'drizzle-orm'
import { type SqlSession, together } from '../../../sql/database.ts'
import type { StoreDatabase } from '../store-database.ts'
import { lockIndex } from './index-position.ts'
import { isUnderWay, leaveSegments } from './leftover-segments.ts'
import { insertPages, insertSegment, pagesOf } from './segment-rows.ts'
import type { Segment } from './segments.ts'

/** Up to how many characters the sources are taken out at once when they were merged; more are left for later. */
const maxTakenOut = 2 * 1024 * 1024

/** Segments to be merged into one. */
export interface MergeTask {
  /** Of one level, oldest first, with what counts no more in them. */
  readonly sources: readonly Segment[]
  /** The level of the one that is made. */
  readonly level: number
  /** Whether there is no older segment: then it has nothing to replace. */
  readonly isOldest: boolean
}

/** What a segment has beside its pages. */
export interface MergedSegment {
  readonly directory: string
  readonly replaced: string
  readonly length: number
}

/**
 * Writes the segment that others are merged into. What is long is written some pages at a time, to a segment that is not
 * ready, which tells others that a merge is under way. At the end it takes the place of its sources, if all are still there.
 */
export class MergedSegmentWriter {
  readonly #database: StoreDatabase
  readonly #task: MergeTask
  /** The segment that has pages already, and how many. */
  #id: number | undefined
  #written = 0

  constructor(database: StoreDatabase, task: MergeTask) {
    this.#database = database
    this.#task = task
  }

  /** Writes the next pages; false when others were first. */
  async write(pages: readonly string[]): Promise<boolean> {
    const id = await (this.#id === undefined ? this.#begin(pages) : this.#goOn(this.#id, pages))
    if (id === undefined) return false
    this.#id = id
    this.#written += pages.length
    return true
  }

  /** Writes the last pages and puts the segment in the place of its sources; false when these, or itself, are gone. */
  finish(pages: readonly string[], merged: MergedSegment): Promise<boolean> {
    const { tables } = this.#database
    return this.#locked(async session => {
      if (!(await this.#areSourcesThere(session))) return false
      if (this.#id !== undefined && !(await this.#giveSign(session, this.#id))) return false
      await this.#removeSources(session)
      // of versions that count no more, and no others, nothing is left
      if (this.#written + pages.length === 0 && merged.replaced === '') return true
      const row = { level: this.#task.level, isReady: 1, begunAt: Date.now(), ...merged }
      const id = this.#id ?? (await insertSegment(session, tables, row))
      if (this.#id !== undefined) await session.update(tables.segments, row, eq(tables.segments.id, id))
      await insertPages(session, tables, id, this.#written, pages)
      return true
    })
  }

  /** Leaves what was written. */
  async giveUp(): Promise<void> {
    const { tables } = this.#database
    const id = this.#id
    if (id === undefined) return
    const own = and(eq(tables.segments.id, id), eq(tables.segments.isReady, 0)) as SQL
    await this.#database.transaction(session => leaveSegments(session, tables, own))
  }

  /** @returns the id of the segment; undefined when the sources are gone, or another merge is under way. */
  #begin(pages: readonly string[]): Promise<number | undefined> {
    const { tables } = this.#database
    return this.#locked(async session => {
      if (!(await this.#areSourcesThere(session)) || (await this.#isUnderWay(session))) return undefined
      const nothing = { directory: '', replaced: '', length: 0 }
      const row = { level: this.#task.level, isReady: 0, begunAt: Date.now(), ...nothing }
      const id = await insertSegment(session, tables, row)
      await insertPages(session, tables, id, 0, pages)
      return id
    })
  }

  #goOn(id: number, pages: readonly string[]): Promise<number | undefined> {
    return this.#database.transaction(async session => {
      if (!(await this.#giveSign(session, id))) return undefined
      await insertPages(session, this.#database.tables, id, this.#written, pages)
      return id
    })
  }

  /** With the index locked, so that its segments stay as they are. */
  #locked<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.#database.transaction(
      async session => {
        await lockIndex(session, this.#database.tables)
        return work(session)
      },
      { startsWithLock: true },
    )
  }

  /** Tells that the merge goes on; false when it was taken for given up. */
  async #giveSign(session: SqlSession, id: number): Promise<boolean> {
    const { segments } = this.#database.tables
    const own = and(eq(segments.id, id), eq(segments.isReady, 0), gt(segments.begunAt, 0)) as SQL
    return (await session.update(segments, { begunAt: Date.now() }, own)) > 0
  }

  async #areSourcesThere(session: SqlSession): Promise<boolean> {
    const { segments } = this.#database.tables
    const sources = this.#task.sources.map(({ id }) => id)
    const there = await session.select({
      fields: { id: segments.id },
      from: segments,
      where: and(this.#database.isOneOf(segments.id, sources), eq(segments.isReady, 1)) as SQL,
    })
    return there.length === sources.length
  }

  async #isUnderWay(session: SqlSession): Promise<boolean> {
    const { segments } = this.#database.tables
    const others = await session.select({
      fields: { id: segments.id },
      from: segments,
      where: and(eq(segments.level, this.#task.level), isUnderWay(segments)) as SQL,
    })
    return others.length > 0
  }

  async #removeSources(session: SqlSession): Promise<void> {
    const { isOneOf, tables } = this.#database
    const { sources } = this.#task
    const ids = sources.map(({ id }) => id)
    const isShort = sources.reduce((sum, { length }) => sum + length, 0) <= maxTakenOut
    if (!isShort) return leaveSegments(session, tables, isOneOf(tables.segments.id, ids))
    await session.delete(tables.segments, isOneOf(tables.segments.id, ids))
    const pages = ids.map(id => () => session.delete(tables.postings, pagesOf(tables, id)))
    await together(session, ...pages)
  }
}
