import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Shutdown } from './shutdown.ts'

/**
 * What all answers say beside the id of their request. It keeps browsers from guessing types, from showing documents that
 * others stored as pages of this site or within other pages, and from telling other sites where somebody was.
 */
export const constantHeaders = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  // of which the documentation page takes back what it needs
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['x-frame-options', 'DENY'],
] as const

/** Sets the header fields that every answer has. */
export function setAnswerHeaders(request: FastifyRequest, reply: FastifyReply, shutdown: Shutdown): void {
  reply.header('x-request-id', request.id)
  for (const [name, value] of constantHeaders) reply.header(name, value)
  if (shutdown.hasBegun) endConnection(reply)
}

/** Has the connection end with the answer: who keeps it open while the service is being stopped would lose their next request. */
export function endConnection(reply: FastifyReply): void {
  reply.header('connection', 'close')
}
