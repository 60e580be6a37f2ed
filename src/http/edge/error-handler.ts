import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, RegistryError } from '../../domain/errors.ts'
import { type Problem, problemOf } from '../wire/problem.ts'
import { problemMediaType } from '../wire/problem-kinds.ts'
import { setCacheControl } from './cache-control.ts'
import { logFault } from './fault-log.ts'
import { STATUS_CODES } from './node-http.ts'

/** Seconds after which a client may try again when the store was busy or away, and has not said more. */
const retryAfter = 1

/** The problems that are not worth a line for each request: they say nothing about the store or this program. */
const unremarkable = new Set<string>(['shutting-down', 'overloaded', 'not-implemented'])

/** Turns everything that is thrown into a problem, once, for all routes. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
}

/** Answers an error that any part of a request's handling has thrown. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(request, reply, toRegistryError(error))
}

/** The header fields that describe a document. */
const ofDocument = /^(etag|content-location|link|deprecation|sunset|dc43-.*)$/

/**
 * Answers with the problem that an error is.
 *
 * @param members what the problem says beside it.
 */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  members: Pick<Problem, 'dry_run' | 'verdicts'> = {},
): FastifyReply {
  const problem: Problem = { ...problemOf(error), ...members }
  if (problem.status >= 500 && !unremarkable.has(problem.code)) logFault(request, error)
  // it may be refused when they are set: a cache must not take the problem for the document
  for (const name of Object.keys(reply.getHeaders())) if (ofDocument.test(name)) reply.removeHeader(name)
  setCacheControl(request, reply, 'never')
  if (problem.status === 503) reply.header('retry-after', waitOf(error))
  if (problem.code === 'unsupported-encoding') reply.header('accept-encoding', 'gzip')
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  // as bytes: fastify would add a charset to a string's media type
  return reply
    .code(problem.status)
    .type(problemMediaType)
    .send(Buffer.from(JSON.stringify(problem)))
}

function waitOf(error: unknown): number {
  return (error instanceof RegistryError && error.retryAfter) || retryAfter
}

/** What fastify itself refuses, in the registry's terms. */
const frameworkErrors: Record<string, [ErrorCode, string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported-media-type',
    'the Content-Type is missing or not supported; send application/json or, for documents, application/yaml',
  ],
  FST_ERR_BAD_URL: ['invalid-request', 'the request path is not percent-encoded UTF-8'],
}

function toRegistryError(error: unknown): unknown {
  if (error instanceof RegistryError) return error
  const { code, statusCode = 500 } = error as FastifyError
  const known = frameworkErrors[code]
  if (known) return new RegistryError(...known)
  if (statusCode >= 400 && statusCode < 500) {
    return new RegistryError('invalid-request', STATUS_CODES[statusCode] ?? 'the request is not valid')
  }
  return error
}
