import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { onTestFinished } from 'vitest'

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>

/** An OpenID Connect issuer on a port of this machine, which is gone after the test. */
export interface Issuer {
  readonly url: string
  /** How often its keys were asked for. */
  readonly asked: () => number
  /** Has its requests answered with this status from now on, or as usual. */
  fail(status: number | undefined): void
  /** Has it tell this about itself from now on. */
  describe(document: object): void
  /** Has it sign with a new key, and forget the ones before. */
  rotate(algorithm?: string): Promise<void>
  /** A token of it, valid for five minutes unless the claims say otherwise. */
  sign(claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
  /** The public keys as they are served. */
  readonly keys: () => readonly object[]
}

export const audience = 'dc43-registry'

export async function startIssuer(): Promise<Issuer> {
  let asked = 0
  let failure: number | undefined
  let key: { pair: KeyPair; kid: string; algorithm: string; jwk: object } | undefined
  let made = 0
  let description: object | undefined
  const server = createServer((request, response) => {
    if (request.url === '/keys') asked++
    if (failure !== undefined) return void response.writeHead(failure, { location: '/keys' }).end('broken')
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': description ?? { issuer: url, jwks_uri: `${url}/keys` },
      '/keys': { keys: key ? [key.jwk] : [] },
    }
    const document = documents[request.url ?? '']
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(document ?? {}))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const issuer: Issuer = {
    url,
    asked: () => asked,
    fail: status => (failure = status),
    describe: document => (description = document),
    async rotate(algorithm = 'RS256') {
      const pair = await generateKeyPair(algorithm, { extractable: true })
      const kid = `key-${++made}`
      key = {
        pair,
        kid,
        algorithm,
        jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: 'sig' },
      }
    },
    sign(claims = {}, header = {}) {
      if (!key) throw new Error('the issuer has no key')
      const now = Math.floor(Date.now() / 1000)
      const usual = { iss: url, aud: audience, sub: 'ann', iat: now, exp: now + 300 }
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: key.algorithm, kid: key.kid, ...header })
        .sign(key.pair.privateKey)
    },
    keys: () => (key ? [key.jwk] : []),
  }
  await issuer.rotate()
  return issuer
}
