import { RegistryError } from '../../../domain/errors.ts'
import { driverCode } from './connection.ts'

/** The driver's error in the store's own terms; errors of the registry and of the code itself stay as they are. */
export function translated(error: unknown): unknown {
  if (error instanceof RegistryError) return error
  const code = driverCode(error)
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return error
  return new RegistryError('store-unavailable', 'the store can not be used at the moment', [], {
    cause: error,
  })
}
