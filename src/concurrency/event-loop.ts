/** How long one piece of work may hold the event loop before others get a turn, in milliseconds. */
const longTurn = 10

/**
 * Lets others have a turn within long work. An `await` of what is there already does not: as long as promises follow
 * promises, no request is read and no answer is sent.
 */
export class EventLoop {
  /** When work began in this turn of the loop; undefined when none has. */
  #began: number | undefined
  /** Work that goes on in later turns, one piece in each. */
  readonly #waiting: (() => void)[] = []

  /** Whether this turn of the loop has taken so long that others should have theirs. */
  get isHeld(): boolean {
    return performance.now() - (this.#began ?? this.#begin()) > longTurn
  }

  /** Resolves at once, or when others have had their turn: first those who have waited for longer. */
  async share(): Promise<void> {
    if (!this.isHeld && this.#waiting.length === 0) return
    await new Promise<void>(resolve => {
      this.#waiting.push(resolve)
      if (this.#waiting.length === 1) this.#goOn()
    })
  }

  #begin(): number {
    const now = performance.now()
    this.#began = now
    setImmediate(() => {
      if (this.#began === now) this.#began = undefined
    })
    return now
  }

  /** In the next turn of the loop. */
  #goOn(): void {
    setImmediate(() => {
      this.#begin()
      this.#waiting.shift()?.()
      if (this.#waiting.length > 0) this.#goOn()
    })
  }
}
