export type Labels = Readonly<Record<string, string>>

/** A number of a metric as the client library writes it. */
export interface Value {
  readonly metricName: string
  readonly labels: Labels
  readonly value: number
}

/** What one combination of labels of a metric has counted so far. */
export interface Series {
  values(name: string, labels: Labels): Value[]
}

/** How often something happened. */
export class Count implements Series {
  #total = 0

  add(): void {
    this.#total++
  }

  values(name: string, labels: Labels): Value[] {
    return [{ metricName: name, labels, value: this.#total }]
  }
}

/** How much there is of something. */
export class Level implements Series {
  #value = 0

  set(value: number): void {
    this.#value = value
  }

  values(name: string, labels: Labels): Value[] {
    return [{ metricName: name, labels, value: this.#value }]
  }
}

/** From what a read in memory takes to what nobody waits for, in seconds. */
const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** How long something took, as a histogram. */
export class Durations implements Series {
  readonly #buckets = new Float64Array(bounds.length + 1)
  #sum = 0

  add(milliseconds: number): void {
    const seconds = milliseconds / 1000
    let bucket = 0
    while (bucket < bounds.length && seconds > (bounds[bucket] as number)) bucket++
    this.#buckets[bucket] = (this.#buckets[bucket] as number) + 1
    this.#sum += seconds
  }

  values(name: string, labels: Labels): Value[] {
    let total = 0
    const buckets = [...bounds.map(String), '+Inf'].map((le, bucket) => {
      total += this.#buckets[bucket] ?? 0
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total }
    })
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: this.#sum },
      { metricName: `${name}_count`, labels, value: total },
    ]
  }
}
