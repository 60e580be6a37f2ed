import type { StoredVersion } from '../store.ts'
import type { DocumentRow } from './queries.ts'

/** A version that was read, and how its row is known again. */
export interface KnownDocument {
  /** The columns of its row beside the document, with the mark of that: see `SqlDatabase.markOf`. */
  readonly row: Omit<DocumentRow, 'json'> & { readonly mark: string }
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
export class KnownDocuments {
  /** The one that was used last is the last. */
  readonly #documents = new Map<string, KnownDocument>()
  #size = 0

  get(key: string): KnownDocument | undefined {
    const known = this.#documents.get(key)
    if (known) {
      this.#documents.delete(key)
      this.#documents.set(key, known)
    }
    return known
  }

  /** Keeps a document in place of the one before; without one, none is kept. */
  set(key: string, known: KnownDocument | undefined): void {
    this.#forget(key)
    if (!known || known.size > maxDocumentSize) return
    this.#documents.set(key, known)
    this.#size += entrySize + known.size
    for (const oldest of this.#documents.keys()) {
      if (this.#size <= maxSize) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    const known = this.#documents.get(key)
    if (!known) return
    this.#documents.delete(key)
    this.#size -= entrySize + known.size
  }
}
