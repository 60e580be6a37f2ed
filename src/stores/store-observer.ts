import type { ContractStore } from './store.ts'

/** What a store is asked to do. */
export type StoreOperation = Exclude<keyof ContractStore, 'check' | 'close'>

/** Called when an operation begins; what it returns is called when the operation is over, with the error if it failed. */
export type StoreObserver = (operation: StoreOperation) => (error?: unknown) => void

/** Checked by the compiler to be all of them. */
const all = {
  change: true,
  current: true,
  get: true,
  latest: true,
  highest: true,
  highestOfEach: true,
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

/** The operations of a store that observers learn of: all but probes, and its end. */
export const storeOperations = Object.keys(all) as StoreOperation[]
