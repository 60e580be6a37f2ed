import type { FastifyInstance } from 'fastify'
import { readUnzipped } from './content-encoding.ts'
import { queueLargeBodies } from './large-bodies.ts'
import { yamlMediaTypes } from './media-types.ts'

/** Makes the routes of this scope receive documents as the bytes that were sent, unzipped where they came zipped. */
export function receiveDocuments(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  queueLargeBodies(scope)
  scope.addContentTypeParser(['application/json', ...yamlMediaTypes], readUnzipped)
}
