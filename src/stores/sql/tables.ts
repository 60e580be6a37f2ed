import type { AnyColumn, Table } from 'drizzle-orm'
import type { IndexedTerms, SlotTerms } from '../../search/versions/contract-terms.ts'

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
  /** 1 for the first state of the version, one more with each change; 0 in a row that is not in the history yet. */
  revision: number
  /** When the row was last changed, UTC. */
  updatedAt: Date | null
  createdBy: string | null
  updatedBy: string | null
}

/** The YAML text a version was uploaded as. */
export interface SourceRow {
  contractId: string
  version: string
  /** The digest of the version this is the source of; stale when the version has another. */
  digest: string
  source: Buffer
}

/** One row for each contract, at which its writers take turns. */
export interface HeadRow {
  contractId: string
  /** When the contract was last changed, in milliseconds since 1970. */
  clock: number
}

/** What happened to a version: the change that made its revision, see `domain/history.ts`. */
export interface HistoryRow {
  contractId: string
  version: string
  revision: number
  /** The place in the feed, which an event gets after it was committed. */
  sequence: number | null
  occurredAt: Date
  caller: string | null
  operation: string
  name: string
  statusBefore: string | null
  statusAfter: string | null
  fingerprintBefore: string | null
  fingerprintAfter: string | null
  reason: string | null
  requestId: string | null
  successor: string | null
  sunset: Date | null
}

/** A document that was replaced or deleted. */
export interface RevisionRow {
  contractId: string
  version: string
  revision: number
  json: string
  source: Buffer | null
  fingerprint: string
  digest: string
  status: string | null
}

/** How far the feed of events has come: a single row. */
export interface FeedRow {
  id: number
  sequence: number
}

/** The contract version that a dataset version follows. */
export interface LinkRow {
  /** A digest of the dataset's id and version, which may be longer than a key. */
  linkKey: string
  datasetId: string
  datasetVersion: string
  contractId: string
  contractVersion: string
  linkedAt: Date
  linkedBy: string | null
}

/** What a search looks at in a version, derived from its document. */
export interface TextRow {
  contractId: string
  version: string
  releaseRank: number
  sortKey: string
  updatedAt: Date
  status: string | null
  owner: string | null
  domain: string | null
  /** The stream of tokens that `domain/search/terms.ts` makes. */
  terms: string
}

/** An object or property of the schema of a contract's latest version. */
export interface FieldRow {
  contractId: string
  position: number
  kind: string
  pointer: string
  path: string
  name: string
  /** Names, types and classifications as they are compared, see `domain/search/words.ts`. */
  nameKey: string
  physicalNameKey: string | null
  logicalType: string | null
  logicalTypeKey: string | null
  physicalType: string | null
  physicalTypeKey: string | null
  /** The physical type without its parameters. */
  physicalBaseKey: string | null
  classification: string | null
  classificationKey: string | null
  isRequired: number
  isPrimaryKey: number
  isCritical: number
  description: string | null
}

export interface TagRow {
  contractId: string
  version: string
  position: number
  /** The id of the contract in the search table, where the version is its latest. */
  searchId: number | null
  /** Or an owner, see `domain/search/facet-labels.ts`. */
  tag: string
}

/** A term that some version of a contract has, where that is kept in a table. */
export interface TermRow {
  term: string
  /** The id of the contract in the search table. */
  searchId: number
  /** 1 when its latest version has the term, else 0. */
  inLatest: number
  /** Which versions have it, see `domain/search/slots.ts`; empty when all have it. */
  slots: string
}

/** A contract that has a version, as lists and searches find it. */
export interface SearchRow extends IndexedTerms {
  id: number
  contractId: string
  /** The latest version, and what is known of it. */
  version: string
  nameKey: string
  status: string | null
  owner: string | null
  domain: string | null
  /** When any version was last changed. */
  updatedAt: Date
  /** Of the fields of its latest version; those that are there are left alone while it stays the same. */
  fieldsDigest: string
}

/**
 * What tells the versions of a contract apart: a row of its own, because it is read of many contracts at a time and the
 * words of a contract are long.
 */
export interface SlotRow extends SlotTerms {
  /** The id of the contract in the search table. */
  searchId: number
  /** See `domain/search/contract-facets.ts`. */
  facets: string
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
  readonly heads: TableOf<HeadRow>
  readonly history: TableOf<HistoryRow>
  readonly revisions: TableOf<RevisionRow>
  readonly feed: TableOf<FeedRow>
  readonly links: TableOf<LinkRow>
  readonly texts: TableOf<TextRow>
  readonly fields: TableOf<FieldRow>
  readonly tags: TableOf<TagRow>
  readonly search: TableOf<SearchRow>
  readonly slots: TableOf<SlotRow>
}
