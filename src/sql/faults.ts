import { type ErrorCode, RegistryError } from '../domain/errors.ts'

/** What went wrong in a database, in words that all dialects share. Each dialect tells by its own error codes. */
export type Fault =
  | 'duplicate'
  | 'conflict'
  | 'connection-lost'
  | 'timeout'
  | 'busy'
  | 'locked'
  | 'read-only'
  | 'forbidden'
  | 'too-long'
  | 'constraint'
  | 'missing-table'
  | 'tls-refused'
  | 'no-token'
  | 'damaged'
  | 'unavailable'

/** How each fault is told to a caller. The driver's own text goes to the log only, as the cause. */
const answers: Record<Fault, [ErrorCode, string]> = {
  duplicate: ['store-busy', 'another writer was first'],
  conflict: ['store-busy', 'too many writers met at the same place'],
  'connection-lost': ['store-unavailable', 'the connection to the store was lost'],
  timeout: ['store-unavailable', 'the store did not answer in time'],
  busy: ['store-busy', 'the store is busy'],
  locked: ['store-busy', 'another writer has not ended in time'],
  'read-only': ['store-unavailable', 'the store takes no writes at the moment'],
  forbidden: ['store-unavailable', 'the store does not allow this service what it needs'],
  'too-long': ['invalid-document', 'the store cannot hold a value of this length'],
  constraint: ['store-unavailable', 'the store refuses a row that it should take'],
  'missing-table': ['store-unavailable', 'the tables of the store are not there'],
  'tls-refused': ['store-unavailable', 'no secure connection to the store is possible'],
  'no-token': ['store-unavailable', 'the service could not get a token to sign in to the store'],
  damaged: ['store-unavailable', 'the database of the store is damaged'],
  unavailable: ['store-unavailable', 'the store cannot be used at the moment'],
}

/** A fault as the registry's error. */
export function faultError(fault: Fault, cause: unknown): FaultError {
  return new FaultError(fault, cause)
}

/** The registry's error for a fault of a database. */
export class FaultError extends RegistryError {
  readonly fault: Fault

  constructor(fault: Fault, cause: unknown) {
    const [code, detail] = answers[fault]
    super(code, detail, [], { cause })
    this.fault = fault
  }
}

/** Faults of single rows, which the same storage may take others beside. */
const rowFaults = new Set<Fault>(['duplicate', 'too-long', 'constraint'])

/** Whether work failed because of what was written, and not because the storage is away or busy. */
export function isRowFault(error: unknown): boolean {
  if (error instanceof FaultError) return rowFaults.has(error.fault)
  return !(error instanceof RegistryError)
}

/** What an error of a driver may say. */
export interface DriverError {
  readonly code?: unknown
  readonly errno?: unknown
  readonly number?: unknown
  readonly message?: string | undefined
  /** The error that this one stands around, as the driver of SQL Server calls it. */
  readonly originalError?: DriverError
}

/** What the driver threw: the query builder wraps it, in some dialects more than once. */
export function driverError(error: unknown): DriverError {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  return (innermost ?? {}) as DriverError
}

/** Errors of a socket, the same for all drivers. */
const socketFaults: Record<string, Fault> = {
  ECONNREFUSED: 'connection-lost',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ENOTFOUND: 'connection-lost',
  EAI_AGAIN: 'connection-lost',
  EHOSTUNREACH: 'connection-lost',
  ENETUNREACH: 'connection-lost',
  ENOENT: 'connection-lost',
  ETIMEDOUT: 'timeout',
}

/** The fault behind an error of Node's network layer. */
export function socketFault(code: unknown): Fault | undefined {
  return typeof code === 'string' && Object.hasOwn(socketFaults, code) ? socketFaults[code] : undefined
}

/** For what reads do beside answering: it waits until the storage can do it again. Throws faults of this program. */
export function ignoreStoreFault(error: unknown): void {
  if (!(error instanceof RegistryError)) throw error
}
