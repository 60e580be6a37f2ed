import { and, eq, type SQL, sql } from 'drizzle-orm'
import { storable } from '../../../domain/storable.ts'
import { exactText } from '../../../sql/mysql/collation.ts'
import { isLookedUp } from '../../../sql/postgres/looked-up.ts'
import type { StoreDatabase } from '../store-database.ts'

/**
 * A table `wanted` with columns `c0`, `c1` and so on: the rows are the parameter `rows` of a prepared query, see
 * `wantedText`. Undefined where questions are better asked one by one: on SQLite that takes no longer, and to SQL
 * Server rows cannot be given so at every compatibility level.
 *
 * @param lengths of the texts of each column, as the columns have them with which they are compared; a longer text is null.
 */
export function wantedRows(
  database: Pick<StoreDatabase, 'dialect' | 'parameter'>,
  lengths: readonly number[],
): SQL | undefined {
  const rows = database.parameter('rows')
  const each = (column: (at: number, length: number) => string) => {
    return sql.raw(lengths.map((length, at) => column(at, length)).join(', '))
  }
  switch (database.dialect) {
    case 'postgres':
      return sql`json_to_recordset(${rows}::text::json) as wanted (${each(at => `c${at} text`)})`
    case 'mysql': {
      const fields = each((at, length) => `c${at} varchar(${length}) ${exactText} path "$.c${at}"`)
      return sql`json_table(${rows}, "$[*]" columns (${fields})) as wanted`
    }
    default:
      return undefined
  }
}

/** Joins the row of a version to a wanted one. */
export function isWantedVersion(
  { dialect, tables: { contracts } }: Pick<StoreDatabase, 'dialect' | 'tables'>,
  contractId: SQL,
  version: SQL,
): SQL {
  const is = dialect === 'postgres' ? isLookedUp : eq
  return and(is(contracts.contractId, contractId), is(contracts.version, version)) as SQL
}

/** Rows as the value of the parameter. What no database takes is not stored either, so that nothing is found by it. */
export function wantedText(rows: readonly (readonly string[])[]): string {
  const objects = rows.map(row => {
    return `{${row.map((text, at) => `"c${at}":${JSON.stringify(storable(text))}`).join(',')}}`
  })
  return `[${objects.join(',')}]`
}
