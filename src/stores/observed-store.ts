import type { ContractStore } from './store.ts'

/** What a store is asked to do. */
export type StoreOperation = Exclude<keyof ContractStore, 'check' | 'close'>

/** Called when an operation begins; what it returns is called when the operation is over, with the error if it failed. */
export type StoreObserver = (operation: StoreOperation) => (error?: unknown) => void

/** Checked by the compiler to be all of them. */
const operations = {
  change: true,
  current: true,
  get: true,
  latest: true,
  revisions: true,
  source: true,
  listVersions: true,
  summaries: true,
  versions: true,
  summariesOf: true,
  outlines: true,
  summaryRows: true,
  documentSizes: true,
  search: true,
  countHits: true,
  facets: true,
  fields: true,
  summariesAsOf: true,
  listContracts: true,
  history: true,
  link: true,
  linked: true,
  links: true,
  countLinks: true,
} as const satisfies Record<StoreOperation, true>

type Method = (...args: unknown[]) => Promise<unknown>

/** A store that does what the given one does and reports its operations, except probes. */
export function observedStore(store: ContractStore, observe: StoreObserver): ContractStore {
  const methods = Object.keys(operations) as StoreOperation[]
  const observed = methods.map(name => [name, observedMethod(store, name, observe)])
  return { ...Object.fromEntries(observed), check: () => store.check(), close: () => store.close() }
}

function observedMethod(store: ContractStore, name: StoreOperation, observe: StoreObserver): Method {
  return (...args) => {
    const end = observe(name)
    // looked up at each call: a store that is being opened answers by another method than one that is open
    const result = (store[name] as Method)(...args)
    result.then(() => end(), end)
    return result
  }
}
