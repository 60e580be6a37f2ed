import type { HTTPMethods } from 'fastify'
import { describe, expect, test } from 'vitest'
import { exchange } from '../support/raw-exchange.ts'
import { get, publish } from '../support/requests.ts'
import { routesOf } from '../support/routes.ts'
import { testApp } from '../support/test-app.ts'

const token = 'a-token-of-the-tests'
const shown = {
  authorization: { authorization: `Bearer ${token}` },
  'x-api-key': { 'x-api-key': token },
  'another scheme': { authorization: 'Basic abc' },
  'a wrong token': { 'x-api-key': 'wrong' },
} as const

/** Everything that may be asked for, of a contract that is there and of one that is not. */
async function requestsOf(app: Awaited<ReturnType<typeof testApp>>) {
  await app.ready()
  const paths = routesOf(app).map(route => {
    const [method = '', path = ''] = route.split(' ')
    return { method, path }
  })
  const filled = (path: string, id: string) =>
    path
      .replace(':contract_id', id)
      .replace(':contract_version', '1.0.0')
      .replace(':dataset_id', 'd')
      .replace('*', 'swagger-ui.css')
  const routes = paths.flatMap(({ method, path }) => [
    { method, url: filled(path, 'a') },
    { method, url: filled(path, 'missing') },
  ])
  const more = [
    ...['/nothing', '/contracts/%ff/latest', '/contracts?limit=x', '/contracts/a/latest?revision=0'],
    ...[
      '/contracts?format=ndjson',
      '/search?format=ndjson',
      '/search?q=%22',
      '/contracts/a/versions/1.0.0?revision=1',
    ],
  ].map(url => ({ method: 'GET', url }))
  return [...routes, ...more]
}

async function appWithContract() {
  const app = await testApp({ auth: { anonymous: 'read', token } })
  const payload = { version: '1.0.0', status: 'active' }
  const made = await app.inject({
    ...{ method: 'PUT', url: '/contracts/a/versions/1.0.0', payload, headers: shown.authorization },
  })
  expect(made.statusCode, made.body).toBe(204)
  return app
}

describe('every answer of every route and method', () => {
  test.each(Object.entries(shown))('is private to who shows a credential: %s', async (_, headers) => {
    const app = await appWithContract()
    for (const { method, url } of await requestsOf(app)) {
      const answer = await app.inject({ method: method as HTTPMethods, url, headers })
      const control = String(answer.headers['cache-control'])
      expect(control, `${method} ${url} ${answer.statusCode}`).toMatch(
        /^private, (no-store|no-cache|max-age=\d+)/,
      )
      expect(control).not.toContain('public')
      if (answer.statusCode >= 400) expect(control, `${method} ${url}`).toBe('private, no-store')
    }
  })

  test('says to others what holds for all, and nothing else', async () => {
    const app = await appWithContract()
    for (const { method, url } of await requestsOf(app)) {
      const answer = await app.inject({ method: method as HTTPMethods, url })
      const control = String(answer.headers['cache-control'])
      const where = `${method} ${url} ${answer.statusCode}`
      expect(control, where).toMatch(/^(no-store|no-cache|max-age=\d+)/)
      if (answer.statusCode >= 400) expect(control, where).toBe('no-store')
      if (/^\/(health|metrics)/.test(url) && method !== 'OPTIONS') expect(control, where).toBe('no-store')
    }
  })

  test('depends on the credential wherever callers are told apart', async () => {
    const guarded = await appWithContract()
    for (const url of [
      '/contracts',
      '/contracts/a',
      '/contracts/a/latest',
      '/contracts/missing',
      '/history',
      '/search',
      '/fields',
    ]) {
      const answer = await get(guarded, url)
      expect(answer.headers.vary, url).toMatch(/^Authorization, x-api-key/)
      expect(String(answer.headers.vary).includes('Accept'), url).toBe(url.endsWith('/latest'))
    }
    for (const url of ['/health', '/openapi.json', '/docs', '/nothing'])
      expect((await get(guarded, url)).headers.vary, url).toBeUndefined()
    const locked = await testApp({ token })
    expect((await get(locked, '/contracts')).headers).toMatchObject({
      'cache-control': 'no-store',
      vary: 'Authorization, x-api-key',
    })
    const open = await testApp()
    await publish(open, 'a', '1.0.0')
    expect((await get(open, '/contracts')).headers.vary).toBeUndefined()
    expect((await get(open, '/contracts/a/latest')).headers.vary).toBe('Accept')
  })

  test('is the same with 304', async () => {
    const app = await appWithContract()
    for (const url of [
      '/contracts/a/latest',
      '/contracts/a/versions/1.0.0',
      '/contracts/a/versions/1.0.0?revision=1',
    ]) {
      for (const headers of [{}, shown.authorization, shown['x-api-key']]) {
        const answer = await get(app, url, headers)
        const etag = String(answer.headers.etag)
        const unchanged = await get(app, url, { ...headers, 'if-none-match': etag })
        expect(unchanged.statusCode).toBe(304)
        for (const name of ['cache-control', 'vary'])
          expect(unchanged.headers[name], name).toBe(answer.headers[name])
      }
    }
  })

  test('depends on the origin where pages of others may read it, whoever they are', async () => {
    for (const corsOrigins of [['https://editor.example.org'], ['*']]) {
      const app = await testApp({ corsOrigins })
      for (const url of ['/contracts', '/health', '/nothing'])
        for (const headers of [{}, { origin: 'https://editor.example.org' }])
          expect((await get(app, url, headers)).headers.vary, url).toBe('Origin')
    }
  })

  test('with a limit of the rate is kept by nobody', async () => {
    const app = await testApp({ limits: { rateLimit: 1, rateBurst: 1 } })
    await get(app, '/contracts')
    const answer = await get(app, '/contracts', { 'x-api-key': token })
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([429, 'private, no-store'])
  })

  test('that is none of a route is kept by nobody', async () => {
    const app = await testApp()
    expect(await exchange(app, 'NONSENSE\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 [\s\S]*\r\ncache-control: no-store\r\n/,
    )
  })
})
