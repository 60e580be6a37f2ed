import { Semaphore } from './concurrency/semaphore.ts'
import type { Access } from './domain/access.ts'
import { AscendingTimes } from './domain/ascending-time.ts'
import type { Policy } from './domain/policy.ts'
import type { DefaultStatuses } from './domain/status-filter.ts'
import { compareDocument, compareVersions } from './http/routes/compare-versions.ts'
import { assessObservations } from './http/routes/dc43/assess.ts'
import { keepLinks } from './http/routes/dc43/dataset-links.ts'
import { keepEvents, keepStatuses } from './http/routes/dc43/dataset-records.ts'
import { readDatasets } from './http/routes/dc43/datasets.ts'
import { describeExpectations } from './http/routes/dc43/describe-expectations.ts'
import { governanceLinks, registerActivities } from './http/routes/dc43/governance-links.ts'
import { governedDatasets } from './http/routes/dc43/governed-datasets.ts'
import { refuseOtherGovernance } from './http/routes/dc43/not-here.ts'
import { resolveContexts } from './http/routes/dc43/resolve-context.ts'
import { deleteVersion } from './http/routes/delete-version.ts'
import { deleteDataContract } from './http/routes/entropy-data/delete-data-contract.ts'
import { getDataContract, getDataContractYaml } from './http/routes/entropy-data/get-data-contract.ts'
import { listDataContracts } from './http/routes/entropy-data/list-data-contracts.ts'
import { putDataContract } from './http/routes/entropy-data/put-data-contract.ts'
import {
  deleteTestResult,
  getTestResult,
  listTestResults,
  postTestResult,
} from './http/routes/entropy-data/test-results.ts'
import { getContract } from './http/routes/get-contract.ts'
import { getLatest } from './http/routes/get-latest.ts'
import { getLinked } from './http/routes/get-linked.ts'
import { getSchema } from './http/routes/get-schema.ts'
import { getVersion } from './http/routes/get-version.ts'
import {
  getValidationStatistics,
  listContractValidations,
  listValidations,
  postValidation,
} from './http/routes/griot/validations.ts'
import { listContractHistory, listHistory, listVersionHistory } from './http/routes/history.ts'
import { linkDataset } from './http/routes/link-dataset.ts'
import { listContracts } from './http/routes/list-contracts.ts'
import { listDatasets } from './http/routes/list-datasets.ts'
import { listFields } from './http/routes/list-fields.ts'
import { getLatestTestRun, listTestRuns } from './http/routes/list-test-runs.ts'
import { listVersions } from './http/routes/list-versions.ts'
import { putStatus } from './http/routes/put-status.ts'
import { putVersion } from './http/routes/put-version.ts'
import { reportTestRun } from './http/routes/report-test-run.ts'
import { resolveVersions } from './http/routes/resolve-versions.ts'
import { search } from './http/routes/search.ts'
import { deleteTestRun, getTestReport, getTestRun } from './http/routes/test-run.ts'
import { getTestStatistics } from './http/routes/test-statistics.ts'
import { getValidation, validateDocument } from './http/routes/validate.ts'
import type { Server } from './http/server.ts'
import type { ContractStore, ReadableStore } from './stores/store.ts'
import { ContractWriter } from './use-cases/changes.ts'
import { ContractComparer } from './use-cases/comparer.ts'
import { DatasetLinks } from './use-cases/dataset-links.ts'
import { DatasetRecords } from './use-cases/dataset-records.ts'
import { Describers } from './use-cases/describers.ts'
import { type ForCaller, readingFor } from './use-cases/for-caller.ts'
import { Governance } from './use-cases/governance.ts'
import { GovernedDatasets } from './use-cases/governed-datasets.ts'
import { ContractReader } from './use-cases/reader.ts'
import { ContractSearch } from './use-cases/search.ts'
import { TestReports } from './use-cases/test-reports.ts'
import { TestRuns } from './use-cases/test-runs.ts'
import { ContractValidator } from './use-cases/validator.ts'
import { reportOnly, type ValidationPolicy } from './validation/policy.ts'
import type { DocumentWorkers } from './workers/document-workers.ts'

/** What the routes work with. */
export interface RouteParts {
  readonly store: ContractStore
  /** What reads, writes and compares documents. */
  readonly documents: DocumentWorkers
  readonly policy: Policy
  /** What is done about documents that are not valid; without it, they are published and it is told. */
  readonly validation?: ValidationPolicy
  /** The statuses of the latest version when a request names none; undefined for any. */
  readonly defaultStatuses: DefaultStatuses
  /** The largest document, unzipped, in bytes. */
  readonly bodyLimit: number
  /** Whether samples of data in reports of test runs are kept; without it they are dropped. */
  readonly samples?: 'drop' | 'keep'
}

/**
 * How many answers with many documents, or figures of many test runs, are made at a time: each may take some 50 MiB, or all
 * that a database can do, and with them the memory and the time of all.
 */
const longAnswersAtOnce = 2

/** Registers the routes of contracts, in order, by hand; each is given use cases as the caller may use them. */
export async function registerRoutes(app: Server, parts: RouteParts): Promise<void> {
  const { store, documents, policy, validation = reportOnly } = parts
  getSchema(app, parts.validation?.rules.overlay)
  const readerOf = readersOf(parts)
  const reader = readingFor(store, readerOf)
  const runsIn = testRunsOf(parts)
  const runs = readingFor(store, runsIn)
  getContract(app, reader, runs)
  getLatest(app, reader)
  listVersions(app, reader)
  getVersion(app, reader)
  const comparer = readingFor(store, seen => new ContractComparer(seen, readerOf(seen), parts))
  compareVersions(app, comparer)
  await compareDocument(app, comparer, parts.bodyLimit)
  const validator = readingFor(store, seen => new ContractValidator(seen, documents, validation.rules))
  getValidation(app, reader, validator)
  const longAnswers = new Semaphore(longAnswersAtOnce)
  resolveVersions(app, reader, longAnswers)
  listHistory(app, reader)
  listContractHistory(app, reader)
  listVersionHistory(app, reader)

  const describers = new Describers(documents)
  const contractSearch = readingFor(store, seen => new ContractSearch(seen, describers, documents))
  listContracts(app, reader, contractSearch, longAnswers)
  search(app, contractSearch)
  listFields(app, contractSearch)

  const writer = (access: Access) => new ContractWriter(store, { policy, validation }, documents, access)
  await validateDocument(app, validator, parts.bodyLimit)
  await putVersion(app, writer, parts.bodyLimit)
  putStatus(app, writer)
  await deleteVersion(app, writer)

  listDataContracts(app, contractSearch, longAnswers)
  getDataContract(app, reader)
  getDataContractYaml(app, reader)
  await putDataContract(app, writer, parts.bodyLimit)
  await deleteDataContract(app, writer)

  const links = readingFor(store, seen => new DatasetLinks(seen, store.links))
  linkDataset(app, links)
  getLinked(app, links)
  listDatasets(app, links)
  await registerTestRuns(app, runs, longAnswers)
  await registerGovernance(app, parts, links, runsIn)
}

/** What jobs of dc43 ask of a governance service, and what such services keep. */
async function registerGovernance(
  app: Server,
  parts: RouteParts,
  links: ForCaller<DatasetLinks>,
  runsIn: (seen: ReadableStore) => TestRuns,
): Promise<void> {
  const { store, documents, samples = 'drop' } = parts
  const readerOf = readersOf(parts)
  const recordsIn = (seen: ReadableStore) =>
    new DatasetRecords(seen, runsIn(seen), store.datasetEvents, documents, samples)
  const records = readingFor(store, recordsIn)
  const datasets = readingFor(store, seen => new GovernedDatasets(seen, runsIn(seen), recordsIn(seen)))
  const governance = readingFor(store, seen => new Governance(readerOf(seen), documents))
  resolveContexts(app, governance)
  assessObservations(app, governance, datasets)
  describeExpectations(app, governance)
  governanceLinks(app, links)
  governedDatasets(app, datasets)
  readDatasets(app, records)
  await keepStatuses(app, records)
  await keepEvents(app, records)
  keepLinks(app, links)
  registerActivities(app, links)
  refuseOtherGovernance(app)
}

/** Makes what reads the contracts that can be seen. */
function readersOf({ documents, policy, defaultStatuses }: RouteParts) {
  return (seen: ReadableStore) => new ContractReader(seen, policy, defaultStatuses, documents)
}

/** Makes the test runs of those contracts that can be seen. */
function testRunsOf(parts: RouteParts) {
  const { store, documents, samples = 'drop' } = parts
  const readerOf = readersOf(parts)
  const times = new AscendingTimes()
  return (seen: ReadableStore): TestRuns => {
    const reports = new TestReports(seen, readerOf(seen), store.testRuns, documents, samples, times)
    return new TestRuns(seen, store.testRuns, reports)
  }
}

async function registerTestRuns(
  app: Server,
  runs: ForCaller<TestRuns>,
  longAnswers: Semaphore,
): Promise<void> {
  await reportTestRun(app, runs)
  listTestRuns(app, runs)
  getLatestTestRun(app, runs)
  getTestRun(app, runs)
  getTestReport(app, runs)
  await deleteTestRun(app, runs)
  getTestStatistics(app, runs, longAnswers)
  await postTestResult(app, runs)
  listTestResults(app, runs)
  getTestResult(app, runs)
  await deleteTestResult(app, runs)
  await postValidation(app, runs)
  listValidations(app, runs)
  listContractValidations(app, runs)
  getValidationStatistics(app, runs, longAnswers)
}
