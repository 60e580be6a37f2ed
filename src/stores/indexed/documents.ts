import type { VersionIdentity } from '../../domain/identity.ts'

/** A document to keep: as JSON, and with the bytes of the YAML upload when it came as YAML. */
export interface KeptDocument {
  readonly json: string
  readonly yaml: Uint8Array | undefined
}

/** A document that was kept: the JSON, or the bytes of the YAML text. */
export type ReadDocument = { readonly json: string } | { readonly yaml: Uint8Array }

/** A version that is kept, and a text that changes whenever its document does, where there is one. */
export interface ListedVersion {
  readonly version: string
  readonly mark?: string
}

/**
 * What keeps documents and nothing else. A store of your own implements it; history, revisions, links and searches are
 * kept in the index. Whatever is thrown counts as the storage being away for now: the answer is 503 and does not show the
 * error's text, which is logged.
 */
export interface Documents {
  /** Keeps a document in place of the one before. It may be asked again with the same document. Durable once it resolves. */
  put(identity: VersionIdentity, document: KeptDocument): Promise<void>

  /** The document of a version, as JSON or as YAML; undefined when there is none. */
  get(identity: VersionIdentity): Promise<ReadDocument | undefined>

  /** The ids of all contracts, in any order. */
  listContracts(): AsyncIterable<string> | Iterable<string>

  /** The versions of a contract, in any order; empty for an unknown contract. */
  listVersions(contractId: string): Promise<readonly ListedVersion[]>

  /** Removes a version; nothing happens when it is not there. Without this, deletions are refused. */
  delete?(identity: VersionIdentity): Promise<void>

  /** Resolves when the storage answers a real question; rejects otherwise. */
  check?(): Promise<void>

  /** Ends all use of the storage. */
  close?(): Promise<void>
}
