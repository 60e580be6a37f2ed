import {
  bigInteger,
  bytes,
  computed,
  integer,
  longText,
  orNull,
  type Row,
  sharedTable,
  smallInteger,
  table,
  text,
  time,
} from '../../sql/tables.ts'

/** The contract versions: the table that dc43 defines, with the columns this service adds to it. */
export const contracts = sharedTable('', {
  contractId: text(255),
  version: text(128),
  name: text(255),
  description: orNull(longText()),
  json: longText(),
  fingerprint: text(64),
  /** Insert time, UTC; an overwrite keeps it. */
  createdAt: time(),
  /** `versionOrder().sortKey`. */
  sortKey: text(400),
  /** `versionOrder().releaseRank`; `unknownRank` in a row that another program inserted. */
  releaseRank: smallInteger(),
  status: orNull(text(255)),
  owner: orNull(text(255)),
  domain: orNull(text(255)),
  digest: orNull(text(32)),
  /** The fingerprint of the document that the columns above were derived from: stale when it is not `fingerprint`. */
  derivedFrom: orNull(text(64)),
  /** 1 for the first state of the version, one more with each change; 0 in a row that is not in the history yet. */
  revision: integer(),
  /** When the row was last changed, UTC. */
  updatedAt: orNull(time()),
  createdBy: orNull(text(255)),
  updatedBy: orNull(text(255)),
  /** 1 while the row has a change of another program that is not in the history, see `foreign-rows/foreign-condition.ts`. */
  isForeign: computed(),
})

/** The YAML texts that versions were uploaded as. */
export const sources = table('_sources', {
  contractId: text(255),
  version: text(128),
  /** The digest of the version this is the source of; stale when the version has another. */
  digest: text(32),
  source: bytes(),
})

/** One row for each contract, which its writers lock. */
export const locks = table('_locks', {
  contractId: text(255),
  /** When the contract was last changed, in milliseconds since 1970. */
  clock: bigInteger(),
})

/** The documents that were replaced or deleted. */
export const revisions = table('_revisions', {
  contractId: text(255),
  version: text(128),
  revision: integer(),
  json: longText(),
  source: orNull(bytes()),
  fingerprint: text(64),
  digest: text(32),
  status: orNull(text(255)),
})

/** Active versions that somebody chose in the storage of the documents, in place of the one to be expected. */
export const activeVersions = table('_active_versions', {
  contractId: text(255),
  version: text(128),
  inPlaceOf: orNull(text(128)),
})

/** Which contract version each dataset version follows. */
export const links = table('_links', {
  /** A digest of the dataset's id and version, which may be longer than a key. */
  linkKey: text(43),
  /** A digest of the dataset's id. */
  datasetKey: text(43),
  datasetId: text(2000),
  datasetVersion: text(512),
  contractId: text(255),
  contractVersion: text(128),
  linkedAt: time(),
  linkedBy: orNull(text(255)),
})

export type ContractRow = Row<typeof contracts>
export type SourceRow = Row<typeof sources>

/**
 * The rank a row has, by the column's default, until its place in the order is derived. It is above all real ranks,
 * so that whoever asks for the latest version meets such a row first and knows.
 */
export const unknownRank = 9
