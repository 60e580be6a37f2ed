import type { SQL, Table } from 'drizzle-orm'
import type { Fields, RowOf, Select, SqlSession, Update, Values } from './database.ts'

/**
 * A session that takes no further step once its signal aborts, so that its transaction is undone. Whoever asked for
 * the work was told that it failed, and may have written something else by the time a frozen server goes on. Nor does it
 * once the work has ended: its connection may be in another transaction by then.
 */
export class AbandonableSession implements SqlSession {
  readonly #session: SqlSession
  readonly #abandoned: AbortSignal
  #isOver = false

  constructor(session: SqlSession, abandoned: AbortSignal) {
    this.#session = session
    this.#abandoned = abandoned
  }

  /** The work has ended, however that was. */
  end(): void {
    this.#isOver = true
  }

  get isPipelined(): boolean {
    return this.#session.isPipelined
  }

  async select<F extends Fields>(query: Select<F>, values?: Values): Promise<RowOf<F>[]> {
    this.#requireOpen()
    return this.#session.select(query, values)
  }

  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    this.#requireOpen()
    return this.#session.insertIfAbsent(table, row)
  }

  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    this.#requireOpen()
    return this.#session.insertAll(table, rows)
  }

  async update(table: Table, values: Values, where: SQL): Promise<number> {
    this.#requireOpen()
    return this.#session.update(table, values, where)
  }

  async updateBy(update: Update, values: Values): Promise<number> {
    this.#requireOpen()
    return this.#session.updateBy(update, values)
  }

  async updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void> {
    this.#requireOpen()
    return this.#session.updateEach(table, keys, rows)
  }

  async delete(table: Table, where: SQL): Promise<number> {
    this.#requireOpen()
    return this.#session.delete(table, where)
  }

  #requireOpen(): void {
    this.#abandoned.throwIfAborted()
    if (this.#isOver) throw new Error('a statement was asked for after the end of its transaction')
  }
}
