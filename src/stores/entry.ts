import type { CompatibilityRecord } from '../domain/compatibility/record.ts'
import type { Operation } from '../domain/history.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { DatasetLink } from './link-store.ts'

/** What a version was after a change. */
export interface EntryState {
  readonly name: string
  readonly status: string | undefined
  /** The dc43 fingerprint of the document. */
  readonly fingerprint: string
  /** The document; undefined where another program replaced it before this service saw it. */
  readonly document: EntryDocument | undefined
}

/** A document as it was put. */
export interface EntryDocument {
  readonly json: string
  /** The bytes of the YAML upload which `json` came from. */
  readonly source: Buffer | undefined
}

/** A change of a version that was decided: with all that the history says of it. */
export interface VersionEntry extends VersionIdentity {
  readonly kind: 'version'
  /** Tells this entry from all others, so that it is recognised when the answer to its writing was lost. */
  readonly id: string
  readonly operation: Operation
  readonly revision: number
  readonly time: Date
  readonly caller: string | undefined
  readonly reason: string | undefined
  readonly requestId: string | undefined
  /** As in `HistoryEvent`. */
  readonly successor: string | null | undefined
  readonly sunset: Date | undefined
  readonly compatibility?: CompatibilityRecord | undefined
  /** Undefined when the version is not there after it. */
  readonly state: EntryState | undefined
}

/** A link that a dataset was given in place of the one it had. */
export interface LinkEntry {
  readonly kind: 'link'
  readonly id: string
  readonly link: DatasetLink
}

/**
 * A change that was decided, in the one form in which logs keep changes, exports tell them and imports record them. It
 * says all that the history says, so that whoever has all entries in their order can make the same store of them.
 */
export type Entry = VersionEntry | LinkEntry

/** An entry says something else than the store into which it is to be recorded. */
export class ConflictingEntry extends Error {
  readonly identity: VersionIdentity

  constructor({ contractId, version }: VersionIdentity, reason: string) {
    super(`${contractId} ${version}: ${reason}`)
    this.identity = { contractId, version }
  }
}
