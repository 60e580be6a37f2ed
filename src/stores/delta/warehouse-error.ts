import { RegistryError } from '../../domain/errors.ts'
import { LogMoved, LogRewritten } from '../indexed/record-log.ts'

const missing = new Set([
  'TABLE_OR_VIEW_NOT_FOUND',
  'PATH_NOT_FOUND',
  'DELTA_PATH_DOES_NOT_EXIST',
  'DELTA_MISSING_DELTA_TABLE',
])

/** A statement that the warehouse could not carry out, or a request that the workspace refused, in its own words. */
export class WarehouseError extends Error {
  /** The condition by its name, such as `DELTA_CONCURRENT_APPEND`; empty where there is none. */
  readonly condition: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WarehouseError'
    this.condition = /\[([A-Z0-9_]+)[.\]]/.exec(message)?.[1] ?? ''
  }

  /** Whether somebody else wrote to the same table at the same time, and nothing was written. */
  get isConflict(): boolean {
    return /^DELTA_CONCURRENT_|^DELTA_(METADATA|PROTOCOL)_CHANGED/.test(this.condition)
  }

  get isMissing(): boolean {
    return missing.has(this.condition)
  }
}

/** Does what uses the warehouse, and throws nothing of it. */
export async function withWarehouseFaults<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw unavailable(error)
  }
}

/** What a caller is told of an error: nothing of what the warehouse says, which is logged. */
function unavailable(error: unknown): unknown {
  if (error instanceof RegistryError || error instanceof LogMoved || error instanceof LogRewritten)
    return error
  if (!(error instanceof WarehouseError)) return error
  if (error.isConflict)
    return new RegistryError('store-busy', 'others write to the same table at the same time', [], {
      cause: error,
    })
  return new RegistryError('store-unavailable', 'the SQL warehouse could not be used', [], { cause: error })
}
