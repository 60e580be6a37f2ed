import type { FastifyReply, FastifyRequest } from 'fastify'
import { LogController } from 'fastify'
import type { Exchanges } from './exchanges.ts'
import { logFault } from './fault-log.ts'

/** What Node calls it when the connection is closed before all of a stream was sent. */
const closedEarly = 'ERR_STREAM_PREMATURE_CLOSE'

/**
 * What fastify tells of when an answer cannot go on whose head was sent: no problem can take its place. It is logged and
 * counted, and the connection is broken off, so that nobody takes what came for all there is. All else that fastify would
 * log of requests, the request log has.
 */
export class BrokenAnswers extends LogController {
  readonly #exchanges: Exchanges

  constructor(exchanges: Exchanges) {
    super({ disableRequestLogging: true })
    this.#exchanges = exchanges
  }

  override streamError(
    error: Error & { code?: string },
    request: FastifyRequest,
    _reply: FastifyReply,
  ): void {
    // the client has left, or was too slow; who follows the exchange sees it by itself
    if (error.code === closedEarly) return
    this.#exchanges.fail(request, error)
    logFault(request, error)
    // without chunks the end of the connection is the end of the answer, if it is a regular one
    if (request.raw.httpVersion === '1.0') request.raw.socket.resetAndDestroy()
  }
}
