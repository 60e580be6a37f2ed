import { BoundedMap } from '../../../bounded-map.ts'
import type { StoredVersion } from '../../store.ts'
import type { DocumentRow } from '../queries.ts'

/** A version that was read, and how its row is known again. */
export interface KnownDocument {
  /** The columns of its row beside the document, with the mark of that: see `SqlDatabase.markOf`. */
  readonly row: Omit<DocumentRow, 'json' | 'compared'> & { readonly mark: string }
  readonly stored: StoredVersion
  /** How long the document is, in bytes. */
  readonly size: number
}

/** How large the documents that are kept may be in all, and each of them, in bytes. */
const maxSize = 64 * 1024 * 1024
const maxDocumentSize = 4 * 1024 * 1024
/** What a version costs beside its document, as measured. */
const entrySize = 1800

/** Keeps the documents that were read last, so that a database only has to confirm that they are still the same. */
export class KnownDocuments extends BoundedMap<KnownDocument> {
  constructor() {
    super({ most: maxSize, largest: entrySize + maxDocumentSize, sizeOf: ({ size }) => entrySize + size })
  }
}
