import { RegistryError } from '../../domain/errors.ts'
import { FaultError } from '../../sql/faults.ts'
import { StoreOpenError } from '../../sql/open-error.ts'
import { ConflictingEntry } from '../entry.ts'
import { SpoiltTables } from '../sql/foreign-rows/adoption.ts'
import { LogRewritten } from './record-log.ts'

/** What changes are refused with that were asked for when the store had another history. */
export function rewrittenError(): RegistryError {
  return new RegistryError(
    'store-unavailable',
    'the history of the store was changed by another program, and is read again; look at it, and try again',
  )
}

/** Whether an index that is met with an error is to be made again. */
export function isSpoilt(error: unknown): boolean {
  if (error instanceof FaultError) return error.fault === 'damaged'
  return error instanceof LogRewritten || error instanceof ConflictingEntry || error instanceof SpoiltTables
}

/** What a caller is told of an error of the index. */
export function unavailable(cause: unknown): unknown {
  if (cause instanceof RegistryError && !isSpoilt(cause)) return cause
  if (isSpoilt(cause))
    return new RegistryError('store-unavailable', 'no index can be made of the log of the store', [], {
      cause,
    })
  // of the file system, or of whoever keeps the index
  const isOutside = cause instanceof StoreOpenError || typeof (cause as { code?: unknown }).code === 'string'
  if (!isOutside) return cause
  return new RegistryError('store-unavailable', 'the index of the store cannot be used', [], { cause })
}
