import type { VersionIdentity } from '../../domain/identity.ts'
import type { Entry, EntryDocument, PlacedEntry } from '../entry.ts'

/** The log does not end where a writer thought: somebody else was first, and nothing was appended. */
export class LogMoved extends Error {}

/** The log is not the one that was read before: its past was changed. Nothing is written until it was read anew. */
export class LogRewritten extends Error {}

/** What another program made of a version beside the log. */
export interface ForeignChange extends VersionIdentity {
  /** When it was done, and by whom, where that can be told. */
  readonly time: Date | undefined
  readonly caller: string | undefined
  /** The document as it is now; undefined when the version was removed. */
  readonly document: EntryDocument | undefined
}

/** A version as the log's entries left it, for comparison with what is there. */
export interface KnownVersion extends VersionIdentity {
  readonly json: string
  readonly source: Buffer | undefined
}

/**
 * Where a store keeps what was done, in the order in which it was done. Of it alone everything else can be made again.
 *
 * - An entry that was appended is durable, and is met by every read of the log that begins after it, by any instance;
 *   where `freshness` is `interval`, by those that begin after `refreshed`.
 * - Places are without gaps, and a place never gets another entry.
 * - Only a `RegistryError`, `LogMoved` or `LogRewritten` is thrown.
 */
export interface RecordLog {
  /**
   * Whether asking what is new is cheap enough to be done before each read (`each-read`), or is done every so often
   * (`interval`), which bounds how old reads of this instance may be. Writes are decided on the newest state in any case.
   */
  readonly freshness: 'each-read' | 'interval'

  /** The position of the last entry, as far as is known without asking the storage when `freshness` is `interval`. */
  end(): number | Promise<number>

  /** Asks the storage how far the log has come. */
  refresh(): Promise<number>

  /**
   * The entries behind a position, oldest first.
   *
   * @throws LogRewritten when the entries up to that position are no longer those that were there.
   */
  entriesAfter(position: number): AsyncIterable<PlacedEntry>

  /**
   * Appends an entry behind the position, and writes what others see of it.
   *
   * @throws LogMoved when the log does not end there. Any other error leaves open whether the entry was appended: `holds`
   *   tells.
   */
  append(entry: Entry, after: number): Promise<void>

  /** Whether an entry of that id is among those behind a position. */
  holds(entryId: string, after: number): Promise<boolean>

  /**
   * Looks at the documents that stand beside the log, where other programs may write them: completes what a process that
   * ended left undone, and tells what others have changed. A document that is being written now is left for the next look.
   *
   * @param known what the log's entries say of some versions; of all when a contract's identity is not named.
   */
  foreignChanges(known: KnownVersions): AsyncIterable<ForeignChange>

  /** What another program made of one version, as it is now; asked before that version is read, where that is cheap. */
  foreignChange?(
    known: KnownVersion | undefined,
    identity: VersionIdentity,
  ): Promise<ForeignChange | undefined>

  /** Resolves when the storage answers a real question. */
  check(): Promise<void>

  /** Ends all use of the storage. */
  close(): Promise<void>
}

/** How the versions are as the log's entries left them. */
export interface KnownVersions {
  contractIds(): AsyncIterable<string>
  /** The versions of a contract, with their documents. */
  ofContract(contractId: string): Promise<readonly KnownVersion[]>
}
