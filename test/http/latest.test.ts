import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { resolved } from '../support/references.ts'
import { get, publish, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

/** Versions of contract `a`, with the status of each. */
const statuses: Record<string, string | undefined> = {
  '1.0.0': 'retired',
  '1.2.0': 'Active',
  '1.10.0': 'active',
  '2.0.0-rc.1': 'active',
  '2.0.0': 'draft',
  '2.1.0': undefined,
  '3.0.0-beta.2': 'proposed',
  '0.32.0.0rc2': 'In Development',
  banana: 'active',
}

async function appWithVersions(parts: Parameters<typeof testApp>[0] = {}) {
  const app = await testApp(parts)
  for (const [version, status] of Object.entries(statuses))
    await publish(app, 'a', version, status ? { status } : {})
  return app
}

const latestPath = (query: string) => `/contracts/a/latest?${query}`

describe('the latest version', () => {
  test.each([
    ['', '2.1.0'],
    ['status=active', '1.10.0'],
    ['status=ACTIVE', '1.10.0'],
    ['status=%20active%20', '1.10.0'],
    ['status=active&include_prerelease=true', '2.0.0-rc.1'],
    ['status=active,draft', '2.0.0'],
    ['status=active&status=draft', '2.0.0'],
    ['status=none', '2.1.0'],
    ['status=NONE', '2.1.0'],
    ['status=none,draft&selector=2.0', '2.0.0'],
    ['status=*', '2.1.0'],
    ['status=active,*', '2.1.0'],
    ['status=in%20development', '0.32.0.0rc2'],
    ['status=proposed', '3.0.0-beta.2'],
    ['include_prerelease=true', '3.0.0-beta.2'],
    ['include_prerelease=1', '3.0.0-beta.2'],
    ['include_prerelease=false', '2.1.0'],
    ['selector=latest', '2.1.0'],
    ['selector=LATEST', '2.1.0'],
    ['selector=%5E1.2', '1.10.0'],
    ['selector=^1.2', '1.10.0'],
    ['selector=~1.2', '1.2.0'],
    ['selector=1.x', '1.10.0'],
    ['selector=1', '1.10.0'],
    ['selector=%3E%3D1.2%20%3C2', '1.10.0'],
    ['selector=>=1.2+<2', '1.10.0'],
    ['selector=%3E%3D1.2%20%3C2&include_prerelease=true', '1.10.0'],
    ['selector=%3E%3D2.0.0-rc.1', '2.1.0'],
    ['selector=%3E2.0.0-rc.0%20%3C2.0.0', '2.0.0-rc.1'],
    ['selector=1.0.0', '1.0.0'],
    ['selector==1.0.0', '1.0.0'],
    ['selector===1.0.0', '1.0.0'],
    ['selector===2.0.0-rc.1', '2.0.0-rc.1'],
    ['selector=banana', 'banana'],
    ['selector===0.32.0.0rc2', '0.32.0.0rc2'],
    ['selector=1%20-%202', '2.1.0'],
    ['selector=^1%20||%20^9', '1.10.0'],
    ['selector=*', '2.1.0'],
    ['selector=%20%5E1%20', '1.10.0'],
  ])('of ?%s is as expected', async (query, version) => {
    const url = latestPath(query)
    const answer = await get(await appWithVersions(), url)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.headers['dc43-contract-version']).toBe(version)
    expect(answer.json()).toEqual({
      version,
      id: 'a',
      ...(statuses[version] && { status: statuses[version] }),
    })
    expect(resolved(answer.headers['content-location'], url)).toBe(versionPath('a', version))
  })

  test('says what exists and why it did not match', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await publish(app, 'a', '2.0.0', { status: 'draft' })
    await publish(app, 'a', '3.0.0')
    const { detail } = expectProblem(
      await get(app, latestPath('selector=^2&status=active')),
      404,
      'no-matching-version',
    )
    expect(detail).toContain('selector "^2"')
    expect(detail).toContain('status active')
    expect(detail).toMatch(/3\.0\.0 \(no status: [^)]*selector[^)]*status\)/)
    expect(detail).toMatch(/2\.0\.0 \(draft: another status\)/)
    expect(detail).toMatch(/1\.0\.0 \(active: not meant by the selector\)/)
  })

  test('that does not exist names ten of many versions', async () => {
    const app = await testApp()
    for (let minor = 0; minor < 12; minor++) await publish(app, 'a', `1.${minor}.0`)
    const { detail } = expectProblem(await get(app, latestPath('selector=^2')), 404, 'no-matching-version')
    expect(detail).toContain('1.11.0')
    expect(detail).not.toContain(' 1.1.0')
    expect(detail).toContain('2 more')
  })

  test.each([
    'status=active',
    'selector=^1',
    'include_prerelease=true',
    'selector===1.0.0',
  ])('of an unknown contract with ?%s is 404', async query => {
    expectProblem(await get(await testApp(), latestPath(query)), 404, 'contract-not-found')
  })

  test.each([
    ['status=', 'status'],
    ['status=active,', 'status'],
    ['status=,', 'status'],
    ['status=&status=active', 'status'],
    [`status=${'a,'.repeat(60)}b`, 'status'],
    ['selector=>>', 'selector'],
    ['selector===', 'selector'],
    ['selector=a%00b', 'selector'],
    ['selector=1%0A2', 'selector'],
    ['selector=not%20a%20range', 'selector'],
    ['selector=1%20-%203%20-%205', 'selector'],
    [`selector=${'1'.repeat(1025)}`, 'selector'],
    ['selector=x&selector=1.2.0', 'selector'],
    ['include_prerelease=maybe', 'include_prerelease'],
    ['include_prerelease=2', 'include_prerelease'],
    ['as_of=', 'as_of'],
    ['as_of=yesterday', 'as_of'],
    ['as_of=2026-03-31', 'as_of'],
    ['as_of=2026-03-31T00:00:00', 'as_of'],
    ['as_of=2026-02-30T00:00:00Z', 'as_of'],
    ['as_of=2026-13-01T00:00:00Z', 'as_of'],
    ['as_of=0000-01-01T00:00:00Z', 'as_of'],
    ['as_of=9999-12-31T23:59:59-12:00', 'as_of'],
  ])('refuses ?%s', async (query, named) => {
    const answer = await get(await appWithVersions(), latestPath(query))
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(named)
  })

  test.each([
    '__proto__=1',
    'constructor=1',
    'selector[]=5',
    'x=%F0%9F%98%80',
    'toString',
  ])('does not know the parameter ?%s', async query => {
    const answer = await get(await appWithVersions(), latestPath(query))
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('is no parameter here')
  })

  test.each([
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '%F0%9F%98%80',
    'a%00b',
    "'%20or%201=1",
  ])('with the status %s is none of them', async status => {
    const answer = await get(await appWithVersions(), latestPath(`status=${status}`))
    expectProblem(answer, 404, 'no-matching-version')
  })
})

describe('the configured filter of statuses', () => {
  const configured = () =>
    appWithVersions({ defaultStatuses: { statuses: new Set(['active', 'validated']) } })

  test('is that of the latest version', async () => {
    const answer = await get(await configured(), '/contracts/a/latest')
    expect(answer.headers['dc43-contract-version']).toBe('1.10.0')
  })

  test('goes with a selector', async () => {
    const app = await configured()
    expect((await get(app, latestPath('selector=~1.2'))).headers['dc43-contract-version']).toBe('1.2.0')
    expectProblem(await get(app, latestPath('selector=2.0.0')), 404, 'no-matching-version')
  })

  test.each([
    ['status=*', '2.1.0'],
    ['status=draft', '2.0.0'],
    ['status=none', '2.1.0'],
  ])('is lifted by ?%s', async (query, version) => {
    expect((await get(await configured(), latestPath(query))).headers['dc43-contract-version']).toBe(version)
  })

  test('leaves lists of versions and exact reads alone', async () => {
    const app = await configured()
    expect((await get(app, '/contracts/a/versions')).json()).toHaveLength(9)
    expect((await get(app, versionPath('a', '2.0.0'))).statusCode).toBe(200)
  })

  test('is that of items to resolve which name no status', async () => {
    const app = await configured()
    const items = [
      { contract_id: 'a' },
      { contract_id: 'a', status: '*' },
      { contract_id: 'a', status: null },
    ]
    const answer = await app.inject({ method: 'POST', url: '/contracts/resolve', payload: items })
    expect(answer.json().map((one: { version: string }) => one.version)).toEqual([
      '1.10.0',
      '2.1.0',
      '1.10.0',
    ])
  })
})
