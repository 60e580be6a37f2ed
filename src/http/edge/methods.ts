import type { FastifyInstance, FastifyRequest, HTTPMethods, RouteOptions } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { METHODS } from './node-http.ts'
import { maxPathLength, pathOf } from './url.ts'

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
    for (const [path] of declared) answerOthers(app, path, declared)
  }
}

type Declared = readonly (readonly [string, Methods])[]

/** Those of all routes that answer a path: `/contracts/link` is a contract named `link` as well. */
function methodsOf(path: string, declared: Declared): Methods {
  const answering = declared.filter(([pattern]) => pattern === path || isOf(path, pattern))
  return new Set(answering.flatMap(([, methods]) => [...methods]))
}

function isOf(path: string, pattern: string): boolean {
  return !path.includes(':') && fits(path, pattern)
}

function fits(path: string, pattern: string): boolean {
  const steps = pattern.split('/')
  const names = path.split('/')
  const isAnswered = (step: string, index: number) => step === names[index] || step.startsWith(':')
  return steps.length === names.length && steps.every(isAnswered)
}

/**
 * Why a path lacks a method that the pattern of another route promises for it: `/contracts/datasets/versions/linked` is no
 * version named `linked`.
 */
function clash({ method, url }: FastifyRequest, pattern: string, declared: Declared): string {
  const path = pathOf(url, maxPathLength).replace(/\/$/, '')
  const hidden = declared.find(([other, methods]) => {
    return other !== pattern && methods.has(method as HTTPMethods) && fits(path, other)
  })
  return hidden ? `; the path is one of ${shown(pattern)} and so none of ${shown(hidden[0])}` : ''
}

/** A pattern as the API description writes it. */
function shown(pattern: string): string {
  return pattern.replace(/:(\w+)/g, '{$1}')
}

function answerOthers(app: FastifyInstance, url: string, declared: Declared): void {
  const methods = methodsOf(url, declared)
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
        `${request.method} is not possible here; allowed are ${allow}${clash(request, url, declared)}`,
      )
    },
    handler: () => undefined,
  })
}
