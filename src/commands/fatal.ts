import type { Logger } from 'pino'

/**
 * Ends the process when an error was caught nowhere, because nobody knows what it left half done. It is logged first.
 * Whoever runs the service starts it again.
 */
export function endOnFatalErrors(log: Logger): void {
  const end = (err: unknown) => {
    log.fatal({ err }, 'ending: an error was caught nowhere')
    // what was logged is written on the way out
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}
