/** A value in a linked list, between those before and after it. */
export interface ListNode<T> {
  readonly value: T
  before: ListNode<T> | undefined
  after: ListNode<T> | undefined
}

/**
 * A doubly linked list of values that come and go all the time, in the order in which they came. A `Set` of them makes a new
 * table again and again, and each holds the next one with all that was in it. Once one of them has grown old, whatever comes
 * grows old with it: under load, to collect that costs as much as to answer the requests.
 */
export class LinkedList<T> implements Iterable<T> {
  #first: ListNode<T> | undefined
  #last: ListNode<T> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  add(value: T): ListNode<T> {
    const node: ListNode<T> = { value, before: this.#last, after: undefined }
    if (this.#last) this.#last.after = node
    else this.#first = node
    this.#last = node
    this.#size++
    return node
  }

  /** Takes out what was added; to be called once for each. */
  remove(node: ListNode<T>): void {
    const { before, after } = node
    if (before) before.after = after
    else this.#first = after
    if (after) after.before = before
    else this.#last = before
    // what has gone holds nothing of what comes
    node.before = undefined
    node.after = undefined
    this.#size--
  }

  *[Symbol.iterator](): Generator<T> {
    for (let node = this.#first; node; node = node.after) yield node.value
  }
}
