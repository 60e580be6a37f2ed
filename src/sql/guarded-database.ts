import { setTimeout as delay } from 'node:timers/promises'
import type { AnyColumn, Placeholder, SQL, Table } from 'drizzle-orm'
import { withDeadline } from '../concurrency/deadline.ts'
import { RegistryError } from '../domain/errors.ts'
import { AbandonableSession } from './abandonable-session.ts'
import type { ConnectionQueue } from './connection-queue.ts'
import type {
  ColumnPair,
  Dialect,
  Fields,
  IsOneOf,
  KeyPair,
  Prepared,
  RowOf,
  Select,
  SqlDatabase,
  SqlSession,
  TransactionOptions,
} from './database.ts'
import { type Fault, FaultError, faultError } from './faults.ts'
import type { QueryKind, SqlObserver } from './observer.ts'

/** What a dialect knows about its own errors, and how much it may do at a time. */
export interface Guard {
  /** The fault an error stands for; undefined for faults of this program. */
  readonly faultOf: (error: unknown) => Fault | undefined
  /** Where work waits for a connection; none for a dialect whose work never does. */
  readonly connections?: ConnectionQueue
  /** After how many milliseconds an answer is no longer waited for, should the server not end the statement itself. */
  readonly deadline?: number
  readonly observer?: SqlObserver | undefined
}

/** The signal of work that is waited for however long it takes. */
const never = new AbortController().signal

/** How often work is tried again after faults that pass, by fault. */
const retries: Partial<Record<Fault, number>> = { conflict: 10, duplicate: 3, 'connection-lost': 2 }

/**
 * A database whose passing faults are tried again and whose lasting ones are the registry's errors. Trying a
 * transaction again is safe even when its commit may have been done: the store's writes notice that.
 */
export class GuardedDatabase<Tables> implements SqlDatabase<Tables> {
  readonly #database: SqlDatabase<Tables>
  readonly #guard: Guard
  #isClosed = false

  constructor(database: SqlDatabase<Tables>, guard: Guard) {
    this.#database = database
    this.#guard = guard
    if (guard.connections) guard.observer?.uses(guard.connections)
  }

  get dialect(): Dialect {
    return this.#database.dialect
  }

  get tables(): Tables {
    return this.#database.tables
  }

  get isSerial(): boolean {
    return this.#database.isSerial
  }

  get canSkipLocked(): boolean {
    return this.#database.canSkipLocked
  }

  isAnyOf(columns: ColumnPair, keys: readonly KeyPair[]): SQL {
    return this.#database.isAnyOf(columns, keys)
  }

  byteLength(text: AnyColumn): SQL<number> {
    return this.#database.byteLength(text)
  }

  get markOf(): SqlDatabase['markOf'] {
    return this.#database.markOf
  }

  get isOneOf(): IsOneOf {
    return this.#database.isOneOf
  }

  parameter(name: string): Placeholder | SQL {
    return this.#database.parameter(name)
  }

  prepare<F extends Fields>(query: Select<F>): Prepared<F> {
    const run = this.#database.prepare(query)
    return values => this.#attempt('prepared', () => run(values))
  }

  select<F extends Fields>(query: Select<F>): Promise<RowOf<F>[]> {
    return this.#attempt('select', () => this.#database.select(query))
  }

  count(from: Table, where: SQL | undefined, most: number): Promise<number> {
    return this.#attempt('select', () => this.#database.count(from, where, most))
  }

  get claimAtOnce(): SqlDatabase['claimAtOnce'] {
    const run = this.#database.claimAtOnce
    return run && (claims => this.#attempt('transaction', () => run(claims), { isTriedOnce: true }))
  }

  transaction<T>(work: (session: SqlSession) => Promise<T>, options?: TransactionOptions): Promise<T> {
    const run = (late: AbortSignal) =>
      this.#database.transaction(async session => {
        const own = new AbandonableSession(session, late)
        try {
          const result = await work(own)
          late.throwIfAborted()
          return result
        } finally {
          own.end()
        }
      }, options)
    return this.#attempt('transaction', run, options)
  }

  close(): Promise<void> {
    this.#isClosed = true
    return this.#database.close()
  }

  async #attempt<T>(
    kind: QueryKind,
    work: (late: AbortSignal) => Promise<T>,
    { isTriedOnce = false }: Pick<TransactionOptions, 'isTriedOnce'> = {},
  ): Promise<T> {
    const { observer, connections } = this.#guard
    const begin = performance.now()
    for (let attempt = 0; ; attempt++) {
      try {
        const result = await (connections?.run(() => this.#inTime(work)) ?? work(never))
        observer?.finished(kind, performance.now() - begin)
        return result
      } catch (error) {
        const fault = error instanceof RegistryError ? undefined : this.#faultOf(error)
        const most = (fault && retries[fault]) ?? 0
        if (fault === undefined || attempt >= most) {
          observer?.finished(kind, performance.now() - begin)
          throw this.#failure(error, fault)
        }
        observer?.retried(fault)
        if (isTriedOnce) throw faultError(fault, error)
        // writers that met once would meet again if they came back together
        await delay(Math.random() * 20 * (attempt + 1))
      }
    }
  }

  /** What is still under way when the database is closed cannot be done, whatever the driver calls that. */
  #faultOf(error: unknown): Fault | undefined {
    return this.#isClosed ? 'unavailable' : this.#guard.faultOf(error)
  }

  /** What a caller is told of work that failed. */
  #failure(error: unknown, fault: Fault | undefined): unknown {
    const failure = fault === undefined ? error : faultError(fault, error)
    if (failure instanceof FaultError) this.#guard.observer?.failed(failure.fault)
    return failure
  }

  /** What is answered too late is a time-out, and the work is told that nobody waits for it any more. */
  async #inTime<T>(work: (late: AbortSignal) => Promise<T>): Promise<T> {
    const { deadline } = this.#guard
    if (deadline === undefined) return work(never)
    const controller = new AbortController()
    return withDeadline(work(controller.signal), deadline, () => {
      const error = faultError('timeout', new Error(`the server has not answered for ${deadline / 1000} s`))
      controller.abort(error)
      throw error
    })
  }
}
