import type { VersionIdentity } from '../../domain/identity.ts'

/** A document to keep: as JSON, and with the bytes of the YAML upload when it came as YAML. */
export interface KeptDocument {
  readonly json: string
  readonly yaml: Uint8Array | undefined
  /** The `status` of the document, when it has one. */
  readonly status?: string | undefined
}

/** A document that was kept: the JSON, or the bytes of the YAML text. */
export type ReadDocument = { readonly json: string } | { readonly yaml: Uint8Array }

/** A version that is kept. */
export interface ListedVersion {
  readonly version: string
  /** A text that changes whenever the document does, where there is one. */
  readonly mark?: string | undefined
  /** Who changed the document last, where that is known: the caller in the history when another program did. */
  readonly changedBy?: string | undefined
  /** When it was changed last, where that is known. The history never goes back in time, nor is it ahead of the clock. */
  readonly changedAt?: Date | undefined
  /** Whether Collibra has it as the active version of its contract; of no meaning in a store of your own. */
  readonly isActive?: boolean | undefined
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

  /** Why the storage can keep nothing under a name; the answer to a change is 400 with this text. Asks nobody. */
  refusal?(identity: VersionIdentity): string | undefined

  /** Resolves when the storage answers a real question; rejects otherwise. */
  check?(): Promise<void>

  /** Ends all use of the storage. */
  close?(): Promise<void>
}
