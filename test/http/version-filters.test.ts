import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, publish, putStatus, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

async function appWithVersions() {
  const app = await testApp()
  await publish(app, 'a', '1.0.0', { status: 'Active', name: 'First' })
  await publish(app, 'a', '1.1.0', { status: 'draft' })
  await publish(app, 'a', '2.0.0-rc.1', { status: 'draft' })
  await publish(app, 'a', '2.0.0')
  await publish(app, 'a', 'banana', { status: 'active' })
  return app
}

describe('the list of versions', () => {
  test.each([
    ['', ['banana', '1.0.0', '1.1.0', '2.0.0-rc.1', '2.0.0']],
    ['status=active', ['banana', '1.0.0']],
    ['status=DRAFT,none', ['1.1.0', '2.0.0-rc.1', '2.0.0']],
    ['status=draft&status=active', ['banana', '1.0.0', '1.1.0', '2.0.0-rc.1']],
    ['status=*', ['banana', '1.0.0', '1.1.0', '2.0.0-rc.1', '2.0.0']],
    ['status=retired', []],
    ['selector=^1', ['1.0.0', '1.1.0']],
    ['selector=>=1', ['1.0.0', '1.1.0', '2.0.0']],
    ['selector=>=1&include_prerelease=true', ['1.0.0', '1.1.0', '2.0.0-rc.1', '2.0.0']],
    ['selector=>=2.0.0-rc.0', ['2.0.0-rc.1', '2.0.0']],
    ['selector=banana', ['banana']],
    ['selector=^1&status=draft', ['1.1.0']],
    ['selector=^7', []],
  ])('with ?%s is as expected', async (query, versions) => {
    const app = await appWithVersions()
    expect((await get(app, `/contracts/a/versions?${query}`)).json()).toEqual(versions)
    const summaries = await get(app, `/contracts/a/versions?expand=summary&${query}`)
    expect(summaries.json().map((one: { version: string }) => one.version)).toEqual(versions)
  })

  test.each([
    '',
    'status=active',
    'selector=^1',
    'expand=summary',
    'as_of=2099-01-01T00:00:00Z',
  ])('of an unknown contract is empty with ?%s', async query => {
    const answer = await get(await testApp(), `/contracts/nobody/versions?${query}`)
    expect([answer.statusCode, answer.json()]).toEqual([200, []])
  })

  test.each([
    ['expand=', 'expand'],
    ['expand=all', 'expand'],
    ['status=', 'status'],
    ['selector=a%20b', 'selector'],
    ['include_prerelease=x', 'include_prerelease'],
    ['as_of=x', 'as_of'],
  ])('refuses ?%s', async (query, named) => {
    const answer = await get(await appWithVersions(), `/contracts/a/versions?${query}`)
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(named)
  })
})

describe('a summary', () => {
  test('says who made a version and who changed it last, and when', async () => {
    const app = await testApp({ token: 't' })
    const headers = { authorization: 'Bearer t' }
    const payload = { version: '1.0.0', id: 'a', name: 'Orders' }
    await app.inject({ method: 'PUT', url: versionPath('a', '1.0.0'), payload, headers })
    const read = async () => {
      const [summary] = (await get(app, '/contracts/a/versions?expand=summary', headers)).json()
      return summary
    }
    // a search waits for the index, and the verdict of a publication comes with it
    await get(app, '/search', headers)
    const made = await read()
    expect(made).toEqual({
      contract_id: 'a',
      version: '1.0.0',
      status: null,
      name: 'Orders',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      revision: 1,
      created_at: expect.stringMatching(/Z$/),
      created_by: 'token',
      updated_at: made.created_at,
      updated_by: 'token',
      validation: { valid: false, counts: expect.any(Object) },
    })
    const moved = await putStatus(app, 'a', '1.0.0', { status: 'draft' }, headers)
    // a move is answered before the document is validated
    expect({ ...(await read()), validation: null }).toEqual(moved.json())
    expect(moved.json()).toMatchObject({ revision: 2, status: 'draft', created_at: made.created_at })
    expect(moved.json().updated_at > made.updated_at).toBe(true)
    const { headers: answered } = await get(app, versionPath('a', '1.0.0'), headers)
    expect(answered['dc43-fingerprint']).toBe(moved.json().fingerprint)
  })
})
