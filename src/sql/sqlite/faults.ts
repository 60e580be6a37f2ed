import { driverError, type Fault } from '../faults.ts'
import { isBusy } from './connection.ts'

/** The fault that an error of the driver stands for. */
export function sqliteFault(error: unknown): Fault | undefined {
  if (isBusy(error)) return 'busy'
  const { code } = driverError(error)
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return undefined
  if (code.startsWith('SQLITE_READONLY')) return 'read-only'
  if (code === 'SQLITE_TOOBIG') return 'too-long'
  if (code.startsWith('SQLITE_CONSTRAINT')) return 'constraint'
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'damaged'
  return 'unavailable'
}
