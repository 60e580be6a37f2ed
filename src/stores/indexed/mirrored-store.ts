import { Repeated } from '../../concurrency/repeated.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { Author } from '../../domain/history.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { Entry, EntryState, VersionEntry } from '../entry.ts'
import type { StoreParts } from '../sql/open.ts'
import type { RecordOptions } from '../sql/record.ts'
import { SqlContractStore } from '../sql/store.ts'
import type { ChangeOutcome, Decide, StoreHealth } from '../store.ts'
import type { StoreLog } from '../store-log.ts'
import { ExternalDocuments, type ExternalParts } from './external-documents.ts'
import type { GuardedDocuments } from './guarded-documents.ts'

/**
 * Contracts whose documents are kept elsewhere. The SQL store is their index: it answers all reads, keeps the history, and
 * its lock of a contract is that of the documents. A change is decided there, then written to the documents, then committed.
 * What a process that ended in between, or a commit that failed, has left in the documents is found by the next look for
 * changes of others: here, a write that failed may leave its document behind.
 */
export class MirroredStore extends SqlContractStore {
  readonly #storage: GuardedDocuments
  readonly #external: ExternalDocuments
  readonly #look: Repeated

  /**
   * @param index what a SQL store is made of.
   * @param interval between two looks for what other programs did to the documents, in milliseconds.
   */
  constructor(index: StoreParts, storage: GuardedDocuments, log: StoreLog, interval: number) {
    super(...index)
    this.#storage = storage
    const found: ExternalParts = {
      index: this,
      record: entry => super.record([entry]),
      ...{ storage, documents: index[1], log },
    }
    this.#external = new ExternalDocuments(found)
    this.#look = new Repeated(signal => this.#external.takeOver(signal), interval)
  }

  /** Begins to look for what other programs did, until the store is closed. */
  lookForChanges(): void {
    this.#look.start()
  }

  override enterForeignChanges(): Promise<void> {
    return this.#external.takeOver(new AbortController().signal)
  }

  override change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    const permitted: Decide = async current => {
      const change = await decide(current)
      if (change?.operation === 'delete') this.#requireDeletions()
      return change
    }
    return super.change(identity, permitted, author, ({ contractId, version, state }) =>
      this.#write({ contractId, version }, state),
    )
  }

  /** Has the storage keep what a version is after a change. A document that nobody knows is left as it is. */
  async #write(identity: VersionIdentity, state: EntryState | undefined): Promise<void> {
    if (!state) {
      this.#requireDeletions()
      await this.#storage.delete(identity)
    } else if (state.document) {
      const { json, source } = state.document
      await this.#storage.put(identity, { json, yaml: source })
    }
  }

  #requireDeletions(): void {
    if (!this.#storage.canDelete)
      throw new RegistryError('forbidden', 'the store of this registry deletes no versions')
  }

  /** The documents of entries that are not recorded yet are put first. */
  override async record(entries: readonly Entry[], options: RecordOptions = {}): Promise<number> {
    for (const entry of lastOfVersions(entries)) {
      const { contractId, version, revision, state } = entry
      const [last] = await this.history({ contractId, version, order: 'newest', limit: 1 })
      if ((last?.revision ?? 0) < revision) await this.#write({ contractId, version }, state)
    }
    return super.record(entries, options)
  }

  override async check(): Promise<StoreHealth> {
    const [health] = await Promise.all([super.check(), this.#storage.check()])
    return health
  }

  override async close(): Promise<void> {
    await this.#look.stop()
    await super.close()
    await this.#storage.close()
  }
}

/** Of each version the last entry. */
function lastOfVersions(entries: readonly Entry[]): VersionEntry[] {
  const versions = entries.filter(entry => entry.kind === 'version')
  return [...new Map(versions.map(entry => [versionKey(entry), entry])).values()]
}
