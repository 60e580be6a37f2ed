/** The signals that end the process: SIGTERM comes from what runs it and moves its work elsewhere, SIGINT from a terminal. */
export type EndSignal = 'SIGTERM' | 'SIGINT'

/** Signals that come this close are one: a launcher hands on what the whole process group was sent. In milliseconds. */
const sameSignal = 500

/** Resolves with the first signal that asks the process to end. The second one is not waited for: it calls `force`. */
export function endSignal(force: (signal: EndSignal) => void): Promise<EndSignal> {
  return new Promise(resolve => {
    let first: number | undefined
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (first !== undefined && performance.now() - first > sameSignal) force(signal)
        first ??= performance.now()
        resolve(signal)
      })
    }
  })
}

/**
 * SIGHUP asks a service to read its credentials again. Where nobody listens it ends the process, so this is made before
 * anything that takes time, and stays until the process ends.
 */
export class HangUps {
  #listener: (() => void) | undefined
  #isPending = false

  constructor() {
    process.on('SIGHUP', () => {
      if (this.#listener) this.#listener()
      else this.#isPending = true
    })
  }

  /** Calls for each signal from now on, and at once when there was one before. */
  listen(listener: () => void): void {
    this.#listener = listener
    if (this.#isPending) listener()
    this.#isPending = false
  }
}
