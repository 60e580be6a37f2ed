import type { HTTPMethods } from 'fastify'
import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const routes = [
  ['/contracts', ['GET', 'HEAD']],
  ['/contracts/a', ['GET', 'HEAD']],
  ['/contracts/a/versions/1.0.0', ['DELETE', 'GET', 'HEAD', 'PUT']],
  ['/contracts/a/versions/1.0.0/status', ['PUT']],
  ['/contracts/a/versions/1.0.0/history', ['GET', 'HEAD']],
  ['/contracts/a/versions/1.0.0/datasets', ['GET', 'HEAD']],
  ['/contracts/a/history', ['GET', 'HEAD']],
  ['/contracts/resolve', ['POST']],
  ['/history', ['GET', 'HEAD']],
  ['/search', ['GET', 'HEAD']],
  ['/fields', ['GET', 'HEAD']],
  ['/contracts/a/latest', ['GET', 'HEAD']],
  ['/contracts/a/versions', ['GET', 'HEAD']],
  ['/contracts/link', ['POST']],
  ['/contracts/datasets/a/linked', ['GET', 'HEAD']],
  ['/health', ['GET', 'HEAD']],
  ['/health/live', ['GET', 'HEAD']],
  ['/health/ready', ['GET', 'HEAD']],
  ['/metrics', ['GET', 'HEAD']],
  ['/openapi.json', ['GET', 'HEAD']],
  ['/openapi.yaml', ['GET', 'HEAD']],
  ['/', ['GET', 'HEAD']],
] as const

const allowed = (allow: unknown) => String(allow).split(', ').sort()

describe('OPTIONS', () => {
  test.each(routes)('of %s tells its methods, without a token too', async (url, methods) => {
    const app = await testApp({ token: 'secret' })
    const answer = await app.inject({ method: 'OPTIONS', url })
    expect(answer.statusCode).toBe(204)
    expect(answer.body).toBe('')
    expect(allowed(answer.headers.allow)).toEqual([...methods, 'OPTIONS'].sort())
  })

  test('takes no notice of a body or its type', async () => {
    const app = await testApp()
    const headers = { 'content-type': 'application/json' }
    for (const payload of [undefined, '{nonsense']) {
      const answer = await app.inject({
        method: 'OPTIONS',
        url: '/contracts',
        headers,
        ...(payload && { payload }),
      })
      expect(answer.statusCode, answer.body).toBe(204)
    }
  })
})

describe('a method that a path does not have', () => {
  const cases = routes.flatMap(([url, methods]) => {
    const all: HTTPMethods[] = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE']
    return all
      .filter(method => !(methods as readonly string[]).includes(method))
      .map(method => [method, url, methods] as const)
  })
  test.each(cases)('%s %s is 405 and tells the methods', async (method, url, methods) => {
    const app = await testApp({ token: 'secret' })
    const answer = await app.inject({
      method,
      url,
      payload: '{nonsense',
      headers: { 'content-type': 'text/html' },
    })
    expect(answer.statusCode).toBe(405)
    expect(allowed(answer.headers.allow)).toEqual([...methods, 'OPTIONS'].sort())
    if (method !== 'HEAD') expect(expectProblem(answer, 405, 'method-not-allowed').detail).toContain(method)
  })
})

describe('HEAD', () => {
  test.each([
    '/contracts',
    '/contracts/a/versions/1.0.0',
    '/contracts/a/latest',
    '/contracts/a/versions',
    '/health',
  ])('of %s has the header of GET and no body', async url => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { name: 'é', status: 'active' })
    const full = await get(app, url)
    const head = await app.inject({ method: 'HEAD', url })
    expect(head.statusCode).toBe(200)
    expect(head.body).toBe('')
    const { date: _, 'x-request-id': __, ...headers } = full.headers
    expect(head.headers).toMatchObject(headers)
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(full.body)))
  })

  test('of what is not there is 404', async () => {
    const app = await testApp()
    for (const url of ['/contracts/a/latest', '/contracts/a/versions/1', '/nothing']) {
      const answer = await app.inject({ method: 'HEAD', url })
      expect([answer.statusCode, answer.body]).toEqual([404, ''])
    }
  })
})

describe('a trailing slash', () => {
  test.each([
    '/contracts',
    '/contracts/a/versions/1.0.0',
    '/contracts/a/latest',
    '/contracts/a/versions',
    '/health',
  ])('behind %s changes nothing', async url => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const answer = await get(app, `${url}/`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toBe((await get(app, url)).body)
  })

  test('is taken when publishing', async () => {
    const app = await testApp()
    const headers = { 'content-type': 'application/json' }
    const answer = await app.inject({
      method: 'PUT',
      url: '/contracts/a/versions/1.0.0/',
      payload: '{}',
      headers,
    })
    expect(answer.statusCode).toBe(204)
    expect((await get(app, '/contracts/a/versions')).json()).toEqual(['1.0.0'])
  })
})

describe('the public pages', () => {
  test('begin at /, which leads to the documentation', async () => {
    const app = await testApp({ token: 'secret' })
    const answer = await get(app, '/')
    expect([answer.statusCode, answer.headers.location]).toEqual([307, '/docs'])
  })

  test.each([
    ['/docs', 'text/html; charset=utf-8', /swagger-ui/],
    ['/docs/', 'text/html; charset=utf-8', /swagger-ui/],
    ['/openapi.json', 'application/json; charset=utf-8', /"openapi":"3\.1/],
    ['/openapi.yaml', 'application/yaml; charset=utf-8', /openapi: 3\.1/],
    ['/health', 'application/json; charset=utf-8', /"status":"ok"/],
    ['/health/live', 'application/json; charset=utf-8', /"status":"ok"/],
    ['/metrics', 'text/plain; version=0.0.4; charset=utf-8', /dc43_registry_build_info/],
    ['/health/ready', 'application/json; charset=utf-8', /"status":"ready"/],
  ])('%s needs no token', async (url, type, content) => {
    const app = await testApp({ token: 'secret' })
    const answer = await get(app, url)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, type])
    expect(answer.body).toMatch(content)
  })

  test('need nothing from other hosts', async () => {
    const app = await testApp()
    const page = (await get(app, '/docs')).body
    expect(page.match(/(?:src|href)="https?:[^"]*"/g) ?? []).toEqual([])
    const files = [...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map(
      match => new URL(match[1] ?? '', 'http://h/docs/'),
    )
    expect(files.length).toBeGreaterThan(2)
    for (const { pathname } of files) expect((await get(app, pathname)).statusCode, pathname).toBe(200)
  })
})

describe('a path that does not exist', () => {
  test.each([
    '/nothing',
    '/contract',
    '/contracts/a/b',
    '/contracts/a/versions/1/x',
    '/redoc',
    '/.env',
  ])('%s is 404, with and without a token', async url => {
    for (const token of [undefined, 'secret']) {
      const answer = await get(await testApp({ token }), url)
      expect(expectProblem(answer, 404, 'route-not-found').detail).toContain(url)
    }
  })
})
