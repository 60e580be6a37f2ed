import type { ReservedSql, Sql } from 'postgres'
import type { TransactionOptions } from '../database.ts'
import { driverError } from '../faults.ts'
import { postgresFault } from './faults.ts'

/** How many values a statement may have which the server keeps prepared: those with more are of many lengths. */
const mostPrepared = 32

/**
 * The client of a connection as the builder sees it in transactions: statements are sent in the order in which they are
 * asked for, without waiting for the answers to those before them. The server plans each text once for a connection.
 */
export class TransactionClient {
  readonly #client: Sql
  #transaction: Transaction | undefined

  constructor(client: Sql) {
    this.#client = client
  }

  /** For the builder, which takes it for a client of the driver. */
  asClient(): Sql {
    const unsafe: Sql['unsafe'] = (text, values = [], options) => this.#send(text, values, options)
    return new Proxy(this.#client, {
      get: (client, name) => (name === 'unsafe' ? unsafe : Reflect.get(client, name)),
    })
  }

  /** To be told when the connection is closed: the driver tells nobody who waits for what it has not sent yet. */
  close(): void {
    this.#transaction?.close()
  }

  /** Runs work in a transaction; what the builder is asked for meanwhile is part of it. */
  async run<T>(work: () => Promise<T>, { startsWithLock = false }: TransactionOptions): Promise<T> {
    const transaction = new Transaction(await this.#client.reserve())
    this.#transaction = transaction
    try {
      const begun = transaction.send('begin')
      if (!startsWithLock) await transaction.answered(begun)
      const result = await transaction.within(work)
      await transaction.commit()
      return result
    } catch (error) {
      const cause = transaction.causeOf(error)
      // on a dead connection the driver would crash the process
      if (postgresFault(cause) !== 'connection-lost') await transaction.undo()
      throw cause
    } finally {
      this.#transaction = undefined
    }
  }

  readonly #send: Sql['unsafe'] = (text, values = [], options) => {
    const transaction = this.#transaction
    if (!transaction || transaction.isOver)
      throw new Error('a statement was asked for after the end of its transaction')
    const prepare = values.length <= mostPrepared
    return transaction.send(text, values, { ...options, prepare }) as never
  }
}

/** A transaction on a connection that nobody else uses until its end. */
class Transaction {
  readonly #session: ReservedSql
  readonly #closed = Promise.withResolvers<never>()
  /** Why the first of its statements failed that did; after it the server refuses whatever comes. */
  #failure: unknown
  #isOver = false

  constructor(session: ReservedSql) {
    this.#session = session
    this.#closed.promise.catch(() => undefined)
  }

  /** Whether its work is done, however that has ended. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** @throws what an earlier statement has failed with: it may be BEGIN, without which nothing is to be written. */
  send(...statement: Parameters<Sql['unsafe']>): ReturnType<Sql['unsafe']> {
    if (this.#failure !== undefined) throw this.#failure
    const query = this.#session.unsafe(...statement)
    // this has the driver send it, which it would do by itself when somebody waits for the answer
    query.catch((error: unknown) => {
      this.#failure ??= error
    })
    return query
  }

  /** The answer, unless the connection is closed before. */
  answered<T>(answer: PromiseLike<T>): Promise<T> {
    return Promise.race([answer, this.#closed.promise])
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.answered(work())
    } finally {
      this.#isOver = true
    }
  }

  close(): void {
    const error = Object.assign(new Error('the connection was closed'), { code: 'CONNECTION_CLOSED' })
    this.#failure ??= error
    this.#closed.reject(error)
  }

  /** Fails also where whoever asked for a statement that has failed does not care: the server rolls back then without an error. */
  async commit(): Promise<void> {
    const { command } = await this.answered(this.send('commit'))
    if (command !== 'COMMIT') throw this.#failure ?? new Error(`COMMIT was answered with ${command}`)
    this.#session.release()
  }

  async undo(): Promise<void> {
    await this.answered(this.#session.unsafe('rollback')).catch(() => {
      // the server undoes what a connection leaves behind that is closed
      const error = new Error('a transaction could not be undone')
      throw Object.assign(error, { code: 'CONNECTION_DESTROYED' })
    })
    this.#session.release()
  }

  /** What is behind an error: the server says of later statements only that an earlier one has failed. */
  causeOf(error: unknown): unknown {
    return driverError(error).code === '25P02' ? (this.#failure ?? error) : error
  }
}
