import { eq, type SQL, sql } from 'drizzle-orm'
import { lastEventId } from './history/event-numbers.ts'
import { positionRows } from './log-position.ts'
import { indexPositionId } from './search-index/index-position.ts'
import type { StoreDatabase } from './store-database.ts'

const everything: SQL = sql`1 = 1`

/**
 * Takes out all that the tables of a store hold, in one transaction, but for test runs and the events of datasets. Of what is
 * made of a log nothing is lost; those are in no log.
 */
export function clearTables(database: StoreDatabase): Promise<void> {
  const { feed, testRuns, testChecks, testReports, testStates, testSweeps, datasetEvents, ...others } =
    database.tables
  return database.transaction(async session => {
    // whoever records, gives numbers or indexes has locked its row, and goes on behind this transaction
    for (const id of [...positionRows, lastEventId, indexPositionId])
      await session.update(feed, { sequence: 0 }, eq(feed.id, id))
    await session.delete(feed, everything)
    for (const table of Object.values(others)) await session.delete(table, everything)
  })
}
