import { setImmediate as afterOthers } from 'node:timers/promises'

/** How long one piece of work may hold the event loop before others get a turn, in milliseconds. */
const longTurn = 10

/**
 * Lets others have a turn within long work. An `await` of what is there already does not: as long as promises follow
 * promises, no request is read and no answer is sent.
 */
export class EventLoop {
  /** When work began in this turn of the loop; undefined when none has. */
  #began: number | undefined

  /** Whether this turn of the loop has taken so long that others should have theirs. */
  get isHeld(): boolean {
    const now = performance.now()
    if (this.#began === undefined) {
      this.#began = now
      setImmediate(() => {
        this.#began = undefined
      })
    }
    return now - this.#began > longTurn
  }

  /** Resolves at once, or when others have had their turn. */
  async share(): Promise<void> {
    if (this.isHeld) await afterOthers()
  }
}
