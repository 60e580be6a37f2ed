import { hash } from 'node:crypto'
import type { ObjectNode } from '../../domain/document/node.ts'
import type { FindingCounts } from '../../domain/errors.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { indexedTerms } from '../language/indexed-terms.ts'
import type { CatalogueField, CataloguePart } from './catalogue.ts'
import { labelsOf } from './facet-labels.ts'
import { type FieldDescriptions, fieldDescriptionsOf } from './field-descriptions.ts'
import { maxFields } from './fields.ts'
import { catalogueOf } from './read-catalogue.ts'
import { limitedTermsOf, maxWords } from './terms.ts'
import { maxTags } from './text-collector.ts'

/** Up to how many of each are indexed of a document. */
export const mostIndexed: Readonly<Record<CataloguePart, number>> = {
  fields: maxFields,
  tags: maxTags,
  words: maxWords,
}

/** What a validation has found in a document. */
export interface Judged {
  /** See `ValidationRules.key`. */
  readonly by: string
  readonly counts: FindingCounts
}

/** What searches and lists look at in a version: all that the index has of its document. */
export interface VersionIndex {
  readonly name: string | undefined
  readonly status: string | undefined
  readonly owner: string | undefined
  readonly domain: string | undefined
  /** See `labelsOf`. */
  readonly labels: readonly string[]
  readonly fields: readonly CatalogueField[]
  /** Changes when any of the fields does, whatever their descriptions are. */
  readonly fieldsDigest: string
  readonly descriptions: FieldDescriptions
  /** See `termsOf`. */
  readonly terms: string
  /** What an index has of these terms, see `indexedTerms`. */
  readonly indexedTerms: string
  /** The parts of which the document has more than is indexed. */
  readonly cut: readonly CataloguePart[]
  /** Undefined when it was not validated yet. */
  readonly judged?: Judged | undefined
}

/** Takes from a document, which may be none, what the index has of it. Takes long for a long one. */
export function indexOf(document: ObjectNode | undefined, identity: VersionIdentity): VersionIndex {
  const catalogue = catalogueOf(document, identity)
  const { terms, isCut } = limitedTermsOf(catalogue)
  const { name, status, owner, domain, fields, cut } = catalogue
  return {
    ...{ name, status, owner, domain, fields, terms },
    labels: labelsOf(catalogue),
    fieldsDigest: hash('sha256', JSON.stringify(fields), 'base64url'),
    descriptions: fieldDescriptionsOf(catalogue.fieldDescriptions),
    indexedTerms: indexedTerms(terms),
    cut: isCut && !cut.includes('words') ? [...cut, 'words'] : cut,
  }
}
