import { RegistryError } from '../../domain/errors.ts'
import type { SqlContractStore } from '../sql/store.ts'
import { testRunOperations } from '../store-observer.ts'
import type { TestRunStore } from '../test-run-store.ts'
import type { IndexSource } from './index-source.ts'

type Method = (...args: unknown[]) => Promise<unknown>

/**
 * The test runs of a store whose log has none: in the database of the index, where they stay when the index is made again.
 *
 * @param read asks the index that is open.
 */
export function indexTestRuns(
  { keepsOthers }: IndexSource,
  read: <T>(ask: (index: SqlContractStore) => Promise<T>) => Promise<T>,
): TestRunStore {
  if (!keepsOthers) return noTestRuns
  const methods = testRunOperations.map(name => {
    // a run that is recorded again is there once
    const method: Method = (...args) =>
      read(({ testRuns }) => (testRuns[name] as Method).apply(testRuns, args))
    return [name, method]
  })
  return Object.fromEntries(methods)
}

/** Stands for the test runs of a store that has no place for them which would outlast its index. */
const noTestRuns: TestRunStore = {
  recordTestRun: refuse,
  testRun: refuse,
  testReport: refuse,
  failedChecks: refuse,
  testRunParts: refuse,
  testRuns: refuse,
  testedDatasets: refuse,
  countTestRuns: refuse,
  testFigures: refuse,
  testBuckets: refuse,
  failingChecks: refuse,
  failingSince: refuse,
  deleteTestRuns: refuse,
  lastTestRuns: async () => [],
  sweepTestRuns: async () => ({ runs: 0, reports: 0 }),
}

async function refuse(): Promise<never> {
  throw notKept()
}

/** What is answered where test runs are needed, and none are kept. */
export function notKept(): RegistryError {
  return new RegistryError(
    'test-runs-not-kept',
    'this registry keeps its contracts in no database, and so no test runs: contract_store.index_dsn may name one for them',
  )
}
