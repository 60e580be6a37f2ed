import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import type { Policy } from '../../src/domain/policy.ts'
import { expectProblem } from '../support/problem.ts'
import { get, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')
const appWith = (policy: Partial<Policy> = {}) => testApp({ policy: { ...defaultPolicy(), ...policy } })
const document = (status: string | undefined, members: object = {}) => ({
  version: '1.0.0',
  id: 'a',
  ...(status !== undefined && { status }),
  ...members,
})

describe('overwriting by default', () => {
  test.each([
    'active',
    'validated',
    'deprecated',
    'retired',
    'ACTIVE',
    ' Retired ',
  ])('is refused for a version that is %s, with the way out', async status => {
    const app = await appWith()
    await put(app, path, document(status))
    const { headers } = await get(app, path)
    const { detail } = expectProblem(
      await put(app, path, document(status, { name: 'new' })),
      409,
      'overwrite-refused',
    )
    expect(detail).toContain(status)
    expect(detail).toContain(String(headers['dc43-fingerprint']))
    expect(detail).toMatch(/publish a new version/)
    expect(detail).toMatch(/back to draft/)
    expect((await get(app, path)).headers.etag).toBe(headers.etag)
  })

  test.each([
    undefined,
    'draft',
    'proposed',
    'in development',
    'none',
    '',
  ])('is allowed for a version that is %j', async status => {
    const app = await appWith()
    await put(app, path, document(status))
    expect((await put(app, path, document(status, { name: 'new' }))).statusCode).toBe(204)
  })

  test('lets a PUT move the status of an approved version, and nothing else with it', async () => {
    const app = await appWith()
    await put(app, path, document('active'))
    expectProblem(await put(app, path, document('deprecated', { name: 'new' })), 409, 'overwrite-refused')
    expect((await put(app, path, document('deprecated'))).statusCode).toBe(204)
    const { items } = (await get(app, '/contracts/a/history')).json()
    expect(items.at(-1)).toMatchObject({ status_before: 'active', status_after: 'deprecated', revision: 2 })
  })
})

describe('other rules for overwriting', () => {
  test('"always" lets the content of every version change', async () => {
    const app = await appWith({ overwrite: 'always' })
    await put(app, path, document('retired'))
    expect((await put(app, path, document('retired', { name: 'new' }))).statusCode).toBe(204)
  })

  test.each([undefined, 'draft', 'active'])('"never" lets none change, be it %j', async status => {
    const app = await appWith({ overwrite: 'never' })
    await put(app, path, document(status))
    const answer = await put(app, path, document(status, { name: 'new' }))
    const { detail } = expectProblem(answer, 409, 'overwrite-refused')
    expect(detail).toMatch(/publish a new version/)
    expect(detail).not.toMatch(/back to draft/)
    expect((await put(app, path, document(status))).statusCode).toBe(204)
  })

  test('"never" still lets the status move', async () => {
    const app = await appWith({ overwrite: 'never' })
    await put(app, path, document('draft'))
    expect((await putStatus(app, 'a', '1.0.0', { status: 'active' })).statusCode).toBe(200)
    expect((await put(app, path, document('deprecated'))).statusCode).toBe(204)
  })

  test('approved_statuses are those that are configured', async () => {
    const app = await appWith({ approvedStatuses: ['in production', 'none'] })
    for (const status of ['In Production', undefined]) {
      await remove(app, `${path}?force=true`)
      await put(app, path, document(status))
      expectProblem(await put(app, path, document(status, { name: 'b' })), 409, 'overwrite-refused')
      expectProblem(await remove(app, path), 409, 'approved-version')
    }
    await publish(app, 'b', '1.0.0', { status: 'active' })
    await publish(app, 'b', '1.0.0', { status: 'active', name: 'new' })
    expect((await remove(app, versionPath('b', '1.0.0'))).statusCode).toBe(204)
  })

  test('no approved_statuses at all protect nothing', async () => {
    const app = await appWith({ approvedStatuses: [] })
    await put(app, path, document('active'))
    expect((await put(app, path, document('active', { name: 'b' }))).statusCode).toBe(204)
    expect((await remove(app, path)).statusCode).toBe(204)
  })
})

describe('version_order', () => {
  test.each([
    [['1.0.0', '2.0.0'], '1.1.0', 204],
    [['1.2.0', '2.0.0'], '1.1.0', 409],
    [['1.2.0'], '1.2.0-rc.1', 409],
    [['1.2.0-rc.1'], '1.2.0', 204],
    [['1.9.0'], '1.10.0', 204],
    [['1.10.0'], '1.9.0', 409],
    [['1.0.0'], '0.9.0', 204],
    [['1.0.0'], '3.0.0', 204],
    [['1.0'], '1.0.0', 204],
    [['0.32.0.0'], '0.32.0.0rc2', 409],
    [['banana'], 'apple', 204],
    [['10.0.0'], '1.0.0', 204],
  ] as const)('"increasing" with %j answers %s with %d', async (present, version, status) => {
    const app = await appWith({ versionOrder: 'increasing' })
    for (const one of present) await publish(app, 'a', one)
    const url = versionPath('a', version)
    const answer = await put(app, url, { version, id: 'a' })
    expect(answer.statusCode, answer.body).toBe(status)
    if (status === 204) return
    expect(expectProblem(answer, 409, 'version-order').detail).toContain(present[0])
    expect((await put(app, `${url}?allow_downgrade=true`, { version, id: 'a' })).statusCode).toBe(204)
  })

  test('"increasing" lets a version below be overwritten', async () => {
    const app = await appWith({ versionOrder: 'increasing' })
    await publish(app, 'a', '1.0.0')
    await publish(app, 'a', '1.1.0')
    await publish(app, 'a', '1.0.0', { name: 'new' })
  })

  test('"any" lets versions come in any order', async () => {
    const app = await appWith()
    await publish(app, 'a', '1.1.0')
    await publish(app, 'a', '1.0.0')
  })
})

describe('transitions', () => {
  /** For each status those of the default table that it may become. */
  const table: Record<string, string[]> = {
    draft: ['proposed', 'active', 'validated'],
    proposed: ['draft', 'active', 'validated'],
    active: ['deprecated'],
    validated: ['deprecated'],
    deprecated: ['retired'],
    retired: [],
  }
  const moves = Object.keys(table).flatMap(from => Object.keys(table).map(to => [from, to] as const))

  test.each(moves)('by default from %s to %s are the same by both routes', async (from, to) => {
    const app = await appWith()
    await publish(app, 'a', '1.0.0', { status: from })
    await publish(app, 'b', '1.0.0', { status: from })
    const byStatus = await putStatus(app, 'a', '1.0.0', { status: to.toUpperCase() })
    const byPut = await put(app, versionPath('b', '1.0.0'), { version: '1.0.0', id: 'b', status: to })
    const isAllowed = from === to || table[from]?.includes(to)
    expect([byStatus.statusCode, byPut.statusCode]).toEqual(isAllowed ? [200, 204] : [409, 409])
    if (isAllowed) return
    const { detail } = expectProblem(byStatus, 409, 'transition-refused')
    expect(detail).toContain(`"${from}"`)
    for (const next of table[from] ?? []) expect(detail).toContain(next)
    if (table[from]?.length === 0) expect(detail).toContain('no move is allowed')
    expect(expectProblem(byPut, 409, 'transition-refused').detail.toLowerCase()).toBe(detail.toLowerCase())
    const [event, ...more] = (await get(app, '/contracts/a/history')).json().items
    expect([event.operation, more]).toEqual(['create', []])
  })

  test.each([
    ['active', 'in development'],
    ['in development', 'draft'],
    ['retired', '__proto__'],
    ['constructor', 'toString'],
    [undefined, 'retired'],
    ['retired', '😀'],
  ])('from %j to %j are free', async (from, to) => {
    const app = await appWith()
    await publish(app, 'a', '1.0.0', from === undefined ? {} : { status: from })
    expect((await putStatus(app, 'a', '1.0.0', { status: to })).json()).toMatchObject({ status: to })
  })

  test('may be set aside by force on the status route', async () => {
    const app = await appWith()
    await publish(app, 'a', '1.0.0', { status: 'retired' })
    const answer = await put(app, `${path}/status?force=true`, { status: 'draft' })
    expect(answer.statusCode).toBe(200)
  })

  test('"any" allows every move', async () => {
    const app = await appWith({ transitions: 'any' })
    await publish(app, 'a', '1.0.0', { status: 'retired' })
    expect((await putStatus(app, 'a', '1.0.0', { status: 'draft' })).statusCode).toBe(200)
    expect((await put(app, path, document('retired'))).statusCode).toBe(204)
  })

  test('of a configured table are those it names', async () => {
    const app = await appWith({ transitions: { none: ['live'], live: ['dead'], dead: [] } })
    await publish(app, 'a', '1.0.0')
    expectProblem(await putStatus(app, 'a', '1.0.0', { status: 'dead' }), 409, 'transition-refused')
    expect((await putStatus(app, 'a', '1.0.0', { status: 'Live' })).statusCode).toBe(200)
    expect((await putStatus(app, 'a', '1.0.0', { status: 'dead' })).statusCode).toBe(200)
    expectProblem(await putStatus(app, 'a', '1.0.0', { status: 'live' }), 409, 'transition-refused')
  })
})

describe('strict_statuses', () => {
  const strict = () => appWith({ strictStatuses: true })

  test.each(['activ', 'in development', '__proto__'])('refuse to create with %j', async status => {
    const { detail } = expectProblem(
      await put(await strict(), path, document(status)),
      409,
      'transition-refused',
    )
    expect(detail).toContain('active')
  })

  test('leave documents without a status alone', async () => {
    const app = await strict()
    expect((await put(app, path, document(undefined))).statusCode).toBe(204)
    expect((await putStatus(app, 'a', '1.0.0', { status: 'draft' })).statusCode).toBe(200)
  })

  test('refuse to move to an unknown status', async () => {
    const app = await strict()
    await put(app, path, document('DRAFT'))
    expectProblem(await putStatus(app, 'a', '1.0.0', { status: 'wip' }), 409, 'transition-refused')
    expectProblem(await put(app, path, document(undefined)), 409, 'transition-refused')
    expect((await putStatus(app, 'a', '1.0.0', { status: 'Active' })).statusCode).toBe(200)
  })
})
