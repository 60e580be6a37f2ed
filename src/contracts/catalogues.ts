import { readStored } from '../domain/contract-version.ts'
import type { Catalogue } from '../search/catalogue/catalogue.ts'
import { catalogueOf } from '../search/catalogue/read-catalogue.ts'
import type { VersionState } from '../stores/store.ts'

/** How long the documents may be together whose catalogues are kept, in characters: a catalogue takes some times the memory. */
const maxLength = 1_000_000

/**
 * Keeps what was read from documents that were found lately. Equally relevant hits come in one order, so many searches
 * begin with the same ones, and to read their documents takes longer than all the rest.
 */
export class Catalogues {
  readonly #known = new Map<string, Catalogue>()
  #length = 0

  /** The catalogue of a version. It is shared: do not change it. */
  of(version: VersionState): Catalogue {
    // all that a catalogue depends on
    const key = `${version.contractId}\0${version.json}`
    const known = this.#known.get(key)
    const catalogue = known ?? catalogueOf(readStored(version.json), version)
    if (known) this.#drop(key)
    this.#keep(key, catalogue)
    return catalogue
  }

  /** As the one that was asked for last. */
  #keep(key: string, catalogue: Catalogue): void {
    if (key.length > maxLength) return
    this.#known.set(key, catalogue)
    this.#length += key.length
    for (const oldest of this.#known.keys()) {
      if (this.#length <= maxLength) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#known.delete(key)
    this.#length -= key.length
  }
}
