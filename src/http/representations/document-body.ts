import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DocumentFormat } from '../../domain/document/read-document.ts'
import { readUnzipped } from './content-encoding.ts'
import { queueLargeBodies } from './large-bodies.ts'
import { formatOfBody, yamlMediaTypes } from './media-types.ts'

/** Makes the routes of this scope receive documents as the bytes that were sent, unzipped where they came zipped. */
export function receiveDocuments(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  queueLargeBodies(scope)
  scope.addContentTypeParser(['application/json', ...yamlMediaTypes], readUnzipped)
}

/** The document of a request; an empty one when there is no body. */
export function uploadOf({ headers, body }: FastifyRequest): { bytes: Buffer; format: DocumentFormat } {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  return { bytes, format: formatOfBody(headers['content-type']) }
}
