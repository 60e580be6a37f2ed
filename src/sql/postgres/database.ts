import { type AnyColumn, count, type Placeholder, type SQL, sql, type Table } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import {
  type Claims,
  type ColumnPair,
  type Fields,
  inStatements,
  type KeyPair,
  type Prepared,
  type RowOf,
  type Select,
  type SqlDatabase,
  type SqlSession,
  type TransactionOptions,
  type Update,
  type Values,
  withClauses,
} from '../database.ts'
import { givenMembers } from '../row-statements.ts'
import { rowsAsJson } from '../rows-as-json.ts'
import { ClaimStatements } from './claims.ts'
import { isLookedUp } from './looked-up.ts'
import type { Connection, ConnectionPool, Drizzle } from './pool.ts'
import { insertOfTexts, textsOf } from './rows-as-texts.ts'

type Builder = Pick<Drizzle, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>

/** How many values one statement inserts: to write more out keeps the process from anything else for too long. */
const maxValues = 20_000

/** PostgreSQL behind the port. */
export class PostgresDatabase<Tables> implements SqlDatabase<Tables> {
  readonly dialect = 'postgres'
  readonly tables: Tables
  readonly isSerial = false
  readonly canSkipLocked = true
  readonly isOneOf = isOneOf
  readonly markOf = markOf
  readonly #pool: ConnectionPool
  readonly #claims = new ClaimStatements()
  #prepared = 0

  constructor(pool: ConnectionPool, tables: Tables) {
    this.tables = tables
    this.#pool = pool
  }

  isAnyOf([first, second]: ColumnPair, keys: readonly KeyPair[]): SQL {
    const elements = sql`json_array_elements(${JSON.stringify(keys)}::text::json)`
    return sql`(${first}, ${second}) in (select key ->> 0, key ->> 1 from ${elements} as key)`
  }

  byteLength(text: AnyColumn): SQL<number> {
    return sql<number>`octet_length(${text})`
  }

  parameter(name: string): Placeholder {
    return sql.placeholder(name)
  }

  prepare<F extends Fields>(query: Select<F>): Prepared<F> {
    const number = this.#prepared++
    return values =>
      this.#pool.run(async ({ drizzle, prepared }) => {
        prepared[number] ??= build(drizzle, query).prepare(`registry_${number}`)
        return (await prepared[number].execute({ ...values })) as RowOf<F>[]
      })
  }

  select<F extends Fields>(query: Select<F>): Promise<RowOf<F>[]> {
    return this.#pool.run(async ({ drizzle }) => (await build(drizzle, query)) as RowOf<F>[])
  }

  count(from: Table, where: SQL | undefined, most: number): Promise<number> {
    return this.#pool.run(async ({ drizzle }) => {
      const rows = build(drizzle, { fields: { one: sql`1` }, from, where, limit: most }).as('counted')
      const [row] = await drizzle.select({ total: count() }).from(rows)
      return row?.total ?? 0
    })
  }

  readonly claimAtOnce = (claims: Claims): Promise<ReadonlySet<string>> =>
    this.#pool.run(async ({ client }) => {
      const { text, values } = this.#claims.of(claims)
      this.#pool.logger?.logQuery(text, values)
      const rows = await client.unsafe<{ readonly key: string }[]>(text, values, { prepare: true })
      return new Set(rows.map(({ key }) => key))
    })

  transaction<T>(work: (session: SqlSession) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.#pool.run(connection =>
      connection.transactions.run(() => work(new PostgresSession(connection)), options),
    )
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}

/** What it does begins before it is waited for: that keeps statements in order which are asked for together. */
class PostgresSession implements SqlSession {
  readonly isPipelined = true
  readonly #builder: Builder
  readonly #built: Connection['built']
  readonly #inserts: Connection['inserts']
  readonly #insertsOfAll: Connection['insertsOfAll']

  constructor({ inTransaction, built, inserts, insertsOfAll }: Connection) {
    this.#builder = inTransaction
    this.#built = built
    this.#inserts = inserts
    this.#insertsOfAll = insertsOfAll
  }

  async select<F extends Fields>(query: Select<F>, values?: Values): Promise<RowOf<F>[]> {
    if (!values) return (await build(this.#builder, query).execute()) as RowOf<F>[]
    const statement = this.#built.get(query) ?? build(this.#builder, query).prepare('built')
    this.#built.set(query, statement)
    return (await statement.execute({ ...values })) as RowOf<F>[]
  }

  async insertIfAbsent(table: Table, row: Values): Promise<boolean> {
    const insert = this.#inserts.of(table, givenMembers(row), parameters => {
      const values = this.#builder.insert(table as PgTable).values(parameters as never)
      return values.onConflictDoNothing().prepare('built')
    })
    return countOf(await insert.execute({ ...row })) > 0
  }

  async insertAll(table: Table, rows: readonly Values[]): Promise<void> {
    for (const some of inStatements(rows, maxValues)) await this.#insertSome(table, some)
  }

  async #insertSome(table: Table, rows: readonly Values[]): Promise<void> {
    const members = Object.keys(rows[0] ?? {})
    const insert = this.#insertsOfAll.of(table, members, parameters =>
      this.#builder.execute(insertOfTexts(table, parameters)),
    )
    await insert.execute(textsOf(members, rows))
  }

  async update(table: Table, values: Values, where: SQL): Promise<number> {
    const update = this.#builder.update(table as PgTable).set({ ...values } as never)
    return (await update.where(where).execute()).count
  }

  async updateBy(update: Update, values: Values): Promise<number> {
    const { table, values: set, where } = update
    const build = () => this.#builder.update(table as PgTable).set({ ...set } as never)
    const statement = this.#built.get(update) ?? build().where(where).prepare('built')
    this.#built.set(update, statement)
    return countOf(await statement.execute({ ...values }))
  }

  async updateEach(table: Table, keys: readonly string[], rows: readonly Values[]): Promise<void> {
    const changed = ({ name }: AnyColumn) => sql.identifier(name)
    const { json, columns, isOwn, changes } = rowsAsJson(table, keys, rows, changed, isLookedUp)
    const types = columns.map(({ name, holds }) => `${name} ${columnTypes[holds]}`)
    const wanted = sql`json_to_recordset(${json}::text::json) as wanted (${sql.raw(types.join(', '))})`
    await this.#builder.execute(sql`update ${table} set ${changes} from ${wanted} where ${isOwn}`).execute()
  }

  async delete(table: Table, where: SQL): Promise<number> {
    return (
      await this.#builder
        .delete(table as PgTable)
        .where(where)
        .execute()
    ).count
  }
}

/** How many rows a statement has changed, as the driver tells it. */
function countOf(answer: unknown): number {
  return (answer as { readonly count: number }).count
}

/** The types of values that come as JSON. */
const columnTypes = { text: 'text', number: 'bigint', time: 'timestamptz' }

/**
 * The values as one parameter: to plan a statement with hundreds of them takes longer than to run it. As an array, and not
 * as rows, they are looked up in an index of the column, whatever the planner believes about their number.
 */
function isOneOf(column: AnyColumn, values: readonly string[] | readonly number[]): SQL {
  const type = typeof values[0] === 'number' ? sql`::bigint` : sql``
  const elements = sql`json_array_elements_text(${JSON.stringify(values)}::text::json)${type}`
  return sql`${column} = any(array(select ${elements}))`
}

/** What tells the states of a row apart, whatever its text is: the transaction that made it, and its place in the table. */
function markOf(table: Table): SQL<string> {
  return sql<string>`(${table}.xmin::text || ${table}.ctid::text)`
}

/** The port's neutral query in this dialect's builder. */
function build(database: Builder, query: Select<Fields>) {
  const fields = query.fields as Parameters<Drizzle['select']>[0] & {}
  const start = query.distinct ? database.selectDistinct(fields) : database.select(fields)
  return withClauses(start.from(query.from as PgTable), query)
}
