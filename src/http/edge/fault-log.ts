import type { FastifyRequest } from 'fastify'
import { problemOf } from '../wire/problem.ts'
import { maxPathLength, pathOf } from './url.ts'

/** Logs a fault: a store that is away with one line for each request it fails, a fault of this program with its stack. */
export function logFault({ log, id, method, url }: FastifyRequest, error: unknown): void {
  const { status, detail, title } = problemOf(error)
  const request = { requestId: id, method, path: pathOf(url, maxPathLength) }
  if (status === 503) log.warn({ ...request, cause: causeOf(error) }, detail)
  else log.error({ ...request, err: error }, title)
}

/** What began it: the message of the innermost cause, which is the driver's own. */
export function causeOf(error: unknown): string | undefined {
  let cause = error
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause
  return cause instanceof Error ? cause.message : undefined
}
