import {
  bigInteger,
  identity,
  integer,
  longText,
  orNull,
  type Row,
  serverText,
  smallInteger,
  table,
  text,
  time,
} from '../../../sql/tables.ts'

/** What a search looks at in each version, derived from its document. */
export const texts = table('_texts', {
  contractId: text(255),
  version: text(128),
  releaseRank: smallInteger(),
  sortKey: text(400),
  updatedAt: time(),
  status: orNull(text(255)),
  owner: orNull(text(255)),
  domain: orNull(text(255)),
  /** The stream of tokens that `search/catalogue/terms.ts` makes. */
  terms: longText(),
})

/** The field catalogue: the objects and properties of the schema of each contract's latest version. */
export const fields = table('_fields', {
  contractId: text(255),
  position: integer(),
  kind: text(16),
  pointer: longText(),
  path: longText(),
  name: text(255),
  /** Names, types and classifications as they are compared, see `search/language/words.ts`. */
  nameKey: text(128),
  physicalNameKey: orNull(text(128)),
  logicalType: orNull(text(255)),
  logicalTypeKey: orNull(text(128)),
  physicalType: orNull(text(255)),
  physicalTypeKey: orNull(text(128)),
  /** The physical type without its parameters. */
  physicalBaseKey: orNull(text(128)),
  classification: orNull(text(255)),
  classificationKey: orNull(text(128)),
  isRequired: smallInteger(),
  isPrimaryKey: smallInteger(),
  isCritical: smallInteger(),
  description: orNull(longText()),
})

/** The tags and further owners of each version. */
export const tags = table('_tags', {
  contractId: text(255),
  version: text(128),
  position: integer(),
  /** The id of the contract in the search table, where the version is its latest. */
  searchId: orNull(bigInteger()),
  /** Or an owner, see `search/catalogue/facet-labels.ts`. */
  tag: text(255),
})

/** The contracts that have a version, as lists and searches find them. */
export const search = table('_search', {
  id: identity(),
  contractId: text(255),
  /** The latest version, and what is known of it. */
  version: text(128),
  nameKey: text(255),
  status: orNull(text(255)),
  owner: orNull(text(255)),
  domain: orNull(text(255)),
  /** When any version was last changed. */
  updatedAt: time(),
  /** See `TermColumns` of `search/versions/term-columns.ts`. */
  latestTerms: longText(),
  /** Of the fields of its latest version; those that are there are left alone while it stays the same. */
  fieldsDigest: text(43),
})

/**
 * What tells the versions of a contract apart: a table of its own, because it is read of many contracts at a time and the
 * words of a contract are long.
 */
export const versionSets = table('_version_sets', {
  /** The id of the contract in the search table. */
  searchId: bigInteger(),
  /** See `TermSets` of `search/versions/term-columns.ts`. On SQLite `termSets` has the partial terms. */
  versions: longText(),
  /** See `search/versions/contract-facets.ts`. */
  facets: longText(),
  partialTerms: serverText(),
})

/**
 * The partial terms of each contract with the versions that have them, one by one: on SQLite only. Servers have them in the
 * table of terms.
 */
export const termSets = table('_term_sets', {
  /** The id of the contract in the search table. */
  searchId: bigInteger(),
  term: text(80),
  /** See `search/versions/version-set.ts`. */
  versionSet: text(100),
})

/** The terms that some version of each contract has. On SQLite this is its full-text index, which has other columns. */
export const terms = table('_terms', {
  term: text(80),
  /** The id of the contract in the search table. */
  searchId: bigInteger(),
  /** 1 when its latest version has the term, else 0. */
  inLatest: smallInteger(),
  /** Which versions have it, see `search/versions/version-set.ts`; empty when all have it. */
  versionSet: text(100),
})

export type TextRow = Row<typeof texts>
export type TagRow = Row<typeof tags>
export type SearchRow = Row<typeof search>
export type TermRow = Row<typeof terms>
export type FieldRow = Row<typeof fields>
