import { and, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import { digestKeyOf } from '../../digest-key.ts'
import type { TestRunFilter, TestRunPosition } from '../../test-run-store.ts'
import { inScope } from '../scope.ts'
import type { Tables } from '../store-database.ts'

/** Is true of the runs that a filter means; undefined for all of them. */
export function isWanted({ testRuns }: Pick<Tables, 'testRuns'>, filter: TestRunFilter): SQL | undefined {
  const { dataset, since, until } = filter
  const named = (['contractId', 'version', 'source', 'object', 'server', 'environment'] as const).map(
    name => {
      const value = filter[name]
      return value === undefined ? undefined : eq(testRuns[name], value)
    },
  )
  return and(
    ...named,
    inScope(testRuns, filter.scope),
    dataset && eq(testRuns.datasetKey, digestKeyOf(dataset.id)),
    dataset?.version === undefined ? undefined : eq(testRuns.datasetVersion, dataset.version),
    filter.results && inArray(testRuns.result, [...filter.results]),
    since && gte(testRuns.observedAt, since.getTime()),
    until && lt(testRuns.observedAt, until.getTime()),
  )
}

/** Is true of the runs behind a position, newest first. */
export function isBehind(
  { testRuns }: Pick<Tables, 'testRuns'>,
  position: TestRunPosition | undefined,
): SQL | undefined {
  if (!position) return undefined
  const [time, key] = position
  const { observedAt, runKey } = testRuns
  return or(lt(observedAt, time), and(eq(observedAt, time), lt(runKey, key)))
}
