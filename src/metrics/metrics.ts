import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { product } from '../about.ts'
import { withDeadline } from '../concurrency/deadline.ts'
import { RegistryError } from '../domain/errors.ts'
import type { ConnectionQueue } from '../sql/connection-queue.ts'
import type { SqlObserver } from '../sql/observer.ts'
import type { StoreObserver, StoreOperation } from '../stores/store-observer.ts'
import { Family } from './family.ts'
import { GitMetrics } from './git-metrics.ts'
import { HttpMetrics } from './http-metrics.ts'
import { Durations } from './series.ts'
import { SqlMetrics } from './sql-metrics.ts'

/** How long the store may take to tell how it is, in milliseconds. */
const deadline = 1000

/** What all names begin with. */
const prefix = 'dc43_registry_'

/**
 * All that is counted and measured, for Prometheus. Labels are names of operations, methods, faults and the like: never
 * ids, paths, callers or anything else a client can make up, so that their number is bounded and they tell nothing.
 */
export class Metrics {
  readonly http = new HttpMetrics(prefix)
  readonly #sql = new SqlMetrics(prefix)
  /** Measures what a git store pushes. */
  readonly git = new GitMetrics(prefix)
  readonly #store = new Family(
    {
      name: `${prefix}store_operation_duration_seconds`,
      help: 'How long operations of the store took, by whether they succeeded, were refused or failed',
      type: 'histogram',
    },
    () => new Durations(),
  )
  readonly #registry = new Registry()

  constructor() {
    for (const family of [...this.http.families, ...this.#sql.families, ...this.git.families, this.#store]) {
      this.#registry.registerMetric(family.asMetric())
    }
    const info = { name: `${prefix}build_info`, help: 'The version that runs', labelNames: ['version'] }
    new Gauge({ ...info, registers: [this.#registry] }).set({ version: product.version }, 1)
  }

  /** Adds what is known of the process: memory, processor, garbage collection, delay of the event loop. */
  addProcess(): void {
    collectDefaultMetrics({ register: this.#registry })
  }

  /** Adds how many requests are being answered. */
  addInFlight(count: () => number): void {
    this.#gauge('http_requests_in_flight', 'Requests that are being answered', count)
  }

  /**
   * Adds how far the search index is behind the history; not told while the store does not answer.
   *
   * @param lag in events.
   */
  addIndexLag(lag: () => Promise<number>): void {
    new Gauge({
      name: `${prefix}index_lag_events`,
      help: 'Changes that searches and lists have yet to take over before they answer, with up to 10,000 of other programs',
      registers: [this.#registry],
      async collect() {
        const events = await withDeadline(lag(), deadline, () => undefined).catch(() => undefined)
        if (events === undefined) this.remove()
        else this.set(events)
      },
    })
  }

  /** Measures what a database is asked. */
  readonly sqlObserver: SqlObserver = {
    finished: (kind, milliseconds) => this.#sql.finished(kind, milliseconds),
    retried: fault => this.#sql.retried(fault),
    failed: fault => this.#sql.failed(fault),
    uses: pool => this.#addPool(pool),
  }

  #pool: ConnectionQueue | undefined

  /** The last one counts: a store that renews its credentials opens another. */
  #addPool(pool: ConnectionQueue): void {
    const isFirst = this.#pool === undefined
    this.#pool = pool
    if (!isFirst) return
    const gauge = (name: string, help: string, value: (of: ConnectionQueue) => number) =>
      this.#gauge(name, help, () => (this.#pool ? value(this.#pool) : 0))
    gauge('pool_connections_max', 'Connections the pool may open', of => of.size)
    gauge('pool_connections_in_use', 'Connections of the pool in use', of => of.inUse)
    gauge('pool_requests_waiting', 'Requests that wait for a connection', of => of.waiting)
  }

  /** Measures the operations of a store. */
  readonly storeObserver: StoreObserver = operation => {
    const begin = performance.now()
    return error => this.#storeSeries(operation, outcomeOf(error)).add(performance.now() - begin)
  }

  readonly #storeKept: Partial<Record<string, Durations>> = {}

  #storeSeries(operation: StoreOperation, outcome: Outcome): Durations {
    const key = outcome === 'ok' ? operation : `${operation} ${outcome}`
    this.#storeKept[key] ??= this.#store.with({ operation, outcome })
    return this.#storeKept[key]
  }

  /** The media type of `text`. */
  get contentType(): string {
    return this.#registry.contentType
  }

  /** Everything, in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics()
  }

  #gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: prefix + name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(value())
      },
    })
  }
}

type Outcome = 'ok' | 'refused' | 'failed'

function outcomeOf(error: unknown): Outcome {
  if (error === undefined) return 'ok'
  return error instanceof RegistryError && !error.code.startsWith('store-') ? 'refused' : 'failed'
}
