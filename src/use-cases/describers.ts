import { BoundedMap } from '../bounded-map.ts'
import { Describer } from '../search/catalogue/description.ts'
import type { VersionOutline, VersionState } from '../stores/store.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'

/** How much memory may be taken by what is kept, about, in bytes. */
const maxSize = 30 * 1024 * 1024

/** How long a document may be whose describer is kept, in characters: hits of it are described in this thread, in some tens of milliseconds. */
const maxDocument = 256 * 1024

/** A describer, and how much memory it took when it was looked at last. */
interface Kept {
  readonly describer: Describer
  readonly size: number
}

/**
 * Keeps what was read from documents that were found lately. Equally relevant hits come in one order, so many searches
 * begin with the same ones, and to read their documents takes longer than all the rest.
 */
export class Describers {
  readonly #documents: DocumentWorkers
  readonly #kept = new BoundedMap<Kept>({ most: maxSize, sizeOf: ({ size }) => size })

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
    const describer = new Describer(await this.#documents.catalogue(version), length)
    this.keep(version, describer)
    return describer
  }

  /** Keeps one that has described a hit, by the memory that it takes now. */
  keep(
    { contractId, digest = '' }: Pick<VersionOutline, 'contractId' | 'digest'>,
    describer: Describer,
  ): void {
    this.#kept.set(keyOf(contractId, digest), { describer, size: describer.size })
  }
}

/** All that a describer depends on; the digest changes with the document. */
function keyOf(contractId: string, digest: string): string {
  return `${contractId}\0${digest}`
}
