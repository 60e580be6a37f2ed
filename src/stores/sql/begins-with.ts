import { type AnyColumn, and, gte, lt, type SQL } from 'drizzle-orm'

/** Above every character of a term, and of a key of the catalogue of fields. */
const highest = '~'

/** Is true of the terms or keys with a beginning, which an index has next to each other. */
export function beginsWith(column: AnyColumn, beginning: string): SQL {
  return and(gte(column, beginning), lt(column, beginning + highest)) as SQL
}
