import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GitError } from '../../../../src/stores/git/git-error.ts'
import { withoutStaleLocks } from '../../../../src/stores/git/stale-lock.ts'
import { gitFolder } from '../../../support/git.ts'

/** What git does while there is that file; the options that it was given are noted. */
function commandBehind(lock: string) {
  const given: (readonly string[])[] = []
  const run = async (options: readonly string[]) => {
    given.push(options)
    if (existsSync(lock))
      throw new GitError('update-ref', 128, `cannot lock ref: Unable to create '${lock}': File exists.`)
    return 'done'
  }
  return { given, run }
}

function lockOf(age: number): string {
  const lock = join(gitFolder(), 'main.lock')
  writeFileSync(lock, '')
  const time = new Date(Date.now() - age)
  utimesSync(lock, time, time)
  return lock
}

test('a lock that nobody holds any more is removed, and what is locked too is not waited for', async () => {
  const lock = lockOf(400_000)
  const { given, run } = commandBehind(lock)
  expect(await withoutStaleLocks(run)).toBe('done')
  expect(given).toEqual([[], ['-c', 'core.filesRefLockTimeout=0']])
  expect(readdirSync(join(lock, '..'))).toEqual([])
})

test('a lock that may be held stays', async () => {
  // however long the test takes
  const lock = lockOf(-86_400_000)
  const { given, run } = commandBehind(lock)
  await expect(withoutStaleLocks(run)).rejects.toThrow('File exists')
  expect(given).toEqual([[]])
  expect(readdirSync(join(lock, '..'))).toEqual(['main.lock'])
})

test('what has failed for another reason is not run again', async () => {
  const told = new GitError('update-ref', 128, 'no space left on device')
  await expect(withoutStaleLocks(() => Promise.reject(told))).rejects.toBe(told)
})
