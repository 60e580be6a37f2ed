import { RegistryError } from '../domain/errors.ts'
import type { ContractStore } from './store.ts'

/** Stands for a store that is being opened: until it is there, every call fails with `store-unavailable`. */
export class StoreGate {
  /** The store for callers that do not wait until it is open. */
  readonly store: ContractStore
  #opened: ContractStore | undefined
  #closed = false

  constructor() {
    const method = (_: ContractStore, name: string | symbol) => {
      if (!this.#opened) return notOpen
      const found: unknown = Reflect.get(this.#opened, name)
      return typeof found === 'function' ? found.bind(this.#opened) : found
    }
    this.store = new Proxy({} as ContractStore, { get: method })
  }

  get isOpen(): boolean {
    return this.#opened !== undefined
  }

  /** Takes the store that was waited for; closes it when nobody waits for it any more. */
  async open(store: ContractStore): Promise<void> {
    this.#opened = store
    if (this.#closed) await store.close()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#opened?.close()
  }
}

async function notOpen(): Promise<never> {
  throw new RegistryError('store-unavailable', 'the store is not open yet')
}
