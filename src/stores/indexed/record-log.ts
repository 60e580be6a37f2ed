import { RegistryError } from '../../domain/errors.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Entry, EntryDocument } from '../entry.ts'
import type { StoredVersion } from '../store.ts'

/** The log does not end where a writer thought: somebody else was first, and nothing was appended. */
export class LogMoved extends Error {}

/** The log is not the one that was read before: its past was changed. Nothing is written until it was read again. */
export class LogRewritten extends Error {}

/** Another program is at the document of an entry, and nothing was appended. It passes: its change is taken over soon. */
export class DocumentBusy extends RegistryError {
  constructor() {
    super(
      'store-busy',
      'another program has written this version and is taken over first; try again in a moment',
    )
  }
}

/**
 * A place in a log: how many places are up to it, and a text that tells it from the same place of another past: equal
 * marks mean equal entries up to there. The id of a commit is one; where nobody can change what was appended, the id of
 * the entry is. The place before the first entry is 0 with an empty mark.
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
export interface KnownVersion {
  readonly stored: StoredVersion
  /** The bytes of the YAML upload which it came from. */
  source(): Promise<Buffer | undefined>
}

/**
 * Where a store keeps what was done, in the order in which it was done. Of it alone everything else can be made again.
 *
 * - An entry that was appended is durable, and is met by every read of the log that begins after it, by any instance;
 *   where `freshness` is `interval`, by those that begin after `refresh`.
 * - Places are without gaps, and a place never gets another entry.
 * - Only a `RegistryError`, `LogMoved` or `LogRewritten` is thrown.
 *
 * `refresh`, `append` and reading the entries are done one at a time by an instance; the rest may be called meanwhile.
 */
export interface RecordLog {
  /**
   * Whether asking what is new is cheap enough to be done before each read (`each-read`), or is done every so often
   * (`interval`), which bounds how old reads of this instance may be. Writes are decided on the newest state in any case.
   */
  readonly freshness: 'each-read' | 'interval'

  /** Whether the storage may show only after a while what other instances have appended, as some network mounts do. */
  readonly seesLate?: boolean

  /** For how long a change is tried that others are always ahead of, in milliseconds, where appending takes long. */
  readonly patience?: number

  /**
   * The last place, as far as is known without asking the storage when `freshness` is `interval`. Asked before each read:
   * a place at once costs less than a promise, and may be the same object as long as the log has not grown.
   */
  end(): Place | Promise<Place>

  /**
   * Asks the storage how far the log has come.
   *
   * @param about versions that are about to be changed: where each question takes long, what others have made of them is
   *   asked along.
   */
  refresh(about?: readonly VersionIdentity[]): Promise<Place>

  /**
   * What stands behind a place, oldest first, up to the end that is known. It is read one after the other: the changes of
   * a place before the next one.
   *
   * @throws LogRewritten when what stands up to that place is no longer what was there.
   */
  entriesAfter(after: Place): AsyncIterable<PlacedEntry | PlacedForeignChanges>

  /** The place of a position, as the log is now; undefined when the log ends before it. Asked once at a start. */
  placeOf(position: number): Promise<Place | undefined>

  /**
   * Appends entries behind a place, in their order, and writes what others see of them. They are of different contracts
   * and datasets, so none depends on another. Resolves with the place of the last one.
   *
   * @throws DocumentBusy when it would replace what another program has just written.
   * @throws LogMoved when the log does not end there; nothing was appended. Any other error leaves open how many of the
   *   entries, from the first on, were appended. In either case the caller reads the log and looks for their ids.
   */
  append(entries: readonly Entry[], after: Place): Promise<Place>

  /** Nobody here wants to append anything for now, so others need not wait for this instance. */
  endTurn?(): Promise<void>

  /**
   * Looks at the documents that stand beside the log, where other programs may write them: completes what a process that
   * ended left undone, and tells what others have changed. A document that is being written now is left for the next look.
   *
   * @param known what the log's entries say of the versions.
   */
  foreignChanges(known: KnownVersions): AsyncIterable<ForeignChange>

  /**
   * What another program made of one version, as it is now; asked before that version is read, where that is cheap.
   * Undefined at once, and no promise, when nothing has changed since the last look.
   *
   * @param known how the log's entries left the version, undefined when it is not there. It costs a query, so it is asked
   *   for when something has changed.
   */
  foreignChange?(
    identity: VersionIdentity,
    known: () => Promise<KnownVersion | undefined>,
  ): Promise<ForeignChange | undefined> | undefined

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
