/** Up to how many events of this process wait to be indexed; a writer that makes more waits until some of them are. */
const maxEvents = 500

/** How many characters their documents may have: fewer than are remembered, so that none has to be parsed again. */
const maxLength = 4 * 1024 * 1024

/** How much a process has written at a moment. */
export interface Written {
  readonly events: number
  /** How many characters their documents have. */
  readonly length: number
}

/** What this process has written, and how much of that is not known to be indexed. */
export class Backlog {
  #written: Written = { events: 0, length: 0 }
  #indexed: Written = { events: 0, length: 0 }
  #waiting: (() => void)[] = []

  /** All that was written. */
  get written(): Written {
    return this.#written
  }

  get events(): number {
    return this.#written.events - this.#indexed.events
  }

  add({ events, length }: Written): void {
    this.#written = { events: this.#written.events + events, length: this.#written.length + length }
  }

  /** Whether more waits than may, or than this share of it. */
  exceeds(share: number): boolean {
    return this.events > share * maxEvents || this.#written.length - this.#indexed.length > share * maxLength
  }

  /**
   * Notes that no more than some of the events wait that were written up to a moment. How long each document is was not kept:
   * they count alike.
   */
  note({ events, length }: Written, left: number): void {
    const indexed = events - left
    const { events: before, length: lengthBefore } = this.#indexed
    if (indexed > before) {
      const share = (indexed - before) / (events - before)
      this.#indexed = { events: indexed, length: lengthBefore + share * (length - lengthBefore) }
    }
    if (!this.exceeds(1)) this.release()
  }

  /** Resolves when no more waits than may, or nobody goes on with it. */
  shrunk(): Promise<void> {
    return new Promise(resolve => this.#waiting.push(resolve))
  }

  /** Lets go whoever waits for it to shrink. */
  release(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}
