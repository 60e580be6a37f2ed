import { pickVersion, type Selector, selectVersions } from '../domain/selector.ts'
import { matchesStatus, type StatusFilter } from '../domain/status-filter.ts'
import type { VersionSummary } from '../stores/store.ts'

/** Which versions of a contract are wanted. */
export interface Selection {
  readonly selector: Selector
  /** Undefined for any status. */
  readonly statuses: StatusFilter | undefined
  /** Whether pre-releases count although nothing names them. */
  readonly includePrerelease: boolean
}

/** What a request means that asks for the latest version and says nothing more. */
export const latestOfAll = { selector: { kind: 'latest' }, includePrerelease: false } as const

/**
 * The versions that are meant and have a wanted status, in the order given.
 *
 * @throws RegistryError `invalid-request` for a selector that can't be one for these versions.
 */
export function selected(summaries: readonly VersionSummary[], selection: Selection): VersionSummary[] {
  const versions = summaries.map(summary => summary.version)
  const meant = new Set(selectVersions(selection.selector, versions, selection))
  return summaries.filter(({ version, status }) => {
    return meant.has(version) && matchesStatus(selection.statuses, status)
  })
}

/** The one of them to answer with, or undefined when there is none. Throws as `selected` does. */
export function chosen(
  summaries: readonly VersionSummary[],
  selection: Selection,
): VersionSummary | undefined {
  const candidates = selected(summaries, selection)
  const versions = candidates.map(summary => summary.version)
  // a range that names pre-releases wants them compared with the releases beside them
  const includePrerelease = selection.includePrerelease || selection.selector.kind !== 'latest'
  const version = pickVersion(versions, { includePrerelease })
  return candidates.find(candidate => candidate.version === version)
}
