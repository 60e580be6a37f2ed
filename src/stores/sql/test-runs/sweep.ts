import { and, asc, desc, eq, gt, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Retention, Swept } from '../../test-run-store.ts'
import type { SqlDatasetEvents } from '../dataset-events/dataset-events.ts'
import { deleteOldRows } from '../old-rows.ts'
import type { StoreDatabase } from '../store-database.ts'
import { isBehind } from './run-filter.ts'
import { SweepLease } from './sweep-lease.ts'

const day = 24 * 60 * 60 * 1000
/** How many runs are deleted in one transaction; those of several groups may be twice as many. */
const batchSize = 200
/** How many groups of runs are looked at before the next ones are asked for. */
const groupsAtOnce = 200

/** The runs of a version and server of a contract, and how many of the newest are kept. */
interface Group {
  readonly contractId: string
  readonly version: string
  readonly server: string
  readonly keepLast: number
}

/** What is found out of a group; its place is among those of the contract, the one that reported last first. */
const found = {
  contractId: sql<string>`old_groups.contract_id`,
  version: sql<string>`old_groups.version`,
  server: sql<string>`old_groups.server`,
  runs: sql<number>`old_groups.runs`,
  oldest: sql<number>`old_groups.oldest`,
  place: sql<number>`old_groups.place`,
}

function isBehindGroup({ contractId, version, server }: Group): SQL | undefined {
  return or(
    gt(found.contractId, contractId),
    and(eq(found.contractId, contractId), gt(found.version, version)),
    and(eq(found.contractId, contractId), eq(found.version, version), gt(found.server, server)),
  )
}

/** Takes out elsewhere what is going to be deleted here. */
export interface Removal {
  runs(keys: readonly string[]): Promise<void>
  /** The reports of runs that were received before a time. */
  reports(keys: readonly string[], before: Date): Promise<void>
}

/** Takes out what need not be kept any more. */
export class Sweep {
  readonly #database: StoreDatabase
  readonly #deleteRuns: (keys: readonly string[]) => Promise<number>
  readonly #events: SqlDatasetEvents

  /** @param deleteRuns deletes the runs of some keys, with all that belongs to them. */
  constructor(
    database: StoreDatabase,
    deleteRuns: (keys: readonly string[]) => Promise<number>,
    events: SqlDatasetEvents,
  ) {
    this.#database = database
    this.#deleteRuns = deleteRuns
    this.#events = events
  }

  /** See `TestRunStore.sweepTestRuns`. */
  async run(retention: Retention, now: () => Date, signal?: AbortSignal, removal?: Removal): Promise<Swept> {
    const begin = now()
    const swept = { runs: 0, reports: 0, events: 0 }
    const lease = new SweepLease(this.#database)
    if (!(await lease.take(begin))) return swept
    const isMine = async () => !signal?.aborted && (await lease.prolong(now()))
    const time = begin.getTime()
    const { testReports } = this.#database.tables
    const reports = { table: testReports, key: testReports.runKey, receivedAt: testReports.receivedAt }
    const reportsBefore = time - retention.keepReportDays * day
    try {
      swept.reports = await deleteOldRows(this.#database, reports, reportsBefore, isMine, keys =>
        removal?.reports(keys, new Date(reportsBefore)),
      )
      swept.events = await this.#events.deleteReceivedBefore(reportsBefore, isMine)
      await this.#sweepRuns(time - retention.keepDays * day, retention, swept, isMine, removal)
    } finally {
      await lease.end()
    }
    return swept
  }

  async #sweepRuns(
    before: number,
    retention: Retention,
    swept: { runs: number },
    isMine: () => Promise<boolean>,
    removal: Removal | undefined,
  ): Promise<void> {
    let groups: Group[] = []
    let old: string[] = []
    const flush = async () => {
      if (old.length > 0) {
        await removal?.runs(old)
        swept.runs += await this.#deleteRuns(old)
      }
      old = []
    }
    do {
      groups = await this.#groups(before, retention, groups.at(-1))
      for (const group of groups) {
        let keys: string[] = []
        do {
          if (!(await isMine())) return
          keys = await this.#oldRuns(group, before)
          old.push(...keys)
          if (old.length >= batchSize) await flush()
        } while (keys.length === batchSize)
      }
      // they are not found again
      await flush()
    } while (groups.length === groupsAtOnce)
  }

  /** Those with runs to delete, and some others, behind another one; in the order of their names. */
  async #groups(before: number, retention: Retention, after: Group | undefined): Promise<Group[]> {
    const { keepLast, keepGroups } = retention
    const { testRuns } = this.#database.tables
    const { contractId, version, server, receivedAt } = testRuns
    const columns = sql`${contractId}, ${version}, ${server}`
    // the place of a group is one among all of its contract
    const rest = after ? sql` where ${gte(contractId, after.contractId)}` : sql``
    const place = sql`row_number() over (partition by ${contractId} order by max(${receivedAt}) desc, ${version}, ${server})`
    const counted = sql`select ${columns}, count(*) as runs, min(${receivedAt}) as oldest, ${place} as place from ${testRuns}${rest} group by ${columns}`
    const rows = await this.#database.select({
      fields: found,
      from: sql`(${counted}) old_groups`,
      where: and(
        lt(found.oldest, before),
        or(gt(found.runs, keepLast), gt(found.place, keepGroups)),
        after && isBehindGroup(after),
      ),
      orderBy: [asc(found.contractId), asc(found.version), asc(found.server)],
      limit: groupsAtOnce,
    })
    return rows.map(({ contractId, version, server, place }) => {
      return { contractId, version, server, keepLast: Number(place) > keepGroups ? 0 : keepLast }
    })
  }

  /** Some old runs of a group but for the newest ones, which are kept. */
  async #oldRuns({ keepLast, ...group }: Group, before: number): Promise<string[]> {
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
