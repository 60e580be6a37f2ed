import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import { get, put, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

/** The service on a store whose first search has found its hits, and is held until the test lets it go. */
async function holdingApp() {
  const store = await openSqliteStore()
  onTestFinished(() => store.close())
  const [hasFound, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const find = store.search.bind(store)
  let searches = 0
  store.search = async query => {
    searches++
    const page = await find(query)
    hasFound.resolve()
    await release.promise
    return page
  }
  const sales = { name: 'sales', role: 'reader' as const, contracts: ['sales.*'], tokenVariable: undefined }
  const app = await testApp({
    ...{ store, token: 'all' },
    auth: { tokens: [{ ...sales, sha256: sha256('sales') }] },
  })
  return { app, hasFound, release, searches: () => searches }
}

const ofAll = { authorization: 'Bearer all' }
const ofSales = { authorization: 'Bearer sales' }

async function idsFound(answer: ReturnType<typeof get>): Promise<string[]> {
  const { items } = (await answer).json<{ items: { contract_id: string }[] }>()
  return items.map(({ contract_id }) => contract_id)
}

test('searches for the same that wait together are one, and find what was published before they came', async () => {
  const { app, hasFound, release, searches } = await holdingApp()
  const store = async (id: string) => {
    const document = { id, version: '1.0.0', name: 'Orders' }
    const answer = await put(app, versionPath(id, '1.0.0'), document, ofAll)
    expect(answer.statusCode, answer.body).toBe(204)
  }
  await store('sales.first')
  const search = (headers = ofAll) => idsFound(get(app, '/search?q=orders', headers))
  const first = search()
  await hasFound.promise
  await store('sales.second')
  await store('other.second')
  const others = [search(), search(), search(ofSales), idsFound(get(app, '/search?q=orders&limit=1', ofAll))]
  for (let turn = 0; turn < 100; turn++) await setImmediate()
  release.resolve()
  const all = ['sales.first', 'sales.second', 'other.second']
  expect(await first).toEqual(['sales.first'])
  expect(await Promise.all(others)).toEqual([all, all, ['sales.first', 'sales.second'], ['sales.first']])
  // the one that was under way, the next for the two who asked the same, and one each for those who did not
  expect(searches()).toBe(4)
})
