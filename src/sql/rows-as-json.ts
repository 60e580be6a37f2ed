import { type AnyColumn, and, eq, getColumns, type SQL, type SQLChunk, sql, type Table } from 'drizzle-orm'
import type { Values } from './database.ts'

/** A statement that gives each of some rows values of its own, which are one parameter however many rows there are. */
export interface RowsAsJson {
  /** The rows, for a table `wanted` with columns `c0`, `c1` and so on. */
  readonly json: string
  /** The columns of that table, each with the one that it is compared with or written to, and what they hold. */
  readonly columns: readonly {
    readonly name: string
    readonly column: AnyColumn
    readonly holds: 'text' | 'number' | 'time'
  }[]
  /** Is true of a row and its own values. */
  readonly isOwn: SQL
  /** The new values, as SET has them. */
  readonly changes: SQL
}

/**
 * @param keys the members by which rows are found; texts, whole numbers or times, as all the others.
 * @param changed what is to be changed of which table, as a dialect writes the name of a column in SET.
 * @param is how a column is compared with a value of its own.
 */
export function rowsAsJson(
  table: Table,
  keys: readonly string[],
  rows: readonly Values[],
  changed: (column: AnyColumn) => SQLChunk,
  is: (column: AnyColumn, value: SQL) => SQL = eq,
): RowsAsJson {
  const all = getColumns(table)
  const places = Object.entries(rows[0] ?? {}).flatMap(([member, value], at) => {
    const column = all[member]
    const name = `c${at}`
    return column ? [{ member, column, name, holds: kindOf(value), value: sql.raw(`wanted.${name}`) }] : []
  })
  const own = places.filter(({ member }) => keys.includes(member))
  const others = places.filter(({ member }) => !keys.includes(member))
  return {
    json: JSON.stringify(
      rows.map(row =>
        Object.fromEntries(
          places.map(({ member, name, column }) => [name, column.mapToDriverValue(row[member])]),
        ),
      ),
    ),
    columns: places,
    isOwn: and(...own.map(({ column, value }) => is(column, value))) as SQL,
    changes: sql.join(
      others.map(({ column, value }) => sql`${changed(column)} = ${value}`),
      sql`, `,
    ),
  }
}

function kindOf(value: unknown): 'text' | 'number' | 'time' {
  if (value instanceof Date) return 'time'
  return typeof value === 'number' ? 'number' : 'text'
}
