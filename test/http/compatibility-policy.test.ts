import { describe, expect, onTestFinished, test } from 'vitest'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import { sha256 } from '../../src/config/auth-tokens.ts'
import { type CompatibilityPolicy, noCompatibility } from '../../src/domain/compatibility/policy.ts'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { get, publish, put, putStatus, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

const id = 'sales.orders'
const reason = { 'dc43-change-reason': 'the council agreed' }

/** A contract whose column has these members beside its name. */
function withColumn(members: object, status: string | null = 'active', more: object = {}) {
  const properties = [{ name: 'email', logicalType: 'string', ...members }]
  const document = { apiVersion: 'v3.1.0', kind: 'DataContract', schema: [{ name: 'orders', properties }] }
  return { ...document, ...(status !== null && { status }), ...more }
}

const loosened = { required: false }
const tightened = { required: true, unique: true }

async function appWith(compatibility: Partial<CompatibilityPolicy>, column: object = { required: true }) {
  const app = await testApp({
    policy: { ...defaultPolicy(), compatibility: { ...noCompatibility, ...compatibility } },
  })
  await publish(app, id, '1.0.0', withColumn(column))
  return app
}

function send(app: Server, version: string, document: object, query = '', headers = {}) {
  return put(app, `${versionPath(id, version)}${query}`, { id, version, ...document }, headers)
}

describe('what an approved version may change', () => {
  test.each([
    ['none', loosened, 204],
    ['consumer', loosened, 409],
    ['consumer', tightened, 204],
    ['producer', loosened, 204],
    ['producer', tightened, 409],
    ['full', loosened, 409],
    ['full', tightened, 409],
  ] as const)('%s: %j is answered %i', async (compatibility, column, status) => {
    const app = await appWith({ compatibility })
    expect((await send(app, '1.1.0', withColumn(column))).statusCode).toBe(status)
    // a new major version may break
    expect((await send(app, '2.0.0', withColumn(column))).statusCode).toBe(204)
  })

  test.each([
    ['draft', 204],
    ['proposed', 204],
    ['active', 409],
    ['Validated', 409],
    [null, 204],
  ] as const)('in the status %s it is answered %i', async (status, answer) => {
    const app = await appWith({ compatibility: 'consumer' })
    expect((await send(app, '1.1.0', withColumn(loosened, status))).statusCode).toBe(answer)
  })

  test('a draft cannot become active that breaks, by a move or by publishing it again', async () => {
    const app = await appWith({ compatibility: 'consumer' })
    await publish(app, id, '1.1.0', withColumn(loosened, 'draft'))
    const move = await putStatus(app, id, '1.1.0', { status: 'active' })
    expectProblem(move, 409, 'incompatible-change')
    expectProblem(await send(app, '1.1.0', withColumn(loosened)), 409, 'incompatible-change')
    expect((await putStatus(app, id, '1.1.0', { status: 'proposed' })).statusCode).toBe(200)
    expect((await send(app, '1.1.0', withColumn({ required: true }, 'draft'))).statusCode).toBe(204)
    expect((await putStatus(app, id, '1.1.0', { status: 'active' })).statusCode).toBe(200)
  })

  test('drafts are no base, and neither are pre-releases', async () => {
    const app = await appWith({ compatibility: 'consumer' })
    await publish(app, id, '1.1.0', withColumn(loosened, 'draft'))
    await publish(app, id, '1.2.0-rc.1', withColumn({ required: true, pattern: 'x' }))
    expectProblem(await send(app, '1.2.0', withColumn(loosened)), 409, 'incompatible-change')
    expect((await send(app, '0.9.0', withColumn(loosened))).statusCode).toBe(204)
  })
})

test('a refusal has every finding with its place, and the way out', async () => {
  const app = await appWith({ compatibility: 'consumer' })
  const yaml = [
    'apiVersion: v3.1.0',
    'status: active',
    'schema:',
    '  - name: orders',
    '    properties:',
    '      - name: email',
    '        logicalType: integer',
  ].join('\n')
  const answer = await put(app, versionPath(id, '1.1.0'), yaml, { 'content-type': 'application/yaml' })
  const problem = expectProblem(answer, 409, 'incompatible-change')
  expect(problem).toMatchObject({
    detail:
      'version "1.1.0" has 2 changes that break consumers of "1.0.0"; publish it as a new major version, 2.0.0 or higher; or a steward sends allow_breaking=true with a reason',
    bump: { suggested: 'major', next: '2.0.0', declared: 'minor', sufficient: false },
  })
  expect(problem.errors).toEqual([
    expect.objectContaining({
      rule: 'type-changed',
      pointer: '/schema/0/properties/0/logicalType',
      line: 7,
      column: 22,
    }),
    expect.objectContaining({
      rule: 'required-loosened',
      pointer: '/schema/0/properties/0',
      line: 6,
      column: 9,
    }),
  ])
})

test('a steward may set it aside with a reason, which the history keeps', async () => {
  const app = await appWith({ compatibility: 'consumer' })
  const allowed = '?allow_breaking=true'
  expectProblem(await send(app, '1.1.0', withColumn(loosened), allowed), 400, 'invalid-request')
  const answer = await send(app, '1.1.0', withColumn(loosened), allowed, reason)
  expect(answer.statusCode, answer.body).toBe(204)
  expect(answer.headers.link).toBe('<1.0.0>; rel="predecessor-version"')
  await publish(app, id, '1.2.0', withColumn({ ...loosened, pattern: 'x' }, 'draft'))
  const { items } = (await get(app, `/contracts/${id}/history?order=oldest`)).json()
  expect(items.map((one: { compatibility: unknown }) => one.compatibility)).toEqual([
    null,
    {
      against: '1.0.0',
      class: 'breaking',
      counts: { breaking: 1, compatible: 0, cosmetic: 0 },
      breaks: { consumers: true, producers: false },
      overridden: true,
    },
    expect.objectContaining({ against: '1.1.0', class: 'compatible', overridden: false }),
  ])
  expect(items[1].reason).toBe('the council agreed')
  expect((await get(app, `/contracts/${id}`)).json().compatibility).toEqual({
    '1.1.0': items[1].compatibility,
    '1.2.0': items[2].compatibility,
  })
})

test('who is no steward may not set it aside', async () => {
  const tokens = (['publisher', 'steward'] as const).map(role => {
    return { name: role, role, sha256: sha256(role), tokenVariable: undefined }
  })
  const policy = {
    ...defaultPolicy(),
    compatibility: { ...noCompatibility, compatibility: 'consumer' as const },
  }
  const app = await testApp({ policy, auth: { tokens } })
  const as = (token: string) => ({ ...reason, authorization: `Bearer ${token}` })
  const allowed = '?allow_breaking=true'
  await send(app, '1.0.0', withColumn({ required: true }), '', as('steward'))
  const draft = withColumn(loosened, 'draft')
  expectProblem(await send(app, '1.1.0', draft, allowed, as('publisher')), 403, 'forbidden')
  expectProblem(await send(app, '1.1.0', withColumn(loosened), allowed, as('publisher')), 403, 'forbidden')
  expect((await send(app, '1.1.0', draft, '', as('publisher'))).statusCode).toBe(204)
  expectProblem(
    await putStatus(app, id, '1.1.0', { status: 'active' }, as('steward')),
    409,
    'incompatible-change',
  )
  const move = { status: 'active', reason: 'agreed' }
  const moved = await put(app, `${versionPath(id, '1.1.0')}/status${allowed}`, move, as('steward'))
  expect(moved.statusCode, moved.body).toBe(200)
})

test('dry runs tell the verdict and the changes, of drafts too and without any policy', async () => {
  for (const compatibility of ['none', 'consumer'] as const) {
    const app = await appWith({ compatibility })
    const told = (await send(app, '1.1.0', withColumn(loosened, 'draft'), '?dry_run=true')).json()
    expect(told).toMatchObject({
      action: 'create',
      compatibility: {
        class: 'breaking',
        from: '1.0.0',
        to: '1.1.0',
        changes: [{ rule: 'required-loosened' }],
      },
    })
    const verdict = told.verdicts.find((one: { policy: string }) => one.policy === 'compatibility')
    const why = compatibility === 'none' ? null : expect.stringContaining('2.0.0 or higher')
    expect(verdict).toEqual({ policy: 'compatibility', allowed: true, detail: why })
    const refused = await send(app, '1.1.0', withColumn(loosened), '?dry_run=true')
    expect(refused.statusCode).toBe(compatibility === 'none' ? 200 : 409)
    expect((await send(app, '1.1.0', withColumn(loosened, 'draft'))).statusCode).toBe(204)
    const move = await put(app, `${versionPath(id, '1.1.0')}/status?dry_run=true`, { status: 'active' })
    expect(move.statusCode).toBe(compatibility === 'none' ? 200 : 409)
  }
})

test('a contract may ask for more than is configured, and never for less', async () => {
  const wish = (value: string) => ({ customProperties: [{ property: 'dc43.compatibility', value }] })
  const strict = await appWith({ compatibility: 'consumer' })
  expect((await send(strict, '1.1.0', withColumn(tightened, 'active', wish('full')))).statusCode).toBe(409)
  expect((await send(strict, '1.1.0', withColumn(loosened, 'active', wish('none')))).statusCode).toBe(409)
  expect((await send(strict, '1.1.0', withColumn(loosened, 'active', wish('producer')))).statusCode).toBe(409)
  const loose = await appWith({})
  await publish(loose, id, '1.0.1', withColumn({ required: true }, 'active', wish('consumer')))
  // leaving the wish out does not end it
  expect((await send(loose, '1.1.0', withColumn(loosened))).statusCode).toBe(409)
})

test('what a contract asks for twice holds together, and what nobody can read asks for the most', async () => {
  const wish = (...values: unknown[]) => {
    return { customProperties: values.map(value => ({ property: 'dc43.compatibility', value })) }
  }
  const app = await appWith({})
  const sent = (column: object, ...values: unknown[]) =>
    send(app, '1.1.0', withColumn(column, 'active', wish(...values)), '?dry_run=true')
  expect((await sent(loosened, 'none', 'consumer')).statusCode).toBe(409)
  expect((await sent(tightened, 'consumer', 'producer')).statusCode).toBe(409)
  expect((await sent(tightened, 'consumer', 'none')).statusCode).toBe(200)
  const slips = [
    [
      'consumers',
      'is "consumers", which counts as full; allowed are none, consumer, producer, full; did you mean consumer?',
    ],
    [true, 'is "true", which counts as full'],
    [null, 'is "null", which counts as full'],
    [['full'], 'is no word, which counts as full'],
  ] as const
  for (const [value, said] of slips) {
    const problem = expectProblem(await sent(tightened, value), 409, 'incompatible-change')
    expect(problem.detail).toContain(`dc43.compatibility ${said}`)
  }
  const told = (await sent({ required: true }, 'ful')).json()
  expect(told.verdicts).toContainEqual({
    policy: 'compatibility',
    allowed: true,
    detail: expect.stringContaining('dc43.compatibility is "ful", which counts as full'),
  })
  await publish(app, id, '1.1.0', withColumn({ required: true }, 'active', wish('ful')))
  const later = await send(app, '1.2.0', withColumn(loosened))
  expectProblem(later, 409, 'incompatible-change')
  expect(later.json().detail).toContain('in "1.1.0" dc43.compatibility is "ful", which counts as full')
})

test('rules, patterns and the other settings', async () => {
  const breaking = withColumn(loosened)
  const levels = { 'required-loosened': 'compatible' } as const
  const eased = await appWith({ compatibility: 'consumer', levels })
  expect((await send(eased, '1.1.0', breaking)).statusCode).toBe(204)
  const contracts = [
    { match: 'hr.*', compatibility: 'none' as const },
    { match: 'sales.*', onBreaking: 'refuse' as const },
  ]
  const refusing = await appWith({ compatibility: 'consumer', contracts })
  expectProblem(await send(refusing, '2.0.0', breaking), 409, 'incompatible-change')
  const reporting = await appWith({ compatibility: 'full', onBreaking: 'report' })
  expect((await send(reporting, '1.1.0', breaking)).statusCode).toBe(204)
  const bumping = await appWith({ onSmallBump: 'refuse' })
  expectProblem(await send(bumping, '1.0.1', withColumn(tightened)), 409, 'incompatible-change')
  expect((await send(bumping, '1.1.0', withColumn(tightened))).statusCode).toBe(204)
})

test('against the line, no approved version of it may be broken', async () => {
  const app = await appWith({ compatibility: 'consumer', against: 'line' })
  const headers = reason
  const first = await send(app, '1.1.0', withColumn(loosened), '?allow_breaking=true', headers)
  expect(first.statusCode).toBe(204)
  const again = await send(app, '1.2.0', withColumn({ ...loosened, description: 'd' }))
  expectProblem(again, 409, 'incompatible-change')
  expect(again.json().detail).toContain('of "1.0.0"')
})

test('a version set aside against an older one of its line keeps that one, and still follows the one before', async () => {
  const app = await appWith({ compatibility: 'consumer', against: 'line' })
  const allowed = '?allow_breaking=true'
  await send(app, '1.1.0', withColumn(loosened), allowed, reason)
  const answer = await send(app, '1.2.0', withColumn({ ...loosened, description: 'd' }), allowed, reason)
  expect(answer.headers.link).toBe('<1.1.0>; rel="predecessor-version"')
  const { items } = (await get(app, `/contracts/${id}/versions/1.2.0/history`)).json()
  expect(items[0].compatibility).toMatchObject({ against: '1.0.0', class: 'breaking', overridden: true })
})

test('a version is read with the one before it, wherever it is read', async () => {
  const app = await appWith({ compatibility: 'none' })
  await send(app, '1.1.0', withColumn(loosened))
  const path = `/contracts/${id}/versions/1.1.0`
  const read = await get(app, path)
  const reads = [
    read,
    await app.inject({ method: 'HEAD', url: path }),
    await get(app, path, { 'if-none-match': String(read.headers.etag) }),
    await get(app, `${path}?revision=1`),
    await get(app, `/contracts/${id}/latest?status=active`),
    await get(app, `/contracts/${id}/latest`),
  ]
  expect(reads.map(one => one.statusCode)).toEqual([200, 200, 304, 200, 200, 200])
  expect(reads.map(one => one.headers.link)).toEqual([
    ...Array.from({ length: 4 }, () => '<1.0.0>; rel="predecessor-version"'),
    ...Array.from({ length: 2 }, () => '<versions/1.0.0>; rel="predecessor-version"'),
  ])
  expect((await get(app, `/contracts/${id}/versions/1.0.0`)).headers.link).toBeUndefined()
  await putStatus(app, id, '1.1.0', { status: 'deprecated', successor: '1.0.0' })
  expect((await get(app, path)).headers.link).toBe(
    '<1.0.0>; rel="predecessor-version", <1.0.0>; rel="successor-version"',
  )
})

describe('a change of the status alone', () => {
  /** A version that breaks was published before the policy was; the statuses may change to any other. */
  async function stricterNow(status: string, first = status) {
    const store = await openSqliteStore()
    onTestFinished(() => store.close())
    const before = await testApp({ store, policy: { ...defaultPolicy(), transitions: 'any' } })
    await publish(before, id, '1.0.0', withColumn({ required: true }))
    await publish(before, id, '1.1.0', withColumn(loosened, first))
    if (first !== status) await putStatus(before, id, '1.1.0', { status })
    const compatibility = { ...noCompatibility, compatibility: 'consumer' as const }
    return testApp({ store, policy: { ...defaultPolicy(), transitions: 'any', compatibility } })
  }

  test.each([
    ['active', 'deprecated', 204],
    ['active', 'validated', 204],
    ['deprecated', 'active', 409],
    ['draft', 'retired', 204],
    ['draft', 'proposed', 204],
    ['draft', 'active', 409],
    // what was in force before may come back
    ['deprecated', 'active', 204, 'active'],
    ['retired', 'validated', 204, 'active'],
    ['retired', 'validated', 409, 'draft'],
  ] as const)('from %s to %s is answered %i (first %s)', async (from, to, answer, first: string = from) => {
    const app = await stricterNow(from, first)
    const [dryRun, published] = ['?dry_run=true', ''].map(
      query => () => send(app, '1.1.0', withColumn(loosened, to), query),
    )
    const move = () => put(app, `${versionPath(id, '1.1.0')}/status?dry_run=true`, { status: to })
    expect((await move()).statusCode).toBe(answer === 204 ? 200 : answer)
    expect((await dryRun?.())?.statusCode).toBe(answer === 204 ? 200 : answer)
    expect((await published?.())?.statusCode).toBe(answer)
  })
})

describe('a version that is moved back to draft', () => {
  /** Its only version, whose column is required, was active and is a draft again. */
  async function withdrawn(compatibility: Partial<CompatibilityPolicy> = { compatibility: 'consumer' }) {
    const app = await testApp({
      policy: {
        ...{ ...defaultPolicy(), overwrite: 'always', transitions: 'any' },
        compatibility: { ...noCompatibility, ...compatibility },
      },
    })
    await publish(app, id, '1.0.0', withColumn({ required: true }))
    for (const status of ['deprecated', 'draft']) await putStatus(app, id, '1.0.0', { status })
    return app
  }
  const activate = (app: Server, query = '') =>
    put(app, `${versionPath(id, '1.0.0')}/status${query}`, { status: 'active', reason: 'agreed' })

  test('keeps what it promised when it is approved again', async () => {
    const app = await withdrawn()
    expect((await send(app, '1.0.0', withColumn(loosened, 'draft'))).statusCode).toBe(204)
    for (const again of [
      await activate(app),
      await activate(app, '?dry_run=true'),
      await send(app, '1.0.0', withColumn(loosened)),
    ]) {
      expect(again.statusCode, again.body).toBe(409)
      expect(again.body).toContain('consumers of \\"1.0.0@1\\"')
    }
    // a way by another status is none
    expect((await putStatus(app, id, '1.0.0', { status: 'deprecated' })).statusCode).toBe(200)
    expectProblem(await activate(app), 409, 'incompatible-change')
    expectProblem(await send(app, '1.0.0', withColumn(loosened)), 409, 'incompatible-change')
    expect((await activate(app, '?allow_breaking=true')).statusCode).toBe(200)
    const { items } = (await get(app, `${versionPath(id, '1.0.0')}/history?order=newest`)).json()
    expect(items[0].compatibility).toMatchObject({ against: '1.0.0@1', class: 'breaking', overridden: true })
  })

  test('may come back as it was, and change in what breaks nobody', async () => {
    const app = await withdrawn()
    expect((await activate(app, '?dry_run=true')).statusCode).toBe(200)
    const more = withColumn({ required: true, description: 'd' }, 'draft')
    for (let turn = 0; turn < 12; turn++) await publish(app, id, '1.0.0', { ...more, name: `turn ${turn}` })
    const told = await activate(app, '?dry_run=true')
    expect(told.json()).toMatchObject({ compatibility: { from: '1.0.0@1', class: 'compatible' } })
    expect((await activate(app)).statusCode).toBe(200)
  })

  test('owes nothing where nobody is protected, or once it was deleted', async () => {
    const free = await withdrawn({})
    await publish(free, id, '1.0.0', withColumn(loosened, 'draft'))
    expect((await activate(free)).statusCode).toBe(200)
    const app = await withdrawn()
    await app.inject({ method: 'DELETE', url: versionPath(id, '1.0.0') })
    await publish(app, id, '1.0.0', withColumn({}, 'draft'))
    await publish(app, id, '1.0.0', withColumn(loosened, 'draft'))
    expect((await activate(app)).statusCode).toBe(200)
  })
})

describe('with what a version is compared', () => {
  // biome-ignore format: a case is a line
  const successions = [
    ['v1', 'v2', 409], ['v1', '1.0.0', 204], ['2024-spring', '2024-summer', 409],
    ['1.0', '1.1', 409], ['1.0', '2.0', 204], ['0.1', '0.2', 204], ['0.1', '0.1.1', 409], ['0.2.0', '0.3.0', 204],
    ['1.0.0-rc.1', '1.0.0-rc.2', 204], ['1.0.0-rc.1', '1.0.0', 204], ['1.0.0', '1.1.0-rc.1', 409],
  ] as const

  test('is the one before it in the order of versions, whatever these are called', async () => {
    const app = await testApp({
      policy: { ...defaultPolicy(), compatibility: { ...noCompatibility, compatibility: 'consumer' } },
    })
    for (const [at, [from, to, status]] of successions.entries()) {
      const contractId = `sales.${at}`
      await publish(app, contractId, from, withColumn({ required: true }))
      const document = { id: contractId, version: to, ...withColumn(loosened) }
      const answer = await put(app, versionPath(contractId, to), document)
      expect(answer.statusCode, `${from} ${to}`).toBe(status)
      if (status === 409) continue
      const { items } = (await get(app, `/contracts/${contractId}/history?order=newest`)).json()
      expect(items[0].compatibility).toMatchObject({ against: from, class: 'breaking' })
      expect((await get(app, `/contracts/${contractId}/diff`)).json()).toMatchObject({ from, to })
    }
  })

  test.each([
    ['v1', 'v2', '1.0.0'],
    ['2024-01-31', '2024-06-05', '2024.6.5'],
    ['2024-12', '2025-01', '1.0.0'],
  ])('%s cannot be followed by %s, but by %s', async (from, to, way) => {
    const app = await appWith({ compatibility: 'consumer' }, {})
    const contractId = 'sales.named'
    await publish(app, contractId, from, withColumn({ required: true }))
    const sent = (version: string) =>
      put(app, versionPath(contractId, version), { id: contractId, version, ...withColumn(loosened) })
    const { detail } = expectProblem(await sent(to), 409, 'incompatible-change')
    expect(detail).toContain(
      `publish it under a version of numbers with dots, such as ${way}: other names are one line`,
    )
    expect((await sent(way)).statusCode).toBe(204)
  })

  test('the first one is told that there is nothing to compare with', async () => {
    const app = await testApp()
    const told = (await send(app, '1.0.0', withColumn({}), '?dry_run=true')).json()
    expect(told.verdicts).toContainEqual({
      policy: 'compatibility',
      allowed: true,
      detail: expect.stringContaining('no approved version before "1.0.0"'),
    })
  })

  test('an approved version whose content is replaced is compared with that as well', async () => {
    const policy = { ...defaultPolicy(), overwrite: 'always' as const }
    const compatibility = { ...noCompatibility, compatibility: 'consumer' as const }
    const app = await testApp({ policy: { ...policy, compatibility } })
    await publish(app, id, '1.0.0', withColumn({}))
    await publish(app, id, '1.1.0', withColumn({ required: true }))
    for (const version of ['1.0.0', '1.1.0']) {
      const members = version === '1.0.0' ? { description: 'd' } : { required: true, description: 'd' }
      expect((await send(app, version, withColumn(members))).statusCode).toBe(204)
      const { items } = (await get(app, `${versionPath(id, version)}/history?order=newest`)).json()
      const against = version === '1.0.0' ? '1.0.0@1' : '1.0.0'
      expect(items[0].compatibility).toMatchObject({
        against,
        class: expect.stringMatching(/cosmetic|breaking/),
      })
    }
    const answer = await send(app, '1.1.0', withColumn({}))
    expectProblem(answer, 409, 'incompatible-change')
    expect(answer.json().detail).toContain('of "1.1.0@2"')
    expectProblem(
      await send(app, '1.0.0', withColumn({}, 'active', { schema: [] })),
      409,
      'incompatible-change',
    )
  })

  test('a document that nobody can judge is refused where one that can be judged was there', async () => {
    const app = await appWith({ compatibility: 'consumer' })
    const old = {
      apiVersion: 'v2.2.2',
      kind: 'DataContract',
      status: 'active',
      dataset: [{ table: 'orders' }],
    }
    const answer = await send(app, '1.1.0', old)
    expectProblem(answer, 409, 'incompatible-change')
    expect(answer.json().detail).toContain('may break anybody')
    expect((await send(app, '1.1.0', { ...old, status: 'draft' })).statusCode).toBe(204)
    expect((await send(app, '2.0.0', old)).statusCode).toBe(204)
    const told = (await send(app, '2.1.0', withColumn({}), '?dry_run=true')).json()
    expect(told).toMatchObject({ compatibility: { class: 'unknown' } })
    const { detail } = told.verdicts.find((one: { policy: string }) => one.policy === 'compatibility')
    expect(detail).toContain('is written by ODCS 2')
    expect((await send(app, '2.1.0', withColumn({}))).statusCode).toBe(204)
  })
})

test('before 1.0.0 a minor version may break', async () => {
  const app = await testApp({
    policy: { ...defaultPolicy(), compatibility: { ...noCompatibility, compatibility: 'consumer' } },
  })
  await publish(app, id, '0.1.0', withColumn({ required: true }))
  expectProblem(await send(app, '0.1.1', withColumn(loosened)), 409, 'incompatible-change')
  expect((await send(app, '0.2.0', withColumn(loosened))).statusCode).toBe(204)
})
