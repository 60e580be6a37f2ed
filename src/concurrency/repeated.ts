/** Work that is done again and again, until it is stopped. One run begins when the one before has ended for a while. */
export class Repeated {
  readonly #work: (signal: AbortSignal) => Promise<void>
  readonly #pause: number
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  /**
   * @param work handles its own errors. The signal tells it that nobody waits for more.
   * @param pause between two runs, in milliseconds; 0 for one run.
   */
  constructor(work: (signal: AbortSignal) => Promise<void>, pause: number) {
    this.#work = work
    this.#pause = pause
  }

  start(): void {
    this.#running = this.#work(this.#stopping.signal).finally(() => {
      if (this.#pause === 0 || this.#stopping.signal.aborted) return
      this.#timer = setTimeout(() => this.start(), this.#pause)
      this.#timer.unref()
    })
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#running
  }
}
