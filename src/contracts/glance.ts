import type { HistoryEvent } from '../domain/history.ts'
import { normalStatus } from '../domain/lifecycle.ts'
import { highestVersion } from '../domain/version.ts'
import type { ContractStore, VersionSummary } from '../stores/store.ts'
import { contractNotFound } from './errors.ts'

/** A contract at a glance: what a steward wants to know before he looks at any version. */
export interface Glance {
  readonly contractId: string
  /** Name, owner and domain are those of the latest version. */
  readonly latest: VersionSummary
  /** The versions of each status, ascending; by the status in lower case, `none` for those without one. */
  readonly versions: ReadonlyMap<string, readonly string[]>
  /** The latest version of each status. */
  readonly latestByStatus: ReadonlyMap<string, string>
  /** How many dataset versions follow a version of the contract. */
  readonly links: number
  readonly lastChange: HistoryEvent | undefined
}

/** @throws RegistryError `contract-not-found`. */
export async function glanceAt(store: ContractStore, contractId: string): Promise<Glance> {
  const summaries = await store.summaries([contractId])
  const latestVersion = highestVersion(summaries.map(({ version }) => version))
  const latest = summaries.find(({ version }) => version === latestVersion)
  if (!latest) throw contractNotFound(contractId)
  const [links, [lastChange]] = await Promise.all([
    store.countLinks(contractId),
    store.history({ contractId, order: 'newest', limit: 1 }),
  ])
  const grouped = Map.groupBy(summaries, ({ status }) => normalStatus(status))
  const versions = new Map([...grouped].map(([status, group]) => [status, group.map(one => one.version)]))
  const latestByStatus = new Map(
    [...versions].map(([status, group]) => [status, highestVersion(group) ?? '']),
  )
  return { contractId, latest, versions, latestByStatus, links, lastChange }
}
