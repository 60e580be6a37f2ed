import type Database from 'better-sqlite3'
import { migrate } from '../../../src/sql/migrate.ts'
import { openConnection } from '../../../src/sql/sqlite/connection.ts'
import { sqliteMigrationTarget } from '../../../src/sql/sqlite/migration-target.ts'
import { requireContractTable } from '../../../src/stores/sql/adoptable-table.ts'

/** What a statement gave: rows as arrays of their fields, or how many rows it touched. */
export interface Answer {
  readonly rows: unknown[][]
  readonly affected: number
}

/** How a driver tells its values apart from those of SQLite. */
export interface DriverValues {
  /** A value as a statement is sent with it. */
  readonly toSqlite: (value: unknown) => unknown
  /** A value of a column of that type as the driver gives it. */
  readonly fromSqlite: (value: unknown, type: string | null) => unknown
  /** What the driver throws when a key is taken. */
  readonly duplicate: () => Error
}

/**
 * What takes the place of a database server: a migrated SQLite database in memory that understands the statements of
 * the other dialects. Their ways of quoting and of naming parameters are all known to SQLite; what is not is put in
 * its words. Transactions are not kept apart, so only work that runs one after the other and succeeds is told truly.
 */
export class StubServer {
  readonly #connection: Database.Database
  readonly #values: DriverValues

  /** @param connection a migrated database. */
  constructor(connection: Database.Database, values: DriverValues) {
    this.#connection = connection
    this.#values = values
  }

  /** Runs a statement whose parameters have these names, or none when they count by their places. */
  run(text: string, values: readonly unknown[], nameOf?: (index: number) => string): Answer {
    if (/^(begin|commit)$/.test(text)) return { rows: [], affected: 0 }
    const statement = this.#connection.prepare(inSqlite(text))
    const own = values.map(this.#values.toSqlite)
    const bound = nameOf ? [Object.fromEntries(own.map((value, index) => [nameOf(index), value]))] : own
    try {
      if (!statement.reader) return { rows: [], affected: statement.run(...bound).changes }
      const types = statement.columns().map(({ type }) => type?.toLowerCase() ?? null)
      const rows = statement.raw().all(...bound) as unknown[][]
      const { fromSqlite } = this.#values
      return {
        rows: rows.map(row => row.map((value, at) => fromSqlite(value, types[at] ?? null))),
        affected: 0,
      }
    } catch (error) {
      if (error instanceof Error && /^UNIQUE constraint/.test(error.message)) throw this.#values.duplicate()
      throw error
    }
  }
}

/** A migrated database in memory. */
export async function openMigrated(): Promise<Database.Database> {
  const connection = openConnection(undefined)
  await migrate(sqliteMigrationTarget(connection, 'contracts'), requireContractTable)
  return connection
}

/**
 * SQLite has no default among the values of a row; all columns that are left out may be null. A document serves as its own
 * mark, which need only change with it.
 */
function inSqlite(text: string): string {
  return text
    .replace(/\bselect unnest\((.*) from (\(.*\) as marks) offset 1$/, (_, values: string, marks: string) => {
      const arrays = values.split(/\)(?:::[a-z ]+)?(?:, unnest\(|$)/).slice(0, -1)
      const columns = arrays.map(array => `${array} ->> place.key`).join(', ')
      return `select ${columns} from ${marks.replaceAll('::text', '')}, json_each(${arrays[0]}) as place where place.key > 0`
    })
    .replace(
      /select key ->> 0, key ->> 1 from json_array_elements\((\S+?)::text::json\) as key/,
      'select value ->> 0, value ->> 1 from json_each($1)',
    )
    .replace(/= any\(array\[(\S+?)\]\)/g, '= $1')
    .replace(
      /= any\(array\(select json_array_elements_text\((\S+?)::text::json\)(?:::bigint)?\)\)/g,
      'in (select value from json_each($1))',
    )
    .replace(
      /select k\.k0, k\.k1 from json_table\(\?, .*? path "\$\[1\]"\)\) as k/,
      'select value ->> 0, value ->> 1 from json_each(?)',
    )
    .replace(
      /json_to_recordset\((\S+?)::text::json\) as wanted \((.*?)\)/g,
      (_, rows: string, columns: string) => wantedRows(rows, columns.split(', ').length),
    )
    .replace(
      /json_table\(\?, "\$\[\*\]" columns \((c0 .*? path "\$\.c\d+")\)\) as wanted/g,
      (_, columns: string) => wantedRows('?', columns.split(', ').length),
    )
    .replace(
      /^update (\(select .*? as wanted) straight_join (\S+) on (.*?) set (.*)$/,
      (_, rows: string, table: string, isOwn: string, changes: string) =>
        `update ${table} set ${changes.replaceAll(/`\w+`\.(`\w+` = )/g, '$1')} from ${rows} where ${isOwn}`,
    )
    .replaceAll('"contracts".xmin::text || "contracts".ctid::text', '"contracts"."json"')
    .replace(/concat\(lpad\(crc32\((\S+)\), 10, 0\), octet_length\(\S+\)\)/g, '$1')
    .replace(/ offset 0\)/g, ')')
    .replace(/\boffset (\S+) rows fetch next (\S+) rows only\b/g, 'limit $2 offset $1')
    .replace(/\(select top\((\S+)\) (.*)\) \[counted\]$/, '(select $2 limit $1) [counted]')
    .replace(
      /\bvalues \(([^)]*)\)/,
      (_, values: string) => `values (${values.replace(/\bdefault\b/g, 'null')})`,
    )
}

/** The table of `wanted-rows.ts`. */
function wantedRows(rows: string, count: number): string {
  const fields = Array.from({ length: count }, (_, at) => `value ->> 'c${at}' as c${at}`)
  return `(select ${fields.join(', ')} from json_each(${rows})) as wanted`
}
