import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * How long what was answered may be used again. Of documents with `stale-if-error` (RFC 5861): a job that reads through a
 * cache goes on when the registry is away for a while.
 *
 * - `never`: errors, whose cause may be gone in a moment, and what machines watch the service by.
 * - `asked`: what is there now, such as lists; a cache asks each time.
 * - `changing`: a document of which the next request may get another; a cache asks each time, and gets 304.
 * - `approved`: an exact version that others rely on. Its content does not change; its status may, which a cache
 *   notices within five minutes.
 * - `fixed`: a revision, which never changes.
 */
const cacheControl = {
  never: 'no-store',
  asked: 'no-cache',
  changing: 'max-age=0, stale-if-error=86400',
  approved: 'max-age=300, stale-if-error=604800',
  fixed: 'max-age=31536000, immutable',
} as const

export type Lifetime = keyof typeof cacheControl

/** Says how long the answer to a request may be used again: by the caller alone who has shown a credential. */
export function setCacheControl({ headers }: FastifyRequest, reply: FastifyReply, lifetime: Lifetime): void {
  const isShown = headers.authorization !== undefined || headers['x-api-key'] !== undefined
  reply.header('cache-control', isShown ? `private, ${cacheControl[lifetime]}` : cacheControl[lifetime])
}

/** What an answer says that cannot know more. */
export const neverCached = cacheControl.never

/**
 * Says that the answer would be another one to a request with other values of some headers (RFC 9110, section 12.5.5).
 *
 * @param names of these headers, with commas between them.
 */
export function addVary(reply: FastifyReply, names: string): void {
  const before = reply.getHeader('vary')
  reply.header('vary', typeof before === 'string' ? `${before}, ${names}` : names)
}

/**
 * Says of an answer, before it is made, what holds for all but documents and errors: caches ask each time, and where
 * callers have names, each gets their own.
 *
 * @param isGuarded whether callers have names and permissions at all.
 */
export function beginCaching(request: FastifyRequest, reply: FastifyReply, isGuarded: boolean): void {
  const { isProbe, isOpen } = request.exchange.route
  setCacheControl(request, reply, isProbe ? 'never' : 'asked')
  if (isGuarded && !isOpen) addVary(reply, 'Authorization, x-api-key')
}
