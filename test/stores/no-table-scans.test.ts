import { expect, inject, onTestFinished, test } from 'vitest'
import { readVersion } from '../../src/workers/indexed-documents.ts'
import { createPostgresDatabase, type TestDatabase } from '../support/databases.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { get } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'
import { until } from '../support/until.ts'

const server = inject('postgresDsn')

/** What is asked often, or of stores of any size. */
const requests = [
  '/contracts',
  '/contracts?limit=5&offset=10',
  '/contracts?expand=summary&limit=5',
  '/contracts?status=draft&domain=sales&sort=name',
  '/contracts?format=ndjson&versions=all',
  '/contracts/c7/versions',
  '/contracts/c7/versions/1.0.0',
  '/contracts/c7/latest',
  '/contracts/c7',
  '/history?limit=5',
  '/contracts/c7/history',
  '/search',
  '/search?q=orders',
  '/search?q=customer_id+ord*&facets=status,domain,owner,tag',
  '/search?q="orders+of+customers"&versions=all',
  '/search?facets=status,domain,owner,tag&limit=1',
  '/search?field_name=cust*&field_type=string',
  '/search?tag=gold&sort=updated&updated_after=2020-01-01T00:00:00Z',
  '/fields?name=customer_id',
  '/fields?type=string',
  '/fields?classification=pii',
]

function documentOf(at: number) {
  const properties = ['customer_id', 'order_id', 'total'].map(name => {
    return { name, logicalType: 'string', ...(name === 'total' ? {} : { classification: 'pii' }) }
  })
  return {
    ...{ name: `Orders ${at}`, status: at % 2 === 0 ? 'draft' : 'active', domain: 'sales', tags: ['gold'] },
    description: { usage: 'all orders of customers' },
    schema: [{ name: 'orders', properties }],
  }
}

/** How often tables were read from end to end, by their names; but for those that have a handful of rows. */
async function scansOf(database: TestDatabase): Promise<Record<string, unknown>> {
  const rows = await database.execute(
    `select relname, seq_scan from pg_stat_user_tables where relname like 'contracts%' and relname not in ('contracts_migrations', 'contracts_feed', 'contracts_segments')`,
  )
  return Object.fromEntries(rows.map(({ relname, seq_scan }) => [relname, seq_scan]))
}

/** Waits until no store is connected any more. */
function untilEnded(database: TestDatabase): Promise<void> {
  return until(async () => {
    const rows = await database.execute(
      `select pid from pg_stat_activity where datname = current_database() and application_name = 'dc43-registry'`,
    )
    return rows.length === 0 || 'stores are connected'
  })
}

test.skipIf(server === undefined)(
  'PostgreSQL reads no table from end to end for what is asked of it',
  async () => {
    const database = await createPostgresDatabase(server ?? '')
    onTestFinished(() => database.drop())
    const open = () => openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn })
    const filling = await open()
    for (let at = 0; at < 40; at++) {
      const bytes = Buffer.from(JSON.stringify(documentOf(at)))
      const identity = { contractId: `c${at}`, version: '1.0.0' }
      await publish(filling, readVersion({ bytes, format: 'json' }, identity))
    }
    // a connection tells what it has read when it ends
    await filling.close()
    await untilEnded(database)
    await database.execute('vacuum analyze')
    const before = await scansOf(database)
    expect(Object.keys(before).length).toBeGreaterThan(8)
    const store = await open()
    const app = await testApp({ store })
    for (const url of requests) expect((await get(app, url)).statusCode, url).toBe(200)
    // those that wait are asked together
    for (const url of ['/versions/1.0.0', '/latest', '/latest?status=draft&status=active']) {
      const asked = Array.from({ length: 30 }, (_, at) => get(app, `/contracts/c${at}${url}`))
      for (const { statusCode } of await Promise.all(asked)) expect(statusCode, url).toBe(200)
    }
    await store.close()
    await untilEnded(database)
    expect(await scansOf(database)).toEqual(before)
  },
)
