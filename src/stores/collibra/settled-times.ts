import type { ListedVersion } from '../indexed/documents.ts'

/** For how long a version may change again under the same time, in milliseconds: there are clocks of whole seconds. */
const tick = 2000

/** Times of changes, which tell two changes apart only once no other change can have the same time. */
export class SettledTimes {
  /** By contract and version, the time that was told and when it was seen first, by the monotonic clock. */
  readonly #seen = new Map<string, Map<string, { readonly mark: string; readonly since: number }>>()

  /** All versions of a contract as they were just listed, with marks only where these are settled. */
  of(contractId: string, listed: readonly ListedVersion[]): ListedVersion[] {
    const now = performance.now()
    const before = this.#seen.get(contractId)
    const seen = new Map<string, { readonly mark: string; readonly since: number }>()
    for (const { version, mark } of listed) {
      const known = before?.get(version)
      if (mark !== undefined) seen.set(version, known?.mark === mark ? known : { mark, since: now })
    }
    this.#seen.set(contractId, seen)
    return listed.map(one => {
      const { since = now } = seen.get(one.version) ?? {}
      return now - since < tick ? { ...one, mark: undefined } : one
    })
  }
}
