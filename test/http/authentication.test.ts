import type { HTTPMethods } from 'fastify'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { testApp } from '../support/test-app.ts'

const guarded: [HTTPMethods, string][] = [
  ['GET', '/contracts'],
  ['HEAD', '/contracts'],
  ['GET', '/contracts/a/latest'],
  ['HEAD', '/contracts/a/latest'],
  ['GET', '/contracts/a/versions'],
  ['GET', '/contracts/a/versions/'],
  ['GET', '/contracts/a/versions/1.0.0'],
  ['PUT', '/contracts/a/versions/1.0.0'],
  ['POST', '/contracts/link'],
  ['GET', '/contracts/datasets/a/linked'],
]

describe('with a token', () => {
  test.each(guarded)('%s %s needs it, whatever the body', async (method, url) => {
    const app = await testApp({ token: 'secret' })
    const headers = { 'content-type': 'text/html' }
    const answer = await app.inject({
      method,
      url,
      headers,
      ...(method === 'PUT' && { payload: '{nonsense' }),
    })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    if (method !== 'HEAD') expectProblem(answer, 401, 'unauthenticated')
  })

  test.each([
    ['an empty field', ''],
    ['the scheme alone', 'Bearer'],
    ['the scheme and a space', 'Bearer '],
    ['the token alone', 'secret'],
    ['another scheme', 'Basic secret'],
    ['another token', 'Bearer Secret'],
    ['the beginning of the token', 'Bearer secre'],
    ['more than the token', 'Bearer secrets'],
    ['the token twice', 'Bearer secret secret'],
    ['two schemes', 'Bearer Bearer secret'],
    ['a comma list', 'Bearer wrong, Bearer secret'],
    ['a tab for the space', 'Bearer\tsecret'],
    ['no space', 'Bearersecret'],
    ['the token in quotes', 'Bearer "secret"'],
    ['very many spaces', `Bearer${' '.repeat(12_000)}`],
    ['a very long token', `Bearer ${'s'.repeat(12_000)}`],
  ])('%s does not do', async (_, authorization) => {
    const app = await testApp({ token: 'secret' })
    const answer = await app.inject({ url: '/contracts', headers: { authorization } })
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(expectProblem(answer, 401, 'unauthenticated').detail).not.toContain('secret')
  })

  test.each([
    'Bearer secret',
    'bearer secret',
    'BEARER secret',
    'Bearer   secret',
    'Bearer secret ',
  ])('%j does', async authorization => {
    const app = await testApp({ token: 'secret' })
    expect((await app.inject({ url: '/contracts', headers: { authorization } })).statusCode).toBe(200)
  })

  test('nothing is stored without it', async () => {
    const app = await testApp({ token: 'secret' })
    const headers = { 'content-type': 'application/json' }
    await app.inject({ method: 'PUT', url: '/contracts/a/versions/1', payload: '{}', headers })
    const answer = await app.inject({ url: '/contracts', headers: { authorization: 'Bearer secret' } })
    expect(answer.json()).toMatchObject({ total: 0 })
  })
})

describe('x-api-key', () => {
  const ask = async (headers: Record<string, string | string[]>) => {
    const app = await testApp({ token: 'secret' })
    return app.inject({ url: '/contracts', headers })
  }

  test('carries the token as well', async () => {
    expect((await ask({ 'x-api-key': 'secret' })).statusCode).toBe(200)
    expect((await ask({ 'x-api-key': 'secret', authorization: 'bearer secret' })).statusCode).toBe(200)
  })

  test.each(['', 'Secret', 'Bearer secret', 'secret, secret'])('%j does not do', async key => {
    expectProblem(await ask({ 'x-api-key': key }), 401, 'unauthenticated')
  })

  test('beside another bearer token is 400, whichever is right', async () => {
    for (const [key, token] of [
      ['secret', 'wrong'],
      ['wrong', 'secret'],
    ]) {
      const answer = await ask({ 'x-api-key': key ?? '', authorization: `Bearer ${token}` })
      expectProblem(answer, 400, 'invalid-request')
    }
    expectProblem(await ask({ 'x-api-key': 'secret', authorization: 'Basic x' }), 401, 'unauthenticated')
  })
})

describe('named tokens', () => {
  const now = Date.now()
  const named = (name: string, expires?: Date) => ({
    name,
    role: 'reader' as const,
    sha256: sha256(name),
    tokenVariable: undefined,
    ...(expires && { expires }),
  })
  const tokens = [named('forever'), named('fresh', new Date(now + 60_000)), named('stale', new Date(now - 1))]

  test.each([
    ['forever', 200],
    ['fresh', 200],
    ['stale', 401],
    ['one', 200],
    ['other', 401],
  ])('%s: %i', async (token, status) => {
    const app = await testApp({ token: 'one', auth: { tokens } })
    const answer = await app.inject({ url: '/contracts', headers: { 'x-api-key': token } })
    expect(answer.statusCode).toBe(status)
    if (token === 'stale') expect(answer.json().detail).toBe('the token has expired')
  })
})

describe('too many failures', () => {
  const ask = (app: Server, token: string | undefined, remoteAddress = '10.0.0.1', forwarded?: string) =>
    app.inject({
      url: '/contracts',
      remoteAddress,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
      },
    })

  test('of an address are 429, while its right tokens and other addresses go on', async () => {
    const app = await testApp({ token: 'secret' })
    for (let count = 0; count < 100; count++) expect((await ask(app, `wrong${count}`)).statusCode).toBe(401)
    const answer = await ask(app, 'wrong')
    expectProblem(answer, 429, 'too-many-attempts')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask(app, 'secret')).statusCode).toBe(200)
    expect((await ask(app, undefined)).statusCode).toBe(401)
    expect((await ask(app, 'wrong', '10.0.0.2')).statusCode).toBe(401)
    expect((await ask(app, 'wrong', '10.0.0.1', '10.0.0.3')).statusCode).toBe(429)
  })

  test('are counted by the address that a trusted proxy tells', async () => {
    const app = await testApp({ token: 'secret', trustedProxies: ['10.0.0.1'] })
    for (let count = 0; count < 101; count++) await ask(app, 'wrong', '10.0.0.1', '1.2.3.4')
    expect((await ask(app, 'wrong', '10.0.0.1', '1.2.3.4')).statusCode).toBe(429)
    expect((await ask(app, 'wrong', '10.0.0.1', '1.2.3.5')).statusCode).toBe(401)
  })
})

describe('anonymous', () => {
  const ask = (app: Server, method: 'GET' | 'DELETE', token?: string) =>
    app.inject({
      method,
      url: method === 'GET' ? '/contracts' : '/contracts/a/versions/1',
      headers: { ...(token !== undefined && { authorization: token }) },
    })

  test('"read": anybody may read, and writing needs a token', async () => {
    const app = await testApp({ token: 'secret', auth: { anonymous: 'read' } })
    expect((await ask(app, 'GET')).statusCode).toBe(200)
    expectProblem(await ask(app, 'DELETE'), 401, 'unauthenticated')
    expectProblem(await ask(app, 'DELETE', 'Bearer secret'), 404, 'contract-not-found')
  })

  test.each(['Bearer wrong', 'Basic x', ''])('"read" and "all": the credential %j is 401', async token => {
    for (const anonymous of ['read', 'all'] as const) {
      const app = await testApp({ token: 'secret', auth: { anonymous } })
      expectProblem(await ask(app, 'GET', token), 401, 'unauthenticated')
    }
  })

  test.each([
    [undefined, undefined, 'off'],
    ['secret', undefined, 'on'],
    ['secret', 'read', 'on'],
    ['secret', 'all', 'off'],
    [undefined, 'read', 'on'],
  ] as const)('the token %s and %s: /health says %s', async (token, anonymous, authentication) => {
    const app = await testApp({ token, auth: { ...(anonymous && { anonymous }) } })
    expect((await app.inject('/health')).json()).toEqual({ status: 'ok', authentication })
  })
})

describe('without a token', () => {
  test('all routes are open, and credentials do not matter', async () => {
    const app = await testApp()
    expect((await app.inject('/contracts')).statusCode).toBe(200)
    const answer = await app.inject({ url: '/contracts', headers: { authorization: 'Basic x' } })
    expect(answer.statusCode).toBe(200)
  })
})
