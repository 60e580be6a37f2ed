import { describe, expect, onTestFinished, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { bodies, operationsOf, pathOf } from '../support/operations.ts'
import { expectProblem } from '../support/problem.ts'
import { publish as publishTo } from '../support/publish.ts'
import { exchange, statusesIn } from '../support/raw-exchange.ts'
import { resolved } from '../support/references.ts'
import { get, post, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

const names = [
  ...[
    'sales.orders',
    'a:b',
    'urn:datacontract:sales:orders',
    'a b',
    'a+b',
    'a%b',
    '50%',
    '%',
    '%%',
    'a%2Fb',
    '%41',
    '%zz',
  ],
  ...[
    'a/b',
    '/a',
    'a/',
    'a//b',
    '../x',
    'a/../b',
    'a\\b',
    'a?b',
    'a?limit=1',
    'a#b',
    'a;b',
    'a&b=c',
    'a,b',
    "a'b",
    'a"b',
    '<a>',
  ],
  ...[
    'été',
    'e\u0301',
    '注文',
    '😀',
    '\uffee',
    'a\u00a0b',
    '*',
    '**',
    ':id',
    ':',
    '$',
    '@a',
    '!',
    '~',
    '[a]',
    '{a}',
    '(a)',
    '|',
    '^',
    '`',
  ],
  ...[
    'datasets',
    'link',
    'versions',
    'latest',
    'linked',
    'contracts',
    'health',
    'docs',
    'constructor',
    '__proto__',
    'null',
    '0',
    '-',
  ],
  ...['...', '.a', 'a.', 'A', 'a'.repeat(255), 'é'.repeat(255)],
]

describe('a contract', () => {
  test.each(names)('may be named %j', async id => {
    const app = await testApp()
    await publish(app, id, '1.0.0')
    const document = { version: '1.0.0', id }
    expect((await get(app, versionPath(id, '1.0.0'))).json()).toEqual(document)
    expect((await get(app, `/contracts/${encodeURIComponent(id)}/latest`)).json()).toEqual(document)
    expect((await get(app, `/contracts/${encodeURIComponent(id)}/versions`)).json()).toEqual(['1.0.0'])
    expect((await get(app, '/contracts')).json()).toMatchObject({ items: [id], total: 1 })
  })

  const selectors = ['*', 'latest']
  test.each(
    names.filter(name => name.length <= 128 && !selectors.includes(name)),
  )('may have a version named %j', async version => {
    const app = await testApp()
    await publish(app, 'a', version)
    const answer = await get(app, versionPath('a', version))
    expect(answer.json()).toEqual({ version, id: 'a' })
    const path = versionPath('a', version)
    expect(resolved(answer.headers['content-location'], path)).toBe(new URL(path, 'http://h').pathname)
    expect((await get(app, '/contracts/a/versions')).json()).toEqual([version])
  })
})

/** All words that stand in the paths of routes, so that none can be forgotten. */
async function wordsOf(app: Server): Promise<string[]> {
  const steps = (await operationsOf(app)).flatMap(({ path }) => path.split('/'))
  return [...new Set(steps.filter(step => step !== '' && !step.startsWith('{')))]
}

/** Where a path means a dataset: `GET /contracts/datasets/{dataset_id}/linked`. */
const taken = { id: 'datasets', version: 'linked' }

describe('a word of the routes', () => {
  test('names a contract on every route', async () => {
    const app = await testApp()
    const words = await wordsOf(app)
    expect(words).toEqual(expect.arrayContaining(['contracts', 'datasets', 'link', 'resolve', 'latest']))
    for (const word of words) await expectUsable(app, word, '1.0.0')
  })

  test('names a version on every route', async () => {
    const app = await testApp()
    for (const word of (await wordsOf(app)).filter(word => word !== 'latest'))
      await expectUsable(app, 'a', word)
  })

  test('may name both a contract and its version, but for one pair, which is refused', async () => {
    const app = await testApp()
    const below = (await operationsOf(app)).filter(({ path }) => path.startsWith('/contracts'))
    const words = (await wordsOf(app)).filter(word => below.some(({ path }) => path.includes(`/${word}`)))
    for (const id of words) {
      for (const version of words.filter(word => word !== 'latest')) {
        if (id !== taken.id || version !== taken.version) await expectUsable(app, id, version)
      }
    }
    const answer = await put(app, versionPath(taken.id, taken.version), {})
    expect(expectProblem(answer, 405, 'method-not-allowed').detail).toBe(
      'PUT is not possible here; allowed are GET, HEAD, OPTIONS; the path is one of /contracts/datasets/{dataset_id}/linked and so none of /contracts/{contract_id}/versions/{contract_version}',
    )
    expect((await get(app, '/contracts/datasets/versions')).json()).not.toContain('linked')
  })
})

/** Operations that are about a version, or several, and name none. */
const namesNone = new Set([
  ...['list_datasets', 'get_test_statistics', 'get_validation_statistics'],
  'get_validation',
])

/** Of operations that need more than a path. */
const queries: Readonly<Record<string, (version: string) => string>> = {
  compare_versions: version => `?${new URLSearchParams({ from: version, to: version })}`,
  // those of the routes are more versions than the oldest page has events of
  list_contract_history: () => '?order=newest',
}

/** Publishes, reads, moves, links and deletes a version by every route that is about one. */
async function expectUsable(app: Server, id: string, version: string): Promise<void> {
  await publish(app, id, version, { status: 'draft' })
  const run = { result: 'passed', run_id: JSON.stringify([id, version]) }
  expect((await post(app, `${versionPath(id, version)}/test-runs`, run)).statusCode).toBe(201)
  const values = { contract_id: encodeURIComponent(id), contract_version: encodeURIComponent(version) }
  const reads = (await operationsOf(app)).filter(
    ({ method, path }) => method === 'GET' && path.includes('{contract_id}'),
  )
  expect(reads.length).toBeGreaterThan(6)
  for (const { id: operation, path } of reads) {
    const answer = await get(app, pathOf(path, values) + (queries[operation]?.(version) ?? ''))
    expect([operation, id, version, answer.statusCode]).toEqual([operation, id, version, 200])
    const shown = operation === 'get_data_contract_yaml' ? version : JSON.stringify(version)
    if (!namesNone.has(operation)) expect(answer.body, operation).toContain(shown)
  }
  const moved = await putStatus(app, id, version, { status: 'active' })
  expect([moved.statusCode, moved.json()]).toMatchObject([
    200,
    { contract_id: id, version, status: 'active' },
  ])
  const dataset = { dataset_id: id, dataset_version: version }
  const link = { ...dataset, contract_id: id, contract_version: version }
  expect((await post(app, '/contracts/link', link)).statusCode).toBe(200)
  const linked = await get(
    app,
    `/contracts/datasets/${encodeURIComponent(id)}/linked?dataset_version=${version}`,
  )
  expect(linked.json()).toEqual(link)
  const resolved = (await post(app, '/contracts/resolve', [{ contract_id: id }])).json()
  expect(resolved).toMatchObject([{ contract_id: id, version }])
  expect((await remove(app, `${versionPath(id, version)}?force=true`)).statusCode).toBe(204)
}

describe('a name that a path cannot hold', () => {
  test.each(['.', '..', '%2e', '%2E%2e', '.%2e'])('is refused, however it is written: %s', async name => {
    const app = await testApp()
    const send = (path: string) =>
      exchange(
        app,
        `PUT ${path} HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
      )
    for (const path of [`/contracts/${name}/versions/1`, `/contracts/a/versions/${name}`]) {
      const answer = await send(path)
      expect(statusesIn(answer)).toEqual([400])
      expect(answer).toContain('stands for a directory')
    }
  })
})

describe('a version named as a selector', () => {
  test.each([
    ...['^1.4', '~2.0', '1.x', '1.*', 'v1.x', '*', 'x', 'latest', 'LATEST', '>=1', '<2', '=1.0', '==1.0'],
    ...['1 - 2', '1.0.0 || 2.0.0', '>=1.2 <2', '||', '~>1', '^v1', '= 1'],
  ])('is not published: %j', async version => {
    const app = await testApp()
    const { detail } = expectProblem(await put(app, versionPath('a', version), {}), 400, 'invalid-request')
    expect(detail).toContain('a selector reads')
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: 0 })
  })

  test.each([
    ...['1', '1.2', '1.2.3', 'v1', 'v1.2', '1.0.0-rc.1', '1.0.0+b', '0.32.0.0rc2', '1.0.post1', '2024-01-01'],
    ...['draft', 'x1', 'latest-1', '20240101', '01', '~', '**'],
  ])('is not what is called %s', async version => {
    const app = await testApp()
    await publish(app, 'a', version)
    expect((await get(app, versionPath('a', version))).statusCode).toBe(200)
  })

  test.each([
    '^1.4',
    'latest',
    '*',
    '1.x',
    '==1.0',
    '>=1 <2',
  ])('that another program wrote is read, changed and deleted: %s', async version => {
    const store = await openSqliteStore()
    const app = await testApp({ store })
    onTestFinished(() => store.close())
    await publishTo(store, jsonVersion('a', version, { status: 'draft' }))
    const path = versionPath('a', version)
    expect((await get(app, path)).json()).toMatchObject({ version })
    expect((await get(app, '/contracts/a/latest')).json()).toMatchObject({ version })
    expect((await get(app, '/contracts/a/versions')).json()).toEqual([version])
    expect((await put(app, path, { id: 'a', version, status: 'draft', name: 'b' })).statusCode).toBe(204)
    expect((await putStatus(app, 'a', version, { status: 'proposed' })).statusCode).toBe(200)
    expect((await remove(app, path)).statusCode).toBe(204)
  })
})

describe('a name that is too long', () => {
  const wanted = {
    contract_id: 'x'.repeat(256),
    contract_version: 'x'.repeat(129),
    dataset_id: 'x'.repeat(2001),
  }

  test('is refused by every route that takes one', async () => {
    const app = await testApp()
    // what clients write into the path of this one need not be an id
    const operations = (await operationsOf(app)).filter(({ id }) => id !== 'put_data_contract')
    for (const { id, method, path } of operations) {
      for (const [name, value] of Object.entries(wanted).filter(([name]) => path.includes(`{${name}}`))) {
        const payload = bodies[id]
        const answer = await app.inject({
          method,
          url: pathOf(path, { [name]: value }),
          ...(payload && { payload }),
        })
        const { detail } = expectProblem(answer, 400, 'invalid-request')
        expect(detail, id).toContain(`path parameter ${name}`)
        expect(detail).toContain(String(value.length - 1))
      }
    }
  })

  test('is refused in bodies and queries', async () => {
    const app = await testApp()
    const link = { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version: '1' }
    for (const [name, value] of Object.entries({ ...wanted, dataset_version: 'x'.repeat(513) })) {
      const answer = await post(app, '/contracts/link', { ...link, [name]: value })
      expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(`body parameter ${name}`)
    }
    for (const query of [`contract_id=${'x'.repeat(256)}`, `caller=${'x'.repeat(256)}`])
      expectProblem(await get(app, `/history?${query}`), 400, 'invalid-request')
    const linked = `/contracts/datasets/d/linked?dataset_version=${'x'.repeat(513)}`
    expectProblem(await get(app, linked), 400, 'invalid-request')
    const [item] = (await post(app, '/contracts/resolve', [{ contract_id: wanted.contract_id }])).json()
    expect(item.problem).toMatchObject({ status: 400, detail: expect.stringContaining('255') })
  })

  test('is measured in UTF-16 code units on reads as on writes', async () => {
    const app = await testApp()
    const longest = '😀'.repeat(127)
    await publish(app, longest, '1.0.0')
    expect((await get(app, `/contracts/${encodeURIComponent(longest)}/latest`)).statusCode).toBe(200)
    const longer = encodeURIComponent(`${longest}ab`)
    expectProblem(await get(app, `/contracts/${longer}/latest`), 400, 'invalid-request')
  })
})

describe('dc43 clients, which do not encode ids,', () => {
  // what httpx makes of the id on the wire
  test.each([
    ['a b', 'a%20b'],
    ['été', '%C3%A9t%C3%A9'],
    ['urn:x:y', 'urn:x:y'],
    ['a+b', 'a+b'],
    ['50%', '50%'],
    ['5% off', '5%%20off'],
    ['100%!', '100%!'],
    ['a/b', 'a%2Fb'],
    ['table:gold.orders', 'table:gold.orders'],
    ["it's (a) *", "it's%20(a)%20*"],
    ['a@b,c;d=e&f$', 'a@b,c;d=e&f$'],
  ])('reach the contract %j', async (id, sent) => {
    const app = await testApp()
    const answer = await put(app, `/contracts/${sent}/versions/1.0.0`, { id })
    expect(answer.statusCode, answer.body).toBe(204)
    expect((await get(app, `/contracts/${sent}/latest`)).json()).toEqual({ version: '1.0.0', id })
  })
})

describe('names', () => {
  test('compare byte by byte', async () => {
    const app = await testApp()
    const ids = ['Orders', 'orders', 'ORDERS', '\u00e9', 'e\u0301', 'E', 'a', 'ａ']
    for (const id of ids) await publish(app, id, '1.0.0', { name: `the ${id}` })
    for (const id of ids)
      expect((await get(app, versionPath(id, '1.0.0'))).json()).toMatchObject({ id, name: `the ${id}` })
    for (const version of ['1.0.0-A', '1.0.0-a']) await publish(app, 'v', version)
    expect((await get(app, '/contracts/v/versions')).json()).toEqual(['1.0.0-A', '1.0.0-a'])
  })

  test.each([
    ['a control character', 'a%00b'],
    ['a line feed', 'a%0Ab'],
    ['a C1 control character', 'a%C2%85b'],
    ['a line separator', 'a%E2%80%A8b'],
    ['white space around', '%20a'],
    ['white space alone', '%20'],
    ['256 characters', 'a'.repeat(256)],
    ['256 characters of two bytes', '%C3%A9'.repeat(256)],
  ])('with %s are refused, both of contracts and of versions', async (_, name) => {
    const app = await testApp()
    for (const url of [`/contracts/${name}/versions/1.0.0`, `/contracts/a/versions/${name}`]) {
      const { detail } = expectProblem(await put(app, url, {}), 400, 'invalid-request')
      expect(detail).toMatch(/path parameter contract_(id|version)/)
    }
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: 0 })
  })

  test('of versions have 128 characters at most', async () => {
    const app = await testApp()
    expect((await put(app, versionPath('a', 'x'.repeat(128)), {})).statusCode).toBe(204)
    const { detail } = expectProblem(
      await put(app, versionPath('a', 'x'.repeat(129)), {}),
      400,
      'invalid-request',
    )
    expect(detail).toContain('128')
  })

  test.each([
    '%FF',
    '%C3',
    '%ED%A0%80',
    'a%C0%AF',
    '%F8%88%80%80%80',
  ])('that are not UTF-8, %s, are refused', async name => {
    const app = await testApp()
    expectProblem(await put(app, `/contracts/${name}/versions/1.0.0`, {}), 400, 'invalid-request')
    expectProblem(await get(app, `/contracts/${name}/latest`), 400, 'invalid-request')
  })
})
