import { highestVersion } from '../../domain/version.ts'
import type { ActiveVersion, VersionSummary } from '../store.ts'

/** What was seen of active versions in the storage, of contracts whose active version is not the one to be expected. */
export class ActiveVersions {
  readonly #canBeActive: (status: string | undefined) => boolean
  readonly #seen = new Map<string, ActiveVersion>()

  /** @param canBeActive whether the latest version of a status is to be expected to be the active one. */
  constructor(canBeActive: (status: string | undefined) => boolean) {
    this.#canBeActive = canBeActive
  }

  /** @param summaries of all versions of the contract. */
  see(contractId: string, version: string | undefined, summaries: readonly VersionSummary[]): void {
    const candidates = summaries.filter(({ status }) => this.#canBeActive(status))
    const inPlaceOf = highestVersion(candidates.map(one => one.version))
    if (version === undefined || version === inPlaceOf) this.#seen.delete(contractId)
    else this.#seen.set(contractId, { version, inPlaceOf })
  }

  of(contractIds: readonly string[]): Map<string, ActiveVersion> {
    return new Map(
      contractIds.flatMap(id => {
        const seen = this.#seen.get(id)
        return seen ? [[id, seen] as const] : []
      }),
    )
  }
}
