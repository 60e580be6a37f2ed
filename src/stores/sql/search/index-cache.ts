import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'

/** A state of a version: equal digests mean equal documents. */
export interface DigestedVersion extends VersionIdentity {
  readonly digest: string | null
}

/** How many documents are remembered; more are parsed again. */
const maxVersions = 500

/**
 * What the index needs of the documents that this process has just written, so that they are not parsed a second time.
 */
export class IndexCache {
  readonly #known = new Map<string, { readonly digest: string; readonly index: () => VersionIndex }>()

  /** Remembers a version that was written. */
  put(version: DigestedVersion, index: () => VersionIndex): void {
    const key = versionKey(version)
    this.#known.delete(key)
    if (version.digest === null) return
    this.#known.set(key, { digest: version.digest, index })
    if (this.#known.size <= maxVersions) return
    const [oldest] = this.#known.keys()
    if (oldest !== undefined) this.#known.delete(oldest)
  }

  /** The index of that state of a version, unless it is not remembered. */
  get(version: DigestedVersion): VersionIndex | undefined {
    const known = this.#known.get(versionKey(version))
    return known?.digest === version.digest ? known.index() : undefined
  }

  /** Whether some state of a version is remembered. */
  has(version: VersionIdentity): boolean {
    return this.#known.has(versionKey(version))
  }

  /** Forgets a version: it is in the index now. */
  delete(version: VersionIdentity): void {
    this.#known.delete(versionKey(version))
  }
}
