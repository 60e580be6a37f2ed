import {
  type Breakage,
  breakageOf,
  breakages,
  type Exchange,
  type Refusal,
  statusOf,
} from '../http/edge/exchanges.ts'
import { Family } from './family.ts'
import { Count, Durations } from './series.ts'

/** What requests to routes that have no operation are counted as: the documentation page, other methods, and nothing. */
const otherRoutes = 'other'

/** The labels of requests that the parser refused. Not even their method is known. */
const parserErrors = { operation: 'unreadable', method: 'unknown' }

/** Counts and measures requests. */
export class HttpMetrics {
  readonly #requests: Family<Count>
  readonly #durations: Family<Durations>
  readonly #broken: Family<Count>
  readonly #routes = new Map<string, Map<string, Route>>()

  constructor(prefix: string) {
    this.#requests = new Family(
      {
        name: `${prefix}http_requests_total`,
        help: 'Requests that were answered, by operation, method and class of the status',
        type: 'counter',
      },
      () => new Count(),
    )
    this.#durations = new Family(
      {
        name: `${prefix}http_request_duration_seconds`,
        help: 'How long requests took from their header to the end of the answer',
        type: 'histogram',
      },
      () => new Durations(),
    )
    this.#broken = new Family(
      {
        name: `${prefix}http_answers_broken_total`,
        help: 'Answers that ended before all of them was sent, by operation, and whether the service failed or the connection was closed',
        type: 'counter',
      },
      () => new Count(),
    )
    this.#requests.with({ ...parserErrors, status: '4xx' })
  }

  get families() {
    return [this.#requests, this.#durations, this.#broken]
  }

  /** Makes the series of a route before it is asked, so that the first request is counted from 0. */
  expect(operation: string | undefined, method: string): void {
    this.#route(operation ?? otherRoutes, method)
    for (const reason of breakages) this.#brokenSeries(operation, reason)
  }

  readonly observe = (exchange: Exchange): void => {
    const { request, duration } = exchange
    const { operation } = exchange.route
    const route = this.#route(operation ?? otherRoutes, request.method)
    route.answered(statusOf(exchange))
    route.durations.add(duration)
    const reason = breakageOf(exchange)
    if (reason) this.#brokenSeries(operation, reason).add()
  }

  #brokenSeries(operation: string | undefined, reason: Breakage): Count {
    return this.#broken.with({ operation: operation ?? otherRoutes, reason })
  }

  /** Counts a request that the parser refused. When it began nobody knows, so it is not measured. */
  readonly countParserError = ({ status }: Refusal): void => {
    this.#requests.with({ ...parserErrors, status: classOf(status) }).add()
  }

  #route(operation: string, method: string): Route {
    let methods = this.#routes.get(operation)
    if (!methods) {
      methods = new Map()
      this.#routes.set(operation, methods)
    }
    let route = methods.get(method)
    if (!route) {
      const classes = (status: string) => this.#requests.with({ operation, method, status })
      route = new Route(classes, this.#durations.with({ operation, method }))
      methods.set(method, route)
    }
    return route
  }
}

/** What is counted of one operation and method. */
class Route {
  readonly durations: Durations
  readonly #seriesOf: (status: string) => Count
  readonly #counts: (Count | undefined)[] = []

  constructor(seriesOf: (status: string) => Count, durations: Durations) {
    this.#seriesOf = seriesOf
    this.durations = durations
    this.#counts[2] = seriesOf('2xx')
  }

  answered(status: number): void {
    const first = Math.floor(status / 100)
    this.#counts[first] ??= this.#seriesOf(classOf(status))
    this.#counts[first].add()
  }
}

function classOf(status: number): string {
  return `${Math.floor(status / 100)}xx`
}
