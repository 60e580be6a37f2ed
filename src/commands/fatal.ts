import type { Logger } from 'pino'

/**
 * Logs an error that nothing caught, and ends the process, because its state is unknown. The platform starts the service
 * again.
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
