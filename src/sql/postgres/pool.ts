import type { Logger } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import { driverError, faultError } from '../faults.ts'
import { RowStatements } from '../row-statements.ts'
import { postgresFault } from './faults.ts'
import { TransactionClient } from './transaction-client.ts'

/** Makes a client of the driver that has one connection and calls back when that is closed. */
type OpenClient = (onClose: () => void) => Sql

export type Drizzle = ReturnType<typeof connected>

function connected(client: Sql, logger: Logger | undefined) {
  return drizzle({ client, ...(logger && { logger }) })
}

interface PreparedStatement {
  execute(values: Record<string, unknown>): Promise<unknown>
}

/** A connection, which serves one piece of work at a time. */
export interface Connection {
  readonly client: Sql
  /** Resolves when its settings are made. */
  readonly isSet: Promise<unknown>
  readonly drizzle: Drizzle
  readonly transactions: TransactionClient
  /** The builder of statements in transactions. */
  readonly inTransaction: Drizzle
  /** What was prepared on it, by the number of the query. */
  readonly prepared: PreparedStatement[]
  /** What was prepared for transactions on it, by the query. */
  readonly built: WeakMap<object, PreparedStatement>
  /** What inserts a row in them. */
  readonly inserts: RowStatements<PreparedStatement>
  /** What inserts some. */
  readonly insertsOfAll: RowStatements<PreparedStatement>
}

/** What a pool is made of. */
export interface PoolOptions {
  readonly open: OpenClient
  /** Statements that are run on each connection before any other. */
  readonly session: string
  /** How many connections there are at most. */
  readonly size: number
  readonly logger: Logger | undefined
}

/**
 * Connections to the server, each of which lives once. The driver's own pool connects a lost one again, but may be left
 * with bytes of its former life then, after which it never gets through, or let the next transaction run what was meant
 * for the lost one. Whoever uses this lets no more work run at a time than it has connections.
 */
export class ConnectionPool {
  readonly #options: PoolOptions
  readonly #idle: Connection[] = []
  /** In the order in which they were taken. */
  readonly #taken = new Set<Connection>()
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** Is told of each statement, where somebody wants to know. */
  get logger(): Logger | undefined {
    return this.#options.logger
  }

  /** Runs work on a connection that nobody else uses meanwhile. */
  async run<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = this.#take()
    try {
      await connection.isSet
      const result = await work(connection)
      if (this.#taken.delete(connection)) this.#idle.push(connection)
      return result
    } catch (error) {
      if (endsConnection(error)) this.#discard(connection)
      else if (this.#taken.delete(connection)) this.#idle.push(connection)
      throw error
    }
  }

  /** Ends all connections, after two seconds even those that are in use. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#idle, ...this.#taken].map(({ client }) => client.end({ timeout: 2 })))
  }

  #take(): Connection {
    if (this.#isClosed) throw faultError('unavailable', new Error('the pool of connections is closed'))
    // the one used last, so that those that are not needed become idle
    const connection = this.#idle.pop() ?? this.#connect()
    this.#taken.add(connection)
    return connection
  }

  #connect(): Connection {
    const { open, session, size, logger } = this.#options
    // so much work does not run: what holds the oldest connection was given up when the server did not answer
    const [oldest] = this.#taken
    if (oldest && this.#taken.size >= size) this.#discard(oldest)
    const client = open(() => this.#closed(connection))
    const isSet = client.unsafe(session)
    const transactions = new TransactionClient(client)
    const connection: Connection = {
      ...{ client, isSet, drizzle: connected(client, logger), prepared: [] },
      ...{ built: new WeakMap(), inserts: new RowStatements(), insertsOfAll: new RowStatements() },
      ...{ transactions, inTransaction: connected(transactions.asClient(), logger) },
    }
    return connection
  }

  #closed(connection: Connection): void {
    this.#forget(connection)
    connection.transactions.close()
  }

  #forget(connection: Connection): void {
    this.#taken.delete(connection)
    const at = this.#idle.indexOf(connection)
    if (at >= 0) this.#idle.splice(at, 1)
  }

  #discard(connection: Connection): void {
    this.#forget(connection)
    void connection.client.end({ timeout: 0 })
  }
}

/** Whether after that error the connection is of no use: the server refuses a statement without ending it. */
function endsConnection(error: unknown): boolean {
  const cause = driverError(error)
  if (cause instanceof postgres.PostgresError) return cause.severity !== 'ERROR'
  return postgresFault(error) !== undefined
}
