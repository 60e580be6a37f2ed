import type { FastifyInstance } from 'fastify'
import { addVary } from './cache-control.ts'

/** What browsers may send without being a surprise to the service. */
const allowedHeaders =
  'authorization, x-api-key, content-type, content-encoding, if-match, if-none-match, dc43-change-reason, x-request-id'

/** What pages may read of an answer beyond what browsers show anyway. */
const exposedHeaders =
  'etag, link, content-location, deprecation, sunset, retry-after, x-request-id, dc43-contract-version, dc43-contract-status, dc43-fingerprint, dc43-revision, dc43-action, dc43-validation'

/** Seconds for which a browser may remember what it is allowed to. */
const maxAge = 600

/**
 * Lets pages of these origins use the service from browsers; `*` is every origin. Without any, browsers let only pages
 * of the service itself read its answers. Cookies play no part: callers send their token in a header.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return
  const allowed = new Set(origins)
  app.addHook('onSend', (request, reply, payload, done) => {
    const { origin, 'access-control-request-method': wanted } = request.headers
    addVary(reply, 'Origin')
    if (origin !== undefined && (allowed.has(origin) || allowed.has('*'))) {
      reply.header('access-control-allow-origin', allowed.has('*') ? '*' : origin)
      reply.header('access-control-expose-headers', exposedHeaders)
      if (request.method === 'OPTIONS' && wanted !== undefined) {
        reply.header('access-control-allow-methods', reply.getHeader('allow') ?? wanted)
        reply.header('access-control-allow-headers', allowedHeaders)
        reply.header('access-control-max-age', maxAge)
      }
    }
    done(null, payload)
  })
}
