import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods, RouteOptions } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { maxPathLength, pathOf } from './url.ts'

type Methods = ReadonlySet<HTTPMethods>

/**
 * The methods of the paths that are registered after this. A path answers those it lacks: OPTIONS tells which there are,
 * others are 405 (RFC 9110, section 15.5.6).
 */
export class AllowedMethods {
  readonly #paths = new Map<string, Set<HTTPMethods>>()
  /** What the `Allow` field of each path says; those that hide others come first. */
  readonly #allow = new Map<string, string>()
  /** Those that some path has. */
  #used: Methods = new Set()

  constructor(app: FastifyInstance) {
    app.addHook('onRoute', ({ url, method }: RouteOptions) => {
      const path = withoutLastSlash(url)
      const methods = this.#paths.get(path) ?? new Set()
      for (const each of [method].flat() as HTTPMethods[]) methods.add(each)
      this.#paths.set(path, methods)
    })
  }

  /** Registers what the paths answer to the methods that others have. */
  complete(app: FastifyInstance): void {
    const declared = [...this.#paths].map(([path, methods]) => [path, new Set(methods)] as const)
    this.#used = new Set(declared.flatMap(([, methods]) => [...methods]))
    for (const [path] of declared.toSorted(([one], [other]) => (rankOf(one) < rankOf(other) ? -1 : 1))) {
      const methods = methodsOf(path, declared)
      const allow = [...methods, 'OPTIONS'].join(', ')
      this.#allow.set(path, allow)
      answerOptions(app, path, allow)
      const others = [...this.#used].filter(method => !methods.has(method))
      if (others.length === 0) continue
      app.route({
        ...unread,
        url: path,
        method: others,
        onRequest: async (request, reply) => {
          throw refusalOf(request, reply, allow, clash(request, path, declared))
        },
      })
    }
  }

  /**
   * Refuses a method that no path has, such as PATCH or LOCK, on the paths that there are; undefined elsewhere. Routes for
   * all of these methods would take more memory than those of all others.
   */
  refuse(request: FastifyRequest, reply: FastifyReply): RegistryError | undefined {
    if (this.#used.has(request.method as HTTPMethods)) return undefined
    // `*` is the service as a whole, which the router finds at `/`
    const path = withoutLastSlash(pathOf(request.url, request.url.length)).replace(/^\*$/, '/')
    const [, allow] = [...this.#allow].find(([pattern]) => fits(path, pattern)) ?? []
    return allow === undefined ? undefined : refusalOf(request, reply, allow)
  }
}

function withoutLastSlash(path: string): string {
  return path.replace(/(?<=.)\/$/, '')
}

/** Sorts written steps before names, as the router looks at them. */
function rankOf(pattern: string): string {
  return pattern.replace(/:\w+/g, '\uffff')
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

/** Whether the router finds a pattern by a path. */
function fits(path: string, pattern: string): boolean {
  const steps = pattern.split('/')
  const names = path.split('/')
  const isAnswered = (step: string, index: number) => {
    return step.startsWith(':') || step === names[index] || step === unquoted(names[index] ?? '')
  }
  return steps.length === names.length && steps.every(isAnswered)
}

/** A step of a path without the percent-encoding of letters that need none. */
function unquoted(name: string): string {
  try {
    return decodeURI(name)
  } catch {
    return name
  }
}

/**
 * Why a path lacks a method that the pattern of another route promises for it: `/contracts/datasets/versions/linked` is no
 * version named `linked`.
 */
function clash({ method, url }: FastifyRequest, pattern: string, declared: Declared): string {
  const path = withoutLastSlash(pathOf(url, maxPathLength))
  const hidden = declared.find(([other, methods]) => {
    return other !== pattern && methods.has(method as HTTPMethods) && fits(path, other)
  })
  return hidden ? `; the path is one of ${shown(pattern)} and so none of ${shown(hidden[0])}` : ''
}

/** A pattern as the API description writes it. */
function shown(pattern: string): string {
  return pattern.replace(/:(\w+)/g, '{$1}')
}

function refusalOf(
  { method }: FastifyRequest,
  reply: FastifyReply,
  allow: string,
  reason = '',
): RegistryError {
  reply.header('allow', allow)
  return new RegistryError(
    'method-not-allowed',
    `${method} is not possible here; allowed are ${allow}${reason}`,
  )
}

/** What the routes below have. They answer before the body is read: what was sent does not matter. */
const unread = {
  schema: { hide: true },
  config: { permission: 'none' },
  handler: () => undefined,
} as const

function answerOptions(app: FastifyInstance, url: string, allow: string): void {
  app.route({
    ...unread,
    url,
    method: 'OPTIONS',
    onRequest: async (_, reply) => reply.code(204).header('allow', allow).send(),
  })
}
