import { type AnyColumn, type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * Joins rows of JSON by a column of an index. The planner takes any number of them for a hundred, and goes through the whole
 * index of a table of which it has no statistics yet; what an array has is looked up.
 */
export function isLookedUp(column: AnyColumn, value: SQLWrapper): SQL {
  return sql`${column} = any(array[${value}])`
}
