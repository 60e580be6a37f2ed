import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { VersionIdentity } from '../../domain/identity.ts'
import { digestOf } from './digest.ts'
import { InTheWay } from './file-faults.ts'
import { ensureFolder, type FileContent, syncFolder, writeDurably } from './files.ts'
import type { FolderStoreLog } from './settings.ts'

/** Keeps files of other programs that a change replaces and the log does not have, because they are no documents, or no text. */
export class ReplacedFiles {
  readonly #folder: string
  readonly #suffix: string
  readonly #temporary: string
  readonly #log: FolderStoreLog

  /**
   * @param folder where they are kept. It is made with the first.
   * @param suffix what their names end with.
   * @param temporary a folder on the same disk for files that are being written.
   */
  constructor(folder: string, suffix: string, temporary: string, log: FolderStoreLog) {
    this.#folder = folder
    this.#suffix = suffix
    this.#temporary = temporary
    this.#log = log
  }

  /**
   * Keeps a copy of a file, named by its content.
   *
   * @throws InTheWay when it is too large for that.
   */
  async keep({ contractId, version }: VersionIdentity, { bytes }: FileContent): Promise<void> {
    if (!bytes) throw new InTheWay('a file that is larger than any document')
    await ensureFolder(this.#folder)
    const kept = `${digestOf(bytes)}${this.#suffix}`
    const file = join(this.#temporary, randomUUID())
    await writeDurably(file, bytes)
    await rename(file, join(this.#folder, kept))
    await syncFolder(this.#folder)
    const fields = { contractId, version, kept }
    this.#log.warn(
      fields,
      'a file that cannot be read as a document, or as text, is in the way of a change; a copy is in .registry/replaced',
    )
  }
}
