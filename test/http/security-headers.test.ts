import { describe, expect, test } from 'vitest'
import { get, publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

describe('every answer', () => {
  test.each([
    '/',
    '/docs',
    '/contracts',
    '/contracts/x/latest',
    '/nothing',
    '/contracts/%ff/latest',
    '/health',
  ])('of %s tells browsers to be careful, and nothing of what runs', async url => {
    const { headers, body } = await get(await testApp(), url)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(headers).not.toHaveProperty('server')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('access-control-allow-origin')
    if (url !== '/docs') expect(body).not.toMatch(/fastify|node/i)
  })

  test('of the documentation page allows its own files only', async () => {
    const page = await get(await testApp(), '/docs')
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /)
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(page.body).not.toMatch(/<script>/)
  })
})

test('a document that took a token is kept by no cache that others use', async () => {
  const token = 'a-token-of-the-tests'
  const app = await testApp({ token })
  const headers = [{ authorization: `Bearer ${token}` }, { 'x-api-key': token }]
  const url = '/contracts/a/versions/1.0.0'
  const authorization = `Bearer ${token}`
  await app.inject({ method: 'PUT', url, headers: { authorization }, payload: { id: 'a', version: '1.0.0' } })
  for (const one of headers) {
    const answer = await get(app, url, one)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('private, max-age=0, stale-if-error=86400')
    expect((await get(app, `${url}?revision=1`, one)).headers['cache-control']).toMatch(
      /^private, max-age=31536000/,
    )
  }
  const open = await testApp({ token: undefined })
  await publish(open, 'a', '1.0.0')
  expect((await get(open, url)).headers['cache-control']).not.toContain('private')
})

describe('pages of other origins', () => {
  const origin = 'https://editor.example.org'
  const preflight = { origin, 'access-control-request-method': 'PUT' }
  const url = '/contracts/a/versions/1.0.0'

  test('may do nothing unless they are allowed', async () => {
    for (const corsOrigins of [[], ['https://other.example.org']]) {
      const app = await testApp({ corsOrigins })
      const answer = await app.inject({ method: 'OPTIONS', url, headers: preflight })
      expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('that are allowed may read answers, and send what the resource takes', async () => {
    const app = await testApp({ corsOrigins: [origin], token: undefined })
    await publish(app, 'a', '1.0.0')
    const read = await get(app, url, { origin })
    expect(read.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Accept, Origin' })
    expect(read.headers['access-control-expose-headers']).toContain('etag')
    const asked = await app.inject({ method: 'OPTIONS', url, headers: preflight })
    expect(asked.headers['access-control-allow-methods']).toContain('PUT')
    expect(asked.headers['access-control-allow-headers']).toContain('authorization')
    expect(
      (await get(app, '/contracts/none/latest', { origin })).headers['access-control-allow-origin'],
    ).toBe(origin)
  })

  test('are all allowed by *', async () => {
    const app = await testApp({ corsOrigins: ['*'] })
    expect((await get(app, '/contracts', { origin })).headers['access-control-allow-origin']).toBe('*')
  })
})
