import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { publish } from '../support/publish.ts'
import { get, put, versionPath } from '../support/requests.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

// What a role may do depends on the state of the version too.

const roles = ['publisher', 'steward', 'admin'] as const
const tokens = [
  ...roles.map(role => ({ name: role, role, sha256: sha256(role) })),
  { name: 'sales', role: 'steward', contracts: ['sales.*'], sha256: sha256('sales') } as const,
].map(token => ({ ...token, tokenVariable: undefined }))

const path = versionPath('a', '1.0.0')
const as = (token: string) => ({ authorization: `Bearer ${token}` })

/** The service with version 1.0.0 of the contract `a` in this status, if there is to be one. */
async function serviceWith(status?: string, members: object = {}) {
  const store = await openSqliteStore()
  if (status) await publish(store, jsonVersion('a', '1.0.0', { status, ...members }))
  return { store, app: await testApp({ store, auth: { tokens } }) }
}

type Action = (app: Server, token: string) => ReturnType<typeof put>
const publishing =
  (members: object): Action =>
  (app, token) =>
    put(app, path, { version: '1.0.0', id: 'a', ...members }, as(token))
const deleting =
  (query = ''): Action =>
  (app, token) =>
    app.inject({ method: 'DELETE', url: path + query, headers: as(token) })
const moving =
  (status: string, query = ''): Action =>
  (app, token) =>
    put(app, `${path}/status${query}`, { status }, as(token))

describe.each<[what: string, before: string | undefined, action: Action, expected: (number | string)[]]>([
  ['publishes a draft', undefined, publishing({ status: 'draft' }), [204, 204, 204]],
  ['publishes a document without a status', undefined, publishing({}), [204, 204, 204]],
  ['changes a draft', 'draft', publishing({ status: 'draft', name: 'x' }), [204, 204, 204]],
  ['proposes a draft', 'draft', publishing({ status: 'proposed' }), [204, 204, 204]],
  ['publishes an active version', undefined, publishing({ status: 'Active' }), ['forbidden', 204, 204]],
  ['activates by publishing', 'draft', publishing({ status: 'active' }), ['forbidden', 204, 204]],
  ['deprecates by publishing', 'active', publishing({ status: 'deprecated' }), ['forbidden', 204, 204]],
  ['publishes what is active again', 'active', publishing({ status: 'active' }), [204, 204, 204]],
  [
    'changes an active version',
    'active',
    publishing({ status: 'active', name: 'x' }),
    ['forbidden', 'overwrite-refused', 'overwrite-refused'],
  ],
  ['deletes a draft', 'draft', deleting(), ['forbidden', 'forbidden', 204]],
  ['deletes an active version', 'active', deleting(), ['forbidden', 'forbidden', 'approved-version']],
  ['deletes an active version by force', 'active', deleting('?force=true'), ['forbidden', 'forbidden', 204]],
  ['deletes a draft by force', 'draft', deleting('?force=true'), ['forbidden', 'forbidden', 204]],
  ['moves a status', 'draft', moving('active'), ['forbidden', 200, 200]],
  ['moves a status by force', 'retired', moving('draft', '?force=true'), ['forbidden', 'forbidden', 200]],
  [
    'moves a status where the table does not',
    'retired',
    moving('draft'),
    ['forbidden', 'transition-refused', 'transition-refused'],
  ],
])('whoever %s', (_, before, action, expected) => {
  test.each(
    roles.map((role, at) => [role, expected[at] ?? ''] as const),
  )('as a %s: %s', async (role, outcome) => {
    const { app, store } = await serviceWith(before)
    const answer = await action(app, role)
    if (typeof outcome === 'number') expect(answer.statusCode, answer.body).toBe(outcome)
    else {
      expectProblem(answer, outcome === 'forbidden' ? 403 : 409, outcome)
      expect((await store.get({ contractId: 'a', version: '1.0.0' }))?.status).toBe(before)
    }
  })
})

describe('a refusal', () => {
  test('names the permission and the role', async () => {
    const { app } = await serviceWith('draft')
    expect(expectProblem(await moving('active')(app, 'publisher'), 403, 'forbidden').detail).toBe(
      'put_status needs the permission "promote", which the roles steward, admin have; the caller "publisher" has the role publisher',
    )
    const forced = await moving('retired', '?force=true')(app, 'steward')
    expect(expectProblem(forced, 403, 'forbidden').detail).toMatch(
      /^force=true needs the permission "admin", which the role admin has; .* role steward$/,
    )
  })

  test('comes before the body is looked at', async () => {
    const { app } = await serviceWith()
    const answer = await put(app, `${path}/status`, '{nonsense', as('publisher'))
    expectProblem(answer, 403, 'forbidden')
  })

  test('is told by a dry run where it depends on the state', async () => {
    const { app } = await serviceWith('draft')
    const answer = await publishing({ status: 'active' })(app, 'publisher')
    expectProblem(answer, 403, 'forbidden')
    const dryRun = await put(
      app,
      `${path}?dry_run=true`,
      { version: '1.0.0', id: 'a', status: 'active' },
      as('publisher'),
    )
    const { verdicts = [] } = expectProblem(dryRun, 403, 'forbidden')
    expect(verdicts[0]).toMatchObject({ policy: 'permission', allowed: false })
  })

  test('is not told by a dry run where it would tell what is there', async () => {
    const { app } = await serviceWith('draft')
    const answers = await Promise.all(
      ['a', 'b'].map(id =>
        put(app, `${versionPath(id, '1.0.0')}?dry_run=true`, { version: '1.0.0', id }, as('sales')),
      ),
    )
    for (const answer of answers) expectProblem(answer, 403, 'out-of-scope')
  })
})

test('the right to change what is approved is decided on the state that is changed', async () => {
  const store = await openSqliteStore()
  await publish(store, jsonVersion('a', '1.0.0', { status: 'draft' }))
  // a steward is faster by so little that the publisher's request has begun already
  const slow = new Proxy(store, {
    get: (target, name) => {
      if (name !== 'change') {
        const found: unknown = Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      }
      return async (...change: Parameters<typeof store.change>) => {
        await publish(store, jsonVersion('a', '1.0.0', { status: 'active' }))
        return store.change(...change)
      }
    },
  })
  const app = await testApp({ store: slow, auth: { tokens } })
  const answer = await put(app, path, { version: '1.0.0', id: 'a', name: 'x' }, as('publisher'))
  expectProblem(answer, 403, 'forbidden')
})

test('the history names the caller', async () => {
  const { app } = await serviceWith()
  await publishing({})(app, 'publisher')
  await moving('active')(app, 'steward')
  const { items } = (await get(app, '/history', as('admin'))).json()
  expect(items.map((event: { caller: string }) => event.caller)).toEqual(['publisher', 'steward'])
})

describe('within a scope', () => {
  async function serviceOfTwo() {
    const { store, app } = await serviceWith('draft')
    for (const id of ['sales.a', 'sales.b', 'hr']) await publish(store, jsonVersion(id, '1.0.0'))
    return { store, app }
  }

  test('lists have pages and totals of what may be seen', async () => {
    const { app } = await serviceOfTwo()
    const ask = async (url: string) => (await get(app, url, as('sales'))).json()
    expect(await ask('/contracts')).toMatchObject({ items: ['sales.a', 'sales.b'], total: 2 })
    expect(await ask('/contracts?limit=1&offset=1')).toMatchObject({ items: ['sales.b'], total: 2 })
    const page = await ask('/history?limit=1')
    expect(page.items[0].contract_id).toBe('sales.a')
    const next = await ask(`/history?limit=1&cursor=${page.next_cursor}`)
    expect([next.items[0].contract_id, next.next_cursor]).toEqual(['sales.b', null])
    expect(await ask('/history?contract_id=hr')).toEqual({ items: [], next_cursor: null })
  })

  test.each([
    '/search',
    '/search?q=orders&facets=status,domain,owner,tag',
    '/search?versions=all&sort=updated',
    '/search?format=ndjson',
    '/contracts?expand=document',
    '/contracts?format=ndjson',
    '/contracts?q=orders',
    '/contracts?owner=us&sort=name',
    '/fields',
    '/fields?name=email',
  ])('%s finds what may be seen', async url => {
    const { store, app } = await serviceWith()
    for (const id of ['sales.a', 'hr.b']) {
      const schema = [{ name: 'orders', properties: [{ name: 'email' }, { name: `of ${id}` }] }]
      const members = { name: 'Orders', status: `status of ${id}`, team: { name: 'us' }, tags: [id], schema }
      await publish(store, jsonVersion(id, '1.0.0', members))
    }
    const all = (await get(app, url, as('publisher'))).body
    const some = (await get(app, url, as('sales'))).body
    expect([all.includes('hr.b'), all.includes('sales.a')]).toEqual([true, true])
    expect([some.includes('hr.b'), some.includes('sales.a')]).toEqual([false, true])
    if (all.includes('"total":')) expect(some).toContain('"total":1')
  })

  test('items that are resolved are answered one by one', async () => {
    const { app } = await serviceOfTwo()
    const payload = [{ contract_id: 'hr' }, { contract_id: 'sales.a' }, { contract_id: 'nobody' }]
    const answer = await app.inject({
      method: 'POST',
      url: '/contracts/resolve',
      payload,
      headers: as('sales'),
    })
    expect(
      answer
        .json()
        .map((one: { version?: string; problem?: { code: string } }) => one.version ?? one.problem?.code),
    ).toEqual(['contract-not-found', '1.0.0', 'contract-not-found'])
  })

  test('a dataset is not taken away from a contract outside of it', async () => {
    const { app, store } = await serviceOfTwo()
    const link = (contractId: string, token: string, query = '') => {
      const payload = {
        dataset_id: 'd',
        dataset_version: '1',
        contract_id: contractId,
        contract_version: '1.0.0',
      }
      return app.inject({ method: 'POST', url: `/contracts/link${query}`, payload, headers: as(token) })
    }
    expect((await link('hr', 'steward')).statusCode).toBe(200)
    const problem = expectProblem(await link('sales.a', 'sales'), 403, 'out-of-scope')
    expect(problem.detail).not.toContain('hr')
    expectProblem(await link('sales.a', 'sales', '?dry_run=true'), 403, 'out-of-scope')
    expectProblem(await link('hr', 'sales', '?dry_run=true'), 403, 'out-of-scope')
    expect((await store.links.linked('d', '1'))?.contractId).toBe('hr')
    expectProblem(
      await get(app, '/contracts/datasets/d/linked?dataset_version=1', as('sales')),
      404,
      'link-not-found',
    )
  })
})
