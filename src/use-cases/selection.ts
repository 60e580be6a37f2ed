import { pickVersion, SelectableVersions, type SelectionEffort, type Selector } from '../domain/selector.ts'
import { matchesStatus, type StatusFilter } from '../domain/status-filter.ts'
import type { VersionSummary } from '../stores/store.ts'

/** Which versions of a contract are wanted. */
export interface Selection {
  readonly selector: Selector
  /** Undefined for any status. */
  readonly statuses: StatusFilter | undefined
  /** A version that is wanted whatever its status is: the one that somebody has made active. */
  readonly active?: string | undefined
  /** Whether pre-releases count although nothing names them. */
  readonly includePrerelease: boolean
}

/** Whether a version has a wanted status, or is wanted for itself. */
export function isWanted(
  { statuses, active }: Pick<Selection, 'statuses' | 'active'>,
  { version, status }: Pick<VersionSummary, 'version' | 'status'>,
): boolean {
  return version === active || matchesStatus(statuses, status)
}

/** What a request means that asks for the latest version and says nothing more. */
export const latestOfAll = { selector: { kind: 'latest' }, includePrerelease: false } as const

/** The versions of one contract, to select from as often as is asked. */
export class Selectable {
  readonly summaries: readonly VersionSummary[]
  readonly #versions: SelectableVersions
  readonly #effort: SelectionEffort | undefined
  /** What selectors mean, by their texts: many items of a request have the same. */
  readonly #meant = new Map<string, ReadonlySet<string>>()

  /** @param effort what the request may still take, when it selects from several contracts. */
  constructor(summaries: readonly VersionSummary[], effort?: SelectionEffort) {
    this.summaries = summaries
    this.#versions = new SelectableVersions(summaries.map(({ version }) => version))
    this.#effort = effort
  }

  /**
   * The versions that are meant and have a wanted status, in the order given.
   *
   * @throws RegistryError `invalid-request` for a selector that cannot be one for these versions, or takes too long.
   */
  selected(selection: Selection): VersionSummary[] {
    const meant = this.#meantBy(selection)
    return this.summaries.filter(summary => meant.has(summary.version) && isWanted(selection, summary))
  }

  /** The one of them to answer with, or undefined when there is none. Throws as `selected` does. */
  chosen(selection: Selection): VersionSummary | undefined {
    const candidates = this.selected(selection)
    const versions = candidates.map(summary => summary.version)
    // a range that names pre-releases wants them compared with the releases beside them
    const includePrerelease = selection.includePrerelease || selection.selector.kind !== 'latest'
    const version = pickVersion(versions, { includePrerelease })
    return candidates.find(candidate => candidate.version === version)
  }

  #meantBy(selection: Selection): ReadonlySet<string> {
    const { selector, includePrerelease } = selection
    const key = JSON.stringify([selector, includePrerelease])
    const known = this.#meant.get(key)
    if (known) return known
    const meant = new Set(this.#versions.select(selector, selection, this.#effort))
    this.#meant.set(key, meant)
    return meant
  }
}
