import type { CompatibilityRecord } from '../domain/compatibility/record.ts'
import type { FindingCounts, RegistryError } from '../domain/errors.ts'
import type { Author, HistoryEvent, Operation } from '../domain/history.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { Scope } from '../domain/scope.ts'
import type { IndexedVersion } from '../search/catalogue/indexed-version.ts'
import type { DatasetEventStore, ReadableDatasetEvents } from './dataset-event-store.ts'
import type { HighestQuery, HighestVersion } from './highest-query.ts'
import type { LinkStore, ReadableLinks } from './link-store.ts'
import type {
  Facet,
  FacetName,
  FieldPage,
  FieldQuery,
  SearchPage,
  SearchQuery,
  SearchTotal,
} from './search-query.ts'
import type { TestRunStore } from './test-run-store.ts'

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
  /** 1 for the first state of the version, and one more with each change. */
  readonly revision: number
  /**
   * The approved version with which it was compared when it was published or moved, told by reads of the current state;
   * undefined when there was none.
   */
  readonly predecessor?: string | undefined
  /** The document as it is sent: in UTF-8. A store that keeps versions makes this once; others leave it out. */
  readonly bytes?: () => Buffer
}

/** What is known about a version without its document. */
export interface VersionSummary extends Omit<StoredVersion, 'json' | 'digest' | 'bytes' | 'predecessor'> {
  readonly name: string
  readonly owner: string | undefined
  readonly domain: string | undefined
  readonly createdAt: Date
  /** Undefined when another program did it. */
  readonly createdBy: string | undefined
  readonly updatedAt: Date
  readonly updatedBy: string | undefined
}

/** All that is known about a version, with its document. */
export interface VersionState extends StoredVersion, VersionSummary {}

/** A version in the state that a revision made. */
export interface RevisionIdentity extends VersionIdentity {
  readonly revision: number
}

/** What is known about a version, and how its document can be told from others. */
export interface VersionOutline extends VersionSummary {
  /** As in `StoredVersion`; undefined when another program has written the version since, and it must be read. */
  readonly digest: string | undefined
  /** How large the document is, in bytes. */
  readonly size: number
  /** How many findings a validation has made in it; undefined where it has not looked at it yet, or cannot. */
  readonly validation: FindingCounts | undefined
}

/** A version, in the state of a revision or, without one, in that of today. */
export interface DocumentIdentity extends VersionIdentity {
  readonly revision?: number
}

/** Which of the versions before another one are wanted. */
export interface EarlierQuery {
  /** Those with one of these statuses, in just these letters, are left out. */
  readonly without: readonly string[]
  readonly limit: number
}

/** A version, and what tells the documents apart that it has had. */
export type DocumentState = Pick<VersionSummary, 'version' | 'revision' | 'fingerprint'>

/** Versions before another one. */
export interface EarlierVersions {
  /** In the order in which the latest one would be chosen among them. */
  readonly versions: readonly (DocumentState & Pick<VersionSummary, 'status'>)[]
  /** Whether there are no others. */
  readonly isAll: boolean
}

/** What a change is decided on: how things are now, and will be until the change is done. */
export interface CurrentVersion {
  readonly stored: VersionState | undefined
  /** The bytes of the YAML upload which `stored` came from. */
  source(): Promise<Buffer | undefined>
  /** The versions of the contract, in any order. */
  versions(): Promise<string[]>
  /**
   * The versions of the contract that stand before this one in the order of versions: releases first, then pre-releases,
   * then the rest, of each the highest first; without those that another program has just written.
   */
  earlier(query: EarlierQuery): Promise<EarlierVersions>
  /**
   * The document of another version of the contract, which was in that state when it was looked at: that of the state, or the
   * one that has replaced it since. Undefined when it is not there any more.
   */
  documentOf(state: DocumentState): Promise<string | undefined>
  /** The document that an earlier revision of the version made; undefined when nobody has it. */
  replaced(revision: number): Promise<string | undefined>
  /** The last events of the version, newest first; they say what was announced with its status. */
  events(limit: number): Promise<HistoryEvent[]>
  /** Why the place of the documents takes no such change, as far as it is known beforehand; undefined where it does. */
  refusal?(change: Change): RegistryError | undefined
}

/** What is to become of a version. */
export type Change =
  | {
      readonly operation: 'publish'
      readonly version: IndexedVersion
      readonly compatibility?: CompatibilityRecord | undefined
    }
  | {
      readonly operation: 'status'
      readonly version: IndexedVersion
      readonly successor: string | null | undefined
      readonly sunset: Date | undefined
      readonly compatibility?: CompatibilityRecord | undefined
    }
  | { readonly operation: 'delete' }

/** Decides on a change; undefined for none. It may be asked more than once, and what it throws prevents the change. */
export type Decide = (current: CurrentVersion) => Promise<Change | undefined>

/** How a version was before a change and is after it; undefined where there was or is none. */
export interface ChangeOutcome {
  readonly before: VersionState | undefined
  readonly after: VersionState | undefined
}

/** How a store is that answers. */
export interface StoreHealth {
  /**
   * How many events of the history searches and lists have to index before they answer, and how many changes of other
   * programs, counted up to a limit, are to be entered in the history before that.
   */
  readonly indexLag: number
  /** What an operator should know; without ids and texts of contracts, because anybody may read it. */
  readonly warnings?: readonly string[]
}

/** Which contracts are listed. */
export interface ListQuery {
  /** Only contracts of this scope. */
  readonly scope?: Scope | undefined
  /** Undefined for no limit. */
  readonly limit: number | undefined
  readonly offset: number
}

/** One page of contract ids. */
export interface ContractPage {
  readonly contractIds: readonly string[]
  /** How many contracts there are in all, of the scope when there is one. */
  readonly total: number
}

/** Which events of the history are wanted. */
export interface HistoryQuery {
  /** Only events of contracts of this scope. */
  readonly scope?: Scope | undefined
  readonly contractId?: string | undefined
  readonly version?: string | undefined
  readonly caller?: string | undefined
  readonly operation?: Operation | undefined
  /** Only events with a higher sequence number than this one. */
  readonly after?: number | undefined
  /** Only events with a lower one. */
  readonly before?: number | undefined
  readonly order: 'oldest' | 'newest'
  readonly limit: number
}

/** A version that somebody has made active in a storage that has such a mark, in place of the one to be expected. */
export interface ActiveVersion {
  readonly version: string
  /** The version that was to be expected then. Once another one is, the mark is out of date. */
  readonly inPlaceOf: string | undefined
}

/** What is read from a store, which for some callers is a part of it only. */
export interface ReadableStore {
  /** The version of that identity, or undefined when there is none. */
  get(identity: VersionIdentity): Promise<StoredVersion | undefined>

  /**
   * The highest release of a contract in the order of versions; if it has no release its highest pre-release, and
   * if it has none of those either its highest version. Undefined for an unknown contract, and never an error
   * because of what is stored.
   */
  latest(contractId: string): Promise<StoredVersion | undefined>

  /**
   * The highest of some versions. Undefined when there is none, or when it cannot be told: the contract has a version of
   * the name, or another program has written to it.
   */
  highest(query: HighestQuery): Promise<StoredVersion | undefined>

  /** For each query what `highest` answers, without the document. */
  highestOfEach(queries: readonly HighestQuery[]): Promise<(HighestVersion | undefined)[]>

  /** Those of the named revisions that are kept, of versions that are there or were deleted, in any order. */
  revisions(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]>

  /** The bytes of the YAML upload which `stored` came from, or undefined when it came as JSON or from elsewhere. */
  source(stored: StoredVersion): Promise<Buffer | undefined>

  /** Of some contracts those whose active version is not the one to be expected, as far as it was seen. */
  activeVersions(contractIds: readonly string[]): Promise<ReadonlyMap<string, ActiveVersion>>

  /** The versions of a contract, ascending in the order of versions; empty for an unknown contract. */
  listVersions(contractId: string): Promise<string[]>

  /** What is known about all versions of some contracts, ascending in the order of versions within each. */
  summaries(contractIds: readonly string[]): Promise<VersionSummary[]>

  /** What was known about them at a time, changes of that very millisecond included; owners and domains are not known. */
  summariesAsOf(contractIds: readonly string[], time: Date): Promise<VersionSummary[]>

  /**
   * How many rows are read for the summaries of each of some contracts, in the order of these: one for each version or,
   * for those of a time, for each event until then. It tells a reader of how many contracts they fit into memory.
   */
  summaryRows(contractIds: readonly string[], asOf?: Date): Promise<number[]>

  /** All that is known about some versions, with their documents; those that are there, in any order. */
  versions(wanted: readonly VersionIdentity[]): Promise<VersionState[]>

  /** What is known about some versions, without their documents. */
  summariesOf(wanted: readonly VersionIdentity[]): Promise<VersionSummary[]>

  /** What is known about some versions and, without a look at it, about their document; those that are there, in any order. */
  outlines(wanted: readonly VersionIdentity[]): Promise<VersionOutline[]>

  /** How many findings a validation has made in some versions, by `versionKey`, as far as it has looked at them. */
  validations(wanted: readonly VersionIdentity[]): Promise<ReadonlyMap<string, FindingCounts>>

  /**
   * How large the documents of some versions are, in bytes and in the order of these; 0 for those that are not there. It
   * tells a reader how many of them fit into memory.
   */
  documentSizes(wanted: readonly DocumentIdentity[]): Promise<number[]>

  /**
   * Versions by what their documents say, see `SearchQuery`. Every change that was acknowledged counts, and what other
   * programs did as far as it was seen.
   *
   * @throws RegistryError `store-busy` when all of it must be there, and it is more than is seen in a moment.
   */
  search(query: SearchQuery): Promise<SearchPage>

  /** How many hits a search has, counted up to `most`. */
  countHits(query: SearchQuery, most: number): Promise<SearchTotal>

  /** How many hits of a search have each value of these facets. */
  facets(query: SearchQuery, names: readonly FacetName[]): Promise<ReadonlyMap<FacetName, Facet>>

  /**
   * The field catalogue: the fields of the latest version of each contract, by name; for each name or else
   * classification that is asked for one after the other, each field once.
   */
  fields(query: FieldQuery): Promise<FieldPage>

  /**
   * Contract ids, ascending by code point, on SQL Server by UTF-16 code unit, from `offset` on; all of them without a
   * limit.
   */
  listContracts(query: ListQuery): Promise<ContractPage>

  /**
   * Events of the history in the order of their sequence numbers. Every change that was acknowledged is among them,
   * and what other programs did to the storage, as far as it can be told. Whoever has read all events up to a number
   * never misses one by going on from there.
   */
  history(query: HistoryQuery): Promise<HistoryEvent[]>

  /** Which contract version each dataset version follows. */
  readonly links: ReadableLinks

  /** What was done with datasets. */
  readonly datasetEvents: ReadableDatasetEvents
}

/**
 * What keeps contracts. Every sentence here is a promise that the conformance suite tests on every store:
 *
 * - Ids and versions are opaque and compare byte by byte: `Orders` and `orders` are two contracts.
 * - A write that was acknowledged survives the end of the process and of the machine, and is seen by every read
 *   that begins after it, through this or any other instance on the same storage.
 * - A write that failed left nothing behind.
 * - Only a `RegistryError` is thrown: `store-busy` when others hold the storage for too long, `store-unavailable`
 *   when it cannot be reached. Neither carries the text of a driver.
 */
export interface ContractStore extends ReadableStore {
  /**
   * Changes one version as `decide` says, and appends the change to the history in the same step. Nobody else changes
   * the contract between the decision and the change. The replaced document stays readable by its revision. Revisions
   * of a version go on where they ended when it is created again after a deletion; times of a contract never go back.
   */
  change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome>

  /** What `change` would decide on. */
  current(identity: VersionIdentity): Promise<CurrentVersion>

  readonly links: LinkStore

  readonly datasetEvents: DatasetEventStore

  /** What keeps the test runs of its contracts. Nothing that happens to a contract changes them. */
  readonly testRuns: TestRunStore

  /** Resolves when the storage answers a real question. */
  check(): Promise<StoreHealth>

  /** Ends all use of the storage. Calls after this fail. */
  close(): Promise<void>
}
