import type { Metric } from 'prom-client'
import type { Labels, Series, Value } from './series.ts'

interface Described {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
}

/**
 * The series of one metric. Those of the client library look labels up again each time something is counted, which costs
 * more than many a request; here the series are what is kept, and the library only writes them out.
 */
export class Family<S extends Series> {
  readonly name: string
  readonly #described: Described
  readonly #make: () => S
  readonly #series = new Map<string, { readonly labels: Labels; readonly series: S }>()

  constructor(described: Described, make: () => S) {
    this.name = described.name
    this.#described = described
    this.#make = make
  }

  /** The series with these labels, made when it is first asked for. Who counts often keeps it. */
  with(labels: Labels): S {
    const key = Object.values(labels).join('\0')
    const known = this.#series.get(key)
    if (known) return known.series
    const series = this.#make()
    this.#series.set(key, { labels, series })
    return series
  }

  /** As the registry of the client library takes it, which asks for nothing but the name and the values. */
  asMetric(): Metric {
    const values = (): Value[] =>
      [...this.#series.values()].flatMap(({ labels, series }) => series.values(this.name, labels))
    const get = async () => ({ ...this.#described, aggregator: 'sum', values: values() })
    return { name: this.name, get, reset: () => undefined } as unknown as Metric
  }
}
