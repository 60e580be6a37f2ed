import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readBody } from '../edge/request-body.ts'

/** Makes the routes of this scope pass over bodies: some clients name a type of a body that they do not send. */
export function receiveNothing(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', async (request: FastifyRequest) => void (await readBody(request)))
}
