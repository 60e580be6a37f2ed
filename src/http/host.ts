import type { FastifyRequest } from 'fastify'
import { RegistryError } from '../domain/errors.ts'

/**
 * Refuses a request of HTTP/1.1 that names no host (RFC 9112, section 3.2). Node's own refusal has no body, and nobody
 * would learn of it.
 */
export function requireHost({ raw, headers }: FastifyRequest): void {
  if (headers.host === undefined && raw.httpVersion === '1.1')
    throw new RegistryError('invalid-request', 'the request has no Host header')
}
