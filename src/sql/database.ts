import { type AnyColumn, and, eq, getColumns, type Placeholder, type SQL, type Table } from 'drizzle-orm'

/** The kinds of databases. */
export type Dialect = 'sqlite' | 'postgres' | 'mysql' | 'mssql'

/** The columns or expressions a query answers with, by the name each has in the result. */
export type Fields = Readonly<Record<string, AnyColumn | SQL>>

/** What a field holds, null included where its column allows it. */
type ValueOf<Field> =
  Field extends AnyColumn<infer Config>
    ? Config extends { notNull: true }
      ? Field['_']['data']
      : Field['_']['data'] | null
    : Field extends SQL<infer Value>
      ? Value
      : never

/** One row of a query's result. */
export type RowOf<F extends Fields> = { -readonly [Key in keyof F]: ValueOf<F[Key]> }

/** A query as data, which each dialect builds with its own builder. */
export interface Select<F extends Fields> {
  readonly fields: F
  /** A table, or the SQL of what stands for one. */
  readonly from: Table | SQL
  /** A table that has at most one row for each of the others. The columns of a row that is missing are null. */
  readonly leftJoin?: { readonly table: Table; readonly on: SQL }
  readonly where?: SQL | undefined
  readonly orderBy?: readonly (SQL | AnyColumn)[]
  readonly limit?: number | Placeholder | SQL
  readonly offset?: number | Placeholder
  readonly distinct?: boolean
  /**
   * Whether the rows are locked until the transaction ends, and those left out that another one has locked: nobody is waited
   * for. Only where `canSkipLocked`.
   */
  readonly locksFree?: boolean
  readonly groupBy?: readonly AnyColumn[]
}

/** A query that was built once, at start-up. */
export type Prepared<F extends Fields> = (values: Readonly<Record<string, unknown>>) => Promise<RowOf<F>[]>

/** Writes that a column has one of some texts or of some whole numbers; found by an index of the column. */
export type IsOneOf = (column: AnyColumn, values: readonly string[] | readonly number[]) => SQL

/** Two columns that together are a key, and what they hold. */
export type ColumnPair = readonly [AnyColumn, AnyColumn]
/** What the two columns of such a key hold. */
export type KeyPair = readonly [string, string]

/** Values to write, by column. */
export type Values = Readonly<Record<string, unknown>>

/** A change of rows of a table as data, which has parameters. */
export interface Update {
  readonly table: Table
  readonly values: Readonly<Record<string, SQL | Placeholder>>
  readonly where: SQL
}

/** A row that is claimed: one of a table in which each has a clock, which is another one after each change of what it stands for. */
export interface Claim {
  readonly key: string
  /** Its clock when it was seen; undefined when there was no row. */
  readonly seen: number | undefined
  /** What the clock is to be. */
  readonly clock: number
}

/** Rows that are to be written if what they belong to is as it was seen. */
export interface Claims {
  /** The table with the clocks. */
  readonly table: Table
  /** The members of its key and its clock; the tables of the rows have the first one as well. */
  readonly members: readonly [key: string, clock: string]
  /** Different ones. */
  readonly claims: readonly Claim[]
  /** The rows to insert, all of a table with the same members and with keys that are claimed. */
  readonly inserts: readonly { readonly table: Table; readonly rows: readonly Values[] }[]
}

/** Statements that belong together: all of one transaction. */
export interface SqlSession {
  /** Whether statements may be sent before the answers to those before them are there. They are run in their order. */
  readonly isPipelined: boolean
  /**
   * The rows of a query as the transaction sees them.
   *
   * @param values those of its parameters: a query that has such is kept as it was built, for as long as the object is there.
   */
  select<F extends Fields>(query: Select<F>, values?: Values): Promise<RowOf<F>[]>
  /** Inserts a row, of plain values; false, and no change, when its key is taken. */
  insertIfAbsent(table: Table, row: Values): Promise<boolean>
  /** Inserts rows, all of which have the same members and keys that are free. */
  insertAll(table: Table, rows: readonly Values[]): Promise<void>
  /** The number of rows that matched, changed or not. */
  update(table: Table, values: Values, where: SQL): Promise<number>
  /** As `update`, by what is kept as it was built, for as long as the object is there; with the values of its parameters. */
  updateBy(update: Update, values: Values): Promise<number>
  /**
   * Gives rows values of their own.
   *
   * @param keys the members by which a row is found; these and the others are texts, whole numbers or times, and none is null.
   */
  updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void>
  /** The number of rows deleted. */
  delete(table: Table, where: SQL): Promise<number>
}

/** What a dialect may know of a transaction before it begins. */
export interface TransactionOptions {
  /**
   * Whether all that is asked for before the first answer is waited for takes a lock, or reads: without a transaction that
   * would do no harm, so it need not wait until the transaction is known to have begun.
   */
  readonly startsWithLock?: boolean
  /** Whether a fault that passes is told, because whoever asks tries again in another way. */
  readonly isTriedOnce?: boolean
}

/**
 * All that is asked of a dialect, opened with some tables. Errors leave it as `RegistryError` where the caller can do
 * something about them, and as they are otherwise.
 */
export interface SqlDatabase<Tables = unknown> {
  readonly dialect: Dialect
  readonly tables: Tables
  /** Whether transactions run one after the other, each seeing all before it. */
  readonly isSerial: boolean
  /** Whether a query can leave out the rows that another transaction has locked. */
  readonly canSkipLocked: boolean
  /** Is true of the rows whose two columns have one of these pairs, however many they are up to some hundreds. */
  isAnyOf(columns: ColumnPair, keys: readonly KeyPair[]): SQL
  /** How many bytes a text has, found without reading it where a database can. */
  byteLength(text: AnyColumn): SQL<number>
  /**
   * A short text for the rows of a table, which is another one once a long text of the row has changed, and is had without
   * sending that. Undefined in dialects where nothing is gained by it.
   */
  readonly markOf: ((table: Table, text: AnyColumn) => SQL<string>) | undefined
  /** Is true of the rows whose column has one of these values, however many they are up to some hundreds. */
  readonly isOneOf: IsOneOf
  /** A text in a prepared query which is given when the query runs. */
  parameter(name: string): Placeholder | SQL
  /** Builds a query once; its rows are those committed when it runs. Its numbers that vary are `sql.placeholder`s. */
  prepare<F extends Fields>(query: Select<F>): Prepared<F>
  /** The committed rows of a query that cannot be prepared, because its shape depends on what is asked. */
  select<F extends Fields>(query: Select<F>): Promise<RowOf<F>[]>
  /** How many committed rows of a table fulfil a condition, counted up to `most`. */
  count(from: Table, where: SQL | undefined, most: number): Promise<number>
  /**
   * Writes what is claimed with one statement, which is tried once; see `claim`. Undefined in dialects where that takes more.
   *
   * @returns the keys whose rows were written.
   */
  readonly claimAtOnce: ((claims: Claims) => Promise<ReadonlySet<string>>) | undefined
  /** Runs `work` in one transaction that is committed, durably, when it resolves and rolled back when it rejects. */
  transaction<T>(work: (session: SqlSession) => Promise<T>, options?: TransactionOptions): Promise<T>
  close(): Promise<void>
}

/** The clauses that the builders of most dialects have in common. */
interface Clauses {
  leftJoin(table: Table, on: SQL): Clauses
  where(condition: SQL): Clauses
  groupBy(...columns: AnyColumn[]): Clauses
  orderBy(...columns: (SQL | AnyColumn)[]): Clauses
  limit(rows: number | Placeholder | SQL): Clauses
  offset(rows: number | Placeholder): Clauses
  for(strength: 'update', options: { readonly skipLocked: true }): Clauses
}

/** Adds a query's clauses to a builder that has LIMIT and OFFSET. */
export function withClauses<Builder>(builder: Builder, query: Select<Fields>): Builder {
  // the builders of the dialects are unrelated types with the same methods
  let built = builder as unknown as Clauses
  if (query.leftJoin) built = built.leftJoin(query.leftJoin.table, query.leftJoin.on)
  if (query.where) built = built.where(query.where)
  if (query.groupBy) built = built.groupBy(...query.groupBy)
  if (query.orderBy) built = built.orderBy(...query.orderBy)
  if (query.limit !== undefined) built = built.limit(query.limit)
  if (query.offset !== undefined) built = built.offset(query.offset)
  if (query.locksFree) built = built.for('update', { skipLocked: true })
  return built as unknown as Builder
}

/** What is done in a transaction, by what each gives. */
type Steps<Results extends readonly unknown[]> = {
  readonly [At in keyof Results]: () => Promise<Results[At]>
}

/**
 * Does what needs no answers of one another, in this order: without waiting for answers in between where the driver can,
 * which saves most of the time that a server far away takes.
 */
export async function together<Results extends readonly unknown[]>(
  { isPipelined }: SqlSession,
  ...steps: Steps<Results>
): Promise<Results> {
  const results: unknown[] = []
  if (!isPipelined) {
    for (const step of steps) results.push(await step())
    return results as unknown as Results
  }
  const failures: unknown[] = []
  const all = steps.map(step =>
    step().catch((error: unknown) => {
      failures.push(error)
    }),
  )
  results.push(...(await Promise.all(all)))
  // the first one is the cause: after it the server refuses whatever comes
  if (failures.length > 0) throw failures[0]
  return results as unknown as Results
}

/** Gives rows values of their own, one after the other. */
export async function updateOneByOne(
  session: Pick<SqlSession, 'update'>,
  table: Table,
  keys: readonly string[],
  rows: readonly Values[],
): Promise<void> {
  const columns = getColumns(table)
  const isKey = (member: string) => keys.includes(member)
  for (const row of rows) {
    const members = Object.entries(row)
    const own = members.filter(([member]) => isKey(member))
    const where = and(...own.map(([member, value]) => eq(columns[member] as AnyColumn, value)))
    await session.update(
      table,
      Object.fromEntries(members.filter(([member]) => !isKey(member))),
      where as SQL,
    )
  }
}

/** Cuts rows into statements of at most `most` values. */
export function inStatements(rows: readonly Values[], most: number): Values[][] {
  const perStatement = Math.max(1, Math.floor(most / Object.keys(rows[0] ?? {}).length))
  const count = Math.ceil(rows.length / perStatement)
  return Array.from({ length: count }, (_, at) => rows.slice(at * perStatement, (at + 1) * perStatement))
}
