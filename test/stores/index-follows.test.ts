import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { searchOf } from '../../src/http/parameters/search-request.ts'
import { type FieldPage, facetNames } from '../../src/stores/search-query.ts'
import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import { OtherProgram } from '../support/other-program.ts'
import { publish } from '../support/publish.ts'
import { Random } from '../support/random.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSession } from '../support/sql-session.ts'
import { engines, sqliteStorage } from '../support/storages.ts'

const everything = { sort: 'id', limit: 200, offset: 0, after: undefined, scope: undefined } as const

const author = { caller: 'alice', reason: undefined, requestId: undefined }

/** How many events the index is behind, in one moment. */
const lagQuery = `select count(*) as behind from contracts_history where sequence is null
  or sequence > coalesce((select sequence from contracts_feed where id = 2), 0)`

async function found(store: SqlContractStore, q: string, versions: 'latest' | 'all' = 'latest') {
  const { hits } = await store.search(searchOf(q === '' ? {} : { q }, { ...everything, versions }))
  return hits.map(({ contractId, version }) => `${contractId} ${version}`)
}

/** Everything that searches, facets, lists and the field catalogue answer. */
async function answers(store: SqlContractStore) {
  const of = async (q: string, versions: 'latest' | 'all') => {
    const query = searchOf(q === '' ? {} : { q }, { ...everything, versions })
    const facets = await store.facets(query, facetNames)
    const total = await store.countHits(query, 10_000)
    return { q, versions, total, hits: await found(store, q, versions), facets: [...facets] }
  }
  const searches = []
  for (const q of ['', 'orders', 'red', 'blue', 'green', '"red blue"'])
    for (const versions of ['latest', 'all'] as const) searches.push(await of(q, versions))
  const list = await store.listContracts({ limit: 100, offset: 0 })
  return { searches, list }
}

describe.each(engines.filter(({ isThere }) => isThere))('the index on $name', ({ create }) => {
  async function opened(count: number): Promise<SqlContractStore[]> {
    const storage = await create()
    const stores: SqlContractStore[] = []
    onTestFinished(async () => {
      for (const store of stores) await store.close()
      await storage.remove()
    })
    for (let at = 0; at < count; at++) stores.push(await storage.open())
    return stores
  }

  test('what one instance has published, the other finds at once', async () => {
    const [one, other] = await opened(2)
    if (!one || !other) return expect.unreachable()
    for (let at = 0; at < 30; at++) {
      await publish(one, jsonVersion(`c${at}`, '1.0.0', { name: `orders nr${at}` }))
      expect(await found(other, `nr${at}`)).toEqual([`c${at} 1.0.0`])
    }
    expect((await other.listContracts({ limit: 100, offset: 0 })).total).toBe(30)
    await one.change(jsonVersion('c3', '1.0.0'), async () => ({ operation: 'delete' }), author)
    expect(await found(other, 'nr3')).toEqual([])
  })

  test('writers who never pause do not leave it behind without bound', { timeout: 60_000 }, async () => {
    const storage = await create()
    const store = await storage.open()
    const other = await storage.open()
    const session = storage.dsn.startsWith('sqlite') ? undefined : await openSession(storage.dsn)
    onTestFinished(async () => {
      await session?.close()
      for (const one of [store, other]) await one.close()
      await storage.remove()
    })
    // on a server a store asks twice for how far it is behind, and what is written in between would count as well
    const lag = async () => (session ? Number((await session.run(lagQuery))[0]?.behind) : lagOf(other))
    const writer = async (name: string) => {
      for (let at = 0; at < 200; at++) await publish(store, jsonVersion(name, `1.0.${at}`))
    }
    let isWriting = true
    const writers = Promise.all(['a', 'b', 'c', 'd'].map(writer)).finally(() => {
      isWriting = false
    })
    const lags: number[] = []
    while (isWriting) {
      lags.push(await lag())
      await new Promise(resolve => setTimeout(resolve, 1))
    }
    await writers
    // each of the four may have written one more before it waits
    expect(Math.max(...lags)).toBeLessThanOrEqual(504)
    expect((await store.listContracts({ limit: 10, offset: 0 })).total).toBe(4)
    expect(await lagOf(other)).toBe(0)
  })

  test('what was published and never indexed is found by whoever comes next', async () => {
    const [one, other] = await opened(2)
    if (!one || !other) return expect.unreachable()
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        publish(one, jsonVersion('orders', `1.${at}.0`, { name: 'orders' })),
      ),
    )
    expect(await found(other, 'orders', 'all')).toHaveLength(40)
    expect((await other.check()).indexLag).toBe(0)
  })

  test('a version that loses a word each time it is written again is found by those it has left', async () => {
    const [store] = await opened(1)
    if (!store) return expect.unreachable()
    const words = ['red', 'blue', 'green', 'white', 'black']
    for (const [at, word] of words.entries()) {
      await publish(store, jsonVersion('a', '1.0.0', { tags: words.slice(at) }))
      expect(await found(store, word)).toEqual(['a 1.0.0'])
      if (at > 0) expect(await found(store, words[at - 1] ?? '')).toEqual([])
    }
  })

  test('a contract that is gone with more versions than are indexed together is found again when it comes back', async () => {
    const [store] = await opened(1)
    if (!store) return expect.unreachable()
    const versions = Array.from({ length: 130 }, (_, at) => {
      return jsonVersion('a', `1.${at}.0`, { name: 'orders', tags: ['red', `nr${at}`] })
    })
    for (const version of versions) await publish(store, version)
    expect(await found(store, 'red', 'all')).toHaveLength(130)
    for (const version of versions) await store.change(version, async () => ({ operation: 'delete' }), author)
    expect(await found(store, '', 'all')).toEqual([])
    await publish(store, jsonVersion('b', '1.0.0', { name: 'orders' }))
    for (const version of versions) await publish(store, version)
    for (const version of versions) await store.change(version, async () => ({ operation: 'delete' }), author)
    await publish(store, jsonVersion('a', '1.7.0', { name: 'orders', tags: ['blue'] }))
    await store.catchUpIndex()
    const followed = await answers(store)
    expect(followed.searches).toContainEqual(expect.objectContaining({ q: 'blue', hits: ['a 1.7.0'] }))
    await store.reindex({ onlyMissing: false })
    expect(await answers(store)).toEqual(followed)
  })

  test('a random history leaves the index that is made of its end', async () => {
    const stores = await opened(2)
    const random = new Random(7)
    const colours = ['red', 'blue', 'green', 'red blue']
    for (let round = 0; round < 12; round++) {
      const changes = Array.from({ length: 10 }, () => {
        const [store, id, version] = [
          random.of(stores),
          random.of(['a', 'b', 'c']),
          `${random.of([1, 2, 3])}.0.0`,
        ]
        const content = {
          status: random.of(['draft', 'active']),
          tags: [random.of(colours)],
          name: `orders ${random.of(colours)}`,
        }
        const isDeletion = random.below(10) < 3
        return store.change(
          { contractId: id, version },
          async ({ stored }) => {
            if (isDeletion) return stored && { operation: 'delete' }
            return { operation: 'publish', version: jsonVersion(id, version, content) }
          },
          author,
        )
      })
      await Promise.all(changes)
      if (random.below(2) === 0) await found(random.of(stores), 'red')
    }
    const [one, other] = stores
    if (!one || !other) return expect.unreachable()
    const followed = await answers(one)
    await other.reindex({ onlyMissing: false })
    expect(await answers(other)).toEqual(followed)
  })
})

test('of versions that have few words in common, a random history leaves the index that is made of its end', async () => {
  const [sqlite] = engines
  const storage = await sqlite?.create()
  const stores = await Promise.all([storage?.open(), storage?.open()])
  const [one, other] = stores
  if (!one || !other || !storage) return expect.unreachable()
  const random = new Random(16)
  const letters = [...'abcdefgh']
  const text = (words: number) => Array.from({ length: words }, () => random.text(letters, 2)).join(' ')
  // many are published one after the other, some are written again or deleted, and some are not the latest
  for (let round = 0; round < 40; round++) {
    const changes = Array.from({ length: 6 }, (_, at) => {
      const identity = { contractId: random.of(['a', 'b', 'c', 'd']), version: `${round}.${at}.0` }
      if (random.below(3) === 0) identity.version = `${random.below(round + 1)}.${random.below(6)}.0`
      const isDeletion = random.below(6) === 0
      const content = { status: 'draft', name: text(2), description: { usage: text(12) } }
      return random.of([one, other]).change(
        identity,
        async ({ stored }) => {
          if (isDeletion) return stored && { operation: 'delete' }
          return {
            operation: 'publish',
            version: jsonVersion(identity.contractId, identity.version, content),
          }
        },
        author,
      )
    })
    await Promise.all(changes)
    if (random.below(2) === 0) await found(random.of([one, other]), 'ab')
  }
  const queries = [
    ...Array.from({ length: 60 }, () => text(1 + random.below(3))),
    'a*',
    'ab cd*',
    '"ab cd"',
    'abCd',
  ]
  const all = async (store: SqlContractStore) => {
    const answered = []
    for (const q of queries)
      for (const versions of ['latest', 'all'] as const) {
        const query = searchOf({ q }, { ...everything, sort: 'relevance', versions })
        const { hits } = await store.search(query)
        const total = await store.countHits(query, 10_000)
        answered.push({ q, versions, hits, total, facets: [...(await store.facets(query, facetNames))] })
      }
    return answered
  }
  const followed = await all(one)
  expect(followed.filter(({ hits }) => hits.length > 0).length).toBeGreaterThan(60)
  await other.reindex({ onlyMissing: false })
  expect(await all(other)).toEqual(followed)
  for (const store of [one, other]) await store.close()
  await storage.remove()
})

/** A store whose index does not follow by itself before it is asked to. */
async function storeInABurst(): Promise<SqlContractStore> {
  const [sqlite] = engines
  const storage = await sqlite?.create()
  const store = await storage?.open()
  if (!store || !storage) return expect.unreachable()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(async () => {
    vi.useRealTimers()
    await store.close()
    await storage.remove()
  })
  return store
}

async function lagOf(store: SqlContractStore): Promise<number> {
  return (await store.check()).indexLag
}

test('writers do not leave the index behind without bound', async () => {
  const store = await storeInABurst()
  const lags: number[] = []
  for (let at = 0; at < 620; at++) {
    await publish(store, jsonVersion('orders', `1.0.${at}`))
    lags.push(await lagOf(store))
  }
  expect(Math.max(...lags)).toBe(500)
  // no writer waits for all of it
  expect(lags[500]).toBe(451)
})

test('of long documents fewer wait, so that none has to be read again', async () => {
  const store = await storeInABurst()
  const usage = 'x'.repeat(500_000)
  const lags: number[] = []
  for (let at = 0; at < 12; at++) {
    await publish(store, jsonVersion(`c${at}`, '1.0.0', { description: { usage } }))
    lags.push(await lagOf(store))
  }
  // eight are four million characters
  expect(lags).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3])
})

test('where documents are long together, one writer indexes some of them, and the next one none', async () => {
  const store = await storeInABurst()
  const usage = 'x'.repeat(60_000)
  const lags: number[] = []
  for (let at = 0; at < 80; at++) {
    await publish(store, jsonVersion(`c${at}`, '1.0.0', { description: { usage } }))
    lags.push(await lagOf(store))
  }
  // 69 are four million characters
  expect(lags.slice(67)).toEqual([68, 69, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
})

test('the index lets a burst pass, and follows when nothing was written for a moment', async () => {
  const store = await storeInABurst()
  for (let at = 0; at < 25; at++) {
    await publish(store, jsonVersion(`c${at}`, '1.0.0'))
    vi.advanceTimersByTime(20)
    expect(await lagOf(store)).toBe(at + 1)
  }
  vi.advanceTimersByTime(500)
  vi.advanceTimersByTime(25)
  await untilIndexed(store)
})

test('of few changes the index waits for more', async () => {
  const store = await storeInABurst()
  await publish(store, jsonVersion('a', '1.0.0'))
  vi.advanceTimersByTime(400)
  for (let at = 0; at < 100; at++) await new Promise(resolve => setImmediate(resolve))
  expect(await lagOf(store)).toBe(1)
  vi.advanceTimersByTime(100)
  await untilIndexed(store)
})

async function untilIndexed(store: SqlContractStore): Promise<void> {
  for (let at = 0; at < 10_000 && (await lagOf(store)) > 0; at++)
    await new Promise(resolve => setImmediate(resolve))
  expect(await lagOf(store)).toBe(0)
}

test('a contract that cannot be indexed keeps no other from it, and is indexed when it can be', async () => {
  const [sqlite] = engines
  const storage = await sqlite?.create()
  const store = await storage?.open()
  if (!store || !storage) return expect.unreachable()
  await storage.execute(
    `create trigger refuse before insert on contracts_texts when new.contract_id = 'bad' begin select raise(abort, 'no'); end`,
  )
  for (const id of ['good', 'bad', 'fine']) await publish(store, jsonVersion(id, '1.0.0', { name: 'orders' }))
  expect(await found(store, 'orders')).toEqual(['fine 1.0.0', 'good 1.0.0'])
  expect((await store.check()).indexLag).toBe(0)
  await storage.execute('drop trigger refuse')
  await publish(store, jsonVersion('bad', '1.1.0', { name: 'orders' }))
  expect(await found(store, 'orders')).toEqual(['bad 1.1.0', 'fine 1.0.0', 'good 1.0.0'])
  await store.close()
  await storage.remove()
})

test('a contract whose id another program left empty is in an index that was made again', async () => {
  const storage = sqliteStorage()
  const store = await storage.open()
  const program = new OtherProgram(storage.file)
  onTestFinished(async () => {
    program.close()
    await store.close()
    await storage.remove()
  })
  const { json } = jsonVersion('a', '1.0.0', { name: 'orders' })
  for (const id of ['', 'a']) await program.insert(id, '1.0.0', 'orders', json, 'f1')
  expect(await found(store, 'orders')).toEqual([' 1.0.0', 'a 1.0.0'])
  await store.reindex({ onlyMissing: false })
  expect(await found(store, 'orders')).toEqual([' 1.0.0', 'a 1.0.0'])
  await program.run("delete from contracts where contract_id = ''")
  await store.reindex({ onlyMissing: false })
  expect((await store.listContracts({ limit: 10, offset: 0 })).contractIds).toEqual(['a'])
  expect(await found(store, 'orders', 'all')).toEqual(['a 1.0.0'])
})

test('events that were deleted before they were indexed hold up nobody', async () => {
  const [sqlite] = engines
  const storage = await sqlite?.create()
  const store = await storage?.open()
  if (!store || !storage) return expect.unreachable()
  for (const id of ['a', 'b', 'c']) await publish(store, jsonVersion(id, '1.0.0', { name: 'orders' }))
  await storage.execute("delete from contracts_history where contract_id in ('b', 'c')")
  expect(await found(store, 'orders')).toEqual(['a 1.0.0'])
  await publish(store, jsonVersion('d', '1.0.0', { name: 'orders' }))
  expect(await found(store, 'orders')).toEqual(['a 1.0.0', 'd 1.0.0'])
  await store.reindex({ onlyMissing: true })
  expect(await found(store, 'orders')).toEqual(['a 1.0.0', 'b 1.0.0', 'c 1.0.0', 'd 1.0.0'])
  await store.close()
  await storage.remove()
})

test('a contract that has no numbers left for its versions gets them again from the first one on', async () => {
  const storage = sqliteStorage()
  const store = await storage.open()
  const publishAll = async (...versions: string[]) => {
    for (const version of versions) await publish(store, jsonVersion('a', version, { name: 'orders' }))
    await store.catchUpIndex()
  }
  await publishAll('1.0.0', '3.0.0', '2.0.0')
  const other = new OtherProgram(storage.file)
  onTestFinished(() => other.close())
  const numbers = async () => {
    const query = 'select version, posting_key % 16777216 as number from contracts_texts'
    const rows = (await other.rows(query)) as { version: string; number: number }[]
    return Object.fromEntries(rows.map(({ version, number }) => [version, number]))
  }
  expect(await numbers()).toEqual({ '1.0.0': 0, '2.0.0': 1, '3.0.0': 2 })
  await publishAll('1.5.0')
  expect(await numbers()).toMatchObject({ '1.5.0': 3 })
  await other.exec('update contracts_search set next_number = 16777000')
  await publishAll('4.0.0')
  expect(await numbers()).toEqual({ '1.0.0': 0, '1.5.0': 1, '2.0.0': 2, '3.0.0': 3, '4.0.0': 4 })
  const all = ['4.0.0', '3.0.0', '2.0.0', '1.5.0', '1.0.0']
  expect(await found(store, 'orders', 'all')).toEqual(all.map(version => `a ${version}`))
  await store.close()
  await storage.remove()
})

test('fields of contracts that change together are those of a rebuild, also where one has thousands', async () => {
  const store = await storeInABurst()
  const fieldsOf = (version: string, sizes: Record<string, number>) =>
    Object.entries(sizes).map(([id, count]) => {
      const properties = Array.from({ length: count }, (_, at) => ({
        name: `column${at}`,
        description: at % 7 === 0 ? `of ${version}` : 'of all',
      }))
      return jsonVersion(id, version, { schema: [{ name: 'orders', properties }] })
    })
  const catalogue = async () => {
    const paths: string[] = []
    const condition = { names: [], types: [], classifications: [] }
    for (let after: FieldPage['next']; ; ) {
      const query = { condition, filters: [], scope: undefined, limit: 1000, after }
      const { fields, next } = await store.fields(query)
      paths.push(...fields.map(field => `${field.contractId} ${field.pointer} ${field.description}`))
      if (!next) return paths.sort()
      after = next
    }
  }
  const sizes = [
    { a: 30, b: 2100, c: 20, d: 40 },
    { a: 31, b: 2050, c: 20, d: 40, e: 5 },
    { a: 31, b: 12, c: 21, d: 39, e: 5 },
  ]
  for (const [at, own] of sizes.entries()) {
    for (const version of fieldsOf(`${at}.0.0`, own)) await publish(store, version)
    await store.catchUpIndex()
    const followed = await catalogue()
    const counts = Object.values(own)
    expect(followed).toHaveLength(counts.reduce((sum, count) => sum + count + 1, 0))
    const changed = followed.filter(field => field.endsWith(`of ${at}.0.0`))
    expect(changed).toHaveLength(counts.reduce((sum, count) => sum + Math.ceil(count / 7), 0))
    await store.reindex({ onlyMissing: false })
    expect(await catalogue()).toEqual(followed)
  }
})

test('a rebuild mends an index of which pages are missing', async () => {
  const storage = sqliteStorage()
  const store = await storage.open()
  await publish(store, jsonVersion('a', '1.0.0', { name: 'red' }))
  await publish(store, jsonVersion('b', '1.0.0', { name: 'blue' }))
  await store.catchUpIndex()
  await storage.execute('delete from contracts_postings')
  await publish(store, jsonVersion('a', '1.0.0', { name: 'green' }))
  await expect(found(store, 'blue')).rejects.toThrow('reindex')
  await store.reindex({ onlyMissing: false })
  expect(await found(store, 'green')).toEqual(['a 1.0.0'])
  expect(await found(store, 'blue')).toEqual(['b 1.0.0'])
  await store.close()
  await storage.remove()
})

test('a contract whose row was deleted by hand is found once, when it is rebuilt', async () => {
  const storage = sqliteStorage()
  const store = await storage.open()
  for (const version of ['1.0.0', '2.0.0'])
    await publish(store, jsonVersion('a', version, { name: 'orders' }))
  await store.catchUpIndex()
  await storage.execute('delete from contracts_search')
  await store.reindex({ onlyMissing: true })
  expect(await found(store, 'orders', 'all')).toEqual(['a 2.0.0', 'a 1.0.0'])
  const query = searchOf({ q: 'orders' }, { ...everything, versions: 'all' })
  expect(await store.countHits(query, 10_000)).toEqual({ count: 2, isExact: true })
  await store.close()
  await storage.remove()
})

test('a version that another program changes before it becomes the latest one leaves the others their words', async () => {
  const [sqlite] = engines
  const storage = await sqlite?.create()
  const store = await storage?.open()
  if (!store || !storage) return expect.unreachable()
  for (const version of ['1.0.0', '2.0.0', '3.0.0'])
    await publish(store, jsonVersion('a', version, { name: 'former' }))
  await store.catchUpIndex()
  const changed = JSON.stringify({ id: 'a', version: '2.0.0', name: 'changed' })
  await storage.execute(
    `update contracts set json = '${changed}', fingerprint = 'f', name = 'changed' where version = '2.0.0'`,
  )
  await store.change({ contractId: 'a', version: '3.0.0' }, async () => ({ operation: 'delete' }), author)
  // the index takes over the deletion before anybody has noticed the other change
  await store.catchUpIndex()
  expect(await found(store, 'former', 'all')).toEqual(['a 1.0.0'])
  expect(await found(store, 'changed', 'all')).toEqual(['a 2.0.0'])
  await store.close()
  await storage.remove()
})

/** How many turns of the event loop there are until the index has followed, where a few looks at the clock are a long turn. */
async function turnsToFollow(store: SqlContractStore): Promise<number> {
  let now = performance.now()
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 3))
  onTestFinished(() => clock.mockRestore())
  let turns = 0
  const count = () => {
    turns++
    turn = setImmediate(count)
  }
  let turn = setImmediate(count)
  await store.catchUpIndex()
  clearImmediate(turn)
  return turns
}

test('others have their turn while many documents are indexed', async () => {
  const store = await storeInABurst()
  for (let at = 0; at < 40; at++) await publish(store, jsonVersion(`c${at}`, '1.0.0'))
  expect(await turnsToFollow(store)).toBeGreaterThan(10)
})
