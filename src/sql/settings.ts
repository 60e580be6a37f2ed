import type { Logger } from 'drizzle-orm'
import type { ServerDsn } from '../config/dsn/dsn.ts'
import type { TokenSource } from './identity/token-source.ts'
import type { SqlObserver } from './observer.ts'

/** What a store on a database server is opened with. Times are in milliseconds. */
export interface ServerSettings {
  readonly dsn: ServerDsn
  /** Where the password of each new connection comes from, when it is not the one of the DSN. */
  readonly tokens: TokenSource | undefined
  readonly table: string
  /** The namespace of the tables; the connection's own without one. */
  readonly schema: string | undefined
  readonly poolSize: number
  /** How long a request may wait for a connection of the pool. */
  readonly queueTimeout: number
  readonly connectTimeout: number
  readonly statementTimeout: number
  /** After how long an unused connection is closed. */
  readonly idleTimeout: number
  readonly applicationName: string
  readonly logger: Logger | undefined
  readonly observer: SqlObserver | undefined
}

/** When a statement or transaction is given up whose time-out the server has not enforced, in milliseconds. */
export function statementDeadline({ statementTimeout, connectTimeout }: ServerSettings): number {
  return statementTimeout + connectTimeout + 1000
}
