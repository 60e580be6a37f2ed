import type { ContractVersion } from '../domain/contract-version.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import type { ContractPage, ContractStore, StoredVersion } from './store.ts'

/** Stands for a store that is being opened: until it is there, every call fails with `store-unavailable`. */
export class StoreGate implements ContractStore {
  #store: ContractStore | undefined
  #closed = false

  /** Takes the store that was waited for; closes it when nobody waits for it any more. */
  async open(store: ContractStore): Promise<void> {
    this.#store = store
    if (this.#closed) await store.close()
  }

  async put(version: ContractVersion): Promise<void> {
    return this.#opened().put(version)
  }

  async get(identity: VersionIdentity): Promise<StoredVersion | undefined> {
    return this.#opened().get(identity)
  }

  async latest(contractId: string): Promise<StoredVersion | undefined> {
    return this.#opened().latest(contractId)
  }

  async source(stored: StoredVersion): Promise<Buffer | undefined> {
    return this.#opened().source(stored)
  }

  async listVersions(contractId: string): Promise<string[]> {
    return this.#opened().listVersions(contractId)
  }

  async listContracts(page: { limit: number | undefined; offset: number }): Promise<ContractPage> {
    return this.#opened().listContracts(page)
  }

  async check(): Promise<void> {
    return this.#opened().check()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#store?.close()
  }

  #opened(): ContractStore {
    if (!this.#store) throw new RegistryError('store-unavailable', 'the store is not open yet')
    return this.#store
  }
}
