import { METHODS } from 'node:http'
import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify'
import { RegistryError } from '../domain/errors.ts'

/** All that Node reads, but for CONNECT: it opens a tunnel, for which Node closes the connection. */
const allMethods = METHODS.filter(method => method !== 'CONNECT') as HTTPMethods[]

type Methods = Set<HTTPMethods>

/**
 * Collects the methods of the paths that are registered after this. Calling the result gives each of those paths an
 * answer to the methods it lacks: OPTIONS tells which there are, others are 405 (RFC 9110, section 15.5.6).
 */
export function completeMethods(app: FastifyInstance): () => void {
  for (const method of allMethods) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  const paths = new Map<string, Methods>()
  app.addHook('onRoute', ({ url, method }: RouteOptions) => {
    // a slash at the end makes no difference
    const path = url.replace(/(?<=.)\/$/, '')
    const methods = paths.get(path) ?? new Set()
    for (const each of [method].flat() as HTTPMethods[]) methods.add(each)
    paths.set(path, methods)
  })
  return () => {
    const declared = [...paths].map(([path, methods]) => [path, new Set(methods)] as const)
    for (const [path] of declared) answerOthers(app, path, methodsOf(path, declared))
  }
}

/** Those of all routes that answer a path: `/contracts/link` is a contract named `link` as well. */
function methodsOf(path: string, declared: readonly (readonly [string, Methods])[]): Methods {
  const answering = declared.filter(([pattern]) => pattern === path || isOf(path, pattern))
  return new Set(answering.flatMap(([, methods]) => [...methods]))
}

function isOf(path: string, pattern: string): boolean {
  const steps = pattern.split('/')
  const names = path.split('/')
  const isAnswered = (step: string, index: number) => step === names[index] || step.startsWith(':')
  return !path.includes(':') && steps.length === names.length && steps.every(isAnswered)
}

function answerOthers(app: FastifyInstance, url: string, methods: Methods): void {
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
    method: allMethods.filter(method => method !== 'OPTIONS' && !methods.has(method)),
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
