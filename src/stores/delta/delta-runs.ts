import { randomUUID } from 'node:crypto'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import {
  firstCharacters,
  type RunKeys,
  type RunRecord,
  type RunRecords,
  type RunReference,
} from '../indexed/run-records.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { portions } from './portions.ts'
import { type RunLook, type RunTable, type RunWriting, textOfWriting } from './run-table.ts'
import { WarehouseError, withWarehouseFaults } from './warehouse-error.ts'

/** How many runs one statement writes at most. */
const mostAtOnce = 500
/** How long is waited before the second try, at most, in milliseconds; twice as long before each next one. */
const firstPause = 250
const longestPause = 4000

interface Change extends RunWriting {
  resolve(isWritten: boolean): void
  reject(error: unknown): void
}

/** For how long, and how often, the table is asked, in milliseconds. */
export interface DeltaRunTimes {
  readonly lookInterval: number
  /** For how long a change is tried that others are always ahead of. */
  readonly patience: number
}

/** Test runs in a table beside that of the contracts. What waits to be written together is written by one statement. */
export class DeltaRuns implements RunRecords {
  readonly lookInterval: number
  readonly #table: RunTable
  readonly #patience: number
  #last: RunLook | undefined
  /** What the ids of own runs begin with, which the index has without a look. */
  #own = randomUUID()
  #reading:
    | { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, RunRecord>> }
    | undefined
  #waiting: Change[] = []
  #isRunning = false

  constructor(table: RunTable, { lookInterval, patience }: DeltaRunTimes) {
    this.#table = table
    this.lookInterval = lookInterval
    this.#patience = patience
  }

  add(key: string, run: KeptTestRun): Promise<boolean> {
    return this.#write(key, run, true)
  }

  replace(key: string, run: KeptTestRun): Promise<boolean> {
    return this.#write(key, run, false)
  }

  dropReports(keys: readonly string[], before: Date): Promise<void> {
    return withWarehouseFaults(() => this.#persistently(() => this.#table.dropReports(keys, before)))
  }

  remove(keys: readonly string[]): Promise<void> {
    return withWarehouseFaults(async () => {
      if (keys.length === 0) return
      const removed = await this.#persistently(() => this.#table.remove(keys))
      const last = this.#last
      // where another number is counted at the next look, all is compared
      if (last) this.#last = { ...last, count: last.count - removed }
    })
  }

  read(records: readonly RunReference[]): Promise<RunRecord[]> {
    return withWarehouseFaults(async () => {
      this.#reading ??= this.#readSoon()
      const { keys, found } = this.#reading
      for (const { key } of records) keys.add(key)
      const runs = await found
      return records.map(({ key }) => runs.get(key))
    })
  }

  changed(): Promise<Iterable<string>> {
    return withWarehouseFaults(async () => {
      const last = this.#last
      const look = await this.#table.look(last?.end ?? 0, this.#own)
      // some may have been removed meanwhile
      const count = this.#last?.count
      this.#last = look
      return look.left === count ? look.firsts : firstCharacters
    })
  }

  thereOf(keys: readonly string[]): Promise<string[]> {
    return withWarehouseFaults(async () => [...(await this.#table.ids(keys)).keys()])
  }

  async *keysOf(firsts: Iterable<string>): AsyncGenerator<RunKeys> {
    const left = new Set(firsts)
    const wanted = [...left]
    let keys = new Map<string, number>()
    let first = ''
    for (let after = '', isCut = wanted.length > 0; isCut; ) {
      const page = await withWarehouseFaults(() => this.#table.keys(wanted, after))
      for (const [key, replaced] of page.keys) {
        if (!key.startsWith(first)) {
          left.delete(first)
          yield { first, keys }
          keys = new Map()
        }
        first = key.charAt(0)
        keys.set(key, replaced)
        after = key
      }
      isCut = page.isCut && page.keys.length > 0
    }
    if (left.delete(first)) yield { first, keys }
    for (const empty of left) yield { first: empty, keys: new Map() }
  }

  /** Reads the keys that are added in this turn of the event loop: those who report what is there ask at the same time. */
  #readSoon() {
    const keys = new Set<string>()
    const found = nextTurn().then(() => {
      this.#reading = undefined
      return this.#table.runs([...keys])
    })
    return { keys, found }
  }

  #write(key: string, run: KeptTestRun, isNew: boolean): Promise<boolean> {
    return withWarehouseFaults(
      () =>
        new Promise<boolean>((resolve, reject) => {
          const id = `${this.#own}-${randomUUID()}`
          this.#waiting.push({ key, id, isNew, run, resolve, reject })
          // what comes in the same moment comes along
          setImmediate(() => void this.#run())
        }),
    )
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      const some = this.#nextChanges()
      try {
        const isWritten = await this.#writeAll(some)
        for (const { key, resolve } of some) resolve(isWritten.has(key))
      } catch (error) {
        // they may be there all the same, and the index does not have them
        this.#own = randomUUID()
        for (const { reject } of some) reject(error)
      }
    }
    this.#isRunning = false
  }

  /** The first ones that are about different runs and fit into a statement. */
  #nextChanges(): readonly Change[] {
    const keys = new Set<string>()
    const different = this.#waiting.filter(({ key }) => keys.size < keys.add(key).size)
    const [some = []] = portions(different, textOfWriting, mostAtOnce)
    const taken = new Set(some)
    this.#waiting = this.#waiting.filter(one => !taken.has(one))
    return some
  }

  /** @returns the keys of those that were written. */
  async #writeAll(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    const count = await this.#persistently(() => this.#table.write(changes))
    if (count === changes.length) return new Set(changes.map(({ key }) => key))
    // some were there or not there before; or the answer was lost, and the statement was carried out twice
    const ids = await this.#table.ids(changes.map(({ key }) => key))
    const written = changes.filter(({ key, id, isNew }) => (isNew ? ids.get(key) === id : ids.has(key)))
    return new Set(written.map(({ key }) => key))
  }

  /** Tries again what fails because others write at the same time. */
  async #persistently<T>(work: () => Promise<T>): Promise<T> {
    const begin = performance.now()
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      try {
        return await work()
      } catch (error) {
        const isOver = performance.now() - begin > this.#patience
        if (!(error instanceof WarehouseError) || !error.isConflict || isOver) throw error
        await delay(Math.random() * pause)
      }
    }
  }
}
