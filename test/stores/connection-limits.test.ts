import { sql } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { connect } from '../../src/stores/sql/open.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { countConnections } from '../support/end-connections.ts'
import { type LiveServer, liveServers } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { sqlStoreOf } from '../support/sql-store-of.ts'
import { until } from '../support/until.ts'

/** How a connection tells after what time its statements are ended, and what that is after a limit of 7 seconds. */
const limits: Record<LiveServer['name'], readonly (readonly [expression: string, value: string])[]> = {
  PostgreSQL: [[`current_setting('statement_timeout')`, '7s']],
  MariaDB: [
    ['@@max_statement_time', '7'],
    ['@@innodb_lock_wait_timeout', '7'],
  ],
  MySQL: [
    ['@@max_execution_time', '7000'],
    ['@@innodb_lock_wait_timeout', '7'],
  ],
  // it has no such limit: the driver ends them
  'SQL Server': [],
}

describe.each(liveServers)('on $name', ({ name, isThere, create }) => {
  test.skipIf(!isThere)('statements have the limit of the configuration', async () => {
    const database = await create()
    onTestFinished(() => database.drop())
    const variables = { DC43_CONTRACT_STORE_DSN: database.dsn, DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '7' }
    const connected = await connect(sqlStoreOf(loadConfig({ env: variables, cwd: '/' })), {
      info: () => undefined,
      warn: () => undefined,
    })
    onTestFinished(() => connected.close())
    const store = await connected.database(storeTables)
    const from = sql`(select 1 as one) as one`
    for (const [expression, value] of limits[name]) {
      const fields = { value: sql<unknown>`${sql.raw(expression)}` }
      const [row] = await store.transaction(session => session.select({ fields, from }))
      expect([expression, String(row?.value)]).toEqual([expression, value])
    }
  })

  test.skipIf(!isThere)('connections that are not used are closed', async () => {
    const database = await create()
    onTestFinished(() => database.drop())
    const store = await openStoreOf({
      DC43_CONTRACT_STORE_DSN: database.dsn,
      DC43_CONTRACT_STORE_IDLE_TIMEOUT: '1',
    })
    onTestFinished(() => store.close())
    await Promise.all(Array.from({ length: 5 }, (_, at) => publish(store, jsonVersion('a', `${at}`))))
    await until(async () => (await countConnections(database.dsn)) === 0 || 'connections are open')
  })
})
