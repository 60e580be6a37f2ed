import { describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
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
    ['?limit=5&limit=1', ids.slice(0, 1), 1, 0],
    ['?offset=1&offset=5', ids.slice(5), null, 5],
    ['?limit=%31', ids.slice(0, 1), 1, 0],
    ['?unknown=1&__proto__=2', ids, null, 0],
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

  test('refuses a wrong value though a right one stands before it', async () => {
    const app = await testApp()
    expectProblem(await get(app, '/contracts?limit=1&limit=x'), 400, 'invalid-request')
    expect((await get(app, '/contracts?limit=x&limit=1')).statusCode).toBe(200)
  })
})
