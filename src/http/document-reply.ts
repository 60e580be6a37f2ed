import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ContractService } from '../contracts/service.ts'
import type { StoredVersion } from '../stores/store.ts'
import { isNotModified } from './conditional.ts'
import { contentTypes, preferredFormat } from './media-types.ts'

/**
 * Answers with a stored document as it is: its bytes, or 304 when the client has them. What the registry knows about
 * it stands in the header, because clients refuse documents with members that ODCS does not have.
 */
export async function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  contracts: ContractService,
  stored: StoredVersion,
): Promise<FastifyReply> {
  const { headers } = request
  const format = preferredFormat(headers.accept)
  const etag = format === 'json' ? `"${stored.digest}"` : `"${stored.digest}.yaml"`
  describe(reply, stored, etag)
  if (isNotModified(headers['if-none-match'], etag)) return reply.code(304).send()
  reply.type(contentTypes[format])
  return reply.send(format === 'json' ? stored.json : await contracts.yamlOf(stored))
}

/** As much of a status as a header can carry; statuses are words. */
const maxStatusLength = 255

function describe(reply: FastifyReply, stored: StoredVersion, etag: string): void {
  const { contractId, version, status, fingerprint } = stored
  reply.header('etag', etag)
  reply.header('vary', 'Accept')
  reply.header('cache-control', 'no-cache')
  reply.header('content-location', locationOf(contractId, version))
  reply.header('dc43-contract-version', headerText(version))
  if (status !== undefined) reply.header('dc43-contract-status', headerText(status.slice(0, maxStatusLength)))
  reply.header('dc43-fingerprint', fingerprint)
}

/** The path of an exact contract version. */
export function locationOf(contractId: string, version: string): string {
  return `/contracts/${encodeURIComponent(contractId)}/versions/${encodeURIComponent(version)}`
}

/** What a field value may not hold as it is, and `%`, so that decoding is unambiguous. */
const unsafe = /[^\u0020-\u0024\u0026-\u007e]|^ | $/
const eachUnsafe = new RegExp(unsafe, 'gu')

/** Text as a header field value: as it is where that is possible, else percent-encoded UTF-8. */
export function headerText(text: string): string {
  return unsafe.test(text) ? text.toWellFormed().replace(eachUnsafe, encodeURIComponent) : text
}
