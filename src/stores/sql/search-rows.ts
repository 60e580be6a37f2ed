import { readStored } from '../../domain/contract-version.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { type Catalogue, type CatalogueField, catalogueOf } from '../../domain/search/catalogue.ts'
import { distinctTerms, termsOf } from '../../domain/search/terms.ts'
import { encodeWord } from '../../domain/search/tokens.ts'
import { typeKeyOf, typeKeysOf } from '../../domain/search/type-key.ts'
import { compactKeyOf, keyOf } from '../../domain/search/words.ts'
import { versionOrder } from '../../domain/version.ts'
import { columnText, optionalText, storable } from './columns.ts'
import type { FieldRow, SearchRow, TagRow, TextRow } from './tables.ts'

/** The longest distinct terms that are kept of a contract's latest and of its other versions, in characters. */
const maxTermsLength = 400_000
/** The longest description of a field in the catalogue. */
const maxDescriptionLength = 1000

/** A version that is to be found. */
export interface IndexedVersion extends VersionIdentity {
  readonly json: string
  /** When it was changed last. */
  readonly time: Date
}

/** What the tables of the index hold of one version, but for the marks of the latest one. */
export interface VersionRows {
  readonly text: TextRow
  readonly fields: FieldRow[]
  readonly tags: Omit<TagRow, 'isLatest'>[]
  /** The name of the contract by this version, as it is sorted by. */
  readonly nameKey: string
  /** The distinct tokens of the version. */
  readonly terms: string
}

/** Derives from a document all that is kept for finding it. */
export function rowsOf({ contractId, version, json, time }: IndexedVersion): VersionRows {
  const key = { contractId, version }
  const catalogue = catalogueOf(readStored(json), key)
  const terms = termsOf(catalogue)
  return {
    text: textRow(key, time, catalogue, terms),
    fields: catalogue.fields.map((field, position) => ({ ...key, position, ...fieldColumns(field) })),
    tags: [...new Set(catalogue.tags.map(columnText))].map((tag, position) => ({ ...key, position, tag })),
    nameKey: nameKeyOf(catalogue.name ?? contractId),
    terms: limited(distinctTerms(terms)),
  }
}

/** What the row of a contract has of its latest version. */
export function latestColumns({ text, nameKey, terms }: VersionRows): Omit<SearchRow, 'id' | 'olderTerms'> {
  const { terms: _, ...columns } = text
  return { ...columns, nameKey, latestTerms: terms }
}

export function nameKeyOf(name: string): string {
  return columnText(keyOf(name))
}

/** The terms of older versions with those of one more. */
export function unionOfTerms(older: string, more: string): string {
  const known = new Set(older.split(' '))
  const added = more.split(' ').filter(term => !known.has(term))
  return added.length === 0 ? older : limited([older, ...added].join(' ').trim())
}

/** Beyond the limit a contract is found by some of its words only; databases limit what one row may have. */
export function limited(terms: string): string {
  if (terms.length <= maxTermsLength) return terms
  return terms.slice(0, terms.lastIndexOf(' ', maxTermsLength))
}

function textRow(key: VersionIdentity, time: Date, catalogue: Catalogue, terms: string): TextRow {
  return {
    contractId: key.contractId,
    version: key.version,
    ...versionOrder(key.version),
    updatedAt: time,
    status: optionalText(catalogue.status),
    owner: optionalText(catalogue.owner),
    domain: optionalText(catalogue.domain),
    terms,
  }
}

/** Keys are ASCII and cut where a word is; equal names stay equal. */
function keyColumn(key: string | undefined): string | null {
  return key === undefined ? null : encodeWord(key)
}

function fieldColumns(field: CatalogueField): Omit<FieldRow, 'contractId' | 'version' | 'position'> {
  const { logicalType, physicalType, physicalName, classification, description } = field
  return {
    kind: field.kind,
    pointer: field.pointer,
    path: storable(field.path),
    name: columnText(field.name),
    nameKey: encodeWord(compactKeyOf(field.name)),
    physicalName: optionalText(physicalName),
    physicalNameKey: keyColumn(physicalName && compactKeyOf(physicalName)),
    logicalType: optionalText(logicalType),
    logicalTypeKey: keyColumn(logicalType && typeKeyOf(logicalType)),
    physicalType: optionalText(physicalType),
    physicalTypeKey: keyColumn(physicalType && typeKeyOf(physicalType)),
    physicalBaseKey: keyColumn(physicalType && typeKeysOf(physicalType).at(-1)),
    classification: optionalText(classification),
    classificationKey: keyColumn(classification && keyOf(classification)),
    isRequired: Number(field.required),
    isPrimaryKey: Number(field.primaryKey),
    isCritical: Number(field.criticalDataElement),
    description: description === undefined ? null : storable(description.slice(0, maxDescriptionLength)),
  }
}
