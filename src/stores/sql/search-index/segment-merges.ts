import { lte } from 'drizzle-orm'
import { sharedRuns } from '../../../concurrency/single-flight.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { leaveSegments, mergePatience, takeOutLeftOvers } from './leftover-segments.ts'
import { mergeSegments } from './merge-segments.ts'
import { type SegmentList, Segments } from './segments.ts'

/** How many segments of a level are merged into one of the next. */
const mergedAtOnce = 8

/** How many batches are written until this process looks whether segments are to be merged. */
const batchesUntilLook = 4

/** How many characters of pages are merged: a segment cannot have pages without end. */
const maxMerged = 2 ** 33

/** A row of the table of segments. */
interface Overview {
  readonly level: number
  readonly isReady: number
  readonly begunAt: number
}

/**
 * Merges segments in the background, so that there are few of them: when a level has many, the oldest ones become one of the
 * level above. Each instance does so, one merge of a level at a time.
 */
export class SegmentMerges {
  readonly #database: StoreDatabase
  readonly #segments: Segments
  readonly #overview: () => Promise<Overview[]>
  /** By the level of their sources. */
  readonly #running = new Map<number, Promise<boolean>>()
  #batches = 0
  #isStopped = false

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#segments = new Segments(database)
    this.#overview = preparedOverview(database)
  }

  /** After a batch was written: begins what is to be merged, if anything. Never throws. */
  begin(): void {
    if (this.#batches++ % batchesUntilLook === 0) this.#lookInBackground()
  }

  /** Resolves when nothing is merged or taken out any more; what is begun is given up. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.allSettled([this.#look(), ...this.#running.values()])
  }

  /**
   * Merges until nothing is to be merged.
   *
   * @throws RegistryError `store-busy` or `store-unavailable` when the storage takes no writes now.
   */
  async mergeAll(): Promise<void> {
    for (let isGoingOn = true; isGoingOn; ) {
      await this.#look()
      const done = await Promise.all(this.#running.values())
      isGoingOn = done.includes(true)
    }
  }

  /** What fails is begun again after later batches. */
  #lookInBackground(): void {
    if (!this.#isStopped) void this.#look().catch(() => undefined)
  }

  /** Takes out what others have left, and begins the merges that are due. */
  readonly #look = sharedRuns(async () => {
    if (this.#isStopped) return
    const rows = await this.#overview()
    const oldest = Date.now() - mergePatience
    const unready = rows.filter(({ isReady }) => isReady === 0)
    const areLeft = unready.some(({ begunAt }) => begunAt <= oldest)
    if (areLeft) await takeOutLeftOvers(this.#database, () => this.#isStopped)
    const isUnderWay = (target: number) =>
      unready.some(({ level, begunAt }) => level === target && begunAt > oldest)
    const isDue = (level: number) => !this.#running.has(level) && !isUnderWay(level + 1)
    const levels = fullLevels(rows).filter(isDue)
    if (levels.length === 0) return
    const list = await this.#segments.current()
    for (const level of levels) this.#begin(level, list)
  })

  #begin(level: number, { segments }: SegmentList): void {
    const sources = segments.filter(segment => segment.level === level).slice(0, mergedAtOnce)
    const length = sources.reduce((sum, source) => sum + source.length, 0)
    if (this.#isStopped || sources.length < mergedAtOnce || length > maxMerged) return
    const task = { sources, level: level + 1, isOldest: sources[0] === segments[0] }
    const running = mergeSegments(this.#database, task, () => this.#isStopped).finally(() =>
      this.#running.delete(level),
    )
    this.#running.set(level, running)
    running.then(
      isDone => isDone && this.#lookInBackground(),
      () => undefined,
    )
  }
}

/**
 * Leaves the segments that a whole rebuild has left without versions, those with ids up to one, to be taken out. The index is
 * locked.
 */
export function removeSegmentsUpTo(session: SqlSession, tables: Tables, id: number): Promise<void> {
  return leaveSegments(session, tables, lte(tables.segments.id, id))
}

function preparedOverview(database: StoreDatabase): () => Promise<Overview[]> {
  const { segments } = database.tables
  const { level, isReady, begunAt } = segments
  const prepared = database.prepare({ fields: { level, isReady, begunAt }, from: segments })
  return () => prepared({})
}

/** The levels that have as many segments as are merged. */
function fullLevels(rows: readonly Overview[]): number[] {
  const ready = rows.filter(({ isReady }) => isReady === 1)
  const levels = Map.groupBy(ready, ({ level }) => level)
  return [...levels].filter(([, own]) => own.length >= mergedAtOnce).map(([level]) => level)
}
