import { and, eq, lt, type SQL } from 'drizzle-orm'
import type { StoreDatabase } from '../store-database.ts'

/** For how long an instance has the sweep for itself without a sign of life, in milliseconds. */
const length = 10 * 60 * 1000
/** How old it may be before it is prolonged: a row is not written for each step of the work. */
const age = 60 * 1000
/** The row of the table of sweeps. */
const sweepId = 1

/** Lets one instance at a time sweep, for as long as it goes on. */
export class SweepLease {
  readonly #database: StoreDatabase
  #until = 0

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  /** Gets the sweep for this instance; false when another has it. */
  take(now: Date): Promise<boolean> {
    const { testSweeps } = this.#database.tables
    const until = now.getTime() + length
    const isFree = and(eq(testSweeps.id, sweepId), lt(testSweeps.until, now.getTime())) as SQL
    this.#until = until
    return this.#database.transaction(async session => {
      return (
        (await session.update(testSweeps, { until }, isFree)) > 0 ||
        (await session.insertIfAbsent(testSweeps, { id: sweepId, until }))
      )
    })
  }

  /** Goes on having the sweep; false when another has taken it meanwhile. */
  async prolong(now: Date): Promise<boolean> {
    const until = now.getTime() + length
    return until - this.#until < age || this.#set(until)
  }

  /** Lets others have the sweep. */
  async end(): Promise<void> {
    await this.#set(0)
  }

  async #set(until: number): Promise<boolean> {
    const { testSweeps } = this.#database.tables
    const isMine = and(eq(testSweeps.id, sweepId), eq(testSweeps.until, this.#until)) as SQL
    const isHeld = await this.#database.transaction(
      async session => (await session.update(testSweeps, { until }, isMine)) > 0,
    )
    if (isHeld) this.#until = until
    return isHeld
  }
}
