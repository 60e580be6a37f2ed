import { type AnyColumn, and, asc, inArray, lt, type SQL, type Table } from 'drizzle-orm'
import type { StoreDatabase } from './store-database.ts'

/** How many rows are deleted in one transaction. */
const batchSize = 200

/** A table of which all is deleted that is old enough. */
export interface SweptTable {
  readonly table: Table
  readonly key: AnyColumn
  readonly receivedAt: AnyColumn
}

/**
 * Deletes the rows of a table that were received before a time, in small transactions.
 *
 * @param mayGoOn is asked before each of them.
 * @param remove is asked to take them out elsewhere, by their keys, before they are deleted.
 * @returns how many there were.
 */
export async function deleteOldRows(
  database: StoreDatabase,
  { table, key, receivedAt }: SweptTable,
  before: number,
  mayGoOn: () => Promise<boolean>,
  remove?: (keys: readonly string[]) => Promise<void> | undefined,
): Promise<number> {
  const isBefore = lt(receivedAt, before)
  let deleted = 0
  while (await mayGoOn()) {
    const rows = await database.select({
      fields: { key },
      from: table,
      where: isBefore,
      orderBy: [asc(receivedAt), asc(key)],
      limit: batchSize,
    })
    if (rows.length === 0) break
    const keys = rows.map(row => String(row.key))
    await remove?.(keys)
    const isOld = and(inArray(key, keys), isBefore) as SQL
    deleted += await database.transaction(session => session.delete(table, isOld))
  }
  return deleted
}
