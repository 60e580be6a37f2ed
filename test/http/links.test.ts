import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, publish, put } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const link = {
  dataset_id: 'table:gold.orders',
  dataset_version: '2024-01-01',
  contract_id: 'sales.orders',
  contract_version: '1.0.0',
}

async function post(body: unknown, type = 'application/json') {
  const app = await testApp()
  await publish(app, 'sales.orders', '1.0.0')
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  return app.inject({ method: 'POST', url: '/contracts/link', payload, headers: { 'content-type': type } })
}

describe('linking', () => {
  test.each([
    ['what dc43 sends', link],
    ['empty names of a dataset', { ...link, dataset_id: '', dataset_version: '' }],
  ])('takes %s and answers null', async (_, body) => {
    const answer = await post(body)
    expect([answer.statusCode, answer.body]).toEqual([200, 'null'])
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('refuses members it does not know', async () => {
    const { detail } = expectProblem(await post({ ...link, note: 'x', __proto: 1 }), 400, 'invalid-request')
    expect(detail).toContain('"note" (and 1 more) is no member here')
  })

  test('leaves the contract as it is', async () => {
    const app = await testApp()
    await publish(app, 'sales.orders', '1.0.0', { name: 'a' })
    const before = await get(app, '/contracts/sales.orders/latest')
    const headers = { 'content-type': 'application/json' }
    await app.inject({ method: 'POST', url: '/contracts/link', payload: JSON.stringify(link), headers })
    const after = await get(app, '/contracts/sales.orders/latest')
    expect([after.body, after.headers.etag]).toEqual([before.body, before.headers.etag])
  })

  test('is 404 for what is not there', async () => {
    expectProblem(await post({ ...link, contract_version: '2.0.0' }), 404, 'version-not-found')
    expectProblem(await post({ ...link, contract_id: 'sales.Orders' }), 404, 'contract-not-found')
  })

  test.each([
    ...Object.keys(link).map(key => [`no ${key}`, { ...link, [key]: undefined }, key]),
    ...Object.keys(link).map(key => [`a number for ${key}`, { ...link, [key]: 1 }, key]),
    ...Object.keys(link).map(key => [`null for ${key}`, { ...link, [key]: null }, key]),
    ['a NUL in the contract id', { ...link, contract_id: 'a\0' }, 'contract_id'],
    ['an array', [link], 'object'],
    ['a string', '"a"', 'object'],
    ['null', 'null', 'object'],
  ] as [string, unknown, string][])('refuses %s', async (_, body, named) => {
    expect(expectProblem(await post(body), 400, 'invalid-request').detail).toContain(named)
  })

  test.each([
    '',
    '{',
    '{"a":1',
    'x',
    '{"__proto__":{}}',
    '{"a":NaN}',
    "{'a':1}",
  ])('refuses the body %j', async body => {
    expectProblem(await post(body), 400, 'invalid-request')
  })

  test.each([
    'application/yaml',
    'text/html',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'x',
  ])('refuses a body of the type %s', async type => {
    expectProblem(await post(JSON.stringify(link), type), 415, 'unsupported-media-type')
  })
})

describe('the linked contract', () => {
  test.each([
    '/contracts/datasets/orders/linked',
    '/contracts/datasets/orders/linked?dataset_version=2024-01-01',
    '/contracts/datasets/table:gold.orders/linked?dataset_version=50%25',
    '/contracts/datasets/orders/linked/',
    '/contracts/datasets/a%2Fb/linked',
    '/contracts/datasets/path:/x/y/linked',
  ])('of %s is 404, which dc43 reads as none', async url => {
    const answer = await get(await testApp(), url)
    expect(expectProblem(answer, 404, answer.json<{ code: string }>().code).code).toMatch(
      /^(link|route)-not-found$/,
    )
  })

  test.each([
    '/contracts/datasets/orders/linked?dataset_version=1&dataset_version=2',
    `/contracts/datasets/${'x'.repeat(5000)}/linked`,
  ])('is not looked for when nothing can be meant: %s', async url => {
    expectProblem(await get(await testApp(), url), 400, 'invalid-request')
  })
})

describe('a contract that shares its path with a link', () => {
  test('may have any version but the one that is read as a link', async () => {
    const app = await testApp()
    for (const version of ['1.0.0', 'next', 'versions']) {
      expect((await put(app, `/contracts/datasets/versions/${version}`, {})).statusCode).toBe(204)
      expect((await get(app, `/contracts/datasets/versions/${version}`)).json()).toEqual({
        version,
        id: 'datasets',
      })
    }
  })
})
