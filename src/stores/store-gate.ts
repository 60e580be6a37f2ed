import { setTimeout as delay } from 'node:timers/promises'
import { RegistryError } from '../domain/errors.ts'
import type { ContractStore } from './store.ts'

/** A store in use, and how many of its calls have not ended. */
interface Opened {
  readonly store: ContractStore
  underWay: number
}

/** How long a store that was replaced is kept at least, and at most while calls are under way, in milliseconds. */
export interface DrainTimes {
  readonly least: number
  readonly most: number
}

/** A request may go on using what a call has answered, so the end of its calls is not the end of the request. */
const usualTimes: DrainTimes = { least: 5000, most: 60_000 }

/**
 * Stands for a store that is being opened: until it is there, every call fails with `store-unavailable`. Afterwards
 * another may take its place, and no call notices.
 */
export class StoreGate {
  /** The store for callers that do not wait until it is open. */
  readonly store: ContractStore
  readonly #times: DrainTimes
  readonly #retired = new Set<Opened>()
  #opened: Opened | undefined
  #closed = false

  constructor(times = usualTimes) {
    this.#times = times
    this.store = new Proxy({} as ContractStore, {
      get: (_, name) => (this.#opened ? counted(this.#opened, name) : notOpen),
    })
  }

  get isOpen(): boolean {
    return this.#opened !== undefined
  }

  /** Takes the store that was waited for; closes it when nobody waits for it any more. */
  async open(store: ContractStore): Promise<void> {
    this.#opened = { store, underWay: 0 }
    if (this.#closed) await store.close()
  }

  /** Puts a store in the place of the one that is open, which is closed when what was begun on it is done. */
  replace(store: ContractStore): void {
    const former = this.#opened
    this.#opened = { store, underWay: 0 }
    if (former) void this.#retire(former)
    if (this.#closed) void store.close().catch(() => undefined)
  }

  async close(): Promise<void> {
    this.#closed = true
    const all = [...this.#retired, ...(this.#opened ? [this.#opened] : [])]
    this.#retired.clear()
    await Promise.all(all.map(({ store }) => store.close()))
  }

  async #retire(former: Opened): Promise<void> {
    this.#retired.add(former)
    const { least, most } = this.#times
    await delay(least, undefined, { ref: false })
    for (const start = Date.now(); former.underWay > 0 && Date.now() - start < most; )
      await delay(100, undefined, { ref: false })
    // it may have been closed with the gate in the meantime
    if (this.#retired.delete(former)) await former.store.close().catch(() => undefined)
  }
}

/** A member of the store, by which it is known when its calls have ended. */
function counted(opened: Opened, name: string | symbol): unknown {
  const found: unknown = Reflect.get(opened.store, name)
  if (typeof found !== 'function') return found
  return async (...values: unknown[]) => {
    opened.underWay++
    try {
      return await found.apply(opened.store, values)
    } finally {
      opened.underWay--
    }
  }
}

async function notOpen(): Promise<never> {
  throw new RegistryError('store-unavailable', 'the store is not open yet')
}
