import { highestVersion } from '../../domain/version.ts'
import type { ActiveVersionRows } from '../sql/active-versions.ts'
import type { ActiveVersion, VersionSummary } from '../store.ts'

/** What was seen of active versions in the storage, of contracts whose active version is not the one to be expected. */
export class ActiveVersions {
  readonly #rows: ActiveVersionRows
  readonly #canBeActive: (status: string | undefined) => boolean

  /** @param canBeActive whether the latest version of a status is to be expected to be the active one. */
  constructor(rows: ActiveVersionRows, canBeActive: (status: string | undefined) => boolean) {
    this.#rows = rows
    this.#canBeActive = canBeActive
  }

  /** @param summaries of all versions of the contract. */
  async see(
    contractId: string,
    version: string | undefined,
    summaries: readonly VersionSummary[],
  ): Promise<void> {
    const candidates = summaries.filter(({ status }) => this.#canBeActive(status))
    const inPlaceOf = highestVersion(candidates.map(one => one.version))
    const isKnown = summaries.some(one => one.version === version)
    const active =
      version !== undefined && isKnown && version !== inPlaceOf ? { version, inPlaceOf } : undefined
    const known = (await this.#rows.activeVersions([contractId])).get(contractId)
    if (active?.version === known?.version && active?.inPlaceOf === known?.inPlaceOf) return
    await this.#rows.noteActive(contractId, active)
  }

  of(contractIds: readonly string[]): Promise<Map<string, ActiveVersion>> {
    return this.#rows.activeVersions(contractIds)
  }
}
