import { readStored } from '../domain/contract-version.ts'
import { Describer } from '../search/catalogue/description.ts'
import { catalogueOf } from '../search/catalogue/read-catalogue.ts'
import type { VersionOutline, VersionState } from '../stores/store.ts'

/** How long the documents may be together whose describers are kept, in characters: each takes up to thirty times the memory. */
const maxLength = 1_000_000

/** A describer, and how long its document is. */
interface Kept {
  readonly key: string
  readonly describer: Describer
  readonly length: number
}

/**
 * Keeps what was read from documents that were found lately. Equally relevant hits come in one order, so many searches
 * begin with the same ones, and to read their documents takes longer than all the rest.
 */
export class Describers {
  readonly #kept = new Map<string, Kept>()
  #length = 0

  /** What describes the hits of a version whose document was read lately. */
  known({ contractId, digest }: Pick<VersionOutline, 'contractId' | 'digest'>): Describer | undefined {
    const kept = digest === undefined ? undefined : this.#kept.get(keyOf(contractId, digest))
    if (kept) this.#keep(kept)
    return kept?.describer
  }

  /** What describes the hits of a version. */
  of(version: VersionState): Describer {
    const key = keyOf(version.contractId, version.digest)
    const kept = this.#kept.get(key) ?? { key, describer: describerOf(version), length: version.json.length }
    this.#keep(kept)
    return kept.describer
  }

  /** As the one that was asked for last. */
  #keep(kept: Kept): void {
    this.#drop(kept.key)
    if (kept.length > maxLength) return
    this.#kept.set(kept.key, kept)
    this.#length += kept.length
    for (const oldest of this.#kept.keys()) {
      if (this.#length <= maxLength) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key)
    if (kept && this.#kept.delete(key)) this.#length -= kept.length
  }
}

/** All that a describer depends on; the digest changes with the document. */
function keyOf(contractId: string, digest: string): string {
  return `${contractId}\0${digest}`
}

/** What describes the hits of a version, read from its document. */
export function describerOf(version: VersionState): Describer {
  return new Describer(catalogueOf(readStored(version.json), version))
}
