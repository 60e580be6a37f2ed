/** Lets pieces of asynchronous work take turns, some at a time: each begins when one before it has ended, in either way. */
export class Turns {
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
      // who waited takes over the place
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
