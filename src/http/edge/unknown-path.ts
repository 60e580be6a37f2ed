import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { answerError } from './error-handler.ts'
import type { AllowedMethods } from './methods.ts'
import { pathOf } from './url.ts'

/** As much of a path as an error shows. */
const shownLength = 200

/**
 * Answers requests for paths, or with methods, that no route has: before their bodies are read, which mean nothing, and
 * after all that applies to any request.
 */
export function refuseUnknownPaths(app: FastifyInstance, methods: AllowedMethods): void {
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    return methods.refuse(request, reply) ?? notFound(request)
  }
  app.setNotFoundHandler((request, reply) => answerError(refuse(request, reply), request, reply))
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.is404) done(refuse(request, reply))
    else done(null, payload)
  })
}

function notFound({ method, url }: FastifyRequest): RegistryError {
  const path = pathOf(url, shownLength)
  const hint = slashHint(path)
  return new RegistryError('route-not-found', `there is no resource ${method} ${JSON.stringify(path)}${hint}`)
}

/** What the path of a contract goes on with behind its id. */
const tail = /^(.+?)(\/latest|\/history|\/versions(?:\/[^/]+(?:\/(?:status|history|datasets))?)?)\/?$/

/** Ids with slashes in them are the usual reason why a path below `/contracts` does not exist. */
function slashHint(path: string): string {
  const [, below = ''] = /^\/contracts\/(.+)$/.exec(path) ?? []
  if (!below.includes('/')) return ''
  const rule = '; a slash that belongs to an id or a version is written %2F'
  // how a path ends that is shown in part is not known
  if (path.length === shownLength) return rule
  const [, id = '', rest = ''] = tail.exec(below) ?? []
  return id.includes('/') ? `${rule}: /contracts/${id.replaceAll('/', '%2F')}${rest}` : rule
}
