import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto'
import { base64url, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { Config } from '../../src/config/schema.ts'
import type { Server } from '../../src/http/server.ts'
import { audience, type Issuer, startIssuer } from '../support/issuer.ts'
import { expectProblem } from '../support/problem.ts'
import { put, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

type Oidc = NonNullable<Config['auth']['oidc']>
type Mapping = Oidc['roleMapping']

const roleMapping: Mapping = [
  ['readers', { role: 'reader' }],
  ['publishers', { role: 'publisher' }],
  ['sales publishers', { role: 'publisher', contracts: ['sales.*'] }],
  ['admins', { role: 'admin' }],
]

async function serviceFor(issuer: Issuer, oidc: Partial<Oidc> = {}, auth: Config['auth'] = {}) {
  const settings = {
    ...{ issuer: issuer.url, audience: [audience], jwksUri: undefined, roleMapping },
    ...{ nameClaim: 'sub', rolesClaim: 'roles', contractsClaim: undefined, clockTolerance: 30 },
    ...oidc,
  }
  return testApp({ auth: { ...auth, oidc: settings } })
}

const ask = (app: Server, token: string, url = '/contracts') =>
  app.inject({ url, headers: { authorization: `Bearer ${token}` } })

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow

describe('a token of the issuer', () => {
  test.each([
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'ES256',
    'ES384',
    'ES512',
  ])('signed by %s', async algorithm => {
    const issuer = await startIssuer()
    await issuer.rotate(algorithm)
    const app = await serviceFor(issuer)
    expect((await ask(app, await issuer.sign({ roles: ['readers'] }))).statusCode).toBe(200)
  })

  test('may come as x-api-key', async () => {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer)
    const headers = { 'x-api-key': await issuer.sign({ roles: ['readers'] }) }
    expect((await app.inject({ url: '/contracts', headers })).statusCode).toBe(200)
  })

  test('is checked with keys that are fetched once', async () => {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer)
    const tokens = await Promise.all([1, 2, 3, 4].map(n => issuer.sign({ roles: ['readers'], n })))
    for (const answer of await Promise.all(tokens.map(token => ask(app, token)))) {
      expect(answer.statusCode).toBe(200)
    }
    expect(issuer.asked()).toBe(1)
  })

  test('gives the name for the history, which is not that of another kind of caller', async () => {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer, { nameClaim: 'preferred_username' }, { token: 'secret' })
    const publish = async (version: string, claims: JWTPayload) => {
      const token = await issuer.sign({ roles: ['publishers'], ...claims })
      const url = versionPath('a', version)
      const answer = await put(app, url, { id: 'a', version }, { authorization: `Bearer ${token}` })
      expect(answer.statusCode, answer.body).toBe(204)
    }
    await publish('1.0.0', { preferred_username: 'Ann Example' })
    await publish('2.0.0', {})
    await publish('3.0.0', { preferred_username: 'token' })
    const { items } = (await ask(app, 'secret', '/history')).json()
    expect(items.map((event: { caller: string }) => event.caller)).toEqual([
      'Ann Example',
      'ann',
      'oidc:token',
    ])
  })
})

describe('roles', () => {
  /** The status of reading sales.x and hr.x, then of publishing them. */
  async function statusesOf(oidc: Partial<Oidc>, claims: JWTPayload) {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer, oidc, { token: 'secret' })
    const ids = ['sales.x', 'hr.x']
    const publish = (id: string, token: string) =>
      put(app, versionPath(id, '1.0.0'), { id, version: '1.0.0' }, { authorization: `Bearer ${token}` })
    for (const id of ids) await publish(id, 'secret')
    const token = await issuer.sign(claims)
    const reads = await Promise.all(ids.map(id => ask(app, token, versionPath(id, '1.0.0'))))
    const writes = await Promise.all(ids.map(id => publish(id, token)))
    return [...reads, ...writes].map(answer => answer.statusCode)
  }

  test.each<[string, Partial<Oidc>, JWTPayload, number[]]>([
    ['a list', {}, { roles: ['readers'] }, [200, 200, 403, 403]],
    ['a text of words', {}, { roles: 'x readers' }, [200, 200, 403, 403]],
    ['several', {}, { roles: ['readers', 'publishers'] }, [200, 200, 204, 204]],
    ['one with contracts', {}, { roles: ['sales publishers'] }, [200, 404, 204, 403]],
    [
      'one with contracts and one without',
      {},
      { roles: ['sales publishers', 'readers'] },
      [200, 200, 204, 403],
    ],
    ['none that is known', {}, { roles: ['others', 'Readers', 1, null, ['readers']] }, [403, 403, 403, 403]],
    ['no claim', {}, {}, [403, 403, 403, 403]],
    ['an object', {}, { roles: { readers: true } }, [403, 403, 403, 403]],
    [
      'a nested claim',
      { rolesClaim: 'realm_access.roles' },
      { realm_access: { roles: ['readers'] } },
      [200, 200, 403, 403],
    ],
    [
      'a claim with dots',
      { rolesClaim: 'https://x.org/roles' },
      { 'https://x.org/roles': ['readers'] },
      [200, 200, 403, 403],
    ],
    ['what every object has', { rolesClaim: 'constructor.name' }, {}, [403, 403, 403, 403]],
    [
      'a claim of contracts',
      { contractsClaim: 'contracts' },
      { roles: ['publishers'], contracts: ['sales.*'] },
      [200, 404, 204, 403],
    ],
    [
      'all contracts',
      { contractsClaim: 'contracts' },
      { roles: ['publishers'], contracts: '*' },
      [200, 200, 204, 204],
    ],
    [
      'no claim of contracts',
      { contractsClaim: 'contracts' },
      { roles: ['publishers'] },
      [404, 404, 403, 403],
    ],
    [
      'too many contracts',
      { contractsClaim: 'contracts' },
      { roles: ['publishers'], contracts: Array.from({ length: 201 }, () => 'sales.*') },
      [404, 404, 403, 403],
    ],
    [
      'contracts of the mapping before those of the claim',
      { contractsClaim: 'contracts' },
      { roles: ['sales publishers'], contracts: ['*'] },
      [200, 404, 204, 403],
    ],
  ])('from %s', async (_, oidc, claims, expected) => {
    expect(await statusesOf(oidc, claims)).toEqual(expected)
  })

  test('that are missing are told', async () => {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer)
    const answer = await ask(app, await issuer.sign())
    expect(expectProblem(answer, 403, 'forbidden').detail).toContain('"ann" has the role none')
  })
})

describe('a token that is', () => {
  const roles = ['admins']
  const forgeries: Record<string, (issuer: Issuer) => string | Promise<string>> = {
    expired: issuer => issuer.sign({ roles, exp: seconds(-31) }),
    'without an end': issuer => issuer.sign({ roles, exp: undefined }),
    'not valid yet': issuer => issuer.sign({ roles, nbf: seconds(60) }),
    'for another audience': issuer => issuer.sign({ roles, aud: 'another' }),
    'for no audience': issuer => issuer.sign({ roles, aud: undefined }),
    'of another issuer': issuer => issuer.sign({ roles, iss: `${issuer.url}/` }),
    'of nobody': issuer => issuer.sign({ roles, sub: undefined }),
    'signed with an unknown key': async issuer => forged(await issuer.sign({ roles }), 'unknown'),
    'signed with another key of a known name': async issuer => forged(await issuer.sign({ roles }), 'key-1'),
    'changed after it was signed': async issuer => {
      const [header, , signature] = (await issuer.sign({ roles: [] })).split('.')
      const [, payload] = (await issuer.sign({ roles })).split('.')
      return [header, payload, signature].join('.')
    },
    'without a signature': async issuer => (await issuer.sign({ roles })).replace(/[^.]*$/, ''),
    'signed by nothing (alg none)': async issuer => unsigned(await issuer.sign({ roles }), 'none'),
    'signed by nothing (alg None)': async issuer => unsigned(await issuer.sign({ roles }), 'None'),
    'signed with the public key as a secret (HS256)': async issuer => {
      const pem = createPublicKey({ key: issuer.keys()[0] as JsonWebKey, format: 'jwk' }).export({
        type: 'spki',
        format: 'pem',
      })
      const [, payload = ''] = (await issuer.sign({ roles })).split('.')
      const head = `${encoded({ alg: 'HS256', kid: 'key-1' })}.${payload}`
      return `${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`
    },
    'with a key of its own in the header': async issuer => {
      const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
      return new SignJWT({ roles, iss: issuer.url, aud: audience, sub: 'ann', exp: seconds(60) })
        .setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(publicKey) })
        .sign(privateKey)
    },
    'with extensions nobody knows': async issuer => {
      const { privateKey } = await generateKeyPair('RS256')
      return new SignJWT({ roles, iss: issuer.url, aud: audience, sub: 'ann', exp: seconds(60) })
        .setProtectedHeader({ alg: 'RS256', kid: 'key-1', crit: ['x'], x: 1 })
        .sign(privateKey, { crit: { x: true } })
    },
    'no JSON': () => 'eyJ.eyJ.eyJ',
    'three dots': () => 'a.b.c',
    'of five parts': () => 'a.b.c.d.e',
  }

  test.each(Object.keys(forgeries))('%s is 401', async name => {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer, {}, { token: 'secret', anonymous: 'read' })
    const token = (await forgeries[name]?.(issuer)) ?? ''
    const answer = await ask(app, token)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(expectProblem(answer, 401, 'unauthenticated').detail).not.toContain(issuer.url)
  })

  async function forged(token: string, kid: string): Promise<string> {
    const { privateKey } = await generateKeyPair('RS256')
    const [, payload = ''] = token.split('.')
    return new SignJWT(JSON.parse(new TextDecoder().decode(base64url.decode(payload))))
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(privateKey)
  }

  const unsigned = (token: string, alg: string) => `${encoded({ alg, kid: 'key-1' })}.${token.split('.')[1]}.`
  const encoded = (value: object) => base64url.encode(JSON.stringify(value))
})

test('a token that expired within the tolerance is accepted', async () => {
  const issuer = await startIssuer()
  const app = await serviceFor(issuer)
  const token = await issuer.sign({ roles: ['readers'], exp: seconds(-5) })
  expect((await ask(app, token)).statusCode).toBe(200)
})

test('beside static tokens, each kind is accepted, and a static token may look like a signed one', async () => {
  const issuer = await startIssuer()
  const tokens = [{ name: 'odd', role: 'reader' as const, sha256: sha256('a.b.c'), tokenVariable: undefined }]
  const app = await serviceFor(issuer, {}, { token: 'secret', tokens })
  for (const token of ['secret', 'a.b.c', await issuer.sign({ roles: ['readers'] })]) {
    expect((await ask(app, token)).statusCode).toBe(200)
  }
  expect((await ask(app, 'wrong')).statusCode).toBe(401)
})

describe('the keys of the issuer', () => {
  test('are fetched again when it signs with a new one, but not for every unknown name', async () => {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer)
    expect((await ask(app, await issuer.sign({ roles: ['readers'] }))).statusCode).toBe(200)
    await issuer.rotate('ES256')
    expect((await ask(app, await issuer.sign({ roles: ['readers'] }))).statusCode).toBe(200)
    expect(issuer.asked()).toBe(2)
    for (let n = 0; n < 10; n++) {
      const token = await issuer.sign({ roles: ['readers'], n }, { kid: `unknown-${n}` })
      expect((await ask(app, token)).statusCode).toBe(401)
    }
    expect(issuer.asked()).toBe(2)
  })

  test('that cannot be had make 503, never an open door, and static tokens go on', async () => {
    const issuer = await startIssuer()
    issuer.fail(500)
    const app = await serviceFor(issuer, {}, { token: 'secret', anonymous: 'read' })
    const token = await issuer.sign({ roles: ['readers'] })
    const answer = await ask(app, token)
    expectProblem(answer, 503, 'identity-provider-unavailable')
    expect(answer.headers['retry-after']).toBe('1')
    expect((await ask(app, 'secret')).statusCode).toBe(200)
    expect((await ask(app, 'not.signed')).statusCode).toBe(401)
  })

  test('that were known go on while the issuer is away', async () => {
    const issuer = await startIssuer()
    const app = await serviceFor(issuer)
    await ask(app, await issuer.sign({ roles: ['readers'] }))
    issuer.fail(503)
    expect((await ask(app, await issuer.sign({ roles: ['readers'], n: 1 }))).statusCode).toBe(200)
    const unknown = await ask(app, await issuer.sign({ roles: ['readers'] }, { kid: 'new' }))
    expectProblem(unknown, 503, 'identity-provider-unavailable')
  })

  test('are looked for where the configuration says', async () => {
    const [issuer, other] = [await startIssuer(), await startIssuer()]
    const app = await serviceFor(issuer, { jwksUri: `${other.url}/keys` })
    const token = await other.sign({ roles: ['readers'], iss: issuer.url })
    expect((await ask(app, token)).statusCode).toBe(200)
    expect([issuer.asked(), other.asked()]).toEqual([0, 1])
  })
})
