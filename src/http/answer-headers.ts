import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lifecycle } from './lifecycle.ts'

/**
 * The header fields that every answer has. They keep browsers from guessing types, from showing documents that others
 * stored as pages of this site, and from telling other sites where somebody was.
 */
export function answerHeaders(requestId: string) {
  return {
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  }
}

/**
 * Sets the header fields that every answer has. While the service is being stopped, the connection ends with the answer:
 * who keeps it open for the next request would lose that one.
 */
export function setAnswerHeaders(request: FastifyRequest, reply: FastifyReply, lifecycle: Lifecycle): void {
  reply.headers(answerHeaders(request.id))
  if (lifecycle.isEnding) reply.header('connection', 'close')
}
