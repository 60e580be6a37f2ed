import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { Server } from '../../src/http/server.ts'
import { OtherProgram } from '../support/other-program.ts'
import { expectProblem } from '../support/problem.ts'
import { get, publish, publishYaml, put, remove, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { testApp } from '../support/test-app.ts'

const contract = (id: string, version: string, members: object = {}) => ({
  version,
  id,
  status: 'draft',
  ...members,
})

describe('PUT /api/datacontracts', () => {
  test('publishes under the id and version of the document, with 200 and no body', async () => {
    const app = await testApp()
    const answer = await put(app, '/api/datacontracts/orders', contract('orders', '1.0.0'), {
      host: 'registry.example.com:8001',
      'dc43-change-reason': 'from the CLI',
    })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
    expect(answer.headers).toMatchObject({
      'location-html': 'http://registry.example.com:8001/contracts/orders/versions/1.0.0',
      'dc43-action': 'create',
      'dc43-contract-version': '1.0.0',
      'dc43-revision': '1',
      'cache-control': 'no-cache',
    })
    const read = await get(app, versionPath('orders', '1.0.0'))
    expect([read.json(), read.headers.etag]).toEqual([contract('orders', '1.0.0'), answer.headers.etag])
    const again = await put(app, '/api/datacontracts/orders', contract('orders', '1.0.0'))
    expect([again.statusCode, again.headers['dc43-action']]).toEqual([200, 'no-op'])
    const { items } = (await get(app, '/contracts/orders/history')).json()
    expect(items).toMatchObject([{ operation: 'create', reason: 'from the CLI' }])
  })

  test.each([
    ['a/b', '/api/datacontracts/a/b'],
    ['a/b c?d#é', '/api/datacontracts/a/b%20c?d'],
    ['urn:x:y', '/api/datacontracts/urn:x:y'],
    ['50%', '/api/datacontracts/50%'],
    ['x', '/api/datacontracts/of/another?'],
    ['/x/', '/api/datacontracts//x/'],
  ])('takes the id %j from the document, however it stands in %s', async (id, path) => {
    const app = await testApp()
    const answer = await put(app, path, contract(id, '1.0.0'))
    expect(answer.statusCode, answer.body).toBe(200)
    expect((await get(app, '/contracts')).json().items).toEqual([id])
    expect((await get(app, `/api/datacontracts/${encodeURIComponent(id)}`)).json().id).toBe(id)
  })

  test('takes the id of the path for a document without one, and YAML byte for byte', async () => {
    const app = await testApp()
    const text = '# mine\nversion: 1.0.0\nstatus: draft\n'
    const answer = await put(app, '/api/datacontracts/x%2Fy', text, { 'content-type': 'application/yaml' })
    expect(answer.statusCode, answer.body).toBe(200)
    expect((await get(app, versionPath('x/y', '1.0.0'), { accept: 'application/yaml' })).body).toBe(text)
  })

  test.each([
    [{ id: 'a' }, 'invalid-document', 'the document has no version, by which it would be published'],
    [{ id: 'a', version: null }, 'invalid-document', 'the document has no version'],
    [{ id: 'a', version: 1.5 }, 'invalid-document', 'write version: "1.5" in quotes'],
    [{ id: 7, version: '1.0.0' }, 'invalid-document', 'write id: "7" in quotes'],
    [{ id: '', version: '1.0.0' }, 'invalid-document', 'the contract id is empty'],
    [{ id: '..', version: '1.0.0' }, 'invalid-document', 'stands for a directory'],
    [{ id: 'a', version: ' 1' }, 'invalid-document', 'begins or ends with white space'],
    [{ id: 'a', version: 'latest' }, 'invalid-request', '"latest"'],
    [{ id: 'a', version: '1.0.0', models: {} }, 'invalid-document', 'ODCS has no root key "models"'],
    [[], 'invalid-document', 'the document is an array'],
    ['{', 'malformed-document', 'JSON'],
    ['', 'malformed-document', ''],
  ])('refuses %j', async (body, code, detail) => {
    const app = await testApp()
    const answer = await put(app, '/api/datacontracts/a', body)
    expect(expectProblem(answer, 400, code).detail).toContain(detail)
    expect((await get(app, '/contracts')).json().total).toBe(0)
  })

  test('refuses parameters, which no client of it sends', async () => {
    const app = await testApp()
    const answer = await put(app, '/api/datacontracts/a?dry_run=true', contract('a', '1.0.0'))
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('for a dry run')
    const odd = await put(app, '/api/datacontracts/a?allow_breaking=true', contract('a?b', '1.0.0'))
    expect(expectProblem(odd, 400, 'invalid-request').detail).toContain('to allow a breaking change')
    expect((await get(app, '/contracts')).json().total).toBe(0)
  })

  test('obeys the policy and preconditions, and says why', async () => {
    const app = await testApp({ policy: { ...defaultPolicy(), versionOrder: 'increasing' } })
    const path = '/api/datacontracts/a'
    await put(app, path, contract('a', '2.1.0', { status: 'active', name: 'one' }))
    const other = await put(app, path, contract('a', '2.1.0', { status: 'active', name: 'two' }))
    expect(expectProblem(other, 409, 'overwrite-refused').detail).toContain('"2.1.0"')
    expectProblem(await put(app, path, contract('a', '2.0.0')), 409, 'version-order')
    const precondition = { 'if-none-match': '*' }
    expectProblem(await put(app, path, contract('a', '2.1.0'), precondition), 412, 'precondition-failed')
  })

  test('keeps a token to the contracts of its scope, by the id of the document', async () => {
    const tokens = [
      { name: 'sales', role: 'publisher', contracts: ['sales.*'], sha256: sha256('s') },
    ] as never
    const app = await testApp({ auth: { anonymous: 'none', tokens } })
    const key = { 'x-api-key': 's' }
    const outside = await put(app, '/api/datacontracts/sales.a', contract('hr.a', '1.0.0'), key)
    expectProblem(outside, 403, 'out-of-scope')
    const inside = await put(app, '/api/datacontracts/hr.a', contract('sales.a', '1.0.0'), key)
    expect(inside.statusCode).toBe(200)
    expectProblem(
      await put(app, '/api/datacontracts/a', contract('sales.a', '1.0.0')),
      401,
      'unauthenticated',
    )
  })

  test('reads a long document in a worker', async () => {
    const app = await testApp()
    const long = contract('long', '1.0.0', { description: { usage: 'x'.repeat(100_000) } })
    expect((await put(app, '/api/datacontracts/long', long)).statusCode).toBe(200)
    expect((await get(app, '/api/datacontracts/long')).json()).toEqual(long)
    const text = `${'# remark\n'.repeat(5000)}version: 2.0.0\nid: long\n`
    const yaml = { 'content-type': 'application/yaml' }
    expect((await put(app, '/api/datacontracts/long', text, yaml)).statusCode).toBe(200)
    expect((await get(app, '/api/datacontracts/long/datacontract.yaml')).body).toBe(text)
  })
})

describe('GET /api/datacontracts/{id}', () => {
  test('is the latest version, in JSON or YAML, with entity tags', async () => {
    const app = await testApp({ defaultStatuses: { statuses: new Set(['active']) } })
    const text = 'version: 1.0.0 # first\nid: a/b\nstatus: active\n'
    await publishYaml(app, 'a/b', '1.0.0', text)
    await publish(app, 'a/b', '1.1.0', { status: 'draft' })
    const json = await get(app, '/api/datacontracts/a/b')
    expect(json.json().version).toBe('1.0.0')
    const yaml = await get(app, '/api/datacontracts/a/b/datacontract.yaml', { accept: 'application/json' })
    expect([yaml.headers['content-type'], yaml.body]).toEqual(['application/yaml; charset=utf-8', text])
    const known = { 'if-none-match': String(yaml.headers.etag) }
    expect((await get(app, '/api/datacontracts/a/b/datacontract.yaml', known)).statusCode).toBe(304)
    expect(new URL(String(json.headers['content-location']), 'http://h/api/datacontracts/a/b').pathname).toBe(
      versionPath('a/b', '1.0.0'),
    )
    expectProblem(await get(app, '/api/datacontracts/b'), 404, 'contract-not-found')
    expectProblem(await get(app, '/api/datacontracts/b/datacontract.yaml'), 404, 'contract-not-found')
    expectProblem(await get(app, '/api/datacontracts/a/b?version=1'), 400, 'invalid-request')
  })
})

describe('DELETE /api/datacontracts/{id}', () => {
  test('deletes all versions or, when the policy keeps one, none', async () => {
    const app = await testApp()
    for (const version of ['1.0.0', '1.10.0', '1.9.0'])
      await publish(app, 'a/b', version, { status: 'draft' })
    await publish(app, 'a/b', '0.1.0', { status: 'active' })
    const path = '/api/datacontracts/a/b'
    expect(expectProblem(await remove(app, path), 409, 'approved-version').detail).toContain('"0.1.0"')
    expect((await get(app, '/contracts/a%2Fb/versions')).json()).toHaveLength(4)
    const answer = await remove(app, `${path}?force=true`, { 'dc43-change-reason': 'gone' })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
    expectProblem(await get(app, path), 404, 'contract-not-found')
    expectProblem(await remove(app, path), 404, 'contract-not-found')
    const { items } = (await get(app, '/contracts/a%2Fb/history?order=newest&limit=4')).json()
    expect(items.map(({ version, reason }: Record<string, string>) => [version, reason])).toEqual([
      ['0.1.0', 'gone'],
      ['1.0.0', 'gone'],
      ['1.9.0', 'gone'],
      ['1.10.0', 'gone'],
    ])
  })
})

describe('GET /api/datacontracts', () => {
  const linked = (link: unknown) =>
    Object.fromEntries(
      [...String(link).matchAll(/<([^>]*)>; rel="(\w+)"/g)].map(([, target, relation]) => [relation, target]),
    )

  async function pagesOf(app: Server, query: string): Promise<string[][]> {
    const pages: string[][] = []
    for (let next: string | undefined = query; next !== undefined; ) {
      const answer = await get(app, `/api/datacontracts${next}`)
      expect(answer.statusCode, answer.body).toBe(200)
      pages.push(answer.json().map(({ id }: { id: string }) => id))
      next = linked(answer.headers.link).next
    }
    return pages
  }

  test('has the documents of the latest versions, a hundred a page, each once', async () => {
    const app = await testApp()
    const ids = Array.from({ length: 201 }, (_, at) => `c${String(at).padStart(3, '0')}`)
    for (const id of ids) await publish(app, id, '1.0.0')
    await publish(app, 'c000', '1.1.0', { name: 'newer' })
    expect(await pagesOf(app, '')).toEqual([ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)])
    const [first] = (await get(app, '/api/datacontracts')).json()
    expect(first).toEqual({ version: '1.1.0', id: 'c000', name: 'newer' })
    const second = await get(app, '/api/datacontracts?p=1&sort=id')
    expect(linked(second.headers.link)).toEqual({ next: '?sort=id&p=2', prev: '?sort=id&p=0' })
    const beyond = await get(app, '/api/datacontracts?p=999999999999')
    expect([beyond.json(), linked(beyond.headers.link).next]).toEqual([[], undefined])
    expect((await app.inject({ method: 'HEAD', url: '/api/datacontracts?p=2' })).statusCode).toBe(200)
  })

  test('takes filters', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', {
      status: 'active',
      tags: ['pii'],
      domain: 'sales',
      team: { name: 'one' },
    })
    await publish(app, 'b', '1.0.0', { status: 'draft', domain: 'sales', team: { name: 'two' } })
    for (const [query, ids] of [
      ['?status=active', ['a']],
      ['?tag=pii', ['a']],
      ['?owner=two', ['b']],
      ['?domain=sales', ['a', 'b']],
      ['?q=b', ['b']],
      ['?q=nothing', []],
      ['?p=0&sort=updated', ['b', 'a']],
    ] as const) {
      expect(await pagesOf(app, query), query).toEqual([ids])
    }
    for (const query of ['?p=-1', '?p=1000000000000', '?p=1&p=2', '?teamId=x', '?sort=random'])
      expectProblem(await get(app, `/api/datacontracts${query}`), 400, 'invalid-request')
  })

  test('says which contract is none that can be read', async () => {
    const file = join(tempFolder(), 'contracts.db')
    const store = await openSqliteStore(file)
    const other = new OtherProgram(file)
    onTestFinished(async () => {
      other.close()
      await store.close()
    })
    const app = await testApp({ store })
    await publish(app, 'a', '1.0.0')
    await publish(app, 'b', '1.0.0')
    await other.exec("update contracts set json = '[]', fingerprint = '' where contract_id = 'a'")
    expect((await get(app, '/api/datacontracts')).json()).toMatchObject([
      { id: 'a', version: '1.0.0', problem: { code: 'not-acceptable' } },
      { id: 'b', version: '1.0.0' },
    ])
  })
})
