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
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined
  const begin = () => {
    running = work().finally(() => {
      running = undefined
    })
    return running
  }
  const beginNext = () => {
    next = undefined
    return begin()
  }
  return () => {
    if (next) return next
    if (!running) return begin()
    next = running.then(beginNext, beginNext)
    return next
  }
}
