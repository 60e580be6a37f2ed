import { randomUUID } from 'node:crypto'
import { link, rename, rm, stat } from 'node:fs/promises'
import { GitError } from './git-error.ts'

/** How old a stale lock is, in milliseconds: git holds one for moments, and no command of the registry runs as long. */
const staleAfter = 300_000

/** Of a command that is run again: git does not wait for the next lock, which was left with the first one in all likelihood. */
const withoutWaiting = ['-c', 'core.filesRefLockTimeout=0']

/**
 * Runs a command of git that writes refs. A lock in its way that was left by a process that was killed is removed, and the
 * command run again: git itself would refuse every change until somebody deletes the file.
 *
 * @param run is given options of git that come before the command.
 * @throws GitError of the command.
 */
export async function withoutStaleLocks<T>(run: (options: readonly string[]) => Promise<T>): Promise<T> {
  for (let options: readonly string[] = []; ; options = withoutWaiting) {
    try {
      return await run(options)
    } catch (error) {
      // it names one of them at a time
      if (!(await removeStaleLock(error))) throw error
    }
  }
}

async function removeStaleLock(error: unknown): Promise<boolean> {
  const said = error instanceof GitError ? error.said : ''
  const file = /Unable to create '(.+\.lock)': File exists/.exec(said)?.[1]
  if (file === undefined || !(await isStale(file))) return false
  // git passes over names with this ending
  const aside = file.replace(/lock$/, `${randomUUID()}.lock`)
  try {
    await rename(file, aside)
    // another instance may have removed it first, and hold one of its own
    const isRemoved = await isStale(aside)
    if (!isRemoved) await link(aside, file)
    return isRemoved
  } catch {
    return false
  } finally {
    await rm(aside, { force: true })
  }
}

async function isStale(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > staleAfter
}
