import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoreOpenError } from '../../sql/open-error.ts'
import { indexKey } from './open-index.ts'

/** A folder for what one instance keeps for itself. */
export interface OwnFolder {
  readonly path: string
  /** Whether all users of the machine may write to where it is, so that another one may have made it. */
  readonly isAmongOthers: boolean
}

/** A folder on this machine for the index of a place that is on another. */
export function folderOnThisMachine(place: string): OwnFolder {
  const digest = createHash('sha256').update(place).digest('hex').slice(0, 16)
  return { path: join(tmpdir(), `dc43-registry-${digest}`), isAmongOthers: true }
}

/**
 * Makes sure that nobody else may read or write what is in a folder, where all may write to where it is and its name can be
 * guessed.
 *
 * @throws StoreOpenError when others may, or may have.
 */
export function requireOwnFolder({ path, isAmongOthers }: OwnFolder): void {
  const fault = isAmongOthers ? faultOf(path) : undefined
  if (fault === undefined) return
  const remedy = 'have it removed, or name a database for the index here'
  throw new StoreOpenError(indexKey, `no index can be kept in ${path}: ${fault}; ${remedy}`)
}

/** Makes a folder that is not there. @returns why one that is there is of no use. */
function faultOf(folder: string): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return (error as Error).message
  }
  // not of what a link leads to
  const found = lstatSync(folder)
  if (!found.isDirectory()) return 'it is no folder'
  const own = process.geteuid?.()
  // there are none on Windows, where each user has a folder of their own for such files
  if (own === undefined) return undefined
  if (found.uid !== own) return `it belongs to the user with the id ${found.uid}, and not to ${own}`
  if ((found.mode & 0o077) === 0) return undefined
  return `others may read or write it (its mode is ${(found.mode & 0o777).toString(8)}, and has to be 700)`
}
