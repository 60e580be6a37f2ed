import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>
const ids = [
  ...['table:gold.orders', 'path:/x/y', 's3://b/k', 's3://b/k/', '/abs', 'a/linked', 'linked', 'a//b'],
  ...['50%', 'é/😀', 'a b/c', 'a+b', 'x/../y', 'a%2Fb', '__proto__', 'x'.repeat(2000), 'datasets/a/linked'],
]

async function appWithVersions() {
  const app = await testApp()
  for (const version of ['1.0.0', '2.0.0']) await publish(app, 'c/é', version)
  return app
}

function link(app: App, dataset_id: string, contract_version = '1.0.0', dataset_version = 'v/1') {
  return post(app, '/contracts/link', { dataset_id, dataset_version, contract_id: 'c/é', contract_version })
}

const linkedPath = (id: string, version = 'v/1') =>
  `/contracts/datasets/${id}/linked?dataset_version=${encodeURIComponent(version)}`

describe('a link', () => {
  test.each(ids)('of dataset %j is found', async id => {
    const app = await appWithVersions()
    expect((await link(app, id)).body).toBe('null')
    const answer = await get(app, linkedPath(encodeURIComponent(id)))
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { contract_id: 'c/é', contract_version: '1.0.0', dataset_id: id, dataset_version: 'v/1' },
    ])
    const list = (await get(app, `${versionPath('c/é', '1.0.0')}/datasets`)).json()
    expect(list).toMatchObject({ items: [{ dataset_id: id, dataset_version: 'v/1' }], total: 1 })
  })

  test.each([
    'path:/x/y',
    's3://b/k',
    's3://b/k/',
    '/abs',
    'a/linked',
    'a//b',
    '50%',
    'x/linked/y',
    'a:b;c=d,e',
  ])('of dataset %j is found by a path that has it as it is', async id => {
    const app = await appWithVersions()
    await link(app, id)
    for (const url of [linkedPath(id), linkedPath(id).replace('linked?', 'linked/?')])
      expect((await get(app, url)).json()).toMatchObject({ dataset_id: id })
    const raw = `/contracts/datasets/${id}/linked?dataset_version=v/1`
    expect((await get(app, raw)).json()).toMatchObject({ dataset_version: 'v/1' })
  })

  test.each([
    'x/linked',
    'a/b/linked?x',
    '2024-01-01T00:00:00+01:00',
    ' ',
    '',
  ])('is of a dataset version as it is written: %j', async version => {
    const app = await appWithVersions()
    const answer = await link(app, 'd/e', '1.0.0', version)
    if (version === ' ') return void expectProblem(answer, 400, 'invalid-request')
    expect((await get(app, linkedPath('d/e', version))).json()).toMatchObject({ dataset_version: version })
    expectProblem(await get(app, linkedPath('d/e', `${version}.`)), 404, 'link-not-found')
  })

  test('is not found in another case, or without a version', async () => {
    const app = await appWithVersions()
    await link(app, 'Orders', '1.0.0', 'V1')
    expectProblem(await get(app, linkedPath('orders', 'V1')), 404, 'link-not-found')
    expectProblem(await get(app, linkedPath('Orders', 'v1')), 404, 'link-not-found')
    const answer = await get(app, '/contracts/datasets/Orders/linked')
    expect(expectProblem(answer, 404, 'link-not-found').detail).toContain('dataset_version')
  })

  test('made again keeps its time, and one to another version takes its place', async () => {
    const app = await appWithVersions()
    const listed = async (version: string) =>
      (await get(app, `${versionPath('c/é', version)}/datasets`)).json()
    await link(app, 'd')
    const { items } = await listed('1.0.0')
    expect(items).toEqual([
      {
        dataset_id: 'd',
        dataset_version: 'v/1',
        linked_at: expect.stringMatching(/Z$/),
        linked_by: 'anonymous',
      },
    ])
    await new Promise(resolve => setTimeout(resolve, 3))
    await link(app, 'd')
    expect((await listed('1.0.0')).items).toEqual(items)
    await link(app, 'd', '2.0.0')
    expect([(await listed('1.0.0')).total, (await listed('2.0.0')).total]).toEqual([0, 1])
    expect((await get(app, linkedPath('d'))).json()).toMatchObject({ contract_version: '2.0.0' })
  })

  test('is one of them when many are made at once', async () => {
    const app = await appWithVersions()
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => link(app, 'd', at % 2 === 0 ? '1.0.0' : '2.0.0')),
    )
    expect(new Set(answers.map(answer => answer.statusCode))).toEqual(new Set([200]))
    expect((await get(app, '/contracts/c%2F%C3%A9')).json().links).toBe(1)
  })
})

describe('the datasets of a version', () => {
  test('are listed by code point, in pages', async () => {
    const app = await appWithVersions()
    for (const id of ['b', 'B', 'a/b', '😀', '￮', 'é'])
      for (const version of ['2', '10']) await link(app, id, '1.0.0', version)
    const url = `${versionPath('c/é', '1.0.0')}/datasets`
    const all = (await get(app, url)).json()
    const names = (page: { items: { dataset_id: string; dataset_version: string }[] }) =>
      page.items.map(item => `${item.dataset_id} ${item.dataset_version}`)
    const expected = ['B', 'a/b', 'b', 'é', '￮', '😀'].flatMap(id => [`${id} 10`, `${id} 2`])
    expect(names(all)).toEqual(expected)
    expect(all).toMatchObject({ total: 12, limit: 100, offset: 0 })
    const page = (await get(app, `${url}?limit=5&offset=4`)).json()
    expect([names(page), page.total, page.limit, page.offset]).toEqual([expected.slice(4, 9), 12, 5, 4])
    expect((await get(app, `${url}?offset=99`)).json()).toMatchObject({ items: [], total: 12 })
    for (const query of ['limit=0', 'limit=1001', 'offset=-1', 'limit=x'])
      expectProblem(await get(app, `${url}?${query}`), 400, 'invalid-request')
  })

  test('of what is not there are 404', async () => {
    const app = await appWithVersions()
    expectProblem(await get(app, `${versionPath('c/é', '3.0.0')}/datasets`), 404, 'version-not-found')
    expectProblem(await get(app, `${versionPath('nobody', '1.0.0')}/datasets`), 404, 'contract-not-found')
  })
})
