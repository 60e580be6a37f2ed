import { eq, sql } from 'drizzle-orm'
import { sharedRuns } from '../../../concurrency/single-flight.ts'
import { lastEventId, unnumberedFlag } from '../history/event-numbers.ts'
import { indexPositionId } from '../search-index/index-position.ts'
import type { StoreDatabase } from '../store-database.ts'
import { foreignCondition } from './foreign-condition.ts'

/**
 * Tells whether searches find all that was committed before the question, whoever wrote it. Each search asks, and mostly
 * there is nothing to do: so it is one prepared query for all of them that come meanwhile.
 */
export function upToDate(database: StoreDatabase): () => Promise<boolean> {
  const ask = prepareState(database)
  return sharedRuns(async () => {
    const [state] = await ask({})
    if (!state || state.indexed === null) return false
    const isIndexed = Number(state.indexed) >= Number(state.last) && Number(state.unnumbered) === 0
    return isIndexed && Number(state.foreign) === 0
  })
}

function prepareState(database: StoreDatabase) {
  const { tables } = database
  const { feed, contracts } = tables
  const foreign = sql`select 1 from ${contracts} where ${foreignCondition(tables)}`
  return database.prepare({
    fields: {
      last: feed.sequence,
      indexed: sql<
        number | null
      >`(select ${feed.sequence} from ${feed} where ${eq(feed.id, indexPositionId)})`,
      unnumbered: unnumberedFlag(tables),
      foreign: sql<number>`case when exists (${foreign}) then 1 else 0 end`,
    },
    from: feed,
    where: eq(feed.id, lastEventId),
  })
}
