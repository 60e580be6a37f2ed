import { describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { bodies, type DescribedOperation, operationsOf, pathOf } from '../support/operations.ts'
import { expectProblem } from '../support/problem.ts'
import { get, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')

/** Query parameters of which several values may be asked for. */
const many = [
  ...['status', 'name', 'type', 'classification', 'owner', 'domain', 'tag', 'tenant'],
  ...['field_name', 'field_type', 'data_product', 'server_type', 'tests'],
]

/** Those of one operation, of which others take one value. */
const manyOf: Readonly<Record<string, readonly string[]>> = {
  list_governed_statuses: ['contract_id', 'dataset_version'],
}

async function ask(app: Server, { id, method, path }: DescribedOperation, query: string) {
  const payload = bodies[id]
  return app.inject({ method, url: `${pathOf(path)}?${query}`, ...(payload && { payload }) })
}

describe('a query parameter', () => {
  test('that an operation does not have is refused, with those that it has', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const before = (await get(app, '/history')).body
    const operations = await operationsOf(app)
    expect(operations.length).toBeGreaterThan(15)
    for (const operation of operations) {
      const { id, parameters } = operation
      const { detail } = expectProblem(await ask(app, operation, 'surprise=1'), 400, 'invalid-request')
      expect(detail, id).toContain('"surprise" is no parameter here')
      expect(detail, id).toContain(
        parameters.length > 0 ? `known: ${parameters.join(', ')}` : 'there are none',
      )
    }
    expect((await get(app, '/history')).body).toBe(before)
  })

  test('may not be given twice, unless several values are asked for', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    for (const operation of await operationsOf(app)) {
      const several = [...many, ...(manyOf[operation.id] ?? [])]
      for (const name of operation.parameters.filter(name => !several.includes(name))) {
        const answer = await ask(app, operation, `${name}=1&${name}=1`)
        expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(
          `query parameter ${name}: it is given 2 times; expected one value`,
        )
      }
    }
  })

  test.each([
    ['dryRun', 'dry_run'],
    ['dry-run', 'dry_run'],
    ['DRY_RUN', 'dry_run'],
    ['dryrun', 'dry_run'],
    ['dry_rn', 'dry_run'],
    ['Force', 'force'],
  ])('that is nearly one, %s, is refused with that one, and nothing is deleted', async (name, meant) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const { detail } = expectProblem(await remove(app, `${path}?${name}=true`), 400, 'invalid-request')
    expect(detail).toContain(`did you mean ${meant}?`)
    expect((await get(app, path)).statusCode).toBe(200)
  })

  test.each([
    ['/contracts/a/latest?stat=active', 'status'],
    ['/contracts/a/versions?expnd=summary', 'expand'],
    ['/search?query=x&q=y', undefined],
    ['/contracts?__proto__=1', undefined],
    ['/contracts?constructor=1', undefined],
    ['/contracts?=1', undefined],
    ['/health?verbose', undefined],
  ])('of a read is refused as well: %s', async (url, meant) => {
    const { detail } = expectProblem(await get(await testApp(), url), 400, 'invalid-request')
    if (meant) expect(detail).toContain(`did you mean ${meant}?`)
    else expect(detail).not.toContain('did you mean')
  })

  test('has one name, and others are counted', async () => {
    const app = await testApp()
    const many = Array.from({ length: 100 }, (_, at) => `${'x'.repeat(50)}${at}=1`).join('&')
    const { detail } = expectProblem(await get(app, `/contracts/a?${many}`), 400, 'invalid-request')
    expect(detail).toContain('(and 99 more)')
    expect(detail.length).toBeLessThan(300)
  })

  test('is not asked of pages and files', async () => {
    const app = await testApp()
    for (const url of ['/docs?x=1', '/openapi.json?v=2', '/openapi.yaml?v=2'])
      expect((await get(app, url)).statusCode, url).toBe(200)
    expect((await get(app, '/?x=1')).statusCode).toBe(307)
  })

  test.each([
    '/contracts?limit=1&offset=1',
    '/contracts/datasets/d/linked?dataset_version=1',
  ])('that clients of dc43 send is understood: %s', async url => {
    expect([200, 404]).toContain((await get(await testApp(), url)).statusCode)
    const answer = await get(await testApp(), url)
    if (answer.statusCode === 404) expectProblem(answer, 404, 'link-not-found')
  })
})

describe('a member of a body', () => {
  test.each([
    ['put_status', { status: 'active', sucessor: '2.0.0' }, 'did you mean successor?'],
    ['link_dataset', { ...bodies.link_dataset, dataset: 'x' }, '"dataset" is no member here'],
    ['resolve_versions', [{ contract_id: 'a', contractId: 'b' }], 'did you mean contract_id?'],
    ['resolve_versions', { items: [{ contract_id: 'a' }], item: 1 }, 'did you mean items?'],
  ])('that %s does not have is refused, with the nearest one', async (id, payload, told) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const { method = 'PUT', path = '' } = (await operationsOf(app)).find(one => one.id === id) ?? {}
    const answer = await app.inject({ method, url: pathOf(path), payload })
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(told)
    expect((await get(app, '/contracts/a/versions?status=draft')).json()).toEqual(['1.0.0'])
  })

  test('may not stand there twice', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const { detail } = expectProblem(
      await putStatus(app, 'a', '1.0.0', '{"status":"draft",\n "status":"active"}'),
      400,
      'invalid-request',
    )
    expect(detail).toBe(
      'the body is not valid JSON: at line 2, column 2, the key "status" stands here a second time',
    )
    expect((await get(app, path)).json()).toMatchObject({ status: 'draft' })
  })
})

describe('a number', () => {
  test.each([
    ['/contracts', 'limit', 'from 0 to 999999999999999'],
    ['/contracts', 'offset', 'from 0 to 999999999999999'],
    ['/search', 'limit', 'from 1 to 200'],
    ['/search', 'offset', 'from 0 to 999999999999999'],
    ['/fields', 'limit', 'from 1 to 1000'],
    ['/history', 'limit', 'from 1 to 1000'],
    ['/history', 'after', 'from 0 to 999999999999999'],
    ['/contracts/a/versions/1.0.0/datasets', 'offset', 'from 0 to 999999999999999'],
    [path, 'revision', 'from 1 to 2147483647'],
  ])('of %s, %s, that is out of range is told its range', async (url, name, range) => {
    const app = await testApp()
    for (const value of ['-1', '1000000000000000', '9'.repeat(16), '9'.repeat(400), '1e3', 'x', '1.5', '']) {
      const { detail } = expectProblem(await get(app, `${url}?${name}=${value}`), 400, 'invalid-request')
      expect(detail).toBe(`query parameter ${name}: expected an integer ${range}`)
    }
  })
})

test('a member of a document is no concern of the query', async () => {
  const app = await testApp()
  expect((await put(app, `${path}?dry_run=true`, { name: 'a' })).statusCode).toBe(200)
})
