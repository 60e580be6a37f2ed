import {
  bigInteger,
  identity,
  integer,
  longText,
  orNull,
  type Row,
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
  /** A JSON array of the tags and further owners, see `search/catalogue/facet-labels.ts`. */
  labels: longText(),
  /** What postings know the version by, see `search/postings/postings.ts`. */
  postingKey: bigInteger(),
})

/** The field catalogue: the objects and properties of the schema of each contract's latest version. */
export const fields = table('_fields', {
  contractId: text(255),
  /** See `search/catalogue/field-positions.ts`. */
  position: integer(),
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
  /** The physical type without its parameters, where it has such. */
  physicalBaseKey: orNull(text(128)),
  classification: orNull(text(255)),
  classificationKey: orNull(text(128)),
  isRequired: smallInteger(),
  isPrimaryKey: smallInteger(),
  isCritical: smallInteger(),
})

/** The descriptions of these fields. A row is never changed: others take its place. */
export const fieldDescriptions = table('_field_descriptions', {
  id: identity(),
  contractId: text(255),
  /** See `DescriptionsPart`. */
  position: integer(),
  texts: longText(),
})

/** The contracts that have a version, as lists and searches find them. */
export const search = table('_search', {
  id: identity(),
  contractId: text(255),
  /** The latest version, and what is known of it. */
  version: text(128),
  nameKey: text(255),
  /** When any version was last changed. */
  updatedAt: time(),
  /** Of the fields of its latest version; those that are there are left alone while it stays the same. */
  fieldsDigest: text(43),
  /** The same of the descriptions of these fields. */
  descriptionsDigest: text(43),
  /** What the next new version is known by. */
  nextNumber: integer(),
  /** 1 while every version with a higher number is a higher version, else 0. */
  isOrdered: smallInteger(),
})

/**
 * The segments of the inverted index, see `Segments`. Their order, oldest first: those of higher levels, and of one level
 * those with smaller ids.
 */
export const segments = table('_segments', {
  id: identity(),
  /** 0 for what a batch of changes wrote, and one more than those that were merged. */
  level: smallInteger(),
  /** 0 while a merge writes it, else 1. */
  isReady: smallInteger(),
  /** When it was begun, in milliseconds. */
  begunAt: bigInteger(),
  /** See `PageDirectory` of `search/postings/page-directory.ts`. */
  directory: longText(),
  /** The postings of versions that count no more in older segments, as `search/postings/posting-text.ts` writes them. */
  replaced: longText(),
  /** How many characters its pages have. */
  length: bigInteger(),
})

/** The pages of the segments. */
export const postings = table('_postings', {
  /** Of the segment and the page, see `pageId`. */
  id: bigInteger(),
  entries: longText(),
})

export type TextRow = Row<typeof texts>
export type SearchRow = Row<typeof search>
export type SegmentRow = Row<typeof segments>
export type FieldRow = Row<typeof fields>
