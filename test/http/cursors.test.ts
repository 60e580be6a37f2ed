import { beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { publish } from '../support/publish.ts'
import { get } from '../support/requests.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

const scopes = { all: undefined, sales: ['sales.*'], same: ['sales.*'], hr: ['hr.*', 'sales.a'] }
const tokens = Object.entries(scopes).map(([name, contracts]) => ({
  ...{ name, role: 'reader' as const, sha256: sha256(name), tokenVariable: undefined },
  ...(contracts && { contracts }),
}))

/** Everything that is listed by cursors. */
const lists = [
  '/contracts?limit=1&cursor=',
  '/contracts?limit=1&expand=summary&sort=name',
  '/contracts?limit=1&status=active',
  '/search?limit=1',
  '/search?limit=1&sort=updated&versions=all',
  '/search?limit=1&sort=name&q=orders',
  '/history?limit=1',
  '/history?limit=1&order=newest',
  '/contracts/sales.a/history?limit=1',
  '/contracts/sales.a/versions/1.0.0/history?limit=1',
  '/fields?limit=1',
  '/fields?limit=1&name=id',
]

let app: Server
beforeEach(async () => {
  const store = await openSqliteStore()
  app = await testApp({ store, auth: { tokens } })
  for (const id of ['sales.a', 'hr.secret', 'sales.b', 'hr.people', 'sales.c'])
    for (const status of ['draft', 'active']) {
      const schema = [{ name: 'orders', properties: [{ name: 'id' }] }]
      await publish(store, jsonVersion(id, '1.0.0', { name: `Orders ${id}`, status, schema }))
    }
})

const ask = (url: string, token: string) => get(app, url, { 'x-api-key': token })
const cursorOf = async (url: string, token: string) => {
  const answer = await ask(url, token)
  expect(answer.statusCode, answer.body).toBe(200)
  const cursor: unknown = answer.json().next_cursor
  expect(cursor, url).toEqual(expect.any(String))
  return String(cursor)
}
const withCursor = (url: string, cursor: string) =>
  `${url.replace(/[?&]cursor=/, '')}&cursor=${cursor}`.replace(/^([^?&]*)&/, '$1?')

describe.each(lists)('the cursor of %s', list => {
  test('goes on for whoever sees the same contracts, and for nobody else', async () => {
    for (const maker of ['all', 'sales', 'hr']) {
      const cursor = await cursorOf(list, maker)
      for (const user of Object.keys(scopes)) {
        const answer = await ask(withCursor(list, cursor), user)
        const isSame = user === maker || (maker === 'sales' && user === 'same')
        if (isSame) expect(answer.statusCode, answer.body).toBe(200)
        else expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('cursor')
      }
    }
  })

  test('says nothing of contracts that its caller may not see', async () => {
    const content = Buffer.from(await cursorOf(list, 'sales'), 'base64url').toString()
    expect(content).not.toContain('hr.')
    expect(content).not.toContain('secret')
    const { total } = (await ask(list, 'sales')).json()
    if (total !== undefined) expect(total).toBe(3)
  })

  test('belongs to this list and what was asked for', async () => {
    const cursor = await cursorOf(list, 'all')
    for (const other of lists) {
      // a page more or less long is a part of the same list
      if (other === list) continue
      expectProblem(await ask(withCursor(other, cursor), 'all'), 400, 'invalid-request')
    }
    const longer = await ask(withCursor(list.replace('limit=1', 'limit=2'), cursor), 'all')
    expect(longer.statusCode, longer.body).toBe(200)
  })
})

test('the cursor in the link of a list without parameters goes on in the same way', async () => {
  const answer = await ask('/contracts?limit=1', 'sales')
  const [, next = ''] = /^<(.*)>; rel="next"$/.exec(String(answer.headers.link)) ?? []
  expect((await ask(`/contracts${next}`, 'same')).json()).toMatchObject({ items: ['sales.b'], total: 3 })
  expectProblem(await ask(`/contracts${next}`, 'all'), 400, 'invalid-request')
})
