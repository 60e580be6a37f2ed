import { randomUUID } from 'node:crypto'
import type { Author } from '../domain/history.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { IndexedVersion } from '../search/catalogue/indexed-version.ts'
import type { EntryState, VersionEntry } from './entry.ts'
import type { Change } from './store.ts'

/** What an entry needs beside the change: where in the version's life it stands, and when and by whom it is made. */
export interface EntryPlace {
  /** Whether the version is there before the change. */
  readonly isThere: boolean
  readonly revision: number
  readonly time: Date
  readonly author: Author
}

/** The entry of a change that was decided. */
export function decidedEntry(
  { contractId, version }: VersionIdentity,
  change: Change,
  { isThere, revision, time, author }: EntryPlace,
): VersionEntry {
  const publication = isThere ? 'update' : 'create'
  const after = versionOf(change)
  const isMove = change.operation === 'status'
  return {
    kind: 'version',
    id: randomUUID(),
    contractId,
    version,
    operation: change.operation === 'publish' ? publication : change.operation,
    revision,
    time,
    caller: author.caller,
    reason: author.reason,
    requestId: author.requestId,
    successor: isMove ? change.successor : undefined,
    sunset: isMove ? change.sunset : undefined,
    compatibility: change.operation === 'delete' ? undefined : change.compatibility,
    state: after && entryStateOf(after),
  }
}

/** What a change makes of a version; undefined when it deletes it. */
export function versionOf(change: Change): IndexedVersion | undefined {
  return change.operation === 'delete' ? undefined : change.version
}

/** A version as an entry has it. */
export function entryStateOf({ name, status, fingerprint, json, source }: IndexedVersion): EntryState {
  return { name, status, fingerprint, document: { json, source } }
}
