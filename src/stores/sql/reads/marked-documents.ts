import { type AnyColumn, eq, gte, or, type SQL, sql } from 'drizzle-orm'
import type { RowOf } from '../../../sql/database.ts'
import { comparedFields } from '../queries.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import type { KnownDocument } from './known-documents.ts'

/** From how many bytes on a document is read by itself: others need not wait for it, nor all be in memory at once. */
const large = 32 * 1024

/** What is read of a version whose document may be known: the document is null then. */
export type MarkedFields = ReturnType<typeof markedFields>
export type MarkedRow = RowOf<MarkedFields>

/** Which documents a query leaves out: those that are known, or those and large ones. */
export type LeftOut = 'known' | 'known or large'

/** @param known the mark of the document that is known. */
export function markedDocument(
  database: Pick<StoreDatabase, 'tables' | 'markOf' | 'byteLength'>,
  known: SQL | ReturnType<StoreDatabase['parameter']>,
  leftOut: LeftOut,
): MarkedFields {
  const { contracts } = database.tables
  const mark = database.markOf?.(contracts, contracts.json)
  if (!mark) throw new Error('this database has no marks of documents')
  const isKnown = eq(mark, known)
  const isLarge = gte(database.byteLength(contracts.json), sql.raw(String(large)))
  return markedFields(database.tables, mark, leftOut === 'known' ? isKnown : or(isKnown, isLarge))
}

/** @param leftOut of which rows the document is null. */
function markedFields(tables: Tables, mark: SQL<string>, leftOut: SQL | undefined) {
  const fields = comparedFields(tables)
  const unless = <T>(value: SQL<T> | AnyColumn) =>
    sql<T | null>`case when ${leftOut} then null else ${value} end`
  return { ...fields, json: unless<string>(fields.json), compared: unless(fields.compared), mark }
}

/** Whether a row without its document is that of a document which is known. */
export function isSame(row: MarkedRow, { row: known }: KnownDocument): boolean {
  return (Object.keys(known) as (keyof typeof known)[]).every(name => row[name] === known[name])
}
