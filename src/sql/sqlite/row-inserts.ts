import type Database from 'better-sqlite3'
import { is, type Logger, Param, Placeholder, type Table } from 'drizzle-orm'
import type { drizzle } from 'drizzle-orm/better-sqlite3'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Values } from '../database.ts'
import { RowStatements } from '../row-statements.ts'

type Drizzle = ReturnType<typeof drizzle>

/** What a statement does with a row whose key is taken. */
type OnConflict = 'fail' | 'ignore'

/** A value of a statement: of which member of a row, and how it is sent. */
interface Bound {
  readonly member: string
  readonly encode: (value: unknown) => unknown
}

/**
 * Statements that insert one row, built once for a table and the columns they fill. On SQLite they are as quick as one
 * statement for many rows; the builder takes longer to fill in the values than the database to insert them.
 */
export class RowInserts {
  readonly #drizzle: Drizzle
  readonly #connection: Database.Database
  readonly #logger: Logger | undefined
  readonly #known = {
    fail: new RowStatements<(row: Values) => number>(),
    ignore: new RowStatements<(row: Values) => number>(),
  }

  constructor(builder: Drizzle, connection: Database.Database, logger: Logger | undefined) {
    this.#drizzle = builder
    this.#connection = connection
    this.#logger = logger
  }

  /** What inserts a row of these members, and tells how many rows that were. */
  into(table: Table, members: readonly string[], onConflict: OnConflict): (row: Values) => number {
    return this.#known[onConflict].of(table, members, parameters =>
      this.#build(table, parameters, onConflict),
    )
  }

  #build(table: Table, parameters: Values, onConflict: OnConflict): (row: Values) => number {
    const plain = this.#drizzle.insert(table as SQLiteTable).values(parameters as never)
    const { sql: text, params } = (onConflict === 'ignore' ? plain.onConflictDoNothing() : plain).toSQL()
    const bound = params.map(boundOf)
    const statement = this.#connection.prepare(text)
    return row => {
      const sent = bound.map(({ member, encode }) => {
        const value = row[member]
        return value === null || value === undefined ? null : encode(value)
      })
      this.#logger?.logQuery(text, sent)
      return statement.run(...sent).changes
    }
  }
}

function boundOf(parameter: unknown): Bound {
  if (!is(parameter, Param) || !is(parameter.value, Placeholder))
    throw new Error('an insert has values that are not of its row')
  const { value, encoder } = parameter
  // its type keeps the name for itself
  const { name } = value as unknown as { readonly name: string }
  return { member: name, encode: given => encoder.mapToDriverValue(given) }
}
