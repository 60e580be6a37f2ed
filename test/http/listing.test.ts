import { describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { linkOf } from '../support/references.ts'
import { get, publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const ids = ['B', 'a', 'b', 'é', '\uffee', '😀']

async function listed(): Promise<Server> {
  const app = await testApp()
  for (const id of ['😀', 'é', 'b', 'B', '\uffee', 'a']) {
    await publish(app, id, '1.0.0')
    await publish(app, id, '1.1.0')
  }
  return app
}

describe('the list of contracts', () => {
  test.each([
    ['', ids, null, 0],
    ['?limit=2', ids.slice(0, 2), 2, 0],
    ['?limit=2&offset=3', ids.slice(3, 5), 2, 3],
    ['?offset=4', ids.slice(4), null, 4],
    ['?limit=0', [], 0, 0],
    ['?limit=100', ids, 100, 0],
    ['?offset=6', [], null, 6],
    ['?limit=5&offset=1000', [], 5, 1000],
    ['?limit=999999999999999&offset=999999999999999', [], 999999999999999, 999999999999999],
    ['?limit=1.0', ids.slice(0, 1), 1, 0],
    ['?limit=01', ids.slice(0, 1), 1, 0],
    ['?limit=%31', ids.slice(0, 1), 1, 0],
    ['?', ids, null, 0],
    ['?limit=1#fragment', ids.slice(0, 1), 1, 0],
  ])('with %j', async (query, items, limit, offset) => {
    const answer = await get(await listed(), `/contracts${query}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.json()).toEqual({ items, total: ids.length, limit, offset })
  })

  test('has every contract once and in the order of code points, page by page', async () => {
    const app = await listed()
    const pages: string[] = []
    for (let offset = 0; offset < 8; offset += 2) {
      pages.push(...(await get(app, `/contracts?limit=2&offset=${offset}`)).json<{ items: string[] }>().items)
    }
    expect(pages).toEqual(ids)
  })

  test('of nothing is empty', async () => {
    const app = await testApp()
    expect((await get(app, '/contracts')).json()).toEqual({ items: [], total: 0, limit: null, offset: 0 })
  })

  const wrong = [
    '-1',
    '',
    'a',
    '1.5',
    '1e2',
    '+1',
    '0x1',
    ' 1',
    '1 ',
    'NaN',
    'Infinity',
    'null',
    '1,2',
    '٣',
    '1.',
    '.0',
    '1'.repeat(16),
    '9'.repeat(400),
  ]
  test.each(
    ['limit', 'offset'].flatMap(name => wrong.map(value => [name, value])),
  )('refuses %s=%j', async (name, value) => {
    const app = await testApp()
    const answer = await get(app, `/contracts?${name}=${encodeURIComponent(value)}`)
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(`query parameter ${name}`)
  })
})

describe('the list of contracts, with more than dc43 has', () => {
  const known = ['contract_id', 'version', 'status', 'name', 'fingerprint', 'revision']
  interface Page {
    readonly items: readonly unknown[]
    readonly total: number
    readonly next_cursor?: string | null
  }

  test('is as dc43 writes it when nothing is asked for, byte by byte', async () => {
    const app = await listed()
    expect((await get(app, '/contracts')).body).toBe(
      `{"items":${JSON.stringify(ids)},"total":6,"limit":null,"offset":0}`,
    )
  })

  test('goes on by its links, whatever is written meanwhile', async () => {
    for (const start of ['limit=2', 'limit=2&cursor=', 'limit=2&q=x', 'limit=2&sort=id&expand=summary']) {
      const app = await listed()
      for (const id of ids) await publish(app, id, '1.2.0', { name: 'x' })
      const seen: unknown[] = []
      for (let url: string | undefined = `/contracts?${start}`; url; ) {
        const answer = await get(app, url)
        const page = answer.json<Page>()
        seen.push(...page.items.map(item => (item as { contract_id?: string }).contract_id ?? item))
        expect(page.total).toBe(6)
        url = linkOf(answer, url)
        await publish(app, `A${seen.length}`, '1.0.0')
        await app.inject({ method: 'DELETE', url: `/contracts/A${seen.length}/versions/1.0.0` })
      }
      expect(seen, start).toEqual(ids)
    }
  })

  test('has each contract once, however many versions match, unless versions are asked for', async () => {
    const app = await listed()
    for (const query of ['q=a', 'q=a&versions=all', 'q=a&sort=relevance']) {
      const page = (await get(app, `/contracts?${query}`)).json()
      expect(page).toEqual({ items: ['a'], total: 1, limit: null, offset: 0, next_cursor: null })
    }
    const all = (await get(app, '/contracts?q=a&versions=all&expand=summary')).json<Page>()
    expect(all.items).toMatchObject([{ version: '1.1.0' }, { version: '1.0.0' }])
    expect(all.total).toBe(2)
    for (const name of known) expect(all.items[0]).toHaveProperty(name)
  })

  test('takes filters with limit and offset', async () => {
    const app = await listed()
    for (const id of ['a', 'b', 'B']) await publish(app, id, '2.0.0', { status: 'draft', tags: ['x'] })
    const page = (await get(app, '/contracts?status=draft&tag=X&limit=1&offset=1')).json<Page>()
    expect(page).toMatchObject({ items: ['a'], total: 3, limit: 1, offset: 1 })
    expect((await get(app, '/contracts?status=draft&limit=0')).json()).toMatchObject({ items: [], total: 3 })
    expect((await get(app, '/contracts?sort=name&limit=1&offset=5')).json<Page>().items).toHaveLength(1)
  })

  test('may be longer than one statement of a database allows, and than a page of summaries', async () => {
    const app = await testApp()
    for (let at = 0; at < 1100; at++) await publish(app, `c${at}`, '1.0.0', { status: 'draft' })
    const drafts = '/contracts?status=draft'
    expect((await get(app, drafts)).json<Page>().items).toHaveLength(1100)
    const expanded = `${drafts}&expand=summary`
    const page = (await get(app, expanded)).json<Page>()
    expect(page.items).toHaveLength(1000)
    expect(page.total).toBe(1100)
    const rest = (await get(app, `${expanded}&cursor=${page.next_cursor}`)).json<Page>()
    expect(rest.items).toHaveLength(100)
    expect(rest.next_cursor).toBeNull()
  })

  test.each([
    'sort=version',
    'expand=all',
    'format=csv',
    'cursor=x',
    'q=',
    'tag=',
    'versions=',
  ])('refuses %s', async query => {
    expectProblem(await get(await testApp(), `/contracts?${query}`), 400, 'invalid-request')
  })
})
