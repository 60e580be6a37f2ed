import type { FastifyRequest } from 'fastify'
import type { Exchange } from '../http/edge/exchanges.ts'
import type { StoreObserver } from '../stores/store-observer.ts'

/** Traces requests and what they ask of the store. */
export interface Tracing {
  /** Begins the span of a request, as a child of the one its client names. */
  begin(request: FastifyRequest): void
  /** Runs the rest of a request so that what it does belongs to its span. */
  resume(request: FastifyRequest, next: () => void): void
  /** Ends the span of a request. */
  end(exchange: Exchange): void
  /** A span for each operation of the store. */
  readonly storeObserver: StoreObserver
  /** Sends what was not sent yet. */
  close(): Promise<void>
}
