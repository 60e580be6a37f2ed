import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lifecycle } from './lifecycle.ts'

/**
 * Sets the header fields that every answer has. They keep browsers from guessing types, from showing documents that
 * others stored as pages of this site, and from telling other sites where somebody was.
 *
 * While the service is being stopped, the connection ends with the answer: who keeps it open for the next request would
 * lose that one.
 */
export function setAnswerHeaders(request: FastifyRequest, reply: FastifyReply, lifecycle: Lifecycle): void {
  reply.header('x-request-id', request.id)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cross-origin-resource-policy', 'same-origin')
  if (lifecycle.isEnding) reply.header('connection', 'close')
}
