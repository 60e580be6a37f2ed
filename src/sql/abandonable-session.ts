import type { SQL, Table } from 'drizzle-orm'
import type { Fields, RowOf, Select, SqlSession, Values } from './database.ts'

/**
 * A session that takes no further step once its signal aborts, so that its transaction is undone. Whoever asked for
 * the work was told that it failed, and may have written something else by the time a frozen server goes on.
 */
export class AbandonableSession implements SqlSession {
  readonly #session: SqlSession
  readonly #abandoned: AbortSignal

  constructor(session: SqlSession, abandoned: AbortSignal) {
    this.#session = session
    this.#abandoned = abandoned
  }

  get isPipelined(): boolean {
    return this.#session.isPipelined
  }

  async select<F extends Fields>(query: Select<F>, values?: Values): Promise<RowOf<F>[]> {
    this.#abandoned.throwIfAborted()
    return this.#session.select(query, values)
  }

  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    this.#abandoned.throwIfAborted()
    return this.#session.insertIfAbsent(table, row)
  }

  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    this.#abandoned.throwIfAborted()
    return this.#session.insertAll(table, rows)
  }

  async update(table: Table, values: Values, where: SQL): Promise<number> {
    this.#abandoned.throwIfAborted()
    return this.#session.update(table, values, where)
  }

  async insertSelected(table: Table, members: readonly string[], rows: SQL): Promise<void> {
    this.#abandoned.throwIfAborted()
    return this.#session.insertSelected(table, members, rows)
  }

  async updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void> {
    this.#abandoned.throwIfAborted()
    return this.#session.updateEach(table, keys, rows)
  }

  async delete(table: Table, where: SQL): Promise<number> {
    this.#abandoned.throwIfAborted()
    return this.#session.delete(table, where)
  }
}
