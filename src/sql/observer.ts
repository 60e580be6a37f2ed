import type { ConnectionQueue } from './connection-queue.ts'
import type { Fault } from './faults.ts'

/** How a question is put to a database. */
export type QueryKind = 'prepared' | 'select' | 'transaction'

/** Who is told what a database does. */
export interface SqlObserver {
  /** A query or transaction is over, after this many milliseconds with all its tries and its waiting. */
  finished(kind: QueryKind, milliseconds: number): void
  /** It is tried again after a fault that passes. */
  retried(fault: Fault): void
  /** It failed. */
  failed(fault: Fault): void
  /** The connections of a pool. */
  uses(pool: ConnectionQueue): void
}
