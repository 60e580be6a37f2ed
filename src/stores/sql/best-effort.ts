import { withDeadline } from '../../concurrency/deadline.ts'
import { ignoreStoreFault } from '../../sql/faults.ts'

/** How long a read waits for what it does beside answering, in milliseconds. */
const usualPatience = 100

/** In how many parts it waits: what holds up this process as a whole, and not the storage, then takes one of them only. */
const looks = 10

/**
 * Lets reads write something on their way: for a moment, because others may hold the storage for long, and reads must
 * not wait for writers. What takes longer goes on by itself, and is not begun again meanwhile.
 */
export class BestEffort {
  readonly #running = new Map<string, Promise<boolean>>()
  readonly #patience: number

  /** @param patience how long a read waits, in milliseconds. */
  constructor(patience = usualPatience) {
    this.#patience = patience
  }

  /**
   * @param key what is done, so that it is done once at a time.
   * @returns whether it was done in time, as far as the work itself says so.
   */
  async run(key: string, work: () => Promise<boolean>): Promise<boolean> {
    const running = this.#begin(key, work)
    for (let look = 0; look < looks; look++) {
      const isDone = await withDeadline(running, this.#patience / looks, () => undefined)
      if (isDone !== undefined) return isDone
    }
    return false
  }

  /** Resolves when nothing is under way any more. */
  async settle(): Promise<void> {
    await Promise.all(this.#running.values())
  }

  #begin(key: string, work: () => Promise<boolean>): Promise<boolean> {
    const running = this.#running.get(key)
    if (running) return running
    const begun = work()
      .catch(error => {
        ignoreStoreFault(error)
        return false
      })
      .finally(() => this.#running.delete(key))
    this.#running.set(key, begun)
    return begun
  }
}
