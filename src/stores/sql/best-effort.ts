import { withDeadline } from '../../concurrency/deadline.ts'
import { sharedRuns } from '../../concurrency/single-flight.ts'
import { ignoreStoreFault } from '../../sql/faults.ts'

/** How long a read waits for what it does beside answering, in milliseconds. */
const usualPatience = 100

/** In how many parts it waits: what holds up this process as a whole, and not the storage, then takes one of them only. */
const looks = 10

/** Runs of one kind of work, one at a time, and the newest of those that were asked for. */
interface Runs {
  readonly ask: () => Promise<boolean>
  readonly newest: Promise<boolean>
}

/**
 * Lets reads write something on their way: for a moment, because others may hold the storage for long, and reads must
 * not wait for writers. What takes longer goes on by itself, and is done once at a time.
 */
export class BestEffort {
  readonly #runs = new Map<string, Runs>()
  readonly #patience: number

  /** @param patience how long a read waits, in milliseconds. */
  constructor(patience = usualPatience) {
    this.#patience = patience
  }

  /**
   * @param key what is done, so that it is done once at a time. Readers who ask while it is under way share the next run:
   *   the one under way may not see what was written before they asked.
   * @param times how many times as long as others this read waits.
   * @returns whether it was done in time, as far as the work itself says so.
   */
  async run(key: string, work: () => Promise<boolean>, times = 1): Promise<boolean> {
    const running = this.#ask(key, work)
    for (let look = 0; look < looks; look++) {
      const isDone = await withDeadline(running, (times * this.#patience) / looks, () => undefined)
      if (isDone !== undefined) return isDone
    }
    return false
  }

  /** Resolves when nothing is under way any more. */
  async settle(): Promise<void> {
    await Promise.all([...this.#runs.values()].map(({ newest }) => newest))
  }

  #ask(key: string, work: () => Promise<boolean>): Promise<boolean> {
    const ask = this.#runs.get(key)?.ask ?? sharedRuns(() => work().catch(toFailure))
    const newest = ask()
    this.#runs.set(key, { ask, newest })
    return newest.finally(() => {
      if (this.#runs.get(key)?.newest === newest) this.#runs.delete(key)
    })
  }
}

/** What the storage cannot do now is not done. */
function toFailure(error: unknown): boolean {
  ignoreStoreFault(error)
  return false
}
