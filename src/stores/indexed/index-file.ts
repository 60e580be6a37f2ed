import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoreOpenError } from '../../sql/open-error.ts'
import { claimFile } from '../../sql/sqlite/claim.ts'

/** A file for an index that one instance has for itself. */
export interface IndexFile {
  readonly file: string
  /** Lets another instance have it. */
  release(): void
}

/**
 * The first file for an index in a folder that no instance has now: what was indexed there before is kept.
 *
 * @throws StoreOpenError when no file can be kept there.
 */
export function claimIndexFile(folder: string): IndexFile {
  try {
    for (let number = 1; ; number++) {
      const own = join(folder, String(number))
      mkdirSync(own, { recursive: true, mode: 0o700 })
      const release = claimFile(join(own, 'in-use'))
      if (release) return { file: join(own, 'index.db'), release }
    }
  } catch (error) {
    const reason = `no index can be kept in ${folder} (${(error as Error).message})`
    throw new StoreOpenError('contract_store.root', reason, { cause: error })
  }
}

/** A folder on this machine for the index of a place that is on another. */
export function folderOnThisMachine(place: string): string {
  const digest = createHash('sha256').update(place).digest('hex').slice(0, 16)
  return join(tmpdir(), `dc43-registry-${digest}`)
}
