import { describe, expect, onTestFinished, test } from 'vitest'
import { searchOf } from '../../src/http/parameters/search-request.ts'
import { tokenClass } from '../../src/search/language/tokens.ts'
import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import { publish } from '../support/publish.ts'
import { Random } from '../support/random.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { engines, type SharedStorage } from '../support/storages.ts'

const page = { sort: 'id', limit: 100, offset: 0, after: undefined, scope: undefined } as const

async function found(store: SqlContractStore, q: string, versions: 'latest' | 'all'): Promise<string[]> {
  const { hits } = await store.search(searchOf({ q }, { ...page, versions }))
  return hits.map(({ contractId, version }) => `${contractId} ${version}`)
}

// SQLite has no table of terms
const servers = engines.filter(({ name, isThere }) => isThere && name !== 'SQLite')

describe.each(servers)('the table of terms on $name', ({ create }) => {
  async function opened(): Promise<{ storage: SharedStorage; store: SqlContractStore }> {
    const storage = await create()
    const store = await storage.open()
    onTestFinished(async () => {
      await store.close()
      await storage.remove()
    })
    return { storage, store }
  }

  /** All rows in their order. */
  async function rowsOf(storage: SharedStorage): Promise<string[]> {
    const columns = 'term, search_id, in_latest, version_set'
    const rows = (await storage.execute(`select ${columns} from contracts_terms`)) as object[]
    return rows.map(row => Object.values(row).join(' ')).sort()
  }

  test('has after many next versions what a rebuild makes of them', async () => {
    const { storage, store } = await opened()
    const random = new Random(16)
    const text = (words: number) => Array.from({ length: words }, () => random.text([...'abcd'], 2)).join(' ')
    for (let at = 1; at < 10; at++) {
      for (const id of ['a', 'b', 'c'])
        await publish(store, jsonVersion(id, `1.0.${at}`, { name: text(2), description: { usage: text(9) } }))
      // some are indexed one at a time, and some together
      if (at % 3 !== 0) await found(store, 'aa', 'latest')
    }
    await found(store, 'aa', 'latest')
    const followed = await rowsOf(storage)
    expect(followed.filter(row => / 0 \S/.test(row)).length).toBeGreaterThan(50)
    await store.reindex({ onlyMissing: false })
    expect(await rowsOf(storage)).toEqual(followed)
  })

  test('has all terms of a long document that is new, as a rebuild makes them', async () => {
    const { storage, store } = await opened()
    const usage = Array.from({ length: 3000 }, (_, at) => `word${at}`).join(' ')
    await publish(store, jsonVersion('long', '1.0.0', { name: 'red', description: { usage } }))
    await publish(store, jsonVersion('short', '1.0.0', { name: 'red' }))
    expect(await found(store, 'red word2999', 'latest')).toEqual(['long 1.0.0'])
    expect(await found(store, 'red', 'latest')).toEqual(['long 1.0.0', 'short 1.0.0'])
    const followed = await rowsOf(storage)
    expect(followed.filter(row => /word\d+ \d+ 1 $/.test(row))).toHaveLength(3000)
    await store.reindex({ onlyMissing: false })
    expect(await rowsOf(storage)).toEqual(followed)
  })

  test('takes a next version also where rows are missing, or should not be there', async () => {
    const { storage, store } = await opened()
    await publish(store, jsonVersion('a', '1.0.0', { name: 'red' }))
    expect(await found(store, 'red', 'latest')).toEqual(['a 1.0.0'])
    const [red, blue] = [`${tokenClass.word}red`, `${tokenClass.word}blue`]
    expect((await rowsOf(storage)).filter(row => row.startsWith(`${red} `))).toHaveLength(1)
    const id = '(select id from contracts_search)'
    await storage.execute(`delete from contracts_terms where term = '${red}'`)
    await storage.execute(`insert into contracts_terms values ('${blue}', ${id}, 0, '7')`)
    await publish(store, jsonVersion('a', '1.1.0', { name: 'blue' }))
    expect(await found(store, 'blue', 'latest')).toEqual(['a 1.1.0'])
    expect(await found(store, 'red', 'all')).toEqual(['a 1.0.0'])
    const others = (await rowsOf(storage)).map(row => row.replace(/ \d+ /, ' '))
    expect(others).toEqual(expect.arrayContaining([`${blue} 1 1-`, `${red} 0 0`]))
  })
})
