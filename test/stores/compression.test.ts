import { expect, onTestFinished, test } from 'vitest'
import { postgresServer } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'

const asConfigured = `do $$ begin
  execute format('alter database %I set default_toast_compression = pglz', current_database());
end $$`

test.skipIf(!postgresServer.isThere).each([
  ['by LZ4', [], 'lz4'],
  ['as the database is configured, where it is', [asConfigured], 'pglz'],
])('PostgreSQL compresses documents %s', async (_, settings, compression) => {
  const database = await postgresServer.create()
  onTestFinished(() => database.drop())
  for (const setting of settings) await database.execute(setting)
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn })
  onTestFinished(() => store.close())
  await publish(store, jsonVersion('a', '1.0.0', { description: { usage: 'long '.repeat(2000) } }))
  const rows = await database.execute('select pg_column_compression(json) as compression from contracts')
  expect(rows).toEqual([{ compression }])
})
