import { describe, expect, test } from 'vitest'
import type { ContractStore } from '../../src/stores/store.ts'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, publishYaml, putStatus, remove, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

const url = '/contracts/resolve'

async function appWithContracts() {
  const app = await testApp()
  await publish(app, 'a', '1.0.0', { status: 'active' })
  await publish(app, 'a', '1.1.0', { status: 'draft' })
  await publish(app, 's3://b/k %é😀', '1.0.0-rc.1')
  await publishYaml(app, 'y', '1.0.0', 'version: 1.0.0\nid: y\nprice: {priceAmount: 12345678901234567890}\n')
  return app
}

describe('resolving', () => {
  test('answers each item in order as the latest version would be', async () => {
    const app = await appWithContracts()
    const items = [
      { contract_id: 'a', selector: '^1', status: 'active' },
      { contract_id: 's3://b/k %é😀' },
      { contract_id: 'a', status: ['draft', 'none'] },
      { contract_id: 'a' },
      { contract_id: 'a', selector: null, status: null, include_prerelease: null },
    ]
    const results = (await post(app, url, items)).json()
    expect(results.map((one: { version: string }) => one.version)).toEqual([
      ...['1.0.0', '1.0.0-rc.1', '1.1.0', '1.1.0', '1.1.0'],
    ])
    for (const result of results) {
      const read = await get(app, versionPath(result.contract_id, result.version))
      expect(result).toEqual({
        contract_id: result.contract_id,
        version: read.headers['dc43-contract-version'],
        status: read.headers['dc43-contract-status'] ?? null,
        fingerprint: read.headers['dc43-fingerprint'],
        revision: 1,
        etag: read.headers.etag,
        document: read.json(),
      })
    }
  })

  test('keeps numbers in documents as they are', async () => {
    const answer = await post(await appWithContracts(), url, [{ contract_id: 'y' }])
    expect(answer.body).toContain('"priceAmount":12345678901234567890')
  })

  test('takes an object with items, and answers one', async () => {
    const app = await appWithContracts()
    const asArray = await post(app, url, [{ contract_id: 'a' }])
    const asObject = await post(app, url, { items: [{ contract_id: 'a' }] })
    expect(asObject.json()).toEqual({ items: asArray.json() })
  })

  test('tells the problem of an item in its place', async () => {
    const items = [
      { contract_id: 'nobody' },
      { contract_id: 'a', selector: '^2' },
      { contract_id: 'a', selector: 'a b' },
      { contract_id: 'a', selector: 'x'.repeat(2000) },
      { contract_id: 'a', status: '' },
      { contract_id: '' },
      { contract_id: ' a' },
      { contract_id: 'a\0' },
      { contract_id: '__proto__' },
      { contract_id: 'a', status: '__proto__' },
      { contract_id: '\ud800' },
      { contract_id: 'x'.repeat(5000) },
      { contract_id: 'a' },
    ]
    const results = (await post(await appWithContracts(), url, items)).json()
    expect(results.map((one: { problem?: { code: string } }) => one.problem?.code)).toEqual([
      'contract-not-found',
      'no-matching-version',
      ...Array(3).fill('invalid-request'),
      'contract-not-found',
      ...Array(2).fill('invalid-request'),
      'contract-not-found',
      'no-matching-version',
      ...Array(2).fill('invalid-request'),
      undefined,
    ])
    for (const [at, { problem }] of results.slice(0, -1).entries()) {
      expect(Object.keys(results[at])).toEqual(['contract_id', 'problem'])
      expect(problem.detail).toMatch(/\S/)
      expect(problem.type).toBe(`urn:dc43-registry:problem:${problem.code}`)
    }
  })

  test('leaves documents out when they are not wanted', async () => {
    const app = await appWithContracts()
    const results = (await post(app, `${url}?documents=false`, [{ contract_id: 'a' }])).json()
    expect(Object.keys(results[0])).toEqual([
      ...['contract_id', 'version', 'status', 'fingerprint', 'revision', 'etag'],
    ])
  })

  test('answers as the registry would have at a time', async () => {
    const app = await appWithContracts()
    await new Promise(resolve => setTimeout(resolve, 5))
    const time = new Date().toISOString()
    await new Promise(resolve => setTimeout(resolve, 5))
    await putStatus(app, 'a', '1.1.0', { status: 'active' })
    await remove(app, versionPath('y', '1.0.0'))
    await publish(app, 'new', '1.0.0')
    const items = [{ contract_id: 'a' }, { contract_id: 'y' }, { contract_id: 'new' }]
    const then = (await post(app, `${url}?as_of=${time}`, items)).json()
    expect(then).toMatchObject([
      { version: '1.1.0', status: 'draft', document: { status: 'draft' } },
      { version: '1.0.0', document: { id: 'y' } },
      { problem: { code: 'contract-not-found', detail: expect.stringContaining(time) } },
    ])
    const now = (await post(app, url, items)).json()
    expect(now).toMatchObject([
      { status: 'active' },
      { problem: { code: 'contract-not-found' } },
      { version: '1.0.0' },
    ])
  })

  test.each([
    ['an empty array', []],
    ['no items', { items: [] }],
    ['501 items', Array(501).fill({ contract_id: 'a' })],
    ['an object that is no list', {}],
    ['null', 'null'],
    ['a text', '"a"'],
    ['an array of texts', ['a']],
    ['an item without contract_id', [{ selector: '^1' }]],
    ['a number for an id', [{ contract_id: 1 }]],
    ['a number for a selector', [{ contract_id: 'a', selector: 1 }]],
    ['an unknown member', [{ contract_id: 'a', Selector: '^1' }]],
    ['a text for a flag', [{ contract_id: 'a', include_prerelease: 'true' }]],
    ['no JSON', '[{'],
    ['nothing', ''],
    ['a prototype', '[{"contract_id":"a","__proto__":{}}]'],
  ])('refuses %s', async (_, body) => {
    const { detail } = expectProblem(await post(await testApp(), url, body), 400, 'invalid-request')
    expect(detail).toMatch(/items|JSON|Selector|contract_id/)
  })

  test('refuses what is not JSON by its type', async () => {
    const answer = await post(await testApp(), url, 'a: b', { 'content-type': 'application/yaml' })
    expectProblem(answer, 415, 'unsupported-media-type')
  })

  test.each(['documents=maybe', 'as_of=x'])('refuses ?%s', async query => {
    expectProblem(
      await post(await testApp(), `${url}?${query}`, [{ contract_id: 'a' }]),
      400,
      'invalid-request',
    )
  })
})

describe('resolving many', () => {
  /** Counts the questions that are asked of a store. */
  function counted(store: ContractStore) {
    const calls: string[] = []
    const asked = new Proxy(store, {
      get(target, name) {
        const member = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...given: unknown[]) => {
          calls.push(String(name))
          return member.apply(target, given)
        }
      },
    })
    return { calls, asked }
  }

  test.each([
    ['', 2],
    ['&as_of=2099-01-01T00:00:00Z', 4],
  ])('takes few questions%s', async (asOf, questions) => {
    const store = await openSqliteStore()
    const { calls, asked } = counted(store)
    const app = await testApp({ store: asked })
    const items = Array.from({ length: 500 }, (_, at) => ({ contract_id: `c${at}`, selector: '^1' }))
    for (const { contract_id } of items) await publish(app, contract_id, '1.0.0', { status: 'draft' })
    for (const { contract_id } of items.slice(0, 250)) await publish(app, contract_id, '1.1.0')
    const path = `${url}?documents=true${asOf}`
    calls.length = 0
    await post(app, path, items.slice(0, 20))
    expect(calls.splice(0)).toHaveLength(questions)
    const answer = await post(app, path, items)
    expect(calls.length).toBeLessThan(12)
    const results = answer.json()
    expect(results).toHaveLength(500)
    expect(results.map((one: { version: string }) => one.version)).toEqual(
      items.map((_, at) => (at < 250 ? '1.1.0' : '1.0.0')),
    )
    await store.close()
  })

  test('is refused where the selectors are too much work', async () => {
    const app = await testApp()
    for (let at = 0; at < 130; at++) await publish(app, 'a', `1.${at}.0`)
    const long = (at: number) => Array.from({ length: 80 }, (_, n) => `1.${n}.${at}`).join(' || ')
    const items = Array.from({ length: 500 }, (_, at) => ({ contract_id: 'a', selector: long(at) }))
    const { detail } = expectProblem(await post(app, url, items), 400, 'invalid-request')
    expect(detail).toMatch(
      /too many comparisons with versions: over 1000000 for one selector, or 5000000 in all; ask/,
    )
    // the same selector is worked out once
    const same = items.map(item => ({ ...item, selector: long(0) }))
    expect((await post(app, url, same)).json().map((one: { version: string }) => one.version)).toEqual(
      Array(500).fill('1.79.0'),
    )
  })

  test('is refused where the documents are too large together', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { description: { usage: 'x'.repeat(700_000) } })
    const items = Array.from({ length: 50 }, () => ({ contract_id: 'a' }))
    const { detail } = expectProblem(await post(app, url, items), 400, 'invalid-request')
    expect(detail).toMatch(
      /larger together than 32 MiB; ask for fewer items at a time, or with documents=false/,
    )
    expect((await post(app, `${url}?documents=false`, items)).statusCode).toBe(200)
    expect((await post(app, url, items.slice(0, 40))).json()).toHaveLength(40)
  })
})
