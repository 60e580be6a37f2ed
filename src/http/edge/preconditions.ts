import type { FastifyInstance } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'

/** The fields that make a request depend on a state, as their names are written and as Node writes them. */
const fields = [
  ['If-Match', 'if-match'],
  ['If-None-Match', 'if-none-match'],
] as const

/** Methods that change nothing: a precondition that is passed over does no harm (RFC 9110, section 9.2.1). */
const safe: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * Makes the routes that are registered after this refuse preconditions that they know nothing of, before the body is
 * read: a client that sends one relies on it (RFC 9110, section 13.1.1). Routes that describe one check both themselves.
 */
export function refusePreconditions(app: FastifyInstance): void {
  app.addHook('onRoute', route => {
    const known = route.config?.operation?.requestHeaders ?? []
    if (!route.config?.operation || fields.some(([name]) => known.includes(name))) return
    if ([route.method].flat().every(method => safe.includes(method))) return
    route.preParsing = [
      ...[route.preParsing ?? []].flat(),
      ({ headers }, _reply, payload, done) => {
        const sent = fields.find(([, field]) => headers[field] !== undefined)
        if (!sent) return done(null, payload)
        const [name] = sent
        done(new RegistryError('invalid-request', `${name} has no meaning for this operation; leave it out`))
      },
    ]
  })
}
