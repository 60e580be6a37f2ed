import {
  type AnyColumn,
  and,
  count,
  eq,
  inArray,
  type Logger,
  or,
  type Placeholder,
  type SQL,
  sql,
  type Table,
} from 'drizzle-orm'
import type { MsSqlTable } from 'drizzle-orm/mssql-core'
import { drizzle } from 'drizzle-orm/node-mssql'
import type { ConnectionPool } from 'mssql'
import {
  type ColumnPair,
  type Fields,
  inStatements,
  type KeyPair,
  type Prepared,
  type RowOf,
  type Select,
  type SqlDatabase,
  type SqlSession,
  type Update,
  updateOneByOne,
  type Values,
} from '../database.ts'
import { mssqlFault } from './faults.ts'

/** A statement has at most 2,100 parameters. */
const maxParameters = 2000

type Drizzle = ReturnType<typeof connected>
type Builder = Pick<Drizzle, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>

function connected(client: ConnectionPool, logger: Logger | undefined) {
  return drizzle({ client, ...(logger && { logger }) })
}

/** SQL Server and Azure SQL behind the port. Statements are parameterised requests; none relies on lock hints or OUTPUT. */
export class MssqlDatabase<Tables> implements SqlDatabase<Tables> {
  readonly dialect = 'mssql'
  readonly tables: Tables
  readonly isSerial = false
  readonly canSkipLocked = false
  readonly claimAtOnce = undefined
  readonly isOneOf = isOneOf
  readonly markOf = undefined
  readonly #pool: ConnectionPool
  readonly #drizzle: Drizzle

  constructor(pool: ConnectionPool, tables: Tables, logger: Logger | undefined) {
    this.tables = tables
    this.#pool = pool
    this.#drizzle = connected(pool, logger)
  }

  isAnyOf([first, second]: ColumnPair, keys: readonly KeyPair[]): SQL {
    return or(...keys.map(([one, other]) => and(eq(first, one), eq(second, other)))) as SQL
  }

  byteLength(text: AnyColumn): SQL<number> {
    return sql<number>`datalength(${text}) / 2`
  }

  parameter(name: string): Placeholder {
    return sql.placeholder(name)
  }

  prepare<F extends Fields>(query: Select<F>): Prepared<F> {
    const statement = build(this.#drizzle, query).prepare()
    return async values => (await statement.execute({ ...values })) as RowOf<F>[]
  }

  async select<F extends Fields>(query: Select<F>): Promise<RowOf<F>[]> {
    return (await build(this.#drizzle, query)) as RowOf<F>[]
  }

  async count(from: Table, where: SQL | undefined, most: number): Promise<number> {
    const one = { one: sql`1`.as('one') }
    const first = this.#drizzle
      .select(one)
      .top(most)
      .from(from as MsSqlTable)
    const rows = (where ? first.where(where) : first).as('counted')
    const [row] = await this.#drizzle.select({ total: count() }).from(rows)
    return row?.total ?? 0
  }

  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.#drizzle.transaction(transaction => work(new MssqlSession(transaction)))
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}

class MssqlSession implements SqlSession {
  readonly isPipelined = false
  readonly #builder: Builder

  constructor(builder: Builder) {
    this.#builder = builder
  }

  async select<F extends Fields>(query: Select<F>, values: Values = {}): Promise<RowOf<F>[]> {
    return (await build(this.#builder, query)
      .prepare()
      .execute({ ...values })) as RowOf<F>[]
  }

  /** A refused row ends its statement only; the transaction goes on. */
  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    try {
      await this.#insert(table, [withoutNulls(row)])
      return true
    } catch (error) {
      if (mssqlFault(error) === 'duplicate') return false
      throw error
    }
  }

  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    const byColumns = Map.groupBy(rows.map(withoutNulls), row => Object.keys(row).join())
    for (const alike of byColumns.values())
      for (const some of inStatements(alike, maxParameters)) await this.#insert(table, some)
  }

  async update(table: Table, values: Values, where: SQL): Promise<number> {
    const update = this.#builder.update(table as MsSqlTable).set({ ...values } as never)
    return matched(await update.where(where))
  }

  async updateBy({ table, values: set, where }: Update, values: Values): Promise<number> {
    const update = this.#builder.update(table as MsSqlTable).set({ ...set } as never)
    return matched(
      await update
        .where(where)
        .prepare()
        .execute({ ...values }),
    )
  }

  updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void> {
    return updateOneByOne(this, table, keys, rows)
  }

  async delete(table: Table, where: SQL): Promise<number> {
    return matched(await this.#builder.delete(table as MsSqlTable).where(where))
  }

  /** Rows that have values for the same columns; others are not named. */
  async #insert(table: Table, rows: readonly Values[]): Promise<void> {
    const columns = Object.keys(rows[0] ?? {}) as []
    await this.#builder.insert(table as MsSqlTable, ...columns).values(rows as never)
  }
}

/** What a row has. The driver sends null as a text, which not every server takes for a time, a number or bytes. */
function withoutNulls(row: Values): Values {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined))
}

/** The rows a statement touched, as the driver reports them: one number a statement. */
function matched(result: { rowsAffected: readonly number[] }): number {
  return result.rowsAffected[0] ?? 0
}

/** The clauses of this dialect's builder: pages are OFFSET and FETCH, which need an order. */
interface Clauses {
  leftJoin(table: Table, on: SQL): Clauses
  where(condition: SQL): Clauses
  groupBy(...columns: AnyColumn[]): Clauses
  orderBy(...columns: (SQL | AnyColumn)[]): Clauses
  offset(rows: number | Placeholder): Clauses
  fetch(rows: number | Placeholder | SQL): Clauses
}

/** The values one by one: OPENJSON is not there at the lower compatibility levels. */
function isOneOf(column: AnyColumn, values: readonly string[] | readonly number[]): SQL {
  return inArray(column, [...values])
}

/** The port's neutral query in this dialect's builder. */
function build(database: Builder, query: Select<Fields>) {
  const fields = query.fields as Parameters<Drizzle['select']>[0] & {}
  const start = query.distinct ? database.selectDistinct(fields) : database.select(fields)
  const from = start.from(query.from as MsSqlTable)
  let built = from as unknown as Clauses
  if (query.leftJoin) built = built.leftJoin(query.leftJoin.table, query.leftJoin.on)
  if (query.where) built = built.where(query.where)
  if (query.groupBy) built = built.groupBy(...query.groupBy)
  if (query.orderBy) built = built.orderBy(...query.orderBy)
  if (query.limit !== undefined) built = built.offset(query.offset ?? 0).fetch(query.limit)
  return built as unknown as typeof from
}
