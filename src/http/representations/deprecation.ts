import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deprecation } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { linkVersion } from './location.ts'

/** Says in the header that a version is on its way out: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a link. */
export function sendDeprecation(
  request: FastifyRequest,
  reply: FastifyReply,
  { contractId }: VersionIdentity,
  { since, sunset, successor }: Deprecation,
): void {
  reply.header('deprecation', `@${Math.floor(since.getTime() / 1000)}`)
  if (sunset) reply.header('sunset', sunset.toUTCString())
  if (typeof successor === 'string')
    linkVersion(request, reply, 'successor-version', { contractId, version: successor })
}
