import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bodies, type DescribedOperation, operationsOf, pathOf } from '../support/operations.ts'
import { expectProblem } from '../support/problem.ts'
import { exchange, statusesIn } from '../support/raw-exchange.ts'
import { get, post, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const link = (datasetId: string) =>
  JSON.stringify({
    dataset_id: datasetId,
    dataset_version: '1',
    contract_id: 'a',
    contract_version: '1.0.0',
  })

async function withVersion(): Promise<App> {
  const app = await testApp()
  await publish(app, 'a', '1.0.0', { status: 'draft' })
  return app
}

/** Those that take a body. */
async function bodied(app: App): Promise<DescribedOperation[]> {
  return (await operationsOf(app)).filter(({ id }) => bodies[id] !== undefined)
}

function send(app: App, { method, path }: DescribedOperation, payload: Buffer, headers: object) {
  const all = { 'content-type': 'application/json', ...headers }
  return app.inject({ method, url: pathOf(path), payload, headers: all })
}

describe('a JSON body', () => {
  test('is UTF-8 on every route', async () => {
    const app = await withVersion()
    for (const operation of await bodied(app)) {
      const text = JSON.stringify(bodies[operation.id]).replace(/"[^"]*"(?=[,}])/, '"caf\u00e9"')
      const answer = await send(app, operation, latin1(text), {})
      expect(answer.statusCode, operation.id).toBe(400)
      expect(answer.json().detail).toContain('not UTF-8')
    }
  })

  test.each([
    ['UTF-8', 'application/json; charset=UTF-8'],
    ['quoted UTF-8', 'application/json;charset="utf-8"'],
    ['ASCII', 'application/json; charset=us-ascii'],
    ['another parameter', 'application/json; profile="a; charset=latin1"'],
  ])('may say that it is %s', async (_, type) => {
    const app = await withVersion()
    for (const operation of await bodied(app)) {
      const body = Buffer.from(JSON.stringify(bodies[operation.id]))
      const answer = await send(app, operation, body, { 'content-type': type })
      expect([200, 201, 204], `${operation.id}: ${answer.body}`).toContain(answer.statusCode)
    }
  })

  test.each([
    'charset=iso-8859-1',
    'Charset="UTF-16"',
    'charset=',
    'charset',
    'charset=utf-8; charset=latin1',
  ])('that is of another charset is refused on every route: %s', async parameters => {
    const app = await withVersion()
    for (const operation of await bodied(app)) {
      const body = Buffer.from(JSON.stringify(bodies[operation.id]))
      const type = `application/json; ${parameters}`
      const { detail } = expectProblem(
        await send(app, operation, body, { 'content-type': type }),
        415,
        'unsupported-media-type',
      )
      expect(detail).toContain('send UTF-8')
    }
  })

  test('that is YAML is of no other charset either', async () => {
    const app = await withVersion()
    const headers = { 'content-type': 'application/yaml; charset=windows-1252' }
    const answer = await put(app, versionPath('a', '2.0.0'), 'name: a', headers)
    expectProblem(answer, 415, 'unsupported-media-type')
  })

  test('of other bytes never becomes an id', async () => {
    const app = await withVersion()
    for (const id of ['caf\u00e9', 'caf\u00e8']) {
      const answer = await app.inject({
        method: 'POST',
        url: '/contracts/link',
        payload: latin1(link(id)),
        headers: { 'content-type': 'application/json' },
      })
      expectProblem(answer, 400, 'invalid-request')
    }
    expect((await get(app, `${versionPath('a', '1.0.0')}/datasets`)).json()).toMatchObject({ total: 0 })
  })

  test.each(['gzip', 'x-gzip', 'GZIP'])('may be zipped on every route: %s', async encoding => {
    const app = await withVersion()
    for (const operation of await bodied(app)) {
      const zipped = gzipSync(JSON.stringify(bodies[operation.id]))
      const answer = await send(app, operation, zipped, { 'content-encoding': encoding })
      expect([200, 201, 204], `${operation.id}: ${answer.body}`).toContain(answer.statusCode)
    }
  })

  test.each(['br', 'deflate', 'gzip, br', 'zstd'])('may not come as %s on any route', async encoding => {
    const app = await withVersion()
    for (const operation of await bodied(app)) {
      const answer = await send(app, operation, Buffer.from('{}'), { 'content-encoding': encoding })
      expectProblem(answer, 415, 'unsupported-encoding')
      expect(answer.headers['accept-encoding']).toBe('gzip')
    }
  })

  test('that is no gzip data is refused on every route', async () => {
    const app = await withVersion()
    for (const operation of await bodied(app)) {
      const answer = await send(app, operation, Buffer.from('{}'), { 'content-encoding': 'gzip' })
      expect(answer.statusCode).toBe(400)
      expect(answer.json().detail).toBe('the body is not valid gzip data')
    }
  })

  test('does not grow past the limit of its route', async () => {
    const app = await withVersion()
    for (const operation of await bodied(app)) {
      const bomb = gzipSync(Buffer.alloc(20_000_000, ' '))
      const answer = await send(app, operation, bomb, { 'content-encoding': 'gzip' })
      expectProblem(answer, 413, 'document-too-large')
    }
  })

  test.each([
    ['{"dataset_id":"a","dataset_id":"b"}', 'the key "dataset_id" stands here a second time'],
    ['{"dataset_id":1e999}', 'at line 1, column 15'],
    ["{'dataset_id':1}", 'expected a member name in double quotes'],
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['{} x', 'expected the end of the document'],
    ['// no\n{}', 'expected a value'],
  ])('that is not JSON by its letter is refused: %j', async (body, told) => {
    const { detail } = expectProblem(
      await post(await withVersion(), '/contracts/link', body),
      400,
      'invalid-request',
    )
    expect(detail).toContain('the body is not valid JSON')
    expect(detail).toContain(told)
  })

  test('may begin with a byte order mark, and have any member name', async () => {
    const app = await withVersion()
    expect((await post(app, '/contracts/link', `\ufeff${link('d')}`)).statusCode).toBe(200)
    const { items } = (await get(app, `${versionPath('a', '1.0.0')}/datasets`)).json()
    expect(items).toMatchObject([{ dataset_id: 'd' }])
    const { detail } = expectProblem(
      await putStatus(app, 'a', '1.0.0', '{"status":"active","__proto__":{"reason":"x"}}'),
      400,
      'invalid-request',
    )
    expect(detail).toContain('"__proto__" is no member here')
  })
})

describe('a query', () => {
  test.each([
    '/contracts/datasets/d/linked?dataset_version=%E9',
    '/search?q=caf%E9',
    '/search?q=%C0%AF',
    '/search?q=%ED%A0%80',
    '/contracts?%FF=1',
    '/history?caller=a%C3',
    '/nothing?q=%FF',
    '/health?%FF',
    '/docs?%FF',
  ])('that is not UTF-8 is refused: %s', async url => {
    const { detail } = expectProblem(await get(await testApp(), url), 400, 'invalid-request')
    expect(detail).toContain('the query is not percent-encoded UTF-8')
  })

  test('may have a percent sign that escapes nothing', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { tags: ['50%'] })
    expect((await get(app, '/search?tag=50%')).json()).toMatchObject({ total: 1 })
  })
})

describe('bytes of a request target that are no ASCII', () => {
  test.each([
    '/contracts/caf\u00e9/latest',
    '/contracts/caf\u00c3\u00a9/latest',
    '/search?q=caf\u00e9',
  ])('are refused, whatever their encoding: %j', async target => {
    const head = 'Host: h\r\nConnection: close\r\n\r\n'
    expect(statusesIn(await exchange(await testApp(), `GET ${target} HTTP/1.1\r\n${head}`))).toEqual([400])
  })
})

describe('the reason in a header', () => {
  test('is UTF-8', async () => {
    const app = await withVersion()
    const path = versionPath('a', '1.0.0')
    const encoded = Buffer.from('für alle').toString('latin1')
    expect(
      (await putStatus(app, 'a', '1.0.0', { status: 'active' }, { 'dc43-change-reason': encoded }))
        .statusCode,
    ).toBe(200)
    const { items } = (await get(app, '/history?order=newest&limit=1')).json()
    expect(items).toMatchObject([{ reason: 'für alle' }])
    const answer = await remove(app, `${path}?force=true`, { 'dc43-change-reason': 'f\u00fcr alle' })
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('DC43-Change-Reason is not UTF-8')
    expect((await get(app, path)).statusCode).toBe(200)
  })
})

describe('a header that may be there once', () => {
  test.each([
    'Host: h',
    'Authorization: Bearer x',
    'content-type: application/json',
    'x-api-key: x',
  ])('is refused when it is there twice: %s', async field => {
    const app = await testApp()
    const [name = ''] = field.split(':')
    const answer = await exchange(
      app,
      `GET /contracts HTTP/1.1\r\n${name === 'Host' ? '' : 'Host: h\r\n'}${field}\r\n${field}2\r\nConnection: close\r\n\r\n`,
    )
    expect(statusesIn(answer)).toEqual([400])
    expect(answer).toContain(`more than one ${name} header`)
  })
})

describe('a target that names the host', () => {
  test.each([
    ['http://other.example/contracts/a/latest', 200],
    ['HTTP://other.example:80/contracts/a/latest?selector=1.0.0', 200],
    ['http://other.example', 307],
    ['http://other.example?x=1', 307],
    ['ftp://other.example/contracts/a/latest', 404],
    ['contracts/a/latest', 400],
  ])('is read as its path: %s', async (target, status) => {
    const app = await withVersion()
    const answer = await exchange(app, `GET ${target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)
    expect(statusesIn(answer)).toEqual([status])
  })
})

describe('the Host header', () => {
  test.each([
    'h:1',
    'h_1.example:',
    '10.0.0.1:8001',
    '[::1]:8001',
    '',
    'r%C3%A9',
  ])('may be %j', async host => {
    const answer = await exchange(
      await testApp(),
      `GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    expect(statusesIn(answer)).toEqual([200])
  })

  test.each([
    'a, b',
    'a b',
    'user@h',
    'h/path',
    'h:port',
    '::1',
    '[::1',
    'r\u00e9',
    'h?x',
    '"h"',
  ])('is refused when it is none: %j', async host => {
    const answer = await exchange(
      await testApp(),
      `GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    expect(statusesIn(answer)).toEqual([400])
    expect(answer).toContain('the Host header is not a host')
  })
})
