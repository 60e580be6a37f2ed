import { type AnyColumn, and, asc, eq, inArray, lt, type SQL } from 'drizzle-orm'
import type { FailedCheck } from '../../../domain/test-run.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { KeptTestRun, MostParts, TestRunParts } from '../../test-run-store.ts'
import type { StoreDatabase } from '../store-database.ts'
import { checkOf, checkRows } from './run-rows.ts'

/** The parts of runs that have tables of their own: the checks that did not pass, and the reports. */
export class RunParts {
  readonly #database: StoreDatabase

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  async report(runKey: string): Promise<string | undefined> {
    return (await this.#reports([runKey])).get(runKey)
  }

  async checks(runKey: string, limit: number): Promise<FailedCheck[]> {
    return (await this.#checks([runKey], limit)).get(runKey) ?? []
  }

  /** See `TestRunStore.testRunParts`. However many runs there are, it takes three queries. */
  async of(keys: readonly string[], most: MostParts): Promise<TestRunParts[]> {
    if (keys.length === 0) return []
    const [checks, reports] = await Promise.all([
      this.#checks(keys, most.checks),
      this.#fitting(keys, most.reportBytes).then(fitting => this.#reports(fitting)),
    ])
    return keys.map(key => ({ report: reports.get(key), failed: checks.get(key) ?? [] }))
  }

  async write(session: SqlSession, runKey: string, run: KeptTestRun): Promise<void> {
    const { testChecks, testReports } = this.#database.tables
    const rows = checkRows(runKey, run.failed)
    if (rows.length > 0) await session.insertAll(testChecks, rows)
    const { report } = run
    if (report === undefined) return
    await session.insertAll(testReports, [{ runKey, receivedAt: run.receivedAt.getTime(), report }])
  }

  async delete(session: SqlSession, keys: readonly string[]): Promise<void> {
    const { testChecks, testReports } = this.#database.tables
    await session.delete(testChecks, inArray(testChecks.runKey, [...keys]) as SQL)
    await session.delete(testReports, inArray(testReports.runKey, [...keys]) as SQL)
  }

  /** The first keys whose reports have so many bytes together; the last of them may have more. */
  async #fitting(keys: readonly string[], most: number): Promise<string[]> {
    const { testReports } = this.#database.tables
    const { runKey, report } = testReports
    const rows = await this.#database.select({
      fields: { runKey, size: this.#database.byteLength(report) },
      from: testReports,
      where: this.#ofRuns(runKey, keys),
    })
    const sizes = new Map(rows.map(row => [row.runKey, Number(row.size)]))
    let room = most
    return keys.filter(key => {
      const size = sizes.get(key)
      if (size === undefined || room <= 0) return false
      room -= size
      return true
    })
  }

  async #reports(keys: readonly string[]): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map()
    const { testReports } = this.#database.tables
    const { runKey, report } = testReports
    const rows = await this.#database.select({
      fields: { runKey, report },
      from: testReports,
      where: this.#ofRuns(runKey, keys),
    })
    return new Map(rows.map(row => [row.runKey, row.report]))
  }

  /** The first checks of each run that did not pass, in the order of the reports. */
  async #checks(keys: readonly string[], limit: number): Promise<Map<string, FailedCheck[]>> {
    const { testChecks } = this.#database.tables
    const { runKey, object, property, rule, type, result, detail, place } = testChecks
    const rows = await this.#database.select({
      fields: { runKey, object, property, rule, type, result, detail },
      from: testChecks,
      where: and(this.#ofRuns(runKey, keys), lt(place, limit)),
      orderBy: [asc(runKey), asc(place)],
    })
    const byRun = Map.groupBy(rows, row => row.runKey)
    return new Map([...byRun].map(([key, checks]) => [key, checks.map(checkOf)]))
  }

  #ofRuns(column: AnyColumn, keys: readonly string[]): SQL {
    const [key, ...others] = keys
    return others.length === 0 ? eq(column, key) : this.#database.isOneOf(column, keys)
  }
}
