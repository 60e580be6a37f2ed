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
