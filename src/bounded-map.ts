/** How much a bounded map holds. */
export interface Bounds<Value> {
  /** The size of all entries together. */
  readonly most: number
  /** The size of an entry; 1 without it. */
  readonly sizeOf?: (value: Value) => number
  /** The largest entry that is held; `most` without it. */
  readonly largest?: number
}

/** A map of bounded size: when there is no room for another entry, those go that were not used for the longest time. */
export class BoundedMap<Value> {
  readonly #most: number
  readonly #largest: number
  readonly #sizeOf: (value: Value) => number
  /** A map is in the order of insertion: the one that was used last is the last. */
  readonly #entries = new Map<string, Value>()
  #size = 0

  constructor({ most, largest = most, sizeOf = () => 1 }: Bounds<Value>) {
    this.#most = most
    this.#largest = largest
    this.#sizeOf = sizeOf
  }

  /** The size of all entries together. */
  get size(): number {
    return this.#size
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  /** Puts a value in the place of the one before, unless it is too large; without one, there is none. */
  set(key: string, value: Value | undefined): void {
    this.#delete(key)
    if (value === undefined) return
    const size = this.#sizeOf(value)
    if (size > this.#largest) return
    this.#entries.set(key, value)
    this.#size += size
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#most) return
      this.#delete(oldest)
    }
  }

  #delete(key: string): void {
    const value = this.#entries.get(key)
    if (value === undefined) return
    this.#entries.delete(key)
    this.#size -= this.#sizeOf(value)
  }
}
