import type { IncomingHttpHeaders } from 'node:http'
import { RegistryError } from '../domain/errors.ts'

const bearer = /^Bearer +(\S+) *$/i

/**
 * The token that a request carries, as `Authorization: Bearer <token>` or as `x-api-key: <token>`; undefined when it
 * carries no credential at all.
 *
 * @throws RegistryError `unauthenticated` for a credential of another form; `invalid-request` for two different
 * tokens.
 */
export function tokenIn(headers: IncomingHttpHeaders): string | undefined {
  const { authorization, 'x-api-key': key } = headers
  if (authorization === undefined && key === undefined) return undefined
  const fromBearer = authorization === undefined ? undefined : bearerToken(authorization)
  const fromKey = key === undefined ? undefined : apiKey(key)
  if (fromBearer !== undefined && fromKey !== undefined && fromBearer !== fromKey) {
    throw new RegistryError(
      'invalid-request',
      'the headers Authorization and x-api-key carry different tokens; send one of them',
    )
  }
  return fromBearer ?? fromKey
}

function bearerToken(field: string): string {
  const token = bearer.exec(field)?.[1]
  if (token !== undefined) return token
  throw new RegistryError('unauthenticated', 'send the header "Authorization: Bearer <token>"')
}

function apiKey(field: string | string[]): string {
  if (typeof field === 'string' && /^\S+$/.test(field)) return field
  throw new RegistryError('unauthenticated', 'send the header "x-api-key: <token>"')
}
