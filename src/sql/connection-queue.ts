import { faultError } from './faults.ts'

/**
 * Lets as many pieces of work run at a time as there are connections; the others wait in line, each until its deadline,
 * so that the line cannot grow without bound while a database is slow.
 */
export class ConnectionQueue {
  /** A longer line would only be answered after its askers have gone. */
  static readonly #maxWaiting = 1000

  readonly #deadline: number
  readonly #waiting: { start: () => void; timer: NodeJS.Timeout }[] = []
  readonly size: number
  #free: number

  /** @param deadline how long a piece of work may wait, in milliseconds. */
  constructor(count: number, deadline: number) {
    this.size = count
    this.#free = count
    this.#deadline = deadline
  }

  get inUse(): number {
    return this.size - this.#free
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** @throws RegistryError `store-busy` when no connection was free in time. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else if (this.#waiting.length < ConnectionQueue.#maxWaiting) await this.#wait()
    else throw faultError('busy', new Error('too many wait for a connection of the pool'))
    try {
      return await work()
    } finally {
      this.#release()
    }
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1)
        reject(
          faultError('busy', new Error(`no connection of the pool was free for ${this.#deadline / 1000} s`)),
        )
      }, this.#deadline)
      const entry = { start: resolve, timer }
      this.#waiting.push(entry)
    })
  }

  /** Hands the connection to the next in line, which then never counts as free. */
  #release(): void {
    const next = this.#waiting.shift()
    if (!next) {
      this.#free++
      return
    }
    clearTimeout(next.timer)
    next.start()
  }
}
