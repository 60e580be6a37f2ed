import { METHODS } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { HTTPMethods } from 'fastify'
import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { exchange, statusesIn } from '../support/raw-exchange.ts'
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
  ['/contracts/resolve', ['GET', 'HEAD', 'POST']],
  ['/history', ['GET', 'HEAD']],
  ['/search', ['GET', 'HEAD']],
  ['/fields', ['GET', 'HEAD']],
  ['/contracts/a/latest', ['GET', 'HEAD']],
  ['/contracts/a/versions', ['GET', 'HEAD']],
  ['/contracts/link', ['GET', 'HEAD', 'POST']],
  ['/contracts/datasets/a/linked', ['GET', 'HEAD']],
  ['/health', ['GET', 'HEAD']],
  ['/health/live', ['GET', 'HEAD']],
  ['/health/ready', ['GET', 'HEAD']],
  ['/metrics', ['GET', 'HEAD']],
  ['/openapi.json', ['GET', 'HEAD']],
  ['/openapi.yaml', ['GET', 'HEAD']],
  ['/', ['GET', 'HEAD']],
  ['/docs', ['GET', 'HEAD']],
  ['/docs/static/index.css', ['GET', 'HEAD']],
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

describe('a method that no path has', () => {
  const others = METHODS.filter(
    method => !['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'CONNECT'].includes(method),
  )
  test.each(others)('%s is 405 on every path that there is, and 404 elsewhere', async method => {
    const app = await testApp({ token: 'secret' })
    for (const [path, methods] of routes) {
      const answer = await exchange(app, `${method} ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)
      expect([path, statusesIn(answer)]).toEqual([path, [405]])
      expect(allowed(/^allow: (.*)\r$/im.exec(answer)?.[1])).toEqual([...methods, 'OPTIONS'].sort())
    }
    const nowhere = await exchange(app, `${method} /nothing HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)
    expect(statusesIn(nowhere)).toEqual([404])
  })

  test.each([
    ['/%63ontracts/a/%6catest', 405],
    ['/contracts/a/latest/?x=/y', 405],
    ['/contracts/a%2Fb/latest', 405],
    ['/contracts/a/b/latest', 404],
    ['/contracts/%2F/', 405],
    ['/contracts/a%', 405],
  ])('is answered however a path is written: %s', async (path, status) => {
    const answer = await exchange(
      await testApp(),
      `LOCK ${path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`,
    )
    expect(statusesIn(answer)).toEqual([status])
  })

  test('is refused without a word when it is CONNECT', async () => {
    const app = await testApp()
    await app.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n')
    // ends only when the service closes the connection
    expect(await text(socket)).toBe('')
  })

  test.each([
    ['OPTIONS * HTTP/1.1', 204],
    ['GET * HTTP/1.1', 307],
    ['LOCK * HTTP/1.1', 405],
  ])('%s is about the service: %s', async (line, status) => {
    const answer = await exchange(await testApp(), `${line}\r\nHost: h\r\nConnection: close\r\n\r\n`)
    expect(statusesIn(answer)).toEqual([status])
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
    expect([answer.statusCode, answer.headers.location]).toEqual([307, 'docs'])
  })

  test.each(['json', 'yaml'])('have one description as %s', async format => {
    const answer = await get(await testApp(), `/docs/${format}`)
    expect([answer.statusCode, answer.headers.location]).toEqual([307, `../openapi.${format}`])
  })

  test('send no file again that a browser has', async () => {
    const app = await testApp()
    const url = '/docs/static/swagger-ui.css'
    const { headers } = await get(app, url)
    expect(headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' })
    const again = await get(app, url, { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag])
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
      match => new URL(match[1] ?? '', 'http://h/docs'),
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

  test.each([
    ['POST', 'text/html', '{'],
    ['PUT', 'application/json', '{'],
    ['PATCH', 'application/yaml', 'a: b'],
    ['QUERY', 'x', ''],
  ] as const)('is 404 whatever is sent: %s', async (method, type, payload) => {
    const app = await testApp()
    const headers = { 'content-type': type }
    const answer = await app.inject({ method: method as HTTPMethods, url: '/nothing', headers, payload })
    expectProblem(answer, 404, 'route-not-found')
  })

  test.each([
    ['/contracts/a/b/latest', '/contracts/a%2Fb/latest'],
    ['/contracts/a/b/c/versions', '/contracts/a%2Fb%2Fc/versions'],
    ['/contracts/a/b/versions/1.0.0', '/contracts/a%2Fb/versions/1.0.0'],
    ['/contracts/a/b/versions/1.0.0/status', '/contracts/a%2Fb/versions/1.0.0/status'],
    ['/contracts/a%20x/b/history?limit=1', '/contracts/a%20x%2Fb/history'],
  ])('because of a slash in an id says how to write it: %s', async (url, written) => {
    const app = await testApp()
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const { detail } = expectProblem(await app.inject({ method, url, payload: {} }), 404, 'route-not-found')
      expect(detail.endsWith(`; a slash that belongs to an id or a version is written %2F: ${written}`)).toBe(
        true,
      )
    }
  })

  test.each([
    '/contracts/a/versions/1/2',
    '/contracts/a/b',
    `/contracts/a/${'b'.repeat(300)}/latest`,
  ])('has a hint only as far as anybody can tell what was meant: %s', async url => {
    const { detail } = expectProblem(await get(await testApp(), url), 404, 'route-not-found')
    expect(detail).toContain('; a slash that belongs to an id or a version is written %2F')
    expect(detail).not.toMatch(/%2F:/)
    expect(detail.length).toBeLessThan(320)
  })
})
