/** Lets some pieces of asynchronous work run at a time: others wait, and begin in their order when one has ended in any way. */
export class Semaphore {
  readonly #atOnce: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(atOnce = 1) {
    this.#atOnce = atOnce
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await new Promise<void>(resolve => this.#waiting.push(resolve))
    else this.#running++
    try {
      return await work()
    } finally {
      // the one that waited takes over the place
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
