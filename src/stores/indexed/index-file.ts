import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { StoreOpenError } from '../../sql/open-error.ts'
import { claimFile } from '../../sql/sqlite/claim.ts'
import { type OwnFolder, requireOwnFolder } from './own-folder.ts'

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
export function claimIndexFile(folder: OwnFolder): IndexFile {
  requireOwnFolder(folder)
  try {
    for (let number = 1; ; number++) {
      const own = join(folder.path, String(number))
      mkdirSync(own, { recursive: true, mode: 0o700 })
      const release = claimFile(join(own, 'in-use'))
      if (release) return { file: join(own, 'index.db'), release }
    }
  } catch (error) {
    const reason = `no index can be kept in ${folder.path} (${(error as Error).message})`
    throw new StoreOpenError('contract_store.root', reason, { cause: error })
  }
}
