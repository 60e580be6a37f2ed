import type { Sql, TransactionSql } from 'postgres'

/** How many values a statement may have which the server keeps prepared: those with more are of many lengths. */
const mostPrepared = 32

/**
 * The client of a connection as the builder sees it in transactions: statements are sent in the order in which they are
 * asked for, without waiting for the answers to those before them. The server plans each text once for a connection.
 */
export class TransactionClient {
  readonly #client: Sql
  #transaction: TransactionSql | undefined

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

  /** Runs work in a transaction; what the builder is asked for meanwhile is part of it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const result = await this.#client.begin(async transaction => {
      this.#transaction = transaction
      try {
        return { made: await work() }
      } finally {
        this.#transaction = undefined
      }
    })
    return result.made
  }

  readonly #send: Sql['unsafe'] = (text, values = [], options) => {
    if (!this.#transaction) throw new Error('a statement was asked for after the end of its transaction')
    const prepare = values.length <= mostPrepared
    const query = this.#transaction.unsafe(text, values, { ...options, prepare })
    // by itself it is sent when somebody waits for it, which the builder does sooner for some statements than for others
    query.execute()
    return query as never
  }
}
