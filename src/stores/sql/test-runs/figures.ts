import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { testResults } from '../../../domain/test-run.ts'
import type {
  BucketFigures,
  FailingCheck,
  StatisticsBucket,
  TestRunFigures,
  TestRunFilter,
} from '../../test-run-store.ts'
import type { StoreDatabase } from '../store-database.ts'
import { isWanted } from './run-filter.ts'
import { buckets, numberOf } from './run-rows.ts'

const bucketColumns = { hour: 'observedHour', day: 'observedDay', week: 'observedWeek' } as const

/** What runs come to, worked out by the database: one query for each question. */
export class TestRunStatistics {
  readonly #database: StoreDatabase

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  async figures(filter: TestRunFilter): Promise<TestRunFigures> {
    const [row] = await this.#rows(filter, undefined, 1)
    return figuresOf(row)
  }

  async buckets(filter: TestRunFilter, bucket: StatisticsBucket, limit: number): Promise<BucketFigures[]> {
    const rows = await this.#rows(filter, bucket, limit)
    return rows.map(row => {
      return { start: new Date(buckets[bucket].start(Number(row.bucket))), ...figuresOf(row) }
    })
  }

  #rows(filter: TestRunFilter, bucket: StatisticsBucket | undefined, limit: number) {
    const { testRuns } = this.#database.tables
    const column = bucket && testRuns[bucketColumns[bucket]]
    return this.#database.select({
      fields: figureFields,
      from: grouped(testRuns, column ? sql`${column}` : undefined, isWanted({ testRuns }, filter)),
      orderBy: [desc(figureFields.bucket)],
      limit,
    })
  }

  /** See `TestRunStore.failingChecks`. Of checks that fail in as many runs, the order is that of their names. */
  async failingChecks(filter: TestRunFilter, limit: number): Promise<FailingCheck[]> {
    const { testRuns, testChecks } = this.#database.tables
    const { object, property, rule, type } = testChecks
    const runs = sql<number>`count(distinct ${testChecks.runKey})`
    const rows = await this.#database.select({
      fields: { object, property, rule, type, runs },
      from: testChecks,
      leftJoin: { table: testRuns, on: eq(testRuns.runKey, testChecks.runKey) },
      where: and(inArray(testChecks.result, ['failed', 'error']), isWanted({ testRuns }, filter)),
      groupBy: [object, property, rule, type],
      orderBy: [desc(runs), object, property, rule, type],
      limit,
    })
    return rows.map(row => ({
      object: row.object ?? undefined,
      property: row.property ?? undefined,
      rule: row.rule ?? undefined,
      type: row.type ?? undefined,
      runs: Number(row.runs),
    }))
  }

  /** See `TestRunStore.failingSince`. */
  async failingSince(filter: TestRunFilter): Promise<Date | undefined> {
    const { testRuns } = this.#database.tables
    const { observedAt, result } = testRuns
    const wanted = isWanted({ testRuns }, filter)
    const good = and(wanted, inArray(result, ['passed', 'warning']))
    const lastGood = sql`(select coalesce(max(${observedAt}), -1) from ${testRuns} where ${good})`
    const [row] = await this.#database.select({
      fields: { since: sql<number | null>`min(${observedAt})` },
      from: testRuns,
      where: and(wanted, inArray(result, ['failed', 'error']), sql`${observedAt} > ${lastGood}`),
    })
    const since = numberOf(row?.since)
    return since === undefined ? undefined : new Date(since)
  }
}

type FigureRow = { -readonly [Name in keyof typeof figureFields]: unknown }

const figureFields = {
  bucket: sql<number>`figures.bucket`,
  runs: sql<number>`figures.runs`,
  passed: sql<number>`figures.passed`,
  warning: sql<number>`figures.warning`,
  failed: sql<number>`figures.failed`,
  error: sql<number>`figures.error`,
  unknown: sql<number>`figures.unknown`,
  rows: sql<number | null>`figures.all_rows`,
  errors: sql<number | null>`figures.all_errors`,
  duration: sql<number | null>`figures.duration`,
  measured: sql<number>`figures.measured`,
  p95: sql<number | null>`figures.p95`,
}

/**
 * The figures of each bucket, or of all runs as the bucket 0. The 95th percentile is the duration at the lowest place, among
 * those of the bucket in ascending order, that is not below 95 percent of their number. It is exact, in whole numbers.
 */
function grouped(
  testRuns: StoreDatabase['tables']['testRuns'],
  bucket: SQL | undefined,
  where: SQL | undefined,
): SQL {
  const { result, rowCount, errorCount, durationMs } = testRuns
  const isMeasured = sql`case when ${durationMs} is null then 0 else 1 end`
  const partition = bucket ? sql`${bucket}, ${isMeasured}` : isMeasured
  const measured = sql`select ${bucket ?? sql`0`} as bucket, ${result} as result, ${rowCount} as row_count, ${errorCount} as error_count, ${durationMs} as duration_ms, row_number() over (partition by ${partition} order by ${durationMs}) as place, count(*) over (partition by ${partition}) as places from ${testRuns}${where ? sql` where ${where}` : sql``}`
  const counts = testResults.map(name => {
    return sql`sum(case when result = ${name} then 1 else 0 end) as ${sql.identifier(name)}`
  })
  const p95 = sql`min(case when duration_ms is not null and place * 100 >= places * 95 then duration_ms end)`
  return sql`(select bucket, count(*) as runs, ${sql.join(counts, sql`, `)}, sum(row_count) as all_rows, sum(error_count) as all_errors, sum(duration_ms) as duration, count(duration_ms) as measured, ${p95} as p95 from (${measured}) measured group by bucket) figures`
}

function figuresOf(row: FigureRow | undefined): TestRunFigures {
  const measured = Number(row?.measured ?? 0)
  return {
    runs: Number(row?.runs ?? 0),
    results: {
      passed: Number(row?.passed ?? 0),
      warning: Number(row?.warning ?? 0),
      failed: Number(row?.failed ?? 0),
      error: Number(row?.error ?? 0),
      unknown: Number(row?.unknown ?? 0),
    },
    rows: Number(row?.rows ?? 0),
    errors: Number(row?.errors ?? 0),
    meanDurationMs: measured === 0 ? undefined : Number(row?.duration) / measured,
    p95DurationMs: numberOf(row?.p95),
  }
}
