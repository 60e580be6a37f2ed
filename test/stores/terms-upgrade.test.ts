import { describe, expect, onTestFinished, test } from 'vitest'
import { searchOf } from '../../src/http/search-request.ts'
import type { TestDatabase } from '../support/databases.ts'
import { mariadbServer, mysqlServer, postgresServer } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'

const everything = {
  versions: 'latest',
  sort: 'relevance',
  limit: 100,
  offset: 0,
  after: undefined,
  scope: undefined,
} as const

/** What the releases before the table of terms left: their search table has all of it, and full-text indexes of the words. */
const before = [
  'update contracts_search set versions = (select versions from contracts_slots where search_id = id)',
  'update contracts_search set partial_terms = (select partial_terms from contracts_slots where search_id = id)',
  'drop table contracts_slots',
  'update contracts_search set fields_digest = null',
  'drop table contracts_terms',
  "delete from contracts_migrations where name >= '0025'",
]

const fullTextIndexes = [
  'alter table contracts_search add fulltext index contracts_search_latest (latest_terms)',
  'alter table contracts_search add fulltext index contracts_search_all (latest_terms, older_terms)',
]

const kinds = [
  { ...postgresServer, fullText: [] },
  { ...mariadbServer, fullText: fullTextIndexes },
  { ...mysqlServer, fullText: fullTextIndexes },
]

describe.each(kinds)('on $name', ({ isThere, create, fullText }) => {
  test.skipIf(!isThere)('the words of contracts that were there before are found', async () => {
    const database = await create()
    onTestFinished(() => database.drop())
    await fillAsBefore(database, fullText)
    await (await openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn })).close()
    // as if the server had been told to go down right behind the statement
    await database.execute("delete from contracts_migrations where name = '0030_slots_filled'")
    const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn })
    await publish(store, jsonVersion('c', '1.0.0', { description: { usage: 'kept', purpose: 'changed' } }))
    await store.reindex({ onlyMissing: true })
    // nothing is left that only an earlier release would have written
    expect(await database.execute("select 1 from contracts_terms where slots = '*'")).toEqual([])
    expect(await database.execute("select 1 from contracts_slots where facets = ''")).toEqual([])
    expect(await database.execute('select 1 from contracts_search where fields_digest is null')).toEqual([])
    const found = async (q: string) => {
      const { hits } = await store.search(searchOf({ q }, everything))
      return hits.map(({ contractId, version }) => `${contractId} ${version}`)
    }
    expect(await found('fresh')).toEqual(['b 1.0.0', 'a 1.1.0'])
    expect(await found('first')).toEqual(['a 1.0.0'])
    // as if an instance that does not know the table had taken the word out of the contract
    await database.execute(
      "insert into contracts_terms (term, search_id, in_latest) select 'wxanother', id, 0 from contracts_search where contract_id = 'a'",
    )
    await publish(store, jsonVersion('a', '1.2.0', { description: { usage: 'another' } }))
    expect(await found('fresh')).toEqual(['b 1.0.0', 'a 1.1.0'])
    expect(await found('kept')).toEqual(['c 1.0.0'])
    expect(await found('another')).toEqual(['a 1.2.0'])
    await store.close()
    expect(await database.execute("select 1 from contracts_terms where term = 'wxfresh'")).toHaveLength(2)
  })
})

async function fillAsBefore(database: TestDatabase, fullText: readonly string[]): Promise<void> {
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn })
  await publish(store, jsonVersion('a', '1.0.0', { description: { usage: 'the first' } }))
  await publish(store, jsonVersion('a', '1.1.0', { description: { usage: 'fresh' } }))
  await publish(store, jsonVersion('b', '1.0.0', { name: 'fresh' }))
  await publish(store, jsonVersion('c', '1.0.0', { description: { usage: 'kept' } }))
  await store.reindex({ onlyMissing: true })
  await store.close()
  const rules = 'update contracts_feed set sequence = 2 where id = 2'
  for (const statement of [...before, rules, ...fullText]) await database.execute(statement)
}
