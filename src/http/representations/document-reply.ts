import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DocumentFormat } from '../../domain/document/read-document.ts'
import { isEnding } from '../../domain/policy.ts'
import { isReadable, sentBytes } from '../../domain/stored-text.ts'
import type { StoredVersion } from '../../stores/store.ts'
import { unreadableDocument } from '../../use-cases/errors.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import { addVary, type Lifetime, setCacheControl } from '../edge/cache-control.ts'
import { isNotModified, requireMatch } from './conditional.ts'
import { sendDeprecation } from './deprecation.ts'
import { entityTag } from './entity-tag.ts'
import { headerText, linkVersion, locationOf } from './location.ts'
import { contentTypes, preferredFormat } from './media-types.ts'

/**
 * Answers with a stored document as it is: its bytes, or 304 when the client has them. What the registry knows about
 * it stands in the header, because clients refuse documents with members that ODCS does not have. A byte order mark that
 * another program has stored is left out.
 *
 * @param lifetime how long the answer to this request stays the same.
 * @param only the format of a route that has no other; else `Accept` chooses one.
 * @throws RegistryError `precondition-failed` when `If-Match` names another state; `not-acceptable` when `Accept`
 *   leaves nothing to send, or what is stored is no JSON object.
 */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  contracts: ContractReader,
  stored: StoredVersion,
  lifetime: Lifetime,
  only?: DocumentFormat,
): FastifyReply | Promise<FastifyReply> {
  if (!isReadable(stored)) throw unreadableDocument(stored)
  const { headers } = request
  if (only === undefined) addVary(reply, 'Accept')
  const format = only ?? preferredFormat(headers.accept)
  const etag = entityTag(stored, format)
  requireMatch(headers['if-match'], etag)
  describe(request, reply, stored, etag)
  setCacheControl(request, reply, lifetime)
  const send = () => {
    if (isNotModified(headers['if-none-match'], etag)) return reply.code(304).send()
    reply.type(contentTypes[format])
    if (format === 'json') return reply.send(stored.bytes?.() ?? sentBytes(stored.json))
    return contracts.yamlOf(stored, request.signal).then(yaml => reply.send(yaml))
  }
  return isEnding(stored.status) ? announceEnd(request, reply, contracts, stored).then(send) : send()
}

/** As much of a status as a header can carry; statuses are words. */
const maxStatusLength = 255

function describe(request: FastifyRequest, reply: FastifyReply, stored: StoredVersion, etag: string): void {
  const { contractId, version, status, fingerprint, revision, predecessor } = stored
  reply.header('etag', etag)
  reply.header('content-location', locationOf(request, stored))
  reply.header('dc43-contract-version', headerText(version))
  reply.header('dc43-revision', revision)
  if (status !== undefined) reply.header('dc43-contract-status', headerText(status.slice(0, maxStatusLength)))
  reply.header('dc43-fingerprint', headerText(fingerprint))
  if (predecessor !== undefined)
    linkVersion(request, reply, 'predecessor-version', { contractId, version: predecessor })
}

async function announceEnd(
  request: FastifyRequest,
  reply: FastifyReply,
  contracts: ContractReader,
  stored: StoredVersion,
): Promise<void> {
  const deprecation = await contracts.deprecation(stored)
  if (deprecation) sendDeprecation(request, reply, stored, deprecation)
}
