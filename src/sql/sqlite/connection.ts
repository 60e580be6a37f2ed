import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { driverError } from '../faults.ts'

/** How long a write waits for other processes to let go of the file before it is refused, in milliseconds. */
const lockDeadline = 10_000
/** The driver waits on the event loop, so it may only do so for a moment; the rest of the waiting is ours. */
const driverWait = 20

/** Whether each commit waits until it is on disk (`full`), or the last ones may be lost with the power. */
export type Synchronous = 'full' | 'normal'

/** Opens the database file, or a database in memory, so that commits survive power loss and readers never wait. */
export function openConnection(
  file: string | undefined,
  { synchronous = 'full', ...options }: { readonly?: boolean; readonly synchronous?: Synchronous } = {},
): Database.Database {
  const connection = new Database(file ?? ':memory:', { timeout: driverWait, ...options })
  try {
    connection.pragma(`synchronous = ${synchronous}`)
    // on macOS a plain fsync stops at the drive's cache
    if (synchronous === 'full') connection.pragma('fullfsync = on')
    connection.pragma('foreign_keys = on')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** True for the driver's report that another process holds the lock which the statement needs. */
export function isBusy(error: unknown): boolean {
  const { code } = driverError(error)
  return typeof code === 'string' && (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
}

/**
 * Runs a step that needs a lock of the file, again and again while others hold it.
 *
 * @throws the driver's error after ten seconds.
 */
export async function whenFree<T>(step: () => T): Promise<T> {
  let deadline: number | undefined
  for (let pause = 2; ; pause = Math.min(pause * 2, 100)) {
    try {
      return step()
    } catch (error) {
      if (!isBusy(error)) throw error
      deadline ??= Date.now() + lockDeadline
      if (Date.now() > deadline) throw error
      await delay(pause * (0.5 + Math.random()))
    }
  }
}
