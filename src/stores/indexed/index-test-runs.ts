import type { SqlContractStore } from '../sql/store.ts'
import { testRunOperations } from '../store-observer.ts'
import type { TestRunStore } from '../test-run-store.ts'
import type { MovableTestRuns } from '../transfer-store.ts'

type Method = (...args: unknown[]) => Promise<unknown>

/** The test runs of a store that has an index. */
export interface IndexTestRuns extends MovableTestRuns {
  /** Resolves when the index has all runs that were recorded. */
  fresh(): Promise<void>

  /** Ends what is done by itself. */
  close(): Promise<void>
}

/**
 * The test runs of a store that has no other place for them: in the database of the index, where they stay when the index is
 * made again.
 *
 * @param read asks the index that is open.
 */
export function indexTestRuns(
  read: <T>(ask: (index: SqlContractStore) => Promise<T>) => Promise<T>,
): IndexTestRuns {
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
