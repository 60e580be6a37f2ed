import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'

/** A state of a version: equal digests mean equal documents. */
export interface DigestedVersion extends VersionIdentity {
  readonly digest: string | null
}

/** How long the remembered documents are together, in characters; more are parsed again, but for the last one. */
const maxSize = 6 * 1024 * 1024

/** What is remembered of a version. */
interface Known {
  readonly digest: string
  readonly size: number
  readonly index: () => VersionIndex
}

/**
 * What the index needs of the documents that this process has just written, so that they are not parsed a second time.
 */
export class IndexCache {
  readonly #known = new Map<string, Known>()
  #size = 0

  /**
   * Remembers a version that was written.
   *
   * @param size how long its document is, in characters.
   */
  put(version: DigestedVersion, size: number, index: () => VersionIndex): void {
    this.delete(version)
    if (version.digest === null) return
    this.#known.set(versionKey(version), { digest: version.digest, size, index })
    this.#size += size
    for (const [oldest, { size: freed }] of this.#known) {
      if (this.#size <= maxSize || this.#known.size === 1) break
      this.#known.delete(oldest)
      this.#size -= freed
    }
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
    const key = versionKey(version)
    this.#size -= this.#known.get(key)?.size ?? 0
    this.#known.delete(key)
  }
}
