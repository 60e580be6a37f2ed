import { type DefaultStatuses, matchesStatus } from '../domain/status-filter.ts'
import { highestVersion } from '../domain/version.ts'
import type { ReadableStore } from '../stores/store.ts'
import type { Selection } from './selection.ts'

/** Which versions of a contract are wanted, by their status or for themselves. */
export type Wanted = Pick<Selection, 'statuses' | 'active'>

/**
 * What is wanted of contracts when a request names no status. Where that is the active version, it is the latest of those
 * that can be it, unless somebody has made another one active in the storage since.
 */
export async function wantedByDefault(
  store: ReadableStore,
  contractIds: readonly string[],
  { statuses, active }: DefaultStatuses,
): Promise<(contractId: string) => Wanted> {
  const seen = active ? await store.activeVersions(contractIds) : new Map<string, never>()
  if (!active || seen.size === 0) return () => ({ statuses })
  const summaries = Map.groupBy(await store.summaries([...seen.keys()]), ({ contractId }) => contractId)
  return contractId => {
    const marked = seen.get(contractId)
    const versions = summaries.get(contractId) ?? []
    const expected = versions.filter(({ status }) => matchesStatus(active.expected, status))
    const isCurrent =
      marked !== undefined &&
      highestVersion(expected.map(({ version }) => version)) === marked.inPlaceOf &&
      versions.some(({ version }) => version === marked.version)
    return isCurrent ? { statuses: active.beside, active: marked.version } : { statuses }
  }
}
