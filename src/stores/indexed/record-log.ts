import type { VersionIdentity } from '../../domain/identity.ts'
import type { Entry, EntryDocument } from '../entry.ts'

/** The log does not end where a writer thought: somebody else was first, and nothing was appended. */
export class LogMoved extends Error {}

/** The log is not the one that was read before: its past was changed. Nothing is written until it was read anew. */
export class LogRewritten extends Error {}

/**
 * A place in a log: how many places are up to it, and a text that tells it from the same place of another past. The place
 * before the first entry is 0 with an empty mark. Who has read a log up to a place keeps both.
 */
export interface Place {
  readonly position: number
  readonly mark: string
}

/** What another program made of a version. */
export interface ForeignChange extends VersionIdentity {
  /** When it was done, by whom and why, where that can be told. */
  readonly time: Date | undefined
  readonly caller: string | undefined
  readonly reason?: string | undefined
  /** The document as it is now; undefined when the version was removed. */
  readonly document: EntryDocument | undefined
}

/** An entry at its place in a log. */
export interface PlacedEntry extends Place {
  readonly entry: Entry
}

/**
 * What other programs wrote to the log itself, such as a commit of a person: any number of changes, also none, at one
 * place. They become `external` entries, whose revisions only the reader can tell. A change after which the version is as
 * it was before is none, so a reader that has taken over a part of them may begin again.
 */
export interface PlacedForeignChanges extends Place {
  readonly changes: AsyncIterable<ForeignChange>
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

  /** The last place, as far as is known without asking the storage when `freshness` is `interval`. */
  end(): Place | Promise<Place>

  /** Asks the storage how far the log has come. */
  refresh(): Promise<Place>

  /**
   * What stands behind a place, oldest first. It is read one after the other: the changes of a place before the next one.
   *
   * @throws LogRewritten when what stands up to that place is no longer what was there.
   */
  entriesAfter(after: Place): AsyncIterable<PlacedEntry | PlacedForeignChanges>

  /**
   * Appends an entry behind a place, and writes what others see of it. Resolves with the entry's own place.
   *
   * @throws LogMoved when the log does not end there. Any other error leaves open whether the entry was appended: `holds`
   *   tells.
   */
  append(entry: Entry, after: Place): Promise<Place>

  /** The place of the entry of that id, if it is among those behind a place. */
  holds(entryId: string, after: Place): Promise<Place | undefined>

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

  /** Resolves when the storage answers a real question, with what an operator should know of it, such as documents that cannot be read. */
  check(): Promise<readonly string[]>

  /** Ends all use of the storage. */
  close(): Promise<void>
}

/** How the versions are as the log's entries left them. */
export interface KnownVersions {
  contractIds(): AsyncIterable<string>
  /** The versions of a contract, with their documents. */
  ofContract(contractId: string): Promise<readonly KnownVersion[]>
}
