import { setTimeout as delay } from 'node:timers/promises'
import { RegistryError } from '../domain/errors.ts'
import type { ContractStore } from './store.ts'
import {
  contractOperations,
  datasetEventOperations,
  linkOperations,
  type StoreObserver,
  type StoreOperation,
  testRunOperations,
} from './store-observer.ts'

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

type Method = (...args: unknown[]) => Promise<unknown>

/**
 * Stands for a store that is being opened: until it is there, every call fails with `store-unavailable`. Afterwards
 * another may take its place, and no call notices. Observers learn of each operation.
 */
export class StoreGate {
  /** The store for callers that do not wait until it is open. */
  readonly store: ContractStore
  readonly #times: DrainTimes
  readonly #observers: StoreObserver[] = []
  readonly #retired = new Set<Opened>()
  #opened: Opened | undefined
  #closed = false

  constructor(times = usualTimes) {
    this.#times = times
    const ofContracts = contractOperations.map(name => [
      name,
      this.#method(store => store[name] as Method, name),
    ])
    const ofLinks = linkOperations.map(name => [
      name,
      this.#method(({ links }) => (links[name] as Method).bind(links), name),
    ])
    const ofDatasetEvents = datasetEventOperations.map(name => [
      name,
      this.#method(({ datasetEvents }) => (datasetEvents[name] as Method).bind(datasetEvents), name),
    ])
    const ofTestRuns = testRunOperations.map(name => [
      name,
      this.#method(({ testRuns }) => (testRuns[name] as Method).bind(testRuns), name),
    ])
    this.store = {
      ...Object.fromEntries(ofContracts),
      links: Object.fromEntries(ofLinks),
      datasetEvents: Object.fromEntries(ofDatasetEvents),
      testRuns: Object.fromEntries(ofTestRuns),
      check: this.#method(store => store.check),
      close: () => this.close(),
    }
  }

  get isOpen(): boolean {
    return this.#opened !== undefined
  }

  /** Calls the observer for each operation from now on, whether the store is open or not. */
  observe(observer: StoreObserver): void {
    this.#observers.push(observer)
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

  /**
   * A method of the store that is open when it is called; until it has ended, that store is not closed.
   *
   * @param operation what observers learn of; undefined for nothing.
   */
  #method(of: (store: ContractStore) => Method, operation?: StoreOperation): Method {
    return (...args) => {
      const opened = this.#opened
      const ends = operation === undefined ? [] : this.#observers.map(observe => observe(operation))
      const result = opened ? of(opened.store).apply(opened.store, args) : notOpen()
      if (opened) opened.underWay++
      const end = (error?: unknown) => {
        if (opened) opened.underWay--
        for (const each of ends) each(error)
      }
      result.then(() => end(), end)
      return result
    }
  }
}

async function notOpen(): Promise<never> {
  throw new RegistryError('store-unavailable', 'the store is not open yet')
}
