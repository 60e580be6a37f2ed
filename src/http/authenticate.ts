import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RegistryError } from '../domain/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller needs to be allowed for the route; `none` for routes that are open to everybody. */
    permission?: 'none' | 'read' | 'write'
  }
  interface FastifyRequest {
    /** Who asks, as the history names him. */
    caller: string
  }
}

/** What callers are called while there is one token for all, and where there is none. */
const callers = { withToken: 'token', withoutToken: 'anonymous' }

const credentials = /^Bearer +(\S+) *$/i

/**
 * Guards every route that is registered after this by the bearer token, before its body is read. Without a token all
 * routes are open. A route that does not say what permission it needs is refused at start-up.
 */
export function authenticate(app: FastifyInstance, token: string | undefined): void {
  const expected = token === undefined ? undefined : digest(token)
  app.decorateRequest('caller', expected ? callers.withToken : callers.withoutToken)
  const guard = async (request: FastifyRequest) => {
    const given = credentials.exec(request.headers.authorization ?? '')?.[1]
    if (given === undefined) {
      throw new RegistryError('unauthenticated', 'send the header "Authorization: Bearer <token>"')
    }
    // equal lengths, and a time that tells nothing about where two tokens differ
    if (!timingSafeEqual(digest(given), expected as Buffer)) {
      throw new RegistryError('unauthenticated', 'the bearer token is not the one this service was given')
    }
  }
  app.addHook('onRoute', route => {
    const permission = route.config?.permission
    if (permission === undefined) throw new Error(`route ${route.url} does not declare a permission`)
    if (permission === 'none' || expected === undefined) return
    route.onRequest = [guard, ...[route.onRequest ?? []].flat()]
  })
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
