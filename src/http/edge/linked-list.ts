/** One thing of those that are there. */
export interface Place<T> {
  readonly value: T
  before: Place<T> | undefined
  after: Place<T> | undefined
}

/**
 * What is there now, in the order in which it came, of things that come and go all the time. A `Set` of them makes a new
 * table again and again, and each holds the next one with all that was in it. Once one of them has grown old, whatever comes
 * grows old with it: under load, to collect that costs as much as to answer the requests.
 */
export class Present<T> implements Iterable<T> {
  #first: Place<T> | undefined
  #last: Place<T> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  add(value: T): Place<T> {
    const place: Place<T> = { value, before: this.#last, after: undefined }
    if (this.#last) this.#last.after = place
    else this.#first = place
    this.#last = place
    this.#size++
    return place
  }

  /** Takes out what was added; to be called once for each. */
  remove(place: Place<T>): void {
    const { before, after } = place
    if (before) before.after = after
    else this.#first = after
    if (after) after.before = before
    else this.#last = before
    // what has gone holds nothing of what comes
    place.before = undefined
    place.after = undefined
    this.#size--
  }

  *[Symbol.iterator](): Generator<T> {
    for (let place = this.#first; place; place = place.after) yield place.value
  }
}
