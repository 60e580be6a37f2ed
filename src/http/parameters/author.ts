import type { FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import type { Author } from '../../domain/history.ts'
import { decodeUtf8 } from '../../domain/utf8.ts'

/** The longest reason for a change, in UTF-16 code units. */
export const maxReasonLength = 4000

/**
 * Who makes a change and why, as the history will have it.
 *
 * @param reason the one in the body, which counts before that of the header `DC43-Change-Reason`.
 * @throws RegistryError `invalid-request` when the reason is too long, or the header is not UTF-8.
 */
export function authorOf(request: FastifyRequest, reason?: string): Author {
  const given = reason ?? headerReason(request)
  if (given !== undefined && given.length > maxReasonLength) {
    throw new RegistryError(
      'invalid-request',
      `the reason has ${given.length} characters; at most ${maxReasonLength} are allowed`,
    )
  }
  return { caller: request.caller, reason: given || undefined, requestId: request.id }
}

/** Node reads field values as Latin-1, and clients send UTF-8. */
function headerReason({ headers }: FastifyRequest): string | undefined {
  const field = headers['dc43-change-reason']
  if (typeof field !== 'string') return undefined
  const text = decodeUtf8(Buffer.from(field, 'latin1'))
  if (text !== undefined) return text
  throw new RegistryError('invalid-request', 'the header DC43-Change-Reason is not UTF-8 text')
}
