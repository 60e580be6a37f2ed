import type { FastifyReply, FastifyRequest } from 'fastify'

/** A request and its answer. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Is told of each exchange when it is over. */
export type ExchangeObserver = (exchange: Exchange) => void

/** What HTTP has no status for: the client went away before it was answered. The number is that of nginx. */
const clientGone = 499

/** The requests that are being answered, and who wants to know of those that were. */
export class Traffic {
  readonly #open = new Set<Exchange>()
  readonly #observers: readonly ExchangeObserver[]

  constructor(observers: readonly ExchangeObserver[]) {
    this.#observers = observers
  }

  /** How many requests are being answered now. */
  get size(): number {
    return this.#open.size
  }

  get open(): Iterable<Exchange> {
    return this.#open
  }

  /**
   * Follows one request. The end is that of Node's response, which comes whatever becomes of the connection; fastify's
   * own hook does not when the client goes away.
   */
  enter(request: FastifyRequest, reply: FastifyReply): void {
    const exchange = { request, reply }
    this.#open.add(exchange)
    reply.raw.once('close', () => {
      this.#open.delete(exchange)
      for (const observe of this.#observers) observe(exchange)
    })
  }
}

/** The status an exchange ended with. */
export function statusOf({ reply }: Exchange): number {
  return reply.raw.headersSent ? reply.raw.statusCode : clientGone
}
