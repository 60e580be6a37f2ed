import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LinkedList } from './linked-list.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The request with its answer, from when the service began to handle it. */
    exchange: Exchange
  }
}

/** What is known of a route, made once for each: to ask fastify for it costs more than many a request. */
export interface Route {
  /** Undefined for routes that have no operation: the documentation page, other methods, and nothing. */
  readonly operation: string | undefined
  /** The pattern of its path; undefined when there is no route. */
  readonly url: string | undefined
  readonly isProbe: boolean
  readonly isOpen: boolean
}

/** A request and its answer. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly route: Route
  /** What it was answered in place of the reply, when the rest of it could not be read. */
  refusal?: Refusal
  /** Whether all of the answer was given to the connection. */
  isComplete: boolean
  /** From the header of the request to the end of the answer, in milliseconds; 0 until then. */
  duration: number
  /** Why the answer could not go on whose head was sent already. */
  failure?: Error
  /** Whether all of the request is there and its answer is being made, see `refuseOverload`. */
  isInWork?: boolean
}

/** Why an answer ended before all of it was sent: the service failed, or the connection was closed. */
export const breakages = ['failed', 'closed'] as const
export type Breakage = (typeof breakages)[number]

/** An answer that fastify does not know of. */
export interface Refusal {
  readonly status: number
  /** The size of its body. */
  readonly bytes: number | undefined
}

/** Called with each exchange when it is over. */
export type ExchangeObserver = (exchange: Exchange) => void

/** What HTTP has no status for: the client went away before it was answered. The number is that of nginx. */
export const clientGone = 499

/** The requests that are being answered; calls observers with each when it is over. */
export class Exchanges {
  readonly #open = new LinkedList<Exchange>()
  readonly #observers: ExchangeObserver[] = []
  readonly #routes = new WeakMap<object, Route>()
  readonly #last = new WeakMap<Socket, IncomingMessage>()
  /** By connection, the request that was answered before all of it had come. */
  readonly #answeredEarly = new WeakMap<Socket, IncomingMessage>()

  /** Calls the observer with each exchange that ends from now on. */
  observe(observer: ExchangeObserver): void {
    this.#observers.push(observer)
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

  /** The last request that has come on a connection, be it answered or not. */
  lastOn(socket: Socket): IncomingMessage | undefined {
    return this.#last.get(socket)
  }

  /** Whether what comes on a connection now still belongs to a request that was answered. */
  wasAnsweredEarly(socket: Socket): boolean {
    return this.#answeredEarly.get(socket)?.complete === false
  }

  /** The answer to a request cannot go on. */
  fail(request: FastifyRequest, failure: Error): void {
    for (const exchange of this.#open) if (exchange.request === request) exchange.failure = failure
  }

  /**
   * Follows one request. The end is that of Node's response, which comes whatever becomes of the connection; fastify's
   * own hook does not when the client goes away.
   */
  enter(request: FastifyRequest, reply: FastifyReply): void {
    const begin = performance.now()
    const route = this.#routeOf(request)
    const exchange: Exchange = { request, reply, route, isComplete: false, duration: 0 }
    request.exchange = exchange
    const node = this.#open.add(exchange)
    this.#last.set(request.raw.socket, request.raw)
    // each of the two comes once
    reply.raw.on('finish', () => {
      exchange.isComplete = true
      exchange.duration = performance.now() - begin
    })
    reply.raw.on('close', () => {
      this.#open.remove(node)
      exchange.duration ||= performance.now() - begin
      if (!request.raw.complete) this.#answeredEarly.set(request.raw.socket, request.raw)
      for (const observe of this.#observers) observe(exchange)
    })
  }

  #routeOf({ routeOptions }: FastifyRequest): Route {
    const { config, schema, url } = routeOptions
    const known = this.#routes.get(config ?? this)
    if (known) return known
    const { operationId: operation } = (schema ?? {}) as { operationId?: string }
    const { isProbe = false, permission = 'none' } = config ?? {}
    const route = { operation, url, isProbe, isOpen: permission === 'none' }
    this.#routes.set(config ?? this, route)
    return route
  }
}

/** Why an answer that was begun did not come to its end; undefined when it did, and when it was not begun. */
export function breakageOf({ reply, refusal, failure, isComplete }: Exchange): Breakage | undefined {
  if (refusal || isComplete || !reply.raw.headersSent) return undefined
  return failure ? 'failed' : 'closed'
}

/** The status an exchange ended with. */
export function statusOf({ reply, refusal }: Exchange): number {
  if (refusal) return refusal.status
  return reply.raw.headersSent ? reply.raw.statusCode : clientGone
}
