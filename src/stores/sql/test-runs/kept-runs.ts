import { asc, gt } from 'drizzle-orm'
import type { TestRunId } from '../../../domain/test-run.ts'
import { runKeyOf } from '../../test-run-key.ts'
import type { KeptTestRun } from '../../test-run-store.ts'
import { slicesOf } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { RunParts } from './run-parts.ts'
import { runOf, runsQuery } from './run-rows.ts'

/** How many runs are read at once, and of how many the checks and reports, each of which has up to a MiB. */
const pageSize = 200
const partsAtOnce = 8
/** All that there is of these. */
const everything = { checks: 2 ** 31 - 1, reportBytes: Number.POSITIVE_INFINITY }

/** Tells all runs with what is kept of them, some at a time. */
export class KeptRuns {
  readonly #database: StoreDatabase
  readonly #parts: RunParts

  constructor(database: StoreDatabase, parts: RunParts) {
    this.#database = database
    this.#parts = parts
  }

  /** The runs behind another one, in the order of their keys. */
  async *after(id: TestRunId | undefined): AsyncGenerator<KeptTestRun> {
    const { tables } = this.#database
    const { runKey } = tables.testRuns
    for (let last = id && runKeyOf(id); ; ) {
      const rows = await this.#database.select({
        ...runsQuery(tables),
        where: last === undefined ? undefined : gt(runKey, last),
        orderBy: [asc(runKey)],
        limit: pageSize,
      })
      for (const some of slicesOf(rows, partsAtOnce)) {
        const parts = await this.#parts.of(
          some.map(row => row.runKey),
          everything,
        )
        for (const [at, row] of some.entries()) {
          const { hasReport: _, ...run } = runOf(row)
          yield { ...run, failed: parts[at]?.failed ?? [], report: parts[at]?.report }
        }
      }
      last = rows.at(-1)?.runKey ?? last
      if (rows.length < pageSize) return
    }
  }
}
