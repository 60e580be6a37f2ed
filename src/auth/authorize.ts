import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { type Access, type Permission, permissionFault } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { type Authenticator, anonymousName } from './authenticator.ts'
import { tokenIn } from './credential.ts'
import { Failures } from './failures.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The permission that a caller needs for the route; `none` for routes that are open to everybody. */
    permission?: Permission | 'none'
  }
  interface FastifyRequest {
    /** The name of the caller in the history and the log. */
    caller: string
    /** What the caller may do. Missing for routes that are open to everybody. */
    access: Access
  }
}

/**
 * Guards every route that is registered after this: before the body is read, it checks the caller and the permission that
 * the route declares. A route without a permission stops the start.
 */
export function authorize(app: FastifyInstance, authenticator: Authenticator): void {
  app.decorateRequest('caller', anonymousName)
  app.decorateRequest('access')
  const failures = new Failures()
  app.addHook('onRoute', route => {
    const permission = route.config?.permission
    if (permission === undefined) throw new Error(`route ${route.url} does not declare a permission`)
    if (permission === 'none') return
    const guard = guardOf({ permission, operation: route.schema?.operationId, authenticator, failures })
    route.onRequest = [guard, ...[route.onRequest ?? []].flat()]
  })
}

interface GuardParts {
  readonly permission: Permission
  /** What the route does, for messages. */
  readonly operation: string | undefined
  readonly authenticator: Authenticator
  readonly failures: Failures
}

function guardOf({ permission, operation, authenticator, failures }: GuardParts): onRequestHookHandler {
  const admit = (request: FastifyRequest, access: Access) => {
    request.caller = access.caller
    request.access = access
    const fault = permissionFault(access, permission, operation)
    // callers without a token are asked for one
    return fault && access === authenticator.anonymous ? withoutCredential() : fault
  }
  const refuse = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    return failureOf(error, request, reply, failures) as Error
  }
  return (request, reply, done) => {
    let access: Access | Promise<Access>
    try {
      access = accessOf(request, authenticator)
    } catch (error) {
      return done(refuse(request, reply, error))
    }
    if (!(access instanceof Promise)) return done(admit(request, access))
    access.then(
      found => done(admit(request, found)),
      error => done(refuse(request, reply, error)),
    )
  }
}

function accessOf({ headers }: FastifyRequest, authenticator: Authenticator): Access | Promise<Access> {
  const { anonymous, isOff } = authenticator
  const token = isOff ? undefined : tokenIn(headers)
  if (token !== undefined) return authenticator.authenticate(token)
  if (anonymous) return anonymous
  throw withoutCredential()
}

function withoutCredential(): RegistryError {
  return new RegistryError('unauthenticated', 'send the header "Authorization: Bearer <token>"')
}

/** Why a caller is refused: their token is wrong, or there were too many wrong ones. */
function failureOf(error: unknown, request: FastifyRequest, reply: FastifyReply, failures: Failures) {
  const { authorization, 'x-api-key': key } = request.headers
  const isAttempt = authorization !== undefined || key !== undefined
  if (!isAttempt || !(error instanceof RegistryError) || error.code !== 'unauthenticated') return error
  const wait = failures.add(request.ip)
  if (wait === undefined) return error
  reply.header('retry-after', wait)
  return new RegistryError(
    'too-many-attempts',
    `too many attempts to authenticate from this address have failed; the last one because: ${error.message}`,
  )
}
