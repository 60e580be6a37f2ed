import { Repeated } from '../../concurrency/repeated.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { Author } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { SqlContractStore } from '../sql/store.ts'
import type { ChangeOutcome, Decide, StoreHealth } from '../store.ts'
import type { StoreLog } from '../store-log.ts'
import { ExternalDocuments } from './external-documents.ts'
import type { GuardedDocuments } from './guarded-documents.ts'

/**
 * Contracts whose documents are kept elsewhere. The SQL store is their index: it answers all reads, keeps the history, and
 * its lock of a contract is that of the documents. A change is decided there, then written to the documents, then committed.
 * What a process that ended in between has left in the documents is found by the next look for changes of others.
 */
export class MirroredStore extends SqlContractStore {
  readonly #storage: GuardedDocuments
  readonly #look: Repeated

  /**
   * @param index what a SQL store is made of.
   * @param interval between two looks for what other programs did to the documents, in milliseconds.
   */
  constructor(
    index: ConstructorParameters<typeof SqlContractStore>,
    storage: GuardedDocuments,
    log: StoreLog,
    interval: number,
  ) {
    super(...index)
    this.#storage = storage
    const external = new ExternalDocuments(this, storage, index[1], log)
    this.#look = new Repeated(signal => external.takeOver(signal), interval)
  }

  /** Begins to look for what other programs did, until the store is closed. */
  lookForChanges(): void {
    this.#look.start()
  }

  override change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    const permitted: Decide = async current => {
      const change = await decide(current)
      if (change?.operation === 'delete' && !this.#storage.canDelete)
        throw new RegistryError('forbidden', 'the store of this registry deletes no versions')
      return change
    }
    return super.change(identity, permitted, author, ({ contractId, version, state }) => {
      const name = { contractId, version }
      if (!state) return this.#storage.delete(name)
      const { json = '', source } = state.document ?? {}
      return this.#storage.put(name, { json, yaml: source })
    })
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
