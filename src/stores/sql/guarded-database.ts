import { setTimeout as delay } from 'node:timers/promises'
import type { Placeholder, SQL } from 'drizzle-orm'
import { RegistryError } from '../../domain/errors.ts'
import { AbandonableSession } from './abandonable-session.ts'
import type { Fields, Prepared, RowOf, Select, SqlDatabase, SqlSession } from './database.ts'
import { type Fault, faultError } from './faults.ts'
import type { FullText } from './full-text.ts'
import type { Slots } from './slots.ts'
import type { Tables } from './tables.ts'

/** What a dialect knows about its own errors, and how much it may do at a time. */
export interface Guard {
  /** The fault an error stands for; undefined for faults of this program. */
  readonly faultOf: (error: unknown) => Fault | undefined
  /** The connections there are for the work; none for a dialect whose work never waits for one. */
  readonly slots?: Slots
  /** After how many milliseconds an answer is no longer waited for, should the server not end the statement itself. */
  readonly deadline?: number
}

/** The signal of work that is waited for however long it takes. */
const never = new AbortController().signal

/** How often work is tried again after faults that pass, by fault. */
const retries: Partial<Record<Fault, number>> = { conflict: 10, duplicate: 3, 'connection-lost': 2 }

/**
 * A database whose passing faults are tried again and whose lasting ones are the registry's errors. Trying a
 * transaction again is safe even when its commit may have been done: the store's writes notice that.
 */
export class GuardedDatabase implements SqlDatabase {
  readonly #database: SqlDatabase
  readonly #guard: Guard

  constructor(database: SqlDatabase, guard: Guard) {
    this.#database = database
    this.#guard = guard
  }

  get tables(): Tables {
    return this.#database.tables
  }

  get isSerial(): boolean {
    return this.#database.isSerial
  }

  get isForeign(): SQL {
    return this.#database.isForeign
  }

  get fullText(): FullText {
    return this.#database.fullText
  }

  parameter(name: string): Placeholder | SQL {
    return this.#database.parameter(name)
  }

  prepare<F extends Fields>(query: Select<F>): Prepared<F> {
    const run = this.#database.prepare(query)
    return values => this.#attempt(() => run(values))
  }

  select<F extends Fields>(query: Select<F>): Promise<RowOf<F>[]> {
    return this.#attempt(() => this.#database.select(query))
  }

  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.#attempt(late =>
      this.#database.transaction(async session => {
        const result = await work(new AbandonableSession(session, late))
        late.throwIfAborted()
        return result
      }),
    )
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async #attempt<T>(work: (late: AbortSignal) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await (this.#guard.slots?.run(() => this.#inTime(work)) ?? work(never))
      } catch (error) {
        if (error instanceof RegistryError) throw error
        const fault = this.#guard.faultOf(error)
        if (fault === undefined) throw error
        if (attempt >= (retries[fault] ?? 0)) throw faultError(fault, error)
        // writers that met once would meet again if they came back together
        await delay(Math.random() * 20 * (attempt + 1))
      }
    }
  }

  /** What is answered too late is a time-out, and the work is told that nobody waits for it any more. */
  async #inTime<T>(work: (late: AbortSignal) => Promise<T>): Promise<T> {
    const { deadline } = this.#guard
    if (deadline === undefined) return work(never)
    const controller = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = faultError('timeout', new Error('the server does not answer'))
        controller.abort(error)
        reject(error)
      }, deadline)
    })
    return Promise.race([work(controller.signal), late]).finally(() => clearTimeout(timer))
  }
}
