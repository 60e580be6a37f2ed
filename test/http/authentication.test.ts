import type { HTTPMethods } from 'fastify'
import { describe, expect, test } from 'vitest'
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

describe('without a token', () => {
  test('all routes are open, and credentials do not matter', async () => {
    const app = await testApp()
    expect((await app.inject('/contracts')).statusCode).toBe(200)
    const answer = await app.inject({ url: '/contracts', headers: { authorization: 'Basic x' } })
    expect(answer.statusCode).toBe(200)
  })
})
