import type { ContractVersion } from '../domain/contract-version.ts'
import type { VersionIdentity } from '../domain/identity.ts'

/** A contract version as a read answers it: the document as stored, and what is known about it. */
export interface StoredVersion extends VersionIdentity {
  /** The document, exactly as it was put (or as another program stored it). */
  readonly json: string
  /** The dc43 fingerprint of the document. */
  readonly fingerprint: string
  /** The document's `status`, when it has one. */
  readonly status: string | undefined
  /** Changes whenever the document or its source does; equal digests mean equal bytes. */
  readonly digest: string
}

/** One page of contract ids. */
export interface ContractPage {
  readonly contractIds: readonly string[]
  /** How many contracts there are in all. */
  readonly total: number
}

/**
 * What keeps contracts. Every sentence here is a promise that the conformance suite tests on every store:
 *
 * - Ids and versions are opaque and compare byte by byte: `Orders` and `orders` are two contracts.
 * - A write that was acknowledged survives the end of the process and of the machine, and is seen by every read
 *   that begins after it, through this or any other instance on the same storage.
 * - A write that failed left nothing behind.
 * - Only a `RegistryError` is thrown: `store-busy` when others hold the storage for too long, `store-unavailable`
 *   when it can't be reached. Neither carries the text of a driver.
 */
export interface ContractStore {
  /** Stores a version in place of what its id and version held before; the document is kept as it is. */
  put(version: ContractVersion): Promise<void>

  /** The version of that identity, or undefined when there is none. */
  get(identity: VersionIdentity): Promise<StoredVersion | undefined>

  /**
   * The highest release of a contract in the order of versions; if it has no release its highest pre-release, and
   * if it has none of those either its highest version. Undefined for an unknown contract, and never an error
   * because of what is stored.
   */
  latest(contractId: string): Promise<StoredVersion | undefined>

  /** The bytes of the YAML upload which `stored` came from, or undefined when it came as JSON or from elsewhere. */
  source(stored: StoredVersion): Promise<Buffer | undefined>

  /** The versions of a contract, ascending in the order of versions; empty for an unknown contract. */
  listVersions(contractId: string): Promise<string[]>

  /** Contract ids, ascending by code point, from `offset` on; all of them without a limit. */
  listContracts(page: { readonly limit: number | undefined; readonly offset: number }): Promise<ContractPage>

  /** Resolves when the storage answers a real question. */
  check(): Promise<void>

  /** Ends all use of the storage. Calls after this fail. */
  close(): Promise<void>
}
