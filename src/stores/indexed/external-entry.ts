import type { IndexedVersion } from '../../search/catalogue/indexed-version.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { entryStateOf } from '../decided-entry.ts'
import type { EntryDocument, VersionEntry } from '../entry.ts'
import type { CurrentVersion } from '../store.ts'
import type { ForeignChange } from './record-log.ts'

/** An entry, with what was read of its document. */
export interface ReadEntry {
  readonly entry: VersionEntry
  readonly version: IndexedVersion | undefined
}

/**
 * What another program did to a version as an entry; undefined when the version is as that program left it.
 *
 * @param current the version as the entries before left it.
 */
export async function externalEntry(
  change: ForeignChange,
  current: CurrentVersion,
  documents: DocumentWorkers,
  { id, time }: Pick<VersionEntry, 'id' | 'time'>,
): Promise<ReadEntry | undefined> {
  if (await isAsLeft(change.document, current)) return undefined
  const { contractId, version: name, caller, reason } = change
  const version = change.document && (await documents.accept(change.document, change))
  const entry: VersionEntry = {
    ...{ kind: 'version', id, contractId, version: name, operation: 'external' },
    ...{ revision: (await lastRevision(current)) + 1, time, caller, reason },
    ...{ requestId: undefined, successor: undefined, sunset: undefined },
    state: version && entryStateOf(version),
  }
  return { entry, version }
}

/** The revision that the last change of a version made; 0 when there was none. */
export async function lastRevision(current: CurrentVersion): Promise<number> {
  return current.stored?.revision ?? (await current.events(1))[0]?.revision ?? 0
}

async function isAsLeft(document: EntryDocument | undefined, current: CurrentVersion): Promise<boolean> {
  if (!document || !current.stored) return document === undefined && current.stored === undefined
  if (document.json !== current.stored.json) return false
  const source = await current.source()
  return source && document.source ? source.equals(document.source) : source === document.source
}
