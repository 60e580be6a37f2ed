import { and, asc, desc, eq, gte, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import { RegistryError } from '../../../domain/errors.ts'
import type { Scope } from '../../../domain/scope.ts'
import { type FailedCheck, type TestRunId, testRunName } from '../../../domain/test-run.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { runKeyOf } from '../../test-run-key.ts'
import type {
  BucketFigures,
  FailingCheck,
  KeptTestRun,
  MostParts,
  NewTestRun,
  RecordedTestRun,
  RecordMode,
  Retention,
  StatisticsBucket,
  Swept,
  TestRun,
  TestRunFigures,
  TestRunFilter,
  TestRunPage,
  TestRunParts,
  TestRunPosition,
} from '../../test-run-store.ts'
import { ConflictingTestRun, textOfRun } from '../../test-run-text.ts'
import type { MovableTestRuns } from '../../transfer-store.ts'
import { slicesOf } from '../columns.ts'
import type { SqlDatasetEvents } from '../dataset-events/dataset-events.ts'
import { inScope } from '../scope.ts'
import type { StoreDatabase } from '../store-database.ts'
import { TestRunStatistics } from './figures.ts'
import { KeptRuns } from './kept-runs.ts'
import { isBehind, isWanted } from './run-filter.ts'
import { RunParts } from './run-parts.ts'
import { rowOf, runOf, runsQuery } from './run-rows.ts'
import { type Removal, Sweep } from './sweep.ts'
import { TestStates } from './test-states.ts'

/** How many runs are deleted, or taken over from another store, in one transaction. */
const deletedAtOnce = 200
const restoredAtOnce = 50

/** Test runs in tables beside those of contracts. */
export class SqlTestRuns implements MovableTestRuns {
  readonly #database: StoreDatabase
  readonly #statistics: TestRunStatistics
  readonly #states: TestStates
  readonly #parts: RunParts
  readonly #sweep: Sweep
  readonly #kept: KeptRuns

  /** @param events of datasets, which a sweep deletes with the reports of runs. */
  constructor(database: StoreDatabase, events: SqlDatasetEvents) {
    this.#database = database
    this.#statistics = new TestRunStatistics(database)
    this.#states = new TestStates(database)
    this.#parts = new RunParts(database)
    this.#sweep = new Sweep(database, keys => this.deleteKeys(keys), events)
    this.#kept = new KeptRuns(database, this.#parts)
  }

  keptRuns(after?: TestRunId): AsyncIterable<KeptTestRun> {
    return this.#kept.after(after)
  }

  async restoreRuns(runs: readonly KeptTestRun[]): Promise<void> {
    // always in one order, so that two that have some in common do not wait for one another
    const sorted = [...runs].sort((one, other) => (runKeyOf(one) < runKeyOf(other) ? -1 : 1))
    for (const some of slicesOf(sorted, restoredAtOnce)) {
      const known = await this.#database.transaction(async session => {
        const there: KeptTestRun[] = []
        for (const run of some) if (!(await this.#insert(session, run))) there.push(run)
        return there
      })
      const there = new Map((await this.#runsOf(known.map(runKeyOf))).map(run => [runKeyOf(run), run]))
      for (const run of known) {
        const other = there.get(runKeyOf(run))
        if (other && textOfRun(other) !== textOfRun(run)) throw new ConflictingTestRun(run)
      }
    }
  }

  async recordTestRun(run: NewTestRun, mode: RecordMode): Promise<RecordedTestRun> {
    const isFirst = await this.#database.transaction(session => this.#insert(session, run))
    if (isFirst) return { outcome: 'recorded', run: { ...run, hasReport: true } }
    const known = await this.testRun(run)
    if (known && mode !== 'again' && isSameReport(known, run)) return { outcome: 'known', run: known }
    if (known && (mode === 'once' || known.contractId !== run.contractId))
      return { outcome: 'conflict', run: known }
    if (known && (await this.#replace(run))) return { outcome: 'replaced', run: { ...run, hasReport: true } }
    throw new RegistryError('store-busy', `the run ${testRunName(run)} is being deleted; try again`)
  }

  /** Keeps a run; false when one of its id is kept already. */
  async #insert(session: SqlSession, run: KeptTestRun): Promise<boolean> {
    const row = rowOf(run)
    if (!(await session.insertIfAbsent(this.#database.tables.testRuns, row))) return false
    await this.#parts.write(session, row.runKey, run)
    await this.#states.note(session, row)
    return true
  }

  /** Puts a run in the place of another one of its contract; false when it is of another one, or not there any more. */
  #replace(run: NewTestRun): Promise<boolean> {
    const { testRuns } = this.#database.tables
    const row = rowOf(run)
    const { runKey, contractId, ...values } = row
    const isOther = and(eq(testRuns.runKey, runKey), eq(testRuns.contractId, contractId)) as SQL
    return this.#database.transaction(async session => {
      // the row is locked, so of several that replace it the last one leaves its parts
      const before = await this.#states.groupsOf(session, [runKey])
      if ((await session.update(testRuns, values, isOther)) === 0) return false
      await this.#parts.delete(session, [runKey])
      await this.#parts.write(session, runKey, run)
      // it may be one of another version, server or time now
      await this.#states.forget(session, before, [runKey])
      await this.#states.note(session, row)
      return true
    })
  }

  /** Keeps runs as records that the index follows have them, whatever is kept of their ids. */
  async overwriteRuns(runs: readonly KeptTestRun[]): Promise<void> {
    for (const some of slicesOf(runs, restoredAtOnce)) {
      await this.#database.transaction(async session => {
        await this.#deleteIn(session, some.map(runKeyOf))
        for (const run of some) await this.#insert(session, run)
      })
    }
  }

  /** The keys of all runs with a first character. */
  async keysBeginning(first: string): Promise<string[]> {
    const { testRuns } = this.#database.tables
    const { runKey } = testRuns
    const end = String.fromCharCode(first.charCodeAt(0) + 1)
    const where = and(gte(runKey, first), lt(runKey, end))
    const rows = await this.#database.select({ fields: { runKey }, from: testRuns, where })
    return rows.map(row => row.runKey)
  }

  async testRun(id: TestRunId): Promise<TestRun | undefined> {
    const [run] = await this.#runsOf([runKeyOf(id)])
    return run
  }

  async #runsOf(keys: readonly string[]): Promise<TestRun[]> {
    const [key, ...others] = keys
    if (key === undefined) return []
    const { tables } = this.#database
    const { runKey } = tables.testRuns
    const where = others.length === 0 ? eq(runKey, key) : this.#database.isOneOf(runKey, keys)
    return (await this.#database.select({ ...runsQuery(tables), where })).map(runOf)
  }

  testReport(id: TestRunId): Promise<string | undefined> {
    return this.#parts.report(runKeyOf(id))
  }

  failedChecks(id: TestRunId, limit: number): Promise<FailedCheck[]> {
    return this.#parts.checks(runKeyOf(id), limit)
  }

  testRunParts(ids: readonly TestRunId[], most: MostParts): Promise<TestRunParts[]> {
    return this.#parts.of(ids.map(runKeyOf), most)
  }

  async testRuns(
    filter: TestRunFilter,
    { limit, offset, after }: { limit: number; offset?: number; after?: TestRunPosition | undefined },
  ): Promise<TestRunPage> {
    const { tables } = this.#database
    const { observedAt, runKey } = tables.testRuns
    const rows = await this.#database.select({
      ...runsQuery(tables),
      where: and(isWanted(tables, filter), isBehind(tables, after)),
      orderBy: [desc(observedAt), desc(runKey)],
      limit: limit + 1,
      ...(offset !== undefined && { offset }),
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const next = rows.length > limit && last ? ([Number(last.observedAt), last.runKey] as const) : undefined
    return { runs: page.map(runOf), next }
  }

  async testedDatasets(scope: Scope | undefined, limit: number): Promise<string[]> {
    const { testRuns } = this.#database.tables
    const rows = await this.#database.select({
      fields: { datasetId: testRuns.datasetId },
      from: testRuns,
      where: and(isNotNull(testRuns.datasetId), inScope(testRuns, scope)),
      distinct: true,
      orderBy: [asc(testRuns.datasetId)],
      limit,
    })
    return rows.flatMap(row => row.datasetId ?? [])
  }

  async countTestRuns(filter: TestRunFilter): Promise<number> {
    const { tables } = this.#database
    const [row] = await this.#database.select({
      fields: { total: sql<number>`count(*)` },
      from: tables.testRuns,
      where: isWanted(tables, filter),
    })
    return Number(row?.total ?? 0)
  }

  async lastTestRuns(contractId: string, limit: number): Promise<TestRun[]> {
    const { tables } = this.#database
    const { testRuns, testStates } = tables
    const { runKey, server, observedAt } = testStates
    const place = sql`row_number() over (partition by ${server} order by ${observedAt} desc, ${runKey} desc)`
    const ofContract = eq(testStates.contractId, contractId)
    const ranked = sql`(select ${runKey} as run_key, ${place} as place from ${testStates} where ${ofContract}) ranked`
    const newest = sql`(select ranked.run_key from ${ranked} where ranked.place = 1)`
    const rows = await this.#database.select({
      ...runsQuery(tables),
      where: sql`${testRuns.runKey} in ${newest}`,
      orderBy: [desc(testRuns.observedAt), asc(testRuns.server)],
      limit,
    })
    return rows.map(runOf)
  }

  testFigures(filter: TestRunFilter): Promise<TestRunFigures> {
    return this.#statistics.figures(filter)
  }

  testBuckets(filter: TestRunFilter, bucket: StatisticsBucket, limit: number): Promise<BucketFigures[]> {
    return this.#statistics.buckets(filter, bucket, limit)
  }

  failingChecks(filter: TestRunFilter, limit: number): Promise<FailingCheck[]> {
    return this.#statistics.failingChecks(filter, limit)
  }

  failingSince(filter: TestRunFilter): Promise<Date | undefined> {
    return this.#statistics.failingSince(filter)
  }

  /** @param remove is asked to take out elsewhere, by their keys, what is going to be deleted. */
  async deleteTestRuns(
    which: TestRunFilter | TestRunId,
    remove?: (keys: readonly string[]) => Promise<void>,
  ): Promise<number> {
    let deleted = 0
    for (let keys: readonly string[] = []; ; ) {
      keys = 'runId' in which ? [runKeyOf(which)] : await this.#someKeysOf(which)
      await remove?.(keys)
      deleted += await this.deleteKeys(keys)
      if (keys.length < deletedAtOnce) return deleted
    }
  }

  /** The keys of some of the runs that are meant: as many as are deleted at once, or all. */
  async #someKeysOf(filter: TestRunFilter): Promise<string[]> {
    const { tables } = this.#database
    const { runKey } = tables.testRuns
    const rows = await this.#database.select({
      fields: { runKey },
      from: tables.testRuns,
      where: isWanted(tables, filter),
      orderBy: [asc(runKey)],
      limit: deletedAtOnce,
    })
    return rows.map(row => row.runKey)
  }

  /** Deletes the runs of some keys. @returns how many there were. */
  async deleteKeys(keys: readonly string[]): Promise<number> {
    let deleted = 0
    for (const some of slicesOf(keys, deletedAtOnce))
      deleted += await this.#database.transaction(session => this.#deleteIn(session, some))
    return deleted
  }

  /** @param removal is asked to take out elsewhere what is going to be deleted. */
  sweepTestRuns(
    retention: Retention,
    now: () => Date,
    signal?: AbortSignal,
    removal?: Removal,
  ): Promise<Swept> {
    return this.#sweep.run(retention, now, signal, removal)
  }

  async #deleteIn(session: SqlSession, keys: readonly string[]): Promise<number> {
    const { testRuns } = this.#database.tables
    // the rows of the runs first, as they are written: so two that meet wait for one another
    const groups = await this.#states.groupsOf(session, keys)
    const deleted = await session.delete(testRuns, inArray(testRuns.runKey, [...keys]))
    await this.#parts.delete(session, keys)
    await this.#states.forget(session, groups, keys)
    return deleted
  }
}

type SentReport = Pick<TestRun, 'contractId' | 'version' | 'isLatest' | 'digest'>

/** Whether a report is the one that is kept. A retry that names no version may come when another is the latest. */
export function isSameReport(known: SentReport, run: SentReport): boolean {
  const isVersion = known.version === run.version || (known.isLatest && run.isLatest)
  return known.digest === run.digest && known.contractId === run.contractId && isVersion
}
