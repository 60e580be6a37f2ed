/** What a database has, or a document says it has. */
export interface DatabaseSchema {
  /** The columns of each table, in their order. */
  readonly tables: Readonly<Record<string, readonly SchemaColumn[]>>
  /** The names of each view's columns, in their order. */
  readonly views: Readonly<Record<string, readonly string[]>>
  /** Sorted by table and columns. */
  readonly indexes: readonly SchemaIndex[]
  /** Foreign keys, checks and triggers, in any words. */
  readonly others: readonly string[]
}

export interface SchemaColumn {
  readonly name: string
  /** In lower case, with the collation behind it where that is not the default of the database. */
  readonly type: string
  readonly nullable: boolean
  /** `none`, `now`, a number or a quoted text. */
  readonly default: string
}

export interface SchemaIndex {
  /** `primary key` for that, which each database names as it likes. */
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  readonly unique: boolean
}

/** Indexes in the order in which schemas are compared. */
export function sortedIndexes(indexes: readonly SchemaIndex[]): SchemaIndex[] {
  const keyOf = ({ table, columns, name }: SchemaIndex) => [table, name, ...columns].join(' ')
  return indexes.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
