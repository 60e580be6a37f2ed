import { setTimeout as delay } from 'node:timers/promises'
import { timeAfter } from '../../domain/ascending-time.ts'
import { type ErrorCode, RegistryError } from '../../domain/errors.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { rewrittenError } from './index-faults.ts'
import type { Projection, ReadAppended } from './projection.ts'
import { DocumentBusy, LogMoved, LogRewritten, type Place, type RecordLog } from './record-log.ts'

/** For how long a change is tried that others are always ahead of, in milliseconds, unless the log says so. */
const usualPatience = 10_000
/** How long is waited before the second try, at most, in milliseconds; twice as long before each next one. */
const firstPause = 20
const longestPause = 1000
/** How many changes are appended together at most. */
const mostAtOnce = 50

/** A change that was decided. */
export interface Decided extends ReadAppended {
  /** Whether the change that was asked for is to be decided when this one, which was found on the way, is done. */
  readonly isFound?: boolean
}

/** A change that is asked for. */
export interface Asked {
  /** Changes of the same key depend on each other. */
  readonly key: string
  /** What is to be changed; undefined when it is no version. */
  readonly version?: VersionIdentity
  /** Decides on the newest state; undefined for no change. */
  decide(time: Date): Promise<Decided | undefined>
}

interface Waiting extends Asked {
  resolve(): void
  reject(error: unknown): void
}

/** What is left of changes after a try. */
interface Tried {
  readonly again: readonly Waiting[]
  /** Whether others were first. */
  readonly wasMoved?: boolean
}

type Made = Decided & { readonly waiting: Waiting }

/**
 * Makes changes one after the other, each decided on the newest state of the log. Those that wait together and do not depend
 * on each other are appended together, because to append takes as long as the disk or the network does.
 */
export class ChangeQueue {
  readonly #log: RecordLog
  readonly #projection: Projection
  #waiting: Waiting[] = []
  #isRunning = false

  constructor(log: RecordLog, projection: Projection) {
    this.#log = log
    this.#projection = projection
  }

  /** Resolves when the change is in the log, or nothing was to be changed. */
  async make(asked: Asked): Promise<void> {
    const { refusal } = this.#projection
    if (refusal) throw refusal
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...asked, resolve, reject })
      void this.#run()
    })
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      const group = this.#nextGroup()
      const failed = (error: unknown) => {
        for (const { reject } of group) reject(error)
      }
      await this.#projection.exclusively(() => this.#makeAll(group)).catch(failed)
      if (this.#waiting.length === 0) await this.#log.endTurn?.()
    }
    this.#isRunning = false
  }

  /** The first ones that do not depend on each other. */
  #nextGroup(): Waiting[] {
    const group = new Map<string, Waiting>()
    const later: Waiting[] = []
    for (const waiting of this.#waiting) {
      if (group.size < mostAtOnce && !group.has(waiting.key)) group.set(waiting.key, waiting)
      else later.push(waiting)
    }
    this.#waiting = later
    return [...group.values()]
  }

  async #makeAll(group: readonly Waiting[]): Promise<void> {
    let left = group
    // that others of this process came first is no reason to give up
    const start = performance.now()
    for (let pause = firstPause; left.length > 0; ) {
      const { again, wasMoved } = await this.#tryOnce(left)
      left = again.filter(waiting => !this.#isLate(start, waiting))
      if (left.length === 0 || !wasMoved) continue
      await delay(Math.random() * pause)
      pause = Math.min(2 * pause, longestPause)
    }
  }

  async #tryOnce(group: readonly Waiting[]): Promise<Tried> {
    try {
      await this.#catchUp(group.flatMap(({ version }) => version ?? []))
    } catch (error) {
      if (isPassing(error)) return { again: group, wasMoved: true }
      throw error
    }
    const decided = await this.#decideAll(group)
    if (decided.length === 0) return { again: [] }
    const after = this.#projection.place
    try {
      await this.#projection.requireUnmoved()
      const end = await this.#log.append(
        decided.map(({ entry }) => entry),
        after,
      )
      await this.#projection.recordAppended(decided, end)
      return { again: done(decided) }
    } catch (error) {
      return this.#afterFailure(decided, after, error)
    }
  }

  async #catchUp(about: readonly VersionIdentity[]): Promise<void> {
    const { refusal } = this.#projection
    if (refusal) throw refusal
    try {
      await this.#projection.catchUp(about)
    } catch (error) {
      throw this.#refused(error)
    }
  }

  async #decideAll(group: readonly Waiting[]): Promise<Made[]> {
    const decided: Made[] = []
    let time = this.#projection.lastTime
    for (const waiting of group) {
      try {
        const change = await waiting.decide(new Date(timeAfter(time)))
        if (!change) waiting.resolve()
        else {
          decided.push({ ...change, waiting })
          if (change.entry.kind === 'version') time = change.entry.time.getTime()
        }
      } catch (error) {
        this.#projection.spoil(error)
        waiting.reject(error)
      }
    }
    return decided
  }

  /** Appending failed, or its answer was lost: the log tells what is in it. */
  async #afterFailure(decided: readonly Made[], after: Place, error: unknown): Promise<Tried> {
    const met = await this.#metAfter(after, decided).catch(fault => {
      const tellsMore = fault instanceof LogRewritten || error instanceof LogMoved
      throw this.#refused(tellsMore ? fault : error)
    })
    // whoever reads next has the index take them over, or learns that it cannot
    if (met.size > 0) await this.#projection.catchUp([]).catch(fault => this.#refused(fault))
    const again = done(decided.filter(({ entry }) => met.has(entry.id)))
    const lost = decided.filter(({ entry }) => !met.has(entry.id)).map(({ waiting }) => waiting)
    if (isPassing(error)) return { again: [...again, ...lost], wasMoved: true }
    if (lost.length > 1 && !isAway(error))
      // one of them may be what cannot be written
      for (const one of lost) await this.#makeAll([one]).catch(one.reject)
    else for (const one of lost) one.reject(this.#refused(error))
    return { again }
  }

  async #metAfter(after: Place, decided: readonly Made[]): Promise<ReadonlySet<string>> {
    await this.#log.refresh()
    const wanted = new Set(decided.map(({ entry }) => entry.id))
    const met = new Set<string>()
    for await (const placed of this.#log.entriesAfter(after)) {
      if ('entry' in placed && wanted.has(placed.entry.id)) met.add(placed.entry.id)
    }
    return met
  }

  #isLate(start: number, { reject }: Waiting): boolean {
    const { patience = usualPatience } = this.#log
    if (performance.now() - start < patience) return false
    reject(new RegistryError('store-busy', 'other instances keep writing to the store'))
    return true
  }

  /** What a caller is told of an error. A log that was rewritten is read again in the background. */
  #refused(error: unknown): unknown {
    if (!(error instanceof LogRewritten)) return error
    this.#projection.spoil(error)
    void this.#projection.follow().catch(() => undefined)
    return rewrittenError()
  }
}

/** Tells that changes are made. @returns those that were found on the way to others, which are to be decided now. */
function done(made: readonly Made[]): Waiting[] {
  for (const { waiting, isFound } of made) if (!isFound) waiting.resolve()
  return made.filter(({ isFound }) => isFound).map(({ waiting }) => waiting)
}

/** Whether others were first. All others would wait for a document that is busy, so who wants to change it is told. */
function isPassing(error: unknown): boolean {
  if (error instanceof DocumentBusy) return false
  return error instanceof LogMoved || isOfCode(error, 'store-busy')
}

/** Whether the storage takes no changes now, whatever they are. */
function isAway(error: unknown): boolean {
  return error instanceof LogRewritten || isOfCode(error, 'store-unavailable')
}

function isOfCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof RegistryError && error.code === code
}
