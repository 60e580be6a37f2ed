import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lifecycle } from './lifecycle.ts'

/**
 * Sets the header fields that every answer has. While the service is being stopped, the connection ends with the answer:
 * who keeps it open for the next request would lose that one.
 */
export function setAnswerHeaders(request: FastifyRequest, reply: FastifyReply, lifecycle: Lifecycle): void {
  reply.header('x-request-id', request.id)
  if (lifecycle.isEnding) reply.header('connection', 'close')
}
