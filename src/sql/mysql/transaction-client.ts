import type { Pool, PoolConnection, QueryOptions } from 'mysql2'
import type { Pool as Client } from 'mysql2/promise'
import { mysqlFault } from './faults.ts'
import { hasLongText } from './long-texts.ts'

/** How many characters the values of statements may have that are sent together: a server takes no packet of any length. */
const longest = 256 * 1024

/** What the builder takes from an answer: rows, or what a write has done; it does not look at the columns. */
type Answer = [unknown, undefined]

/** A statement that is to be sent. */
interface Waiting extends PromiseWithResolvers<Answer> {
  readonly options: QueryOptions
  readonly values: readonly unknown[]
}

/** A connection of the pool that nobody else uses until it is released. */
export function connectionOf(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)))
  })
}

/**
 * The client of a connection as the builder sees it in transactions: statements that are asked for together are sent as
 * one packet, in their order. The server runs them one after the other, and none after one that has failed.
 */
export class TransactionClient {
  readonly #connection: PoolConnection
  #transaction: Transaction | undefined

  constructor(connection: PoolConnection) {
    this.#connection = connection
  }

  /** For the builder, which takes it for a client of the driver and asks nothing else of it. */
  asClient(): Client {
    const query = (options: QueryOptions, values: readonly unknown[] = []) => this.#send(options, values)
    return { query } as unknown as Client
  }

  /** Runs work in a transaction; what the builder is asked for meanwhile is part of it. The connection is released then. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const transaction = new Transaction(this.#connection)
    this.#transaction = transaction
    try {
      // sent with the first statements of the work, which are not run where it fails
      transaction.send({ sql: 'begin' }).catch(() => undefined)
      const result = await work()
      await transaction.send({ sql: 'commit' })
      return result
    } catch (error) {
      await transaction.undo()
      throw error
    } finally {
      // whoever gets the connection next may begin at once
      this.#transaction = undefined
      this.#connection.release()
    }
  }

  #send(options: QueryOptions, values: readonly unknown[]): Promise<Answer> {
    if (this.#transaction) return this.#transaction.send(options, values)
    throw new Error('a statement was asked for after the end of its transaction')
  }
}

class Transaction {
  readonly #connection: PoolConnection
  #waiting: Waiting[] = []
  #isAsking = false
  /** Why the first of its statements failed that did: the server may have undone all before it, and would keep what comes. */
  #failure: unknown

  constructor(connection: PoolConnection) {
    this.#connection = connection
  }

  /** @throws what an earlier statement has failed with, unless that was a row whose key is taken. */
  async send(options: QueryOptions, values: readonly unknown[] = []): Promise<Answer> {
    if (this.#failure !== undefined) throw this.#failure
    const waiting = { options, values, ...Promise.withResolvers<Answer>() }
    this.#waiting.push(waiting)
    this.#askSoon()
    return waiting.promise
  }

  /** Undoes it, or closes the connection: then the server does. */
  async undo(): Promise<void> {
    this.#fail(new Error('the transaction is undone'))
    await new Promise<void>(resolve => {
      this.#connection.query('rollback', error => {
        if (error) this.#connection.destroy()
        resolve()
      })
    })
  }

  /** When all has been asked for that is asked for together. */
  #askSoon(): void {
    if (this.#isAsking || this.#waiting.length === 0) return
    this.#isAsking = true
    process.nextTick(() => this.#ask())
  }

  #ask(): void {
    const asked = this.#waiting.splice(0, countTogether(this.#waiting))
    // it was undone in the meantime
    if (asked.length === 0) return
    // what is read the builder wants as arrays, and times in them as the texts that they are on each connection
    const options = { sql: asked.map(one => one.options.sql).join(';\n'), rowsAsArray: true }
    const values = asked.flatMap(one => one.values)
    const done: unknown[] = []
    const answered = (error: unknown, results: unknown) => {
      this.#isAsking = false
      if (error) this.#failed(error, asked, done)
      else if (asked.length === 1) asked[0]?.resolve([results, undefined])
      else for (const [at, { resolve }] of asked.entries()) resolve([(results as unknown[])[at], undefined])
      this.#askSoon()
    }
    try {
      // besides the rows of reads, which are given at the end, the driver tells of each statement that is done
      this.#connection.query(options, values, answered).on('result', result => done.push(result))
    } catch (error) {
      // values that it cannot send
      answered(error, undefined)
    }
  }

  #failed(error: unknown, asked: readonly Waiting[], done: readonly unknown[]): void {
    if (mysqlFault(error) !== 'duplicate' || this.#failure !== undefined) {
      this.#fail(error)
      for (const { reject } of asked) reject(this.#failure)
      return
    }
    // a row that is refused leaves the transaction as it was, and those behind it are still to be run
    for (const [at, header] of done.entries()) asked[at]?.resolve([header, undefined])
    asked[done.length]?.reject(error)
    this.#waiting.unshift(...asked.slice(done.length + 1))
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}

/** How many of the first statements are sent together. */
function countTogether(waiting: readonly Waiting[]): number {
  let length = 0
  let isRead = false
  for (const [at, { options, values }] of waiting.entries()) {
    length += lengthOf(values)
    const isApart = length > longest || values.some(hasLongText)
    const isReading = options.rowsAsArray === true
    // what was read before it would be lost with a row that is refused
    if (at > 0 && (isApart || (isRead && !isReading))) return at
    if (isApart) return 1
    isRead ||= isReading
  }
  return waiting.length
}

/** How many characters values have; rows are arrays of them. */
function lengthOf(values: readonly unknown[]): number {
  let length = 0
  for (const value of values) {
    if (Array.isArray(value)) length += lengthOf(value)
    else if (typeof value === 'string' || Buffer.isBuffer(value)) length += value.length
  }
  return length
}
