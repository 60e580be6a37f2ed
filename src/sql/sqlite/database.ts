import type Database from 'better-sqlite3'
import { type AnyColumn, count, type Logger, type SQL, sql, type Table } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { EventLoop } from '../../concurrency/event-loop.ts'
import { Semaphore } from '../../concurrency/semaphore.ts'
import {
  type ColumnPair,
  type Fields,
  type KeyPair,
  type Prepared,
  type RowOf,
  type Select,
  type SqlDatabase,
  type SqlSession,
  type Update,
  updateOneByOne,
  type Values,
  withClauses,
} from '../database.ts'
import { whenFree } from './connection.ts'
import { GroupedTransactions } from './grouped-transactions.ts'
import { withEncodedTexts } from './long-texts.ts'
import { RowInserts } from './row-inserts.ts'
import { SnapshotCache } from './snapshot-cache.ts'
import { keepingStatements } from './statement-cache.ts'

type Drizzle = ReturnType<typeof drizzle>

/** The two connections of a store; for a database in memory they are one and the same. */
export interface Connections {
  readonly reader: Database.Database
  readonly writer: Database.Database
}

/**
 * SQLite behind the port. All writes take turns on one connection; reads have a connection of their own, so that
 * they see committed rows only and never wait for a writer.
 */
export class SqliteDatabase<Tables> implements SqlDatabase<Tables> {
  readonly dialect = 'sqlite'
  readonly tables: Tables
  readonly isSerial = true
  readonly canSkipLocked = false
  readonly claimAtOnce = undefined
  readonly isOneOf = isOneOf
  readonly markOf = undefined
  readonly #connections: Connections
  readonly #reader: Drizzle
  readonly #session: SqlSession
  /** Held while the writing connection is in a transaction. */
  readonly #writing = new Semaphore()
  readonly #transactions: GroupedTransactions
  readonly #loop = new EventLoop()
  /** None for a database in memory. */
  readonly #cache: SnapshotCache | undefined
  #prepared = 0

  constructor(connections: Connections, tables: Tables, logger: Logger | undefined) {
    const options = logger ? { logger } : {}
    this.tables = tables
    this.#connections = connections
    const { reader, writer } = connections
    this.#transactions = new GroupedTransactions(writer, this.#writing)
    this.#cache = reader === writer ? undefined : new SnapshotCache(reader)
    this.#reader = drizzle({ client: keepingStatements(reader), ...options })
    const writing = drizzle({ client: keepingStatements(writer), ...options })
    this.#session = new SqliteSession(writing, new RowInserts(writing, writer, logger), this.#loop)
  }

  isAnyOf([first, second]: ColumnPair, keys: readonly KeyPair[]): SQL {
    const rows = sql`select value ->> 0, value ->> 1 from json_each(${JSON.stringify(keys)})`
    return sql`(${first}, ${second}) in (${rows})`
  }

  byteLength(text: AnyColumn): SQL<number> {
    return sql<number>`octet_length(${text})`
  }

  /**
   * A bare parameter beside an ORDER BY makes SQLite plan the statement again at each run, in case its value allows a
   * better plan; a cast hides it.
   */
  parameter(name: string): SQL {
    return sql`cast(${sql.placeholder(name)} as text)`
  }

  prepare<F extends Fields>(query: Select<F>): Prepared<F> {
    const statement = build(this.#reader, query).prepare()
    const ask = (values: Values) => statement.all({ ...values }) as RowOf<F>[]
    const cache = this.#cache
    // one connection for all: a read between the statements of a transaction would see what is not committed
    if (!cache) return values => this.#writing.run(async () => ask(values))
    const id = this.#prepared++
    return values => {
      const key = `${id}\0${Object.values(values).join('\0')}`
      return cache.rows(key, () => ask(values)) as Promise<RowOf<F>[]>
    }
  }

  async select<F extends Fields>(query: Select<F>): Promise<RowOf<F>[]> {
    const ask = () => build(this.#reader, query).all() as RowOf<F>[]
    await this.#loop.share()
    return this.#cache ? whenFree(ask) : this.#writing.run(async () => ask())
  }

  async count(from: Table, where: SQL | undefined, most: number): Promise<number> {
    const rows = build(this.#reader, { fields: { one: sql`1` }, from, where, limit: most }).as('counted')
    const ask = () => this.#reader.select({ total: count() }).from(rows).all()
    await this.#loop.share()
    const [row] = await (this.#cache ? whenFree(ask) : this.#writing.run(async () => ask()))
    return row?.total ?? 0
  }

  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.#transactions.run(() => work(this.#session))
  }

  async close(): Promise<void> {
    await this.#writing.run(async () => {
      this.#connections.reader.close()
      this.#connections.writer.close()
    })
  }
}

/** The driver answers at once: between statements, and rows, others get their turn. */
class SqliteSession implements SqlSession {
  readonly isPipelined = false
  readonly #drizzle: Drizzle
  readonly #loop: EventLoop
  readonly #inserts: RowInserts
  readonly #built = new WeakMap<object, { all(values: Record<string, unknown>): unknown }>()
  readonly #updates = new WeakMap<Update, { run(values: Record<string, unknown>): { changes: number } }>()

  constructor(database: Drizzle, inserts: RowInserts, loop: EventLoop) {
    this.#drizzle = database
    this.#inserts = inserts
    this.#loop = loop
  }

  async select<F extends Fields>(query: Select<F>, values?: Values): Promise<RowOf<F>[]> {
    await this.#loop.share()
    if (!values) return build(this.#drizzle, query).all() as RowOf<F>[]
    const statement = this.#built.get(query) ?? build(this.#drizzle, query).prepare()
    this.#built.set(query, statement)
    return statement.all({ ...values }) as RowOf<F>[]
  }

  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    const values = await withEncodedTexts(row, this.#loop)
    await this.#loop.share()
    if (values === row) return this.#inserts.into(table, Object.keys(row), 'ignore')(row) > 0
    const insert = this.#drizzle.insert(table as SQLiteTable).values(values as never)
    return insert.onConflictDoNothing().run().changes > 0
  }

  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    const insert = this.#inserts.into(table, Object.keys(rows[0] ?? {}), 'fail')
    for (const row of rows) {
      if (this.#loop.isHeld) await this.#loop.share()
      insert(row)
    }
  }

  async update(table: Table, values: Values, where: SQL): Promise<number> {
    const set = await withEncodedTexts(values, this.#loop)
    await this.#loop.share()
    return this.#drizzle
      .update(table as SQLiteTable)
      .set(set as never)
      .where(where)
      .run().changes
  }

  async updateBy(update: Update, values: Values): Promise<number> {
    await this.#loop.share()
    const { table, values: set, where } = update
    const build = () => this.#drizzle.update(table as SQLiteTable).set({ ...set } as never)
    const statement = this.#updates.get(update) ?? build().where(where).prepare()
    this.#updates.set(update, statement)
    return statement.run({ ...values }).changes
  }

  updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void> {
    return updateOneByOne(this, table, keys, rows)
  }

  async delete(table: Table, where: SQL): Promise<number> {
    await this.#loop.share()
    return this.#drizzle
      .delete(table as SQLiteTable)
      .where(where)
      .run().changes
  }
}

/** The values as one parameter, so that the statement is the same for any number of them. */
function isOneOf(column: AnyColumn, values: readonly string[] | readonly number[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`
}

/**
 * The port's neutral query in this dialect's builder. A fixed limit is written out, because a parameter in its place
 * would have the statement planned again at each run, as described at `parameter`.
 */
function build(database: Drizzle, query: Select<Fields>) {
  const fields = query.fields as Parameters<Drizzle['select']>[0] & {}
  const start = query.distinct ? database.selectDistinct(fields) : database.select(fields)
  const limit = typeof query.limit === 'number' ? { limit: sql.raw(String(query.limit)) } : {}
  return withClauses(start.from(query.from as SQLiteTable), { ...query, ...limit })
}
