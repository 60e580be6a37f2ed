import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A request and its answer. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** What it was answered in place of the reply, when the rest of it could not be read. */
  refusal?: Refusal
}

/** An answer that fastify does not know of. */
export interface Refusal {
  readonly status: number
  /** The size of its body. */
  readonly bytes: number | undefined
}

/** Is told of each exchange when it is over. */
export type ExchangeObserver = (exchange: Exchange) => void

/** What HTTP has no status for: the client went away before it was answered. The number is that of nginx. */
export const clientGone = 499

/** The requests that are being answered, and who wants to know of those that were. */
export class Traffic {
  readonly #open = new Set<Exchange>()
  readonly #observers: readonly ExchangeObserver[]
  /** By connection, the request that was answered before all of it had come. */
  readonly #answeredEarly = new WeakMap<Socket, IncomingMessage>()

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

  /** The requests of a connection that are being answered, in the order in which they came. */
  openOn(socket: Socket): Exchange[] {
    return [...this.#open].filter(({ request }) => request.raw.socket === socket)
  }

  /** Whether what comes on a connection now still belongs to a request that was answered. */
  wasAnsweredEarly(socket: Socket): boolean {
    return this.#answeredEarly.get(socket)?.complete === false
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
      if (!request.raw.complete) this.#answeredEarly.set(request.raw.socket, request.raw)
      for (const observe of this.#observers) observe(exchange)
    })
  }
}

/** The status an exchange ended with. */
export function statusOf({ reply, refusal }: Exchange): number {
  if (refusal) return refusal.status
  return reply.raw.headersSent ? reply.raw.statusCode : clientGone
}
