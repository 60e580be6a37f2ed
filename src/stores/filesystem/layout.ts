import type { VersionIdentity } from '../../domain/identity.ts'
import type { EntryDocument } from '../entry.ts'

/** What another program's file says. */
export interface FoundDocument {
  readonly document: EntryDocument
  /** Whether it is certain that nobody is still writing it: a part of it would not be a document. */
  readonly isWhole: boolean
}

/** How documents are kept in the folder of their contract. */
export interface FolderLayout {
  /** The folder of the versions in that of the contract, unless it is the same. */
  readonly versions: string | undefined
  /** What the files of versions end with. */
  readonly suffix: string
  /** What the file of a document holds. */
  contentOf(document: EntryDocument): Promise<Buffer>
  /** The document that a file holds; undefined when it cannot be read as one. */
  documentOf(bytes: Buffer, identity: VersionIdentity): Promise<FoundDocument | undefined>
  /** Whether a file holds a document. */
  holds(bytes: Buffer, document: EntryDocument): Promise<boolean>
  /**
   * Writes what else there is in the folder of a contract, after some of its versions have changed.
   *
   * @param folder the folder of the contract.
   */
  complete?(contractId: string, folder: string): Promise<void>
}
