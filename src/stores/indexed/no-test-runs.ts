import { RegistryError } from '../../domain/errors.ts'
import type { TestRunStore } from '../test-run-store.ts'

/** Stands for the test runs of a store that has no place for them which would outlast its index. */
export const noTestRuns: TestRunStore = {
  recordTestRun: refuse,
  testRun: refuse,
  testReport: refuse,
  failedChecks: refuse,
  testRuns: refuse,
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
  throw new RegistryError(
    'test-runs-not-kept',
    'this registry keeps its contracts in no database, and so no test runs: their place would be lost with the index',
  )
}
