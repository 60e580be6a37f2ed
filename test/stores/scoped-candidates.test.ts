import { expect, onTestFinished, test } from 'vitest'
import { searchOf } from '../../src/http/parameters/search-request.ts'
import { rangeOf } from '../../src/search/postings/postings.ts'
import { Candidates } from '../../src/stores/sql/search/candidates.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { sqliteStorage } from '../support/storages.ts'
import { openStoreDatabase } from '../support/store-database.ts'

/** So many contracts have what is looked for. */
const many = 20_000

test('who may read few of many contracts has them looked up with few statements', async () => {
  const storage = sqliteStorage()
  const database = await openStoreDatabase(storage.dsn)
  onTestFinished(async () => {
    await database.close()
    await storage.remove()
  })
  const ids = Array.from({ length: many }, (_, at) => at + 1)
  const row = {
    version: '1.0.0',
    nameKey: '',
    updatedAt: new Date(0),
    fieldsDigest: '',
    descriptionsDigest: '',
    nextNumber: 1,
    isOrdered: 1,
  }
  const rows = ids.map(id => ({ id, contractId: `c${id}`, ...row }))
  await database.transaction(session => session.insertAll(database.tables.search, rows))
  let statements = 0
  const select: StoreDatabase['select'] = query => {
    statements++
    return database.select(query)
  }
  const counted = new Proxy(database, {
    get(target, name) {
      const member = name === 'select' ? select : Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  const likely = { versions: ids.flatMap(id => rangeOf(id, 0, 1)), outOfOrder: [] }
  const scope = { ids: ['c7', `c${many - 1}`], prefixes: [] }
  const query = searchOf({ q: 'orders' }, {
    ...{ sort: 'relevance', versions: 'latest', limit: 10 },
    ...{ offset: 0, after: undefined, scope },
  } as const)
  const found: string[] = []
  for await (const { candidates } of new Candidates(counted, undefined).chunks(likely, query, {
    first: 20,
    last: 500,
  }))
    found.push(...candidates.map(({ contractId }) => contractId))
  expect(found).toEqual(scope.ids)
  expect(statements).toBeLessThan(15)
})
