/**
 * Makes callers who ask while a question is under way share its answer: of a flood of the same question, one is asked at
 * a time.
 */
export function singleFlight<T>(ask: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined
  return () => {
    pending ??= ask().finally(() => {
      pending = undefined
    })
    return pending
  }
}

/**
 * Runs work one at a time, for callers who need a run that began after they asked: those who ask while one is under way
 * share the next one.
 */
export function sharedRuns<T>(work: () => Promise<T>): () => Promise<T> {
  const runs = new SharedRuns<T>()
  return () => runs.run('', work)
}

/** The same for work of several kinds, each of which is done once at a time, whatever the others do. */
export class SharedRuns<T> {
  readonly #running = new Map<string, Promise<T>>()
  readonly #next = new Map<string, Promise<T>>()

  /** @param key what is done: whoever asks for the same may get what another's work gives. */
  run(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#next.get(key)
    if (known) return known
    const running = this.#running.get(key)
    if (!running) return this.#begin(key, work)
    const begin = () => {
      this.#next.delete(key)
      return this.#begin(key, work)
    }
    const next = running.then(begin, begin)
    this.#next.set(key, next)
    return next
  }

  #begin(key: string, work: () => Promise<T>): Promise<T> {
    const running = work().finally(() => this.#running.delete(key))
    this.#running.set(key, running)
    return running
  }
}
