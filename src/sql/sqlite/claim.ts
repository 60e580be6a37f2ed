import Database from 'better-sqlite3'
import { isBusy } from './connection.ts'

/**
 * Takes a file for one user alone, until they give it back or their process ends, however it does.
 *
 * @returns gives it back; undefined when somebody else has it.
 */
export function claimFile(file: string): (() => void) | undefined {
  const connection = new Database(file, { timeout: 0 })
  try {
    connection.exec('begin exclusive')
    return () => connection.close()
  } catch (error) {
    connection.close()
    if (isBusy(error)) return undefined
    throw error
  }
}
