import type { EntryDocument, VersionEntry } from '../entry.ts'

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
  /**
   * The document that a file holds.
   *
   * @throws RegistryError `malformed-document`, `invalid-document` or `document-too-large` when it cannot be read as one.
   */
  documentOf(bytes: Buffer): Promise<FoundDocument>
  /** Whether the document that a file holds has all of its bytes. */
  keepsBytes(bytes: Buffer): boolean
  /** Whether a file holds a document. */
  holds(bytes: Buffer, document: EntryDocument): Promise<boolean>
  /**
   * Writes what else there is in the folder of a contract after an entry.
   *
   * @param folder the folder of the contract, which is there unless all of its versions are gone.
   */
  complete?(entry: VersionEntry, folder: string): Promise<void>
  /** Makes files of versions from what another program has in the folder of a contract in their place. */
  adopt?(folder: string): Promise<void>
}
