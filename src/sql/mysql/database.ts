import {
  type AnyColumn,
  count,
  inArray,
  type Logger,
  type Placeholder,
  type SQL,
  sql,
  type Table,
} from 'drizzle-orm'
import type { MySqlTable } from 'drizzle-orm/mysql-core'
import { drizzle } from 'drizzle-orm/mysql2'
import type { Pool } from 'mysql2/promise'
import {
  type ColumnPair,
  type Fields,
  inStatements,
  insertFrom,
  type KeyPair,
  type Prepared,
  type RowOf,
  type Select,
  type SqlDatabase,
  type SqlSession,
  type Values,
  withClauses,
} from '../database.ts'
import { rowsAsJson } from '../rows-as-json.ts'
import { mysqlFault } from './faults.ts'

/** How many values one statement inserts: the driver writes them out, and keeps the process from anything else meanwhile. */
const maxParameters = 6_000

type Drizzle = ReturnType<typeof connected>
type Builder = Pick<Drizzle, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>

function connected(client: Pool, logger: Logger | undefined) {
  return drizzle({ client, ...(logger && { logger }) })
}

/** MySQL and MariaDB behind the port. */
export class MysqlDatabase<Tables> implements SqlDatabase<Tables> {
  readonly dialect = 'mysql'
  readonly tables: Tables
  readonly isSerial = false
  readonly isOneOf = isOneOf
  readonly markOf = markOf
  readonly #pool: Pool
  readonly #drizzle: Drizzle

  constructor(pool: Pool, tables: Tables, logger: Logger | undefined) {
    this.tables = tables
    this.#pool = pool
    this.#drizzle = connected(pool, logger)
  }

  isAnyOf([first, second]: ColumnPair, keys: readonly KeyPair[]): SQL {
    const columns = sql.raw(
      [first, second].map((column, at) => `k${at} ${textType(column)} path "$[${at}]"`).join(', '),
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

  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.#drizzle.transaction(transaction => work(new MysqlSession(transaction)))
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}

class MysqlSession implements SqlSession {
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

  /** INSERT IGNORE would cut values that are too long; a refused row leaves the transaction as it was. */
  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    try {
      await this.#builder.insert(table as MySqlTable).values({ ...row } as never)
      return true
    } catch (error) {
      if (mysqlFault(error) === 'duplicate') return false
      throw error
    }
  }

  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    for (const some of inStatements(rows, maxParameters)) {
      await this.#builder.insert(table as MySqlTable).values(some as never)
    }
  }

  async update(table: Table, values: Values, where: SQL): Promise<number> {
    const update = this.#builder.update(table as MySqlTable).set({ ...values } as never)
    const [result] = await update.where(where)
    return result.affectedRows
  }

  /** The rows first, so that each is sought in the index of its key. */
  async updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void> {
    const { json, columns, isOwn, changes } = rowsAsJson(table, keys, rows, column => sql`${column}`)
    const declared = columns.map(
      ({ name, column, isNumber }) => `${name} ${isNumber ? 'bigint' : textType(column)} path "$.${name}"`,
    )
    const wanted = sql`json_table(${json}, "$[*]" columns (${sql.raw(declared.join(', '))})) as wanted`
    await this.#builder.execute(sql`update ${wanted} straight_join ${table} on ${isOwn} set ${changes}`)
  }

  async insertSelected(table: Table, members: readonly string[], rows: SQL): Promise<void> {
    await this.#builder.execute(insertFrom(table, members, rows))
  }

  async delete(table: Table, where: SQL): Promise<number> {
    const [result] = await this.#builder.delete(table as MySqlTable).where(where)
    return result.affectedRows
  }
}

/** The type of texts that compare like those of a column. */
function textType(column: AnyColumn): string {
  return `${column.getSQLType()} character set utf8mb4 collate utf8mb4_bin`
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
