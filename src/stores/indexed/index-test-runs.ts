import { RegistryError } from '../../domain/errors.ts'
import type { SqlContractStore } from '../sql/store.ts'
import { testRunOperations } from '../store-observer.ts'
import type { TestRunStore } from '../test-run-store.ts'
import type { MovableTestRuns } from '../transfer-store.ts'
import type { IndexSource } from './index-source.ts'

type Method = (...args: unknown[]) => Promise<unknown>

/** The test runs of a store that has an index. */
export interface IndexTestRuns extends MovableTestRuns {
  /**
   * Resolves when the index has all runs that were recorded.
   *
   * @throws RegistryError `test-runs-not-kept` where none are.
   */
  fresh(): Promise<void>

  /** Ends what is done by itself. */
  close(): Promise<void>
}

/**
 * The test runs of a store whose log has none: in the database of the index, where they stay when the index is made again.
 *
 * @param read asks the index that is open.
 */
export function indexTestRuns(
  { keepsOthers }: IndexSource,
  read: <T>(ask: (index: SqlContractStore) => Promise<T>) => Promise<T>,
): IndexTestRuns {
  if (!keepsOthers) return noTestRuns
  const methods = testRunOperations.map(name => {
    // a run that is recorded again is there once
    const method: Method = (...args) =>
      read(({ testRuns }) => (testRuns[name] as Method).apply(testRuns, args))
    return [name, method]
  })
  const operations: TestRunStore = Object.fromEntries(methods)
  return {
    ...operations,
    fresh: async () => undefined,
    close: async () => undefined,
    async *keptRuns(after) {
      const { testRuns } = await read(async index => index)
      yield* testRuns.keptRuns(after)
    },
    restoreRuns: runs => read(index => index.testRuns.restoreRuns(runs)),
  }
}

/** Stands for the test runs of a store that has no place for them which would outlast its index. */
const noTestRuns: IndexTestRuns = {
  recordTestRun: refuseTestRuns,
  testRun: refuseTestRuns,
  testReport: refuseTestRuns,
  failedChecks: refuseTestRuns,
  testRunParts: refuseTestRuns,
  testRuns: refuseTestRuns,
  testedDatasets: refuseTestRuns,
  countTestRuns: refuseTestRuns,
  testFigures: refuseTestRuns,
  testBuckets: refuseTestRuns,
  failingChecks: refuseTestRuns,
  failingSince: refuseTestRuns,
  deleteTestRuns: refuseTestRuns,
  lastTestRuns: async () => [],
  sweepTestRuns: async () => ({ runs: 0, reports: 0, events: 0 }),
  fresh: refuseTestRuns,
  close: async () => undefined,
  async *keptRuns() {},
  restoreRuns: refuseTestRuns,
}

/** What is answered where test runs, or events of datasets, are needed and none are kept. */
export async function refuseTestRuns(): Promise<never> {
  throw new RegistryError(
    'test-runs-not-kept',
    'this registry keeps its contracts in a place where test runs, or what is done with datasets, have none: contract_store.index_dsn may name a database for them',
  )
}
