import type { AnyColumn, Table } from 'drizzle-orm'

/** A contract version in the table that dc43 defines, with the columns this service adds to it. */
export interface ContractRow {
  contractId: string
  version: string
  name: string
  description: string | null
  json: string
  fingerprint: string
  /** Insert time, UTC; an overwrite keeps it. */
  createdAt: Date
  /** `versionOrder().sortKey`. */
  sortKey: string
  /** `versionOrder().releaseRank`; `unknownRank` in a row that another program inserted. */
  releaseRank: number
  status: string | null
  owner: string | null
  domain: string | null
  digest: string | null
  /** The fingerprint of the document that the columns above were derived from: stale when it is not `fingerprint`. */
  derivedFrom: string | null
}

/** The YAML text a version was uploaded as. */
export interface SourceRow {
  contractId: string
  version: string
  /** The digest of the version this is the source of; stale when the version has another. */
  digest: string
  source: Buffer
}

/**
 * The rank a row has, by the column's default, until its place in the order is derived. It is above all real ranks,
 * so that whoever asks for the latest version meets such a row first and knows.
 */
export const unknownRank = 9

/** A column that holds values of a type, in whichever dialect. */
type ColumnOf<Value> = AnyColumn<{ data: NonNullable<Value>; notNull: null extends Value ? false : true }>

/** A table whose columns hold the members of a row, in whichever dialect. */
export type TableOf<Row> = Table & { readonly [Key in keyof Row]: ColumnOf<Row[Key]> }

/** The tables of a store. The dialects' definitions are checked against this by the compiler. */
export interface Tables {
  readonly contracts: TableOf<ContractRow>
  readonly sources: TableOf<SourceRow>
}
