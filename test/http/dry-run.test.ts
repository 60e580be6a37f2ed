import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import { problemKinds } from '../../src/http/wire/problem-kinds.ts'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, put, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')
const dry = `${path}?dry_run=true`
const document = (members: object = {}) => ({ version: '1.0.0', id: 'a', status: 'draft', ...members })
const link = (contract_version: string) => {
  return { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version }
}
type App = Awaited<ReturnType<typeof testApp>>

/** All that can be seen from outside. */
async function everything(app: App) {
  const urls = ['/contracts', '/contracts/a/versions?expand=summary', '/history', path, `${path}/datasets`]
  return Promise.all(
    urls.map(async url => {
      const { statusCode, body, headers } = await get(app, url)
      return [url, statusCode, body, headers.etag]
    }),
  )
}

async function unchanged(app: App, work: () => Promise<unknown>) {
  const before = await everything(app)
  await work()
  expect(await everything(app)).toEqual(before)
}

describe('a dry run', () => {
  test('of a new version tells that it would be created', async () => {
    const app = await testApp()
    await unchanged(app, async () => {
      const answer = await put(app, dry, document())
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toEqual({
        dry_run: true,
        contract_id: 'a',
        version: '1.0.0',
        action: 'create',
        note: null,
        revision: 1,
        etag: expect.stringMatching(/^"1-/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        status: 'draft',
        compatibility: null,
        verdicts: expect.arrayContaining([{ policy: 'version_order', allowed: true, detail: null }]),
        validation: expect.objectContaining({ valid: false, schema: 'odcs-3.2.0@171420cb' }),
        problems: [],
      })
    })
  })

  test('of a PUT tells update or no-op, with the tag the version would have', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    await unchanged(app, async () => {
      expect((await put(app, dry, document({ name: 'b' }))).json()).toMatchObject({
        action: 'update',
        revision: 2,
      })
      expect((await put(app, dry, document())).json()).toMatchObject({
        action: 'no-op',
        revision: 1,
        etag: (await get(app, path)).headers.etag,
      })
    })
    const tried = (await put(app, dry, document({ name: 'b' }))).json()
    expect((await put(app, path, document({ name: 'b' }))).headers.etag).toBe(tried.etag)
  })

  test.each([
    [
      'an approved version',
      'overwrite-refused',
      'overwrite',
      (app: App) => put(app, dry, document({ status: 'active', name: 'b' })),
    ],
    [
      'a move that is none',
      'transition-refused',
      'transitions',
      (app: App) => put(app, `${path}/status?dry_run=true`, { status: 'draft' }),
    ],
    ['a move by PUT', 'transition-refused', 'transitions', (app: App) => put(app, dry, document())],
    ['a deletion', 'approved-version', 'approved_statuses', (app: App) => remove(app, dry)],
    [
      'a stale tag',
      'precondition-failed',
      'precondition',
      (app: App) => remove(app, dry, { 'if-match': '"x"' }),
    ],
    [
      'a creation of what is there',
      'precondition-failed',
      'precondition',
      (app: App) => put(app, dry, document({ status: 'active' }), { 'if-none-match': '*' }),
    ],
  ] as const)('tells that %s would be refused', async (_, code, rule, attempt) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await unchanged(app, async () => {
      const told = expectProblem(await attempt(app), problemKinds[code].status, code)
      expect(told.dry_run).toBe(true)
      expect(told.verdicts).toContainEqual({ policy: rule, allowed: false, detail: told.detail })
    })
  })

  const active = document({ status: 'active' })
  test.each([
    ['an approved version', 'PUT', path, document({ status: 'active', name: 'b' }), {}],
    ['a move by PUT', 'PUT', path, document(), {}],
    ['a stale tag', 'PUT', path, document({ name: 'b' }), { 'if-match': '"x"' }],
    ['a tag that is none', 'PUT', path, document(), { 'if-match': 'x' }],
    ['a creation', 'PUT', path, active, { 'if-none-match': '*' }],
    ['a document that is none', 'PUT', path, [1], {}],
    ['another id', 'PUT', path, { id: 'b' }, {}],
    ['a version named as a selector', 'PUT', versionPath('a', '^1'), {}, {}],
    ['a move', 'PUT', `${path}/status`, { status: 'draft' }, {}],
    ['a move of nothing', 'PUT', `${versionPath('a', '9')}/status`, { status: 'draft' }, {}],
    ['a body that is none', 'PUT', `${path}/status`, { status: 1 }, {}],
    ['a deletion', 'DELETE', path, undefined, {}],
    ['a deletion of nothing', 'DELETE', versionPath('x', '1'), undefined, {}],
    ['a link', 'POST', '/contracts/link', { ...link('9.9.9') }, {}],
    ['a link with nothing', 'POST', '/contracts/link', {}, {}],
  ] as const)('is answered as the real request: %s', async (_, method, url, payload, fields) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    const headers = { 'content-type': 'application/json', ...fields }
    const send = (url: string) =>
      app.inject({ method, url, headers, ...(payload && { payload: JSON.stringify(payload) }) })
    let tried: Record<string, unknown> = {}
    await unchanged(app, async () => {
      const answer = await send(`${url}?dry_run=true`)
      expect(answer.headers['content-type']).toBe('application/problem+json')
      tried = answer.json()
      expect(answer.statusCode).toBe(tried.status)
    })
    const { dry_run: _run, verdicts: _verdicts, ...problem } = tried
    const real = await send(url)
    expect(real.statusCode).toBe(tried.status)
    expect(problem).toEqual(real.json())
  })

  test('tells every rule that refuses, and is answered by the first', async () => {
    const app = await testApp({ policy: { ...defaultPolicy(), requireIfMatch: true } })
    await publish(app, 'a', '1.0.0', { status: 'active' })
    const answer = await put(app, dry, document({ status: 'draft', name: 'b' }))
    const { verdicts = [] } = expectProblem(answer, 428, 'precondition-required')
    const refusing = verdicts.filter(({ allowed }) => !allowed).map(({ policy }) => policy)
    expect(refusing).toEqual(['require_if_match', 'overwrite', 'transitions'])
  })

  test('tells of a version below the highest', async () => {
    const app = await testApp({ policy: { ...defaultPolicy(), versionOrder: 'increasing' } })
    await publish(app, 'a', '1.5.0')
    expectProblem(await put(app, dry, document()), 409, 'version-order')
    expect((await put(app, `${dry}&allow_downgrade=true`, document())).json()).toMatchObject({
      action: 'create',
    })
  })

  test.each([
    ['a document that is none', '[1]', 'invalid-document'],
    ['text that is no JSON', '{', 'malformed-document'],
    ['an id that is not that of the path', { version: '1.0.0', id: 'b' }, 'invalid-document'],
    ['an unknown key', document({ nmae: 'x' }), 'invalid-document'],
  ] as const)('tells what is wrong with %s', async (_, body, code) => {
    const problem = expectProblem(await put(await testApp(), dry, body), 400, code)
    expect(problem).toMatchObject({ dry_run: true, verdicts: [], errors: expect.any(Array) })
  })

  test('of a move tells the state it would make', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    await unchanged(app, async () => {
      const told = (await put(app, `${path}/status?dry_run=true`, { status: 'active', reason: 'x' })).json()
      expect(told).toMatchObject({ action: 'status', status: 'active', revision: 2, problems: [] })
      const none = (await put(app, `${path}/status?dry_run=true`, { status: 'draft' })).json()
      expect(none).toMatchObject({ action: 'no-op', revision: 1 })
    })
  })

  test('of a deletion tells that nothing would be there', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    await unchanged(app, async () => {
      expect((await remove(app, dry)).json()).toMatchObject({
        action: 'delete',
        revision: null,
        etag: null,
        problems: [],
      })
    })
  })

  test('of what is not there is 404', async () => {
    const app = await testApp()
    expectProblem(await remove(app, dry), 404, 'contract-not-found')
    expectProblem(await put(app, `${path}/status?dry_run=1`, { status: 'x' }), 404, 'contract-not-found')
  })

  test('of a link tells what would happen to it', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    await publish(app, 'a', '2.0.0')
    const tried = async (version: string) =>
      (await post(app, '/contracts/link?dry_run=true', link(version))).json()
    expect(await tried('1.0.0')).toEqual({ dry_run: true, action: 'create', problems: [] })
    expectProblem(await get(app, '/contracts/datasets/d/linked?dataset_version=1'), 404, 'link-not-found')
    await post(app, '/contracts/link', link('1.0.0'))
    expect(await tried('1.0.0')).toMatchObject({ action: 'no-op' })
    expect(await tried('2.0.0')).toMatchObject({ action: 'update' })
    const refused = await post(app, '/contracts/link?dry_run=true', link('3.0.0'))
    expect(expectProblem(refused, 404, 'version-not-found')).toMatchObject({ dry_run: true, verdicts: [] })
    const { body } = await get(app, '/contracts/datasets/d/linked?dataset_version=1')
    expect(JSON.parse(body).contract_version).toBe('1.0.0')
  })

  test.each([
    'dry_run=yes',
    'dry_run=2',
    'dry_run=tru%65%20',
  ])('is refused for ?%s, and nothing changes', async query => {
    const app = await testApp()
    await unchanged(app, async () => {
      expectProblem(await put(app, `${path}?${query}`, document()), 400, 'invalid-request')
    })
  })

  test.each(['dry_run', 'dry_run=', 'dry_run=1'])('is asked for by ?%s', async query => {
    const app = await testApp()
    await unchanged(app, async () => {
      expect((await put(app, `${path}?${query}`, document())).json()).toMatchObject({ dry_run: true })
    })
  })

  test('takes a gzipped document', async () => {
    const app = await testApp()
    const body = gzipSync(JSON.stringify(document()))
    const answer = await put(app, dry, body, { 'content-encoding': 'gzip' })
    expect(answer.json()).toMatchObject({ action: 'create' })
  })
})
