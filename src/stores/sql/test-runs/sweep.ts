import { and, asc, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Retention, Swept } from '../../test-run-store.ts'
import type { StoreDatabase } from '../store-database.ts'
import { isBehind } from './run-filter.ts'

const day = 24 * 60 * 60 * 1000
/** How many runs or reports are deleted in one transaction. */
const batchSize = 200
/** For how long an instance has the sweep for itself without a sign of life, in milliseconds. */
const lease = 10 * 60 * 1000
/** The row of the table of sweeps. */
const sweepId = 1

/** The runs of a version and server of a contract. */
interface Group {
  readonly contractId: string
  readonly version: string
  readonly server: string
}

/** Takes out what need not be kept any more. */
export class Sweep {
  readonly #database: StoreDatabase
  readonly #deleteRuns: (keys: readonly string[]) => Promise<number>

  /** @param deleteRuns deletes the runs of some keys, with all that belongs to them. */
  constructor(database: StoreDatabase, deleteRuns: (keys: readonly string[]) => Promise<number>) {
    this.#database = database
    this.#deleteRuns = deleteRuns
  }

  /** See `TestRunStore.sweepTestRuns`. */
  async run(retention: Retention, now: Date, signal?: AbortSignal): Promise<Swept> {
    const time = now.getTime()
    const swept = { runs: 0, reports: 0 }
    const until = await this.#begin(time)
    if (until === undefined) return swept
    let held = until
    const isMine = async () => {
      if (signal?.aborted) return false
      const next = held + 1
      const isHeld = await this.#extend(held, next)
      held = next
      return isHeld
    }
    try {
      await this.#sweepReports(time - retention.keepReportDays * day, swept, isMine)
      await this.#sweepRuns(time - retention.keepDays * day, retention.keepLast, swept, isMine)
    } finally {
      await this.#extend(held, 0)
    }
    return swept
  }

  /** Gets the sweep for this instance; undefined when another has it. */
  #begin(now: number): Promise<number | undefined> {
    const { testSweeps } = this.#database.tables
    const until = now + lease
    const isFree = and(eq(testSweeps.id, sweepId), lt(testSweeps.until, now)) as SQL
    return this.#database.transaction(async session => {
      const isTaken =
        (await session.update(testSweeps, { until }, isFree)) > 0 ||
        (await session.insertIfAbsent(testSweeps, { id: sweepId, until }))
      return isTaken ? until : undefined
    })
  }

  /** Goes on having the sweep; false when another has taken it. */
  #extend(from: number, until: number): Promise<boolean> {
    const { testSweeps } = this.#database.tables
    const isMine = and(eq(testSweeps.id, sweepId), eq(testSweeps.until, from)) as SQL
    return this.#database.transaction(
      async session => (await session.update(testSweeps, { until }, isMine)) > 0,
    )
  }

  async #sweepReports(before: number, swept: { reports: number }, isMine: () => Promise<boolean>) {
    const { testReports } = this.#database.tables
    const { runKey, receivedAt } = testReports
    while (await isMine()) {
      const rows = await this.#database.select({
        fields: { runKey },
        from: testReports,
        where: lt(receivedAt, before),
        orderBy: [asc(receivedAt), asc(runKey)],
        limit: batchSize,
      })
      if (rows.length === 0) return
      const isOld = and(
        inArray(
          runKey,
          rows.map(row => row.runKey),
        ),
        lt(receivedAt, before),
      ) as SQL
      swept.reports += await this.#database.transaction(session => session.delete(testReports, isOld))
    }
  }

  async #sweepRuns(
    before: number,
    keepLast: number,
    swept: { runs: number },
    isMine: () => Promise<boolean>,
  ): Promise<void> {
    for (const group of await this.#groups(before, keepLast)) {
      for (;;) {
        if (!(await isMine())) return
        const keys = await this.#oldRuns(group, before, keepLast)
        if (keys.length === 0) break
        swept.runs += await this.#deleteRuns(keys)
      }
    }
  }

  /** Those that have old runs, and more runs than are kept however old they are. */
  #groups(before: number, keepLast: number): Promise<Group[]> {
    const { testRuns } = this.#database.tables
    const { contractId, version, server, receivedAt } = testRuns
    const columns = sql`${contractId}, ${version}, ${server}`
    const from = sql`(select ${columns} from ${testRuns} group by ${columns} having min(${receivedAt}) < ${before} and count(*) > ${keepLast}) old_groups`
    return this.#database.select({
      fields: {
        contractId: sql<string>`old_groups.contract_id`,
        version: sql<string>`old_groups.version`,
        server: sql<string>`old_groups.server`,
      },
      from,
    })
  }

  /** Some old runs of a group but for the newest ones, which are kept. */
  async #oldRuns(group: Group, before: number, keepLast: number): Promise<string[]> {
    const { testRuns } = this.#database.tables
    const { contractId, version, server, observedAt, receivedAt, runKey } = testRuns
    const ofGroup = and(
      eq(contractId, group.contractId),
      eq(version, group.version),
      eq(server, group.server),
    )
    const newestFirst = [desc(observedAt), desc(runKey)]
    const [last] = await this.#database.select({
      fields: { observedAt, runKey },
      from: testRuns,
      where: ofGroup,
      orderBy: newestFirst,
      limit: 1,
      offset: Math.max(0, keepLast - 1),
    })
    if (!last) return []
    const isNotKept = keepLast === 0 ? undefined : isBehind({ testRuns }, [last.observedAt, last.runKey])
    const rows = await this.#database.select({
      fields: { runKey },
      from: testRuns,
      where: and(ofGroup, isNotKept, lt(receivedAt, before)),
      orderBy: newestFirst,
      limit: batchSize,
    })
    return rows.map(row => row.runKey)
  }
}
