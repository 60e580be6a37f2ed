import type { ContractVersion, DerivedFields } from '../../domain/contract-version.ts'
import type { ObjectNode } from '../../domain/document/node.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { indexOf, type Judged, type VersionIndex } from './version-index.ts'

/** Something that is made of a document, with what the search index has of the document. */
export interface Indexed {
  /** Made when it is asked for first: it takes as long as to read the document, and what changes nothing needs none. */
  index(): VersionIndex
}

/** A contract version that can be put into a store. */
export type IndexedVersion = ContractVersion & Indexed

/** What is derived of a document that another program has stored. */
export type IndexedDocument = DerivedFields & Indexed

/**
 * Adds the index of a document to what was made of it.
 *
 * @param document the document, asked for when the index is.
 * @param judged what a validation found in it, when there was one.
 */
export function withIndex<T extends object>(
  made: T,
  document: () => ObjectNode | undefined,
  identity: VersionIdentity,
  judged?: Judged,
): T & Indexed {
  const { contractId, version } = identity
  let index: VersionIndex | undefined
  return {
    ...made,
    index() {
      index ??= { ...indexOf(document(), { contractId, version }), judged }
      return index
    },
  }
}
