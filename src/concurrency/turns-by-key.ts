/** Has pieces of work on the same thing take turns; those on different things go on side by side. */
export class TurnsByKey {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Does work when all that was asked for before, of the same key, has ended. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    const own = before ? before.then(work, work) : work()
    this.#last.set(key, own)
    try {
      return await own
    } finally {
      if (this.#last.get(key) === own) this.#last.delete(key)
    }
  }
}
