import type { FastifyInstance, HTTPMethods } from 'fastify'
import { RegistryError } from '../domain/errors.ts'

const allMethods: HTTPMethods[] = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE']

/**
 * Collects the methods of the paths that are registered after this. Calling the result gives each of those paths an
 * answer to the methods it lacks: OPTIONS tells which there are, others are 405 (RFC 9110, section 15.5.6).
 */
export function completeMethods(app: FastifyInstance): () => void {
  const paths = new Map<string, Set<HTTPMethods>>()
  app.addHook('onRoute', route => {
    const methods = paths.get(route.url) ?? new Set()
    for (const method of [route.method].flat() as HTTPMethods[]) methods.add(method)
    paths.set(route.url, methods)
  })
  return () => {
    for (const [url, methods] of [...paths]) answerOthers(app, url, methods)
  }
}

function answerOthers(app: FastifyInstance, url: string, methods: ReadonlySet<HTTPMethods>): void {
  if (methods.has('OPTIONS')) return
  const allow = [...methods, 'OPTIONS'].join(', ')
  const options = { schema: { hide: true }, config: { permission: 'none' } } as const
  // both answer before the body is read: what was sent does not matter
  app.route({
    ...options,
    url,
    method: 'OPTIONS',
    onRequest: async (_, reply) => reply.code(204).header('allow', allow).send(),
    handler: () => undefined,
  })
  app.route({
    ...options,
    url,
    method: allMethods.filter(method => !methods.has(method)),
    onRequest: async (request, reply) => {
      reply.header('allow', allow)
      throw new RegistryError(
        'method-not-allowed',
        `${request.method} is not possible here; allowed are ${allow}`,
      )
    },
    handler: () => undefined,
  })
}
