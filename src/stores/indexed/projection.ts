import { withDeadline } from '../../concurrency/deadline.ts'
import { Semaphore } from '../../concurrency/semaphore.ts'
import { sharedRuns } from '../../concurrency/single-flight.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { ConflictingEntry, type Entry } from '../entry.ts'
import { PositionMoved } from '../sql/log-position.ts'
import type { SqlContractStore } from '../sql/store.ts'
import type { RecordOptions } from '../sql/writes/recorder.ts'
import type { StoreLog } from '../store-log.ts'
import { withoutContradictions } from './contradictions.ts'
import { EntryBatch } from './entry-batch.ts'
import { externalEntry, type ReadEntry } from './external-entry.ts'
import { isSpoilt, rewrittenError, unavailable } from './index-faults.ts'
import { IndexPlace, LogSeenLate, start } from './index-place.ts'
import type { IndexSource } from './index-source.ts'
import {
  LogMoved,
  LogRewritten,
  type Place,
  type PlacedForeignChanges,
  type RecordLog,
} from './record-log.ts'
import type { RunRecords } from './run-records.ts'

/** How long a read waits for an index that is behind, in milliseconds. */
const patience = 20_000

/** What an index is kept up to date with. */
export interface ProjectionParts {
  readonly log: RecordLog
  readonly source: IndexSource
  readonly documents: DocumentWorkers
  readonly tell: StoreLog
  /** Where test runs are kept; undefined to keep them beside the index. */
  readonly runs?: RunRecords | undefined
}

/**
 * The index of a log: takes over the entries of the log in their order. One that is of another log, or is damaged, is made
 * again of the log.
 */
export class Projection {
  readonly #parts: ProjectionParts
  /** Held by whoever reads the log or writes to it, or to the index. */
  readonly #mutex = new Semaphore()
  readonly #indexPlace: IndexPlace
  #index: SqlContractStore
  /** Up to where the index has the log. */
  #place: Place = start
  #lastTime = 0
  /** Whether reads must not be answered before the index has what the log has. */
  #isBehind = true
  /** Whether what searches look at follows by itself; a process that was ended may have left it behind. */
  #isIndexed = false
  /** Whether the place is to be found, as when another instance has moved that of an index which both use. */
  #isMoved = true
  /** Whether the log has another past than the index, which is being made again of it. */
  #isRewritten = false
  #rewritings = 0
  /** Whether the index was made of this log, from its beginning, by this process. */
  #isOfThisLog = false
  /** Why the index must be made again. */
  #spoiltBy: unknown
  #isClosed = false

  private constructor(parts: ProjectionParts, index: SqlContractStore) {
    this.#parts = parts
    this.#index = index
    this.#indexPlace = new IndexPlace(parts.log, parts.source)
  }

  /** @throws StoreOpenError when the place of the index holds something else. */
  static async open(parts: ProjectionParts): Promise<Projection> {
    await parts.log.refresh()
    const projection = new Projection(parts, await parts.source.open())
    try {
      await projection.#findPlace()
    } catch (error) {
      if (projection.spoil(error) || error instanceof LogSeenLate) return projection
      await projection.close()
      throw error
    }
    return projection
  }

  get index(): SqlContractStore {
    return this.#index
  }

  /** Asks the log what is new, and takes that over. Another instance may have replaced an index that both use. */
  refresh(): Promise<void> {
    return this.exclusively(async () => {
      await this.#parts.log.refresh()
      this.#isMoved ||= this.#parts.source.isShared
      await this.#follow()
    })
  }

  /** The time of the last change in the log, in milliseconds since 1970. */
  get lastTime(): number {
    return this.#lastTime
  }

  get place(): Place {
    return this.#place
  }

  /** Why no change is made now; undefined when changes are made. */
  get refusal(): RegistryError | undefined {
    if (this.#isClosed) return new RegistryError('store-unavailable', 'the store is closed')
    return this.#isRewritten ? rewrittenError() : undefined
  }

  /** Whether the index is of no use, and will be made again. */
  get isSpoilt(): boolean {
    return this.#spoiltBy !== undefined
  }

  /** How often the past of the log was found to have changed. */
  get rewritings(): number {
    return this.#rewritings
  }

  /** How many places of the log the index has not taken over, as far as is known. */
  async lag(): Promise<number> {
    const end = await this.#parts.log.end()
    return Math.max(0, end.position - (this.#spoiltBy ? 0 : this.#place.position))
  }

  /** Resolves when a read may be answered; undefined when it may be at once. */
  fresh(): Promise<void> | undefined {
    if (this.#isBehind) return this.#followed()
    const { log } = this.#parts
    if (log.freshness === 'interval') return undefined
    const end = log.end()
    if (end instanceof Promise) return end.then(place => (this.#isAt(place) ? undefined : this.#followed()))
    return this.#isAt(end) ? undefined : this.#followed()
  }

  /** Resolves when the index has all that the log had when it was asked. */
  readonly follow = sharedRuns(() => this.exclusively(() => this.#follow()))

  /** Runs work while nobody else reads the log or writes to it. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#mutex.run(work)
  }

  /**
   * Has the index know what the log has now, for changes of some versions. Only for whoever has it exclusively.
   *
   * @throws LogRewritten when the index has to be made again of another past.
   */
  async catchUp(about: readonly VersionIdentity[]): Promise<void> {
    await this.#parts.log.refresh(about)
    await this.#follow({ isForChange: true })
  }

  /**
   * Makes sure that what was asked of the index since `catchUp` was answered by all of it: another instance may be making it
   * again. Only for whoever has it exclusively.
   *
   * @throws LogMoved when it may not have been.
   */
  async requireUnmoved(): Promise<void> {
    if (!(await this.#hasMoved())) return
    this.#isMoved = true
    throw new LogMoved('another instance has moved the index')
  }

  #hasMoved(): Promise<boolean> {
    return this.#indexPlace.isMoved(this.#index, this.#place)
  }

  /** Takes over entries that were appended behind the place of the index. Only for whoever has it exclusively. */
  async recordAppended(
    appended: readonly ReadAppended[],
    end: Place,
    { isIndexedLater }: Pick<RecordOptions, 'isIndexedLater'> = {},
  ): Promise<void> {
    const versions = new Map(appended.flatMap(({ entry, version }) => (version ? [[entry, version]] : [])))
    try {
      await this.#record(
        appended.map(({ entry }) => entry),
        end,
        { versions, isIndexedLater },
      )
    } catch (error) {
      // the log has them: whoever reads next has the index take them over, or learns that it cannot
      this.#isBehind = true
      if (error instanceof PositionMoved) this.#isMoved = true
      else if (!this.spoil(error))
        this.#parts.tell.warn({ err: error }, 'the index could not take over a change; trying again')
    }
  }

  /** Has the index made again, if an error says that it is of no use. @returns whether it does. */
  spoil(error: unknown): boolean {
    if (!isSpoilt(error)) return false
    this.#spoiltBy ??= error
    if (error instanceof LogRewritten && !this.#isRewritten) {
      this.#isRewritten = true
      this.#rewritings++
    }
    this.#isBehind = true
    return true
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.exclusively(() => this.#index.close())
    this.#parts.source.release()
  }

  #isAt({ position, mark }: Place): boolean {
    return position === this.#place.position && mark === this.#place.mark
  }

  #followed(): Promise<void> {
    return withDeadline(this.follow(), patience, () => {
      throw new RegistryError('store-busy', 'the index of the store is being made; try again later')
    })
  }

  async #follow({ isForChange } = { isForChange: false }): Promise<void> {
    for (let renewals = 2; ; ) {
      try {
        await this.#bringUp(isForChange)
        return
      } catch (error) {
        if (error instanceof PositionMoved) this.#isMoved = true
        else if (!this.spoil(error) || renewals-- === 0) throw unavailable(error)
        else if (isForChange && error instanceof LogRewritten) throw error
      }
    }
  }

  async #bringUp(isForChange: boolean): Promise<void> {
    if (this.#isClosed) throw new RegistryError('store-unavailable', 'the store is closed')
    if (this.#spoiltBy) await this.#renew()
    else if (this.#isMoved || (isForChange && (await this.#hasMoved()))) await this.#findPlace()
    await this.#replay()
    this.#isBehind = false
    this.#isRewritten = false
  }

  async #replay(): Promise<void> {
    const batch = new EntryBatch()
    const flush = async ({ isMoreToCome } = { isMoreToCome: false }) => {
      const { entries, end } = batch.take()
      if (end) await this.#record(entries, end, { isIndexedLater: isMoreToCome })
      if (isMoreToCome) this.#isIndexed = false
    }
    for await (const placed of this.#parts.log.entriesAfter(this.#place)) {
      if ('entry' in placed) {
        batch.add(placed.entry, placed)
        if (batch.isFull) await flush({ isMoreToCome: true })
      } else {
        await flush()
        await this.#replayForeign(placed)
      }
    }
    await flush()
    // versions can be read before searches find them
    if (!this.#isIndexed) void this.#catchUpIndex(this.#index).catch(() => undefined)
    this.#isIndexed = true
  }

  async #catchUpIndex(index: SqlContractStore): Promise<void> {
    await index.catchUpIndex()
    await index.catchUpValidations()
  }

  /** Of many changes at one place, some at a time; the place is reached with the last ones. */
  async #replayForeign({ changes, position, mark }: PlacedForeignChanges): Promise<void> {
    const batch = new EntryBatch()
    let lastTime = this.#lastTime
    for await (const change of changes) {
      const time = new Date(Math.max(change.time?.getTime() ?? 0, lastTime))
      const id = `${mark} ${change.contractId} ${change.version}`
      const current = await this.#index.current(change)
      const found = await externalEntry(change, current, this.#parts.documents, { id, time })
      if (!found) continue
      lastTime = time.getTime()
      batch.add(found.entry, this.#place)
      if (batch.isFull) await this.#record(batch.take().entries, this.#place)
    }
    await this.#record(batch.take().entries, { position, mark })
  }

  async #record(
    entries: readonly Entry[],
    { position, mark }: Place,
    options: Pick<RecordOptions, 'versions' | 'isIndexedLater'> = {},
  ): Promise<void> {
    if (this.#isClosed) throw new RegistryError('store-unavailable', 'the store is closed')
    const move = { from: this.#place.position, to: position, mark }
    try {
      await this.#index.record(entries, { move, ...options })
    } catch (error) {
      // only an index that was made of this very log shows that it is the log which is wrong
      if (!this.#isOfThisLog || !(error instanceof ConflictingEntry)) throw error
      this.#parts.tell.warn({ err: error }, 'the log of the store contradicts itself; all of it counts')
      const numbered = await withoutContradictions(this.#index, entries, this.#lastTime)
      await this.#index.record(numbered, { move, ...options })
    }
    this.#place = { position, mark }
    const last = entries.findLast(entry => entry.kind === 'version')
    this.#lastTime = last?.time.getTime() ?? this.#lastTime
  }

  async #renew(): Promise<void> {
    const { source, tell } = this.#parts
    tell.warn({ err: this.#spoiltBy }, 'the index of the store is of no use; making it again')
    await this.#index.close().catch(() => undefined)
    await source.renew()
    this.#index = await source.open()
    await this.#findPlace()
    this.#spoiltBy = undefined
  }

  /** Finds the place in the log up to which the index has it. */
  async #findPlace(): Promise<void> {
    const { place, lastTime } = await this.#indexPlace.find(this.#index)
    this.#place = place
    this.#lastTime = lastTime
    this.#isOfThisLog = place.position === 0
    this.#isMoved = false
  }
}

/** An entry that was appended, with what was read of its document. */
export interface ReadAppended {
  readonly entry: Entry
  readonly version: ReadEntry['version']
}
