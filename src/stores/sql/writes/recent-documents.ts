import { BoundedMap } from '../../../bounded-map.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { DocumentState, VersionState } from '../../store.ts'

/** How many characters the documents have together, and each of them at most. */
const bounds = { most: 4 * 1024 * 1024, largest: 64 * 1024 }

/**
 * Documents that this process has written last: the next version of a contract is compared with the one before it, which was
 * often published a moment ago.
 */
export class RecentDocuments {
  readonly #documents = new BoundedMap<string>({ ...bounds, sizeOf: json => json.length })

  /** Keeps the document of a version that was written, and is committed. */
  keep(written: VersionState): void {
    this.#documents.set(keyOf(written, written), written.json)
  }

  /** The document that a version has in a state, as JSON; undefined when it is not kept. */
  of(contractId: string, state: DocumentState): string | undefined {
    return this.#documents.get(keyOf({ contractId, version: state.version }, state))
  }
}

function keyOf({ contractId, version }: VersionIdentity, { revision, fingerprint }: DocumentState): string {
  return JSON.stringify([contractId, version, revision, fingerprint])
}
