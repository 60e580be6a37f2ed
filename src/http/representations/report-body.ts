import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readUnzipped } from './content-encoding.ts'
import { queueLargeBodies } from './large-bodies.ts'

/** The largest report of a test run, unzipped, in bytes. */
export const reportLimit = 1024 * 1024

/** Makes the routes of this scope receive reports of test runs as the bytes that were sent, unzipped. */
export function receiveReports(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  queueLargeBodies(scope)
  scope.addContentTypeParser('application/json', readUnzipped)
}

/** The bytes of a report; none when there is no body. */
export function reportBytes({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}
