import { BoundedMap } from '../bounded-map.ts'
import { Describer } from '../search/catalogue/description.ts'
import type { VersionOutline, VersionState } from '../stores/store.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'

/** How long the documents may be together whose describers are kept, in characters: each takes up to thirty times the memory. */
const maxLength = 1_000_000

/** How long a document may be whose describer is kept, in characters: hits of it are described in this thread, in some tens of milliseconds. */
const maxDocument = 256 * 1024

/** A describer, and how long its document is. */
interface Kept {
  readonly describer: Describer
  readonly length: number
}

/**
 * Keeps what was read from documents that were found lately. Equally relevant hits come in one order, so many searches
 * begin with the same ones, and to read their documents takes longer than all the rest.
 */
export class Describers {
  readonly #documents: DocumentWorkers
  readonly #kept = new BoundedMap<Kept>({ most: maxLength, sizeOf: ({ length }) => length })

  constructor(documents: DocumentWorkers) {
    this.#documents = documents
  }

  /** What describes the hits of a version whose document was read lately. */
  known({ contractId, digest }: Pick<VersionOutline, 'contractId' | 'digest'>): Describer | undefined {
    return digest === undefined ? undefined : this.#kept.get(keyOf(contractId, digest))?.describer
  }

  /**
   * What describes the hits of a version; undefined for a document that is too long to keep what was read from it.
   */
  async of(version: VersionState): Promise<Describer | undefined> {
    const { length } = version.json
    if (length > maxDocument) return undefined
    const known = this.known(version)
    if (known) return known
    const describer = new Describer(await this.#documents.catalogue(version))
    this.#kept.set(keyOf(version.contractId, version.digest), { describer, length })
    return describer
  }
}

/** All that a describer depends on; the digest changes with the document. */
function keyOf(contractId: string, digest: string): string {
  return `${contractId}\0${digest}`
}
