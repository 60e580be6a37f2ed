/** How a process is told to end: by whoever runs it, who moves its work elsewhere first, or by somebody at a terminal. */
export type EndSignal = 'SIGTERM' | 'SIGINT'

/** Resolves with the first signal that asks the process to end. The second one is not waited for: it calls `force`. */
export function endSignal(force: (signal: EndSignal) => void): Promise<EndSignal> {
  return new Promise(resolve => {
    let told = false
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (told) force(signal)
        told = true
        resolve(signal)
      })
    }
  })
}
