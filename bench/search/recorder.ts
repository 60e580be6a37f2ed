import type { Table } from 'drizzle-orm'
import type { Fields, RowOf, Select, SqlSession, Values } from '../../src/sql/database.ts'
import type { Tables } from '../../src/stores/sql/store-database.ts'

/**
 * Keeps what publishing the versions of one contract, each later than the one before, writes to the index, so that the
 * rows of many contracts can be written at once. It stands for the empty tables of that contract.
 */
export class Recorder implements SqlSession {
  readonly rows = new Map<Table, Values[]>()
  readonly #tables: Tables
  readonly #searchId: number

  /** @param searchId the id that the database will give the contract's own row in the search table. */
  constructor(tables: Tables, searchId: number) {
    this.#tables = tables
    this.#searchId = searchId
  }

  /** The only row that is asked for is the contract's own in the search table, with what tells its versions apart. */
  async select<F extends Fields>({ from }: Select<F>): Promise<RowOf<F>[]> {
    if (from !== this.#tables.search) return []
    const [versionSets] = this.#of(this.#tables.versionSets)
    // the values are those of the columns, by the same names
    return this.#of(from).map(row => ({
      ...row,
      ...versionSets,
      id: this.#searchId,
    })) as unknown as RowOf<F>[]
  }

  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    await this.insertAll(table, [row])
    return true
  }

  /** The catalogue has the fields of the latest version only: each writes all of its own anew. */
  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    const before = table === this.#tables.fields ? [] : this.#of(table)
    this.rows.set(table, [...before, ...rows])
  }

  /** Of the contract's row, or of the tags of the version that was the latest; those before have the same values. */
  async update(table: Table, values: Values): Promise<number> {
    const rows = this.#of(table).map(row => ({ ...row, ...values }))
    this.rows.set(table, rows)
    return rows.length
  }

  async delete(): Promise<number> {
    return 0
  }

  #of(table: Table): Values[] {
    return this.rows.get(table) ?? []
  }
}
