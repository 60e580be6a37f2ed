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

/** The same database, where something is done before the rows of versions are read first. */
function interrupted(database: StoreDatabase, beforeRows: () => Promise<unknown>): StoreDatabase {
  let isDone = false
  const select: StoreDatabase['select'] = async query => {
    if (query.from === database.tables.texts && !isDone) {
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
  test('finds what it looks for though the index is made again before it reads the rows', async () => {
    const storage = await create()
    const store = await storage.open()
    const database = await openStoreDatabase(storage.dsn)
    onTestFinished(async () => {
      await database.close()
      await store.close()
      await storage.remove()
    })
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
      const during = interrupted(database, () => store.reindex({ onlyMissing: false }))
      const candidates = new Candidates(during, 'rules')
      const search = new Search(during, 'rules', candidates, new IndexPostings(database))
      const { hits } = await search.page(query)
      expect(hits.map(({ version }) => version)).toEqual(['1.0.0'])
    }
  })
})
