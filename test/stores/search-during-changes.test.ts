import { describe, expect, onTestFinished, test } from 'vitest'
import { searchOf } from '../../src/http/parameters/search-request.ts'
import { Candidates } from '../../src/stores/sql/search/candidates.ts'
import { Search } from '../../src/stores/sql/search/search.ts'
import { IndexPostings } from '../../src/stores/sql/search-index/index-postings.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { engines } from '../support/storages.ts'
import { openStoreDatabase } from '../support/store-database.ts'

/** The same database, where something is done before a table is read first. */
function interrupted(
  database: StoreDatabase,
  table: 'texts' | 'search',
  beforeRows: () => Promise<unknown>,
): StoreDatabase {
  let isDone = false
  const select: StoreDatabase['select'] = async query => {
    if (query.from === database.tables[table] && !isDone) {
      isDone = true
      await beforeRows()
    }
    return database.select(query)
  }
  return new Proxy(database, {
    get(target, name) {
      const member = name === 'select' ? select : Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

describe.each(engines.filter(({ isThere }) => isThere))('a search on $name', ({ create }) => {
  async function opened() {
    const storage = await create()
    const store = await storage.open()
    const database = await openStoreDatabase(storage.dsn)
    onTestFinished(async () => {
      await database.close()
      await store.close()
      await storage.remove()
    })
    return { store, database }
  }

  /** A search whose postings are read from one database, and the rest, after that, from another. */
  function searchIn(during: StoreDatabase, database: StoreDatabase): Search {
    return new Search(during, 'rules', new Candidates(during, 'rules'), new IndexPostings(database))
  }

  test('finds what it looks for though the index is made again before it reads the rows', async () => {
    const { store, database } = await opened()
    for (const [major, colour] of ['red', 'green', 'blue', 'white'].entries())
      await publish(store, jsonVersion('a', `${major}.0.0`, { tags: [colour] }))
    await store.catchUpIndex()
    await store.change(jsonVersion('a', '0.0.0'), async () => ({ operation: 'delete' }), somebody)
    await store.catchUpIndex()
    const query = searchOf(
      { q: 'green' },
      { sort: 'id', versions: 'all', limit: 10, offset: 0, after: undefined, scope: undefined },
    )
    for (let round = 0; round < 2; round++) {
      const during = interrupted(database, 'texts', () => store.reindex({ onlyMissing: false }))
      const { hits } = await searchIn(during, database).page(query)
      expect(hits.map(({ version }) => version)).toEqual(['1.0.0'])
    }
  })

  test.each([
    ['green', []],
    ['red', ['1.0.0']],
  ])('finds %s where the latest version is deleted before it reads the contracts', async (q, expected) => {
    const { store, database } = await opened()
    await publish(store, jsonVersion('a', '1.0.0', { tags: ['red'] }))
    await publish(store, jsonVersion('a', '2.0.0', { tags: ['red', 'green'] }))
    await store.catchUpIndex()
    const page = { sort: 'id', versions: 'latest', limit: 10, offset: 0 } as const
    const query = searchOf({ q }, { ...page, after: undefined, scope: undefined })
    const found = async (search: Search) => (await search.page(query)).hits.map(({ version }) => version)
    const deleted = async () => {
      await store.change(jsonVersion('a', '2.0.0'), async () => ({ operation: 'delete' }), somebody)
      await store.catchUpIndex()
    }
    expect(await found(searchIn(database, database))).toEqual(['2.0.0'])
    const during = interrupted(database, 'search', deleted)
    expect(await found(searchIn(during, database))).toEqual(expected)
    expect(await found(searchIn(database, database))).toEqual(expected)
  })
})
