import { isIPv6 } from 'node:net'
import { type Anonymous, Authenticator, anonymousName, type SignedTokens } from '../auth/authenticator.ts'
import { type StaticToken, StaticTokens } from '../auth/tokens.ts'
import { hasCredentials, sha256 } from '../config/auth-tokens.ts'
import type { Config } from '../config/schema.ts'
import { scopeOf } from '../domain/scope.ts'
import { isLocalHost } from '../local-host.ts'

type Auth = Config['auth']

/** The name in the history of callers with `auth.token`. */
const singleName = 'token'

interface Log {
  warn(details: object, message: string): void
}

/** Makes the authenticator of a configuration. */
export async function authenticatorOf(auth: Auth, log: Log): Promise<Authenticator> {
  const tokens = staticTokensOf(auth)
  return new Authenticator(anonymousOf(auth), tokens, await verifierOf(auth, tokens, log))
}

/** The tokens of a configuration. */
export function staticTokensOf(auth: Auth): StaticTokens {
  return new StaticTokens([...singleToken(auth), ...namedTokens(auth)])
}

/** Everybody may do everything, as in dc43 without a token. */
export function openAuthenticator(): Authenticator {
  return new Authenticator('all', new StaticTokens([]), undefined)
}

/** Warnings at every start about a configuration that may be a mistake. */
export function authenticationWarnings({ auth, server }: Config, now = new Date()): string[] {
  const expired = (auth.tokens ?? []).filter(({ expires }) => expires && expires <= now)
  const ofTokens = expired.map(({ name }) => `the token ${JSON.stringify(name)} has expired`)
  if (anonymousOf(auth) !== 'all') return ofTokens
  const who = whoReaches(server.host)
  const open = hasCredentials(auth)
    ? `auth.anonymous is "all": ${who} may read and write, also without a token`
    : `AUTHENTICATION IS OFF: ${who} may read and write; set auth.token, auth.tokens or auth.oidc`
  return [open, ...ofTokens]
}

function whoReaches(host: string): string {
  if (isLocalHost(host)) return `anybody on this machine (server.host is ${host})`
  const isAny = host === '0.0.0.0' || (isIPv6(host) && /^[0:]+$/.test(host))
  return isAny
    ? `anybody on any network of this machine (server.host is ${host})`
    : `anybody who reaches this service (server.host is ${host})`
}

/** What callers without a token may do. Without any kind of token a service is open, as dc43 is. */
export function anonymousOf(auth: Auth): Anonymous {
  return auth.anonymous ?? (hasCredentials(auth) ? 'none' : 'all')
}

function singleToken({ token }: Auth): StaticToken[] {
  if (token === undefined) return []
  return [
    { name: singleName, digest: bytes(sha256(token)), role: 'admin', scope: undefined, expires: undefined },
  ]
}

function namedTokens({ tokens = [] }: Auth): StaticToken[] {
  return tokens.map(({ name, role, contracts, expires, sha256: digest }) => {
    if (digest === undefined) throw new Error(`the token ${name} was not read`)
    return { name, digest: bytes(digest), role, scope: contracts && scopeOf(contracts), expires }
  })
}

/** Loads what checks signed tokens where they are used. */
async function verifierOf({ oidc }: Auth, tokens: StaticTokens, log: Log): Promise<SignedTokens | undefined> {
  if (!oidc) return undefined
  const { IssuerKeys } = await import('../auth/oidc/keys.ts')
  const { OidcVerifier } = await import('../auth/oidc/verifier.ts')
  const roleMapping = new Map(
    oidc.roleMapping.map(([value, { role, contracts }]) => [value, { role, contracts }] as const),
  )
  const taken = new Set([...tokens.names, singleName, anonymousName])
  return new OidcVerifier({ ...oidc, roleMapping }, new IssuerKeys(oidc, log), name => taken.has(name))
}

function bytes(digest: string): Buffer {
  return Buffer.from(digest, 'hex')
}
