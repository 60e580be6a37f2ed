import {
  type AnyColumn,
  count,
  getColumns,
  inArray,
  type Logger,
  type Placeholder,
  type SQL,
  sql,
  type Table,
} from 'drizzle-orm'
import type { MySqlTable } from 'drizzle-orm/mysql-core'
import { drizzle } from 'drizzle-orm/mysql2'
import type { Pool, PoolConnection } from 'mysql2'
import type { Pool as Client } from 'mysql2/promise'
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
  type Values,
  withClauses,
} from '../database.ts'
import { givenMembers, RowStatements } from '../row-statements.ts'
import { rowsAsJson } from '../rows-as-json.ts'
import { exactText } from './collation.ts'
import { mysqlFault } from './faults.ts'
import { hasLongText } from './long-texts.ts'
import { connectionOf, TransactionClient } from './transaction-client.ts'

/** How many values one statement inserts: the driver writes them out, and keeps the process from anything else meanwhile. */
const maxParameters = 6_000

type Drizzle = ReturnType<typeof connected>
type Builder = Pick<Drizzle, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>

function connected(client: Client, logger: Logger | undefined) {
  return drizzle({ client, ...(logger && { logger }) })
}

/** What belongs to a connection. */
interface Connection {
  readonly transactions: TransactionClient
  /** The builder of statements in transactions. */
  readonly inTransaction: Drizzle
  /** What was prepared of them, by the query. */
  readonly built: WeakMap<object, PreparedStatement>
  /** What inserts a row in them. */
  readonly inserts: RowStatements<PreparedStatement>
}

interface PreparedStatement {
  execute(values: Record<string, unknown>): Promise<unknown>
}

/** MySQL and MariaDB behind the port. */
export class MysqlDatabase<Tables> implements SqlDatabase<Tables> {
  readonly dialect = 'mysql'
  readonly tables: Tables
  readonly isSerial = false
  readonly canSkipLocked = true
  readonly claimAtOnce = undefined
  readonly isOneOf = isOneOf
  readonly markOf = markOf
  readonly #pool: Pool
  readonly #logger: Logger | undefined
  readonly #drizzle: Drizzle
  readonly #connections = new WeakMap<PoolConnection, Connection>()

  constructor(pool: Pool, tables: Tables, logger: Logger | undefined) {
    this.tables = tables
    this.#pool = pool
    this.#logger = logger
    this.#drizzle = connected(pool.promise(), logger)
  }

  isAnyOf([first, second]: ColumnPair, keys: readonly KeyPair[]): SQL {
    const columns = sql.raw(
      [first, second].map((column, at) => `k${at} ${columnTypes.text(column)} path "$[${at}]"`).join(', '),
    )
    const rows = sql`json_table(${JSON.stringify(keys)}, "$[*]" columns (${columns})) as k`
    return sql`(${first}, ${second}) in (select k.k0, k.k1 from ${rows})`
  }

  byteLength(text: AnyColumn): SQL<number> {
    return sql<number>`octet_length(${text})`
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
    const rows = build(this.#drizzle, { fields: { one: sql`1` }, from, where, limit: most }).as('counted')
    const [row] = await this.#drizzle.select({ total: count() }).from(rows)
    return row?.total ?? 0
  }

  async transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    const connection = this.#connectionOf(await connectionOf(this.#pool))
    return connection.transactions.run(() => work(new MysqlSession(connection)))
  }

  close(): Promise<void> {
    return this.#pool.promise().end()
  }

  #connectionOf(pooled: PoolConnection): Connection {
    const known = this.#connections.get(pooled)
    if (known) return known
    const transactions = new TransactionClient(pooled)
    const inTransaction = connected(transactions.asClient(), this.#logger)
    const built = { built: new WeakMap(), inserts: new RowStatements<PreparedStatement>() }
    const connection = { transactions, inTransaction, ...built }
    this.#connections.set(pooled, connection)
    return connection
  }
}

/** What it does begins before it is waited for: that keeps statements in order which are asked for together. */
class MysqlSession implements SqlSession {
  readonly isPipelined = true
  readonly #builder: Builder
  readonly #built: Connection['built']
  readonly #inserts: Connection['inserts']

  constructor({ inTransaction, built, inserts }: Connection) {
    this.#builder = inTransaction
    this.#built = built
    this.#inserts = inserts
  }

  async select<F extends Fields>(query: Select<F>, values?: Values): Promise<RowOf<F>[]> {
    if (!values) return (await build(this.#builder, query).execute()) as RowOf<F>[]
    const statement = this.#built.get(query) ?? build(this.#builder, query).prepare()
    this.#built.set(query, statement)
    return (await statement.execute({ ...values })) as RowOf<F>[]
  }

  /** INSERT IGNORE would cut values that are too long; a refused row leaves the transaction as it was. */
  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    const insert = this.#inserts.of(table, givenMembers(row), parameters =>
      this.#builder
        .insert(table as MySqlTable)
        .values(parameters as never)
        .prepare(),
    )
    try {
      await insert.execute({ ...row })
      return true
    } catch (error) {
      if (mysqlFault(error) === 'duplicate') return false
      throw error
    }
  }

  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    for (const some of inStatements(rows, maxParameters)) {
      // a long text has to be a value of its own, which is sent beside the statement
      const isLong = some.some(row => Object.values(row).some(hasLongText))
      if (isLong) {
        const insert = this.#builder.insert(table as MySqlTable).values(some as never)
        await insert.execute()
      } else await this.#insertRows(table, some)
    }
  }

  /** Inserts rows as one value: the driver writes them out as well, and a statement with a value for each of theirs need not be built. */
  async #insertRows(table: Table, rows: readonly Values[]): Promise<void> {
    const all = getColumns(table)
    const columns = Object.keys(rows[0] ?? {}).map(member => ({ member, column: all[member] as AnyColumn }))
    const names = columns.map(({ column }) => sql.identifier(column.name))
    const values = rows.map(row =>
      columns.map(({ member, column }) => {
        const value = row[member] ?? null
        return value === null ? null : column.mapToDriverValue(value)
      }),
    )
    const insert = sql`insert into ${table} (${sql.join(names, sql`, `)}) values ${sql.param(values)}`
    await this.#builder.execute(insert).execute()
  }

  async update(table: Table, values: Values, where: SQL): Promise<number> {
    const update = this.#builder.update(table as MySqlTable).set({ ...values } as never)
    const [result] = await update.where(where).execute()
    return result.affectedRows
  }

  async updateBy(update: Update, values: Values): Promise<number> {
    const { table, values: set, where } = update
    const build = () => this.#builder.update(table as MySqlTable).set({ ...set } as never)
    const statement = this.#built.get(update) ?? build().where(where).prepare()
    this.#built.set(update, statement)
    const [result] = (await statement.execute({ ...values })) as [{ readonly affectedRows: number }]
    return result.affectedRows
  }

  /** The rows first, so that each is sought in the index of its key. */
  async updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void> {
    const { json, columns, isOwn, changes } = rowsAsJson(table, keys, rows, column => sql`${column}`)
    const declared = columns.map(
      ({ name, column, holds }) => `${name} ${columnTypes[holds](column)} path "$.${name}"`,
    )
    const wanted = sql`json_table(${json}, "$[*]" columns (${sql.raw(declared.join(', '))})) as wanted`
    await this.#builder
      .execute(sql`update ${wanted} straight_join ${table} on ${isOwn} set ${changes}`)
      .execute()
  }

  async delete(table: Table, where: SQL): Promise<number> {
    const [result] = await this.#builder
      .delete(table as MySqlTable)
      .where(where)
      .execute()
    return result.affectedRows
  }
}

/** The types of values that come as JSON; texts compare like those of the column. */
const columnTypes = {
  text: (column: AnyColumn) => `${column.getSQLType()} ${exactText}`,
  number: () => 'bigint',
  time: (column: AnyColumn) => column.getSQLType(),
}

/** The values one by one, which are sought in the index of the column wherever the condition stands, also in a DELETE. */
function isOneOf(column: AnyColumn, values: readonly string[] | readonly number[]): SQL {
  return inArray(column, [...values])
}

/** A checksum, as it is also compared with a document that was read, and the length. */
function markOf(_: Table, text: AnyColumn): SQL<string> {
  return sql<string>`concat(lpad(crc32(${text}), 10, 0), octet_length(${text}))`
}

/** The port's neutral query in this dialect's builder. */
function build(database: Builder, query: Select<Fields>) {
  const fields = query.fields as Parameters<Drizzle['select']>[0] & {}
  const start = query.distinct ? database.selectDistinct(fields) : database.select(fields)
  return withClauses(start.from(query.from as MySqlTable), query)
}
