import type { CompatibilityRecord } from '../domain/compatibility/record.ts'
import type { FindingCounts } from '../domain/errors.ts'
import type { HistoryEvent } from '../domain/history.ts'
import { versionKey } from '../domain/identity.ts'
import { normalStatus } from '../domain/lifecycle.ts'
import { highestVersion } from '../domain/version.ts'
import type { ReadableStore, VersionSummary } from '../stores/store.ts'
import { contractNotFound } from './errors.ts'
import { latestOfAll, Selectable, type Selection } from './selection.ts'

/** An overview of a contract: what a steward wants to know before they look at any version. */
export interface Overview {
  readonly contractId: string
  /** The latest of the versions with a wanted status; undefined when none has one. */
  readonly latest: VersionSummary | undefined
  /** The version whose name, owner and domain are the contract's: the latest one, else the highest of all. */
  readonly shown: VersionSummary
  /** The versions of each status, ascending; by the status in lower case, `none` for those without one. */
  readonly versions: ReadonlyMap<string, readonly string[]>
  /** The latest version of each status. */
  readonly latestByStatus: ReadonlyMap<string, string>
  /** How many dataset versions follow a version of the contract. */
  readonly links: number
  readonly lastChange: HistoryEvent | undefined
  /** What each version that is there changed against the one before it, as far as that was compared lately. */
  readonly compatibility: ReadonlyMap<string, CompatibilityRecord>
  /** What a validation has found in the version that is shown; undefined while nothing is known of it. */
  readonly validation: FindingCounts | undefined
}

/** In how many of the last changes it is looked for what versions changed. */
const lastChanges = 1000

/**
 * @param wanted of the latest version, as for a request that names none.
 * @throws RegistryError `contract-not-found`.
 */
export async function overviewOf(
  store: ReadableStore,
  contractId: string,
  wanted: Pick<Selection, 'statuses' | 'active'>,
): Promise<Overview> {
  const summaries = await store.summaries([contractId])
  const selectable = new Selectable(summaries)
  const latest = selectable.chosen({ ...latestOfAll, ...wanted })
  const shown = latest ?? selectable.chosen({ ...latestOfAll, statuses: undefined })
  if (!shown) throw contractNotFound(contractId)
  const [links, validations, events] = await Promise.all([
    store.links.countLinks(contractId),
    store.validations([shown]),
    store.history({ contractId, order: 'newest', limit: lastChanges }),
  ])
  const [lastChange] = events
  const grouped = Map.groupBy(summaries, ({ status }) => normalStatus(status))
  const versions = new Map([...grouped].map(([status, group]) => [status, group.map(one => one.version)]))
  const latestByStatus = new Map(
    [...versions].map(([status, group]) => [status, highestVersion(group) ?? '']),
  )
  const present = new Set(summaries.map(({ version }) => version))
  const compatibility = new Map<string, CompatibilityRecord>()
  for (const event of events)
    if (event.compatibility && present.has(event.version) && !compatibility.has(event.version))
      compatibility.set(event.version, event.compatibility)
  const validation = validations.get(versionKey(shown))
  return { contractId, latest, shown, versions, latestByStatus, links, lastChange, compatibility, validation }
}
