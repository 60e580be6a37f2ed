import { expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { linkOf } from '../support/references.ts'
import { get, post, publish, putStatus, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

test('the overview of a contract tells its versions by status, its links and its last change', async () => {
  const app = await testApp()
  const id = 'a/b %😀'
  await publish(app, id, '1.0.0', { status: 'Active', name: 'Old', domain: 'old' })
  await publish(app, id, '1.10.0', { status: 'active', name: 'New', team: { name: 'Sales' }, domain: 'd' })
  await publish(app, id, '1.9.0', { status: 'active' })
  await publish(app, id, '2.0.0-rc.1', { status: 'draft' })
  await publish(app, id, '1.0.1', { status: ' ' })
  await publish(app, id, '1.0.2', { status: '__proto__' })
  const link = { dataset_id: 'd', contract_id: id, contract_version: '1.0.0' }
  for (const dataset_version of ['1', '2', '2'])
    await post(app, '/contracts/link', { ...link, dataset_version })
  await putStatus(app, id, '1.9.0', { status: 'deprecated', reason: 'because' })
  // it waits for the index, and the verdict of a publication comes with it
  await get(app, '/search')
  const answer = await get(app, `/contracts/${encodeURIComponent(id)}`)
  expect(JSON.parse(answer.body.replaceAll('__proto__', 'proto'))).toEqual({
    contract_id: id,
    name: 'New',
    owner: 'Sales',
    domain: 'd',
    latest: '1.10.0',
    latest_by_status: {
      active: '1.10.0',
      draft: '2.0.0-rc.1',
      none: '1.0.1',
      deprecated: '1.9.0',
      proto: '1.0.2',
    },
    versions_by_status: {
      active: ['1.0.0', '1.10.0'],
      draft: ['2.0.0-rc.1'],
      none: ['1.0.1'],
      deprecated: ['1.9.0'],
      proto: ['1.0.2'],
    },
    links: 2,
    last_change: expect.objectContaining({ operation: 'status', version: '1.9.0', reason: 'because' }),
    tests: [],
    // each against the approved release before it, as it was when it was published
    compatibility: {
      '1.0.1': expect.objectContaining({ against: '1.0.0', class: 'compatible' }),
      '1.0.2': expect.objectContaining({ against: '1.0.0', class: 'compatible' }),
      '1.9.0': expect.objectContaining({ against: '1.0.0', class: 'compatible' }),
      '1.10.0': expect.objectContaining({ against: '1.0.0', class: 'compatible' }),
      '2.0.0-rc.1': expect.objectContaining({ against: '1.10.0', class: 'compatible' }),
    },
    validation: { valid: expect.any(Boolean), counts: expect.any(Object) },
  })
})

test.each([
  [{ team: { name: ' Sales ', members: [{ username: 'ada', role: 'owner' }] } }, 'Sales'],
  [{ team: { members: [{ username: 'ada', role: 'owner' }] } }, 'ada'],
  [
    {
      team: [
        { username: 'bob', role: 'steward' },
        { username: 'ada', role: 'Data Owner' },
      ],
    },
    'ada',
  ],
  [{ team: [{ username: 'ada', role: 'owner', dateOut: '2024-01-01' }] }, null],
])('the owner of %j is %s, as searches have it', async (members, owner) => {
  const app = await testApp()
  await publish(app, 'a', '1.0.0', members)
  expect((await get(app, '/contracts/a')).json()).toMatchObject({ owner })
  expect((await get(app, '/search')).json().items).toMatchObject([{ owner }])
})

test('a contract is gone with its last version, and back with the next', async () => {
  const app = await testApp()
  expectProblem(await get(app, '/contracts/a'), 404, 'contract-not-found')
  await publish(app, 'a', '1.0.0')
  expect((await get(app, '/contracts/a')).json()).toMatchObject({ owner: null, domain: null, name: 'a' })
  await remove(app, versionPath('a', '1.0.0'))
  expectProblem(await get(app, '/contracts/a'), 404, 'contract-not-found')
  expectProblem(await get(app, '/contracts/a/latest'), 404, 'contract-not-found')
  expect((await get(app, '/contracts')).json().total).toBe(0)
  await publish(app, 'a', '1.0.0')
  expect((await get(app, '/contracts/a')).json()).toMatchObject({
    last_change: { operation: 'create', revision: 3 },
  })
})

test.each([
  'datasets',
  'history',
  'versions',
  'latest',
  'status',
])('a contract may be called %s', async id => {
  const app = await testApp()
  await publish(app, id, '1.0.0', { name: 'n' })
  expect((await get(app, `/contracts/${id}`)).json()).toMatchObject({ contract_id: id, latest: '1.0.0' })
  expect((await get(app, `/contracts/${id}/latest`)).json()).toMatchObject({ name: 'n' })
  expect((await get(app, `/contracts/${id}/versions`)).json()).toEqual(['1.0.0'])
  expect((await get(app, `/contracts/${id}/history`)).json().items).toHaveLength(1)
})

test.each([
  [['active'], '1.0.0', 'first'],
  [['draft', 'none'], '1.1.0', 'second'],
  [['deprecated'], '0.9.0', 'end'],
  [['retired'], null, 'third'],
  [undefined, '1.2.0', 'third'],
] as const)('with the statuses %j for the latest version it names %s, as /latest does', async (statuses, version, name) => {
  const app = await testApp({ defaultStatuses: { statuses: statuses && new Set<string>(statuses) } })
  await publish(app, 'a', '0.9.0', { status: 'deprecated', name: 'end' })
  await publish(app, 'a', '1.0.0', { status: 'Active', name: 'first' })
  await publish(app, 'a', '1.1.0', { name: 'second' })
  await publish(app, 'a', '1.2.0', { status: 'proposed', name: 'third' })
  await publish(app, 'a', '2.0.0-rc.1', { status: 'active' })
  expect((await get(app, '/contracts/a')).json()).toMatchObject({ latest: version, name })
  const latest = await get(app, '/contracts/a/latest')
  if (version === null) expectProblem(latest, 404, 'no-matching-version')
  else expect(latest.headers['dc43-contract-version']).toBe(version)
  // without a named successor, readers are led to what they would get
  const successor = linkOf(
    await get(app, versionPath('a', '0.9.0')),
    versionPath('a', '0.9.0'),
    'successor-version',
  )
  const follows = version !== null && version !== '0.9.0'
  expect(successor).toBe(follows ? versionPath('a', version) : undefined)
})
