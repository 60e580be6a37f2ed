import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { withDeadline } from '../concurrency/deadline.ts'
import type { Shutdown } from '../http/edge/shutdown.ts'
import type { Server } from '../http/server.ts'
import type { StoreGate } from '../stores/store-gate.ts'
import type { Tracing } from '../tracing/tracing.ts'
import type { EndSignal } from './signals.ts'

/** How long the connections to the store, and what is left of traces, may take at the end, in milliseconds. */
const closeDeadline = 5000

export interface ShutdownTimes {
  /** Seconds for which requests are taken although the service says that it is not ready. */
  readonly drainDelay: number
  /** Seconds that requests under way may take then. */
  readonly shutdownGrace: number
}

/**
 * Waits until load balancers have noticed that the service is not ready. Until then they go on sending requests, which
 * are answered as ever, but each on a connection that ends with it. Nobody at a terminal needs to wait.
 */
export async function drain(
  shutdown: Shutdown,
  signal: EndSignal,
  { drainDelay }: ShutdownTimes,
): Promise<void> {
  shutdown.begin()
  if (signal === 'SIGTERM' && drainDelay > 0) await delay(drainDelay * 1000)
}

/**
 * Takes no new requests and waits for those under way. Connections that a client would keep open are closed as soon as
 * they are idle, and the rest when the grace period is over.
 */
export async function closeServer(app: Server, log: Logger, { shutdownGrace }: ShutdownTimes): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 20)
  const deadline = setTimeout(() => {
    log.warn('breaking off the requests that are still under way')
    app.server.closeAllConnections()
  }, shutdownGrace * 1000)
  await app.close()
  clearInterval(sweep)
  clearTimeout(deadline)
}

/** Closes the connections to the store; a server that does not answer is left. */
export async function closeStore(gate: StoreGate): Promise<void> {
  await withDeadline(gate.close(), closeDeadline, () => undefined)
}

/** Sends the traces that were not sent yet; a collector that is away is left. */
export async function closeTracing(tracing: Tracing | undefined, log: Logger): Promise<void> {
  if (!tracing) return
  const late = () => log.warn('not all traces could be sent in time')
  await withDeadline(tracing.close(), closeDeadline, late).catch(err =>
    log.warn({ err }, 'not all traces could be sent'),
  )
}
