import type { DatasetEventStore } from './dataset-event-store.ts'
import type { LinkStore } from './link-store.ts'
import type { ContractStore } from './store.ts'
import type { TestRunStore } from './test-run-store.ts'

/** What a store is asked to do about contracts, links, events of datasets, and test runs. */
type ContractOperation = Exclude<
  keyof ContractStore,
  'check' | 'close' | 'links' | 'datasetEvents' | 'testRuns'
>
type LinkOperation = keyof LinkStore
type DatasetEventOperation = keyof DatasetEventStore
type TestRunOperation = keyof TestRunStore
/** One of them, by the name of its method. */
export type StoreOperation = ContractOperation | LinkOperation | DatasetEventOperation | TestRunOperation

/** Called when an operation begins; what it returns is called when the operation is over, with the error if it failed. */
export type StoreObserver = (operation: StoreOperation) => (error?: unknown) => void

/** Checked by the compiler to be all of them, as are those below. */
const ofContracts = {
  change: true,
  current: true,
  get: true,
  latest: true,
  highest: true,
  highestOfEach: true,
  revisions: true,
  source: true,
  activeVersions: true,
  listVersions: true,
  summaries: true,
  versions: true,
  summariesOf: true,
  outlines: true,
  validations: true,
  summaryRows: true,
  documentSizes: true,
  search: true,
  countHits: true,
  facets: true,
  fields: true,
  summariesAsOf: true,
  listContracts: true,
  history: true,
} as const satisfies Record<ContractOperation, true>

const ofLinks = {
  link: true,
  linked: true,
  linksOfVersion: true,
  linksOfDataset: true,
  linkedDatasets: true,
  countLinks: true,
} as const satisfies Record<LinkOperation, true>

const ofDatasetEvents = {
  recordDatasetEvent: true,
  eventsOfDataset: true,
  datasetsWithEvents: true,
} as const satisfies Record<DatasetEventOperation, true>

const ofTestRuns = {
  recordTestRun: true,
  testRun: true,
  testReport: true,
  failedChecks: true,
  testRunParts: true,
  testRuns: true,
  testedDatasets: true,
  countTestRuns: true,
  lastTestRuns: true,
  testFigures: true,
  testBuckets: true,
  failingChecks: true,
  failingSince: true,
  deleteTestRuns: true,
  sweepTestRuns: true,
} as const satisfies Record<TestRunOperation, true>

/** The operations that observers learn of: all but probes, and the end of a store. */
export const contractOperations = Object.keys(ofContracts) as ContractOperation[]
export const linkOperations = Object.keys(ofLinks) as LinkOperation[]
export const datasetEventOperations = Object.keys(ofDatasetEvents) as DatasetEventOperation[]
export const testRunOperations = Object.keys(ofTestRuns) as TestRunOperation[]
