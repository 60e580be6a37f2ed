import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GitCommands } from '../../../../src/stores/git/command.ts'

test('a command that finds no free file descriptor fails, and nothing else does', () => {
  const script = join(import.meta.dirname, '../../../support/few-file-descriptors.ts')
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -n 128; exec "$0" "$1"', process.execPath, script],
    {
      encoding: 'utf8',
    },
  )
  expect(stderr).toBe('')
  const outcomes: string[][] = JSON.parse(stdout)
  expect(outcomes[0]).toEqual(['GitError', 'GitError', 'GitError'])
  expect(outcomes.at(-1)).toEqual(['done'])
  // without a repository, objects cannot be read in any case
  expect(outcomes.flat().filter(outcome => outcome !== 'done' && outcome !== 'GitError')).toEqual([])
  expect(outcomes.at(-2)?.slice(0, 2)).toEqual(['done', 'done'])
})

test('a command that does not end is ended after its time, with what it has started', async () => {
  const git = new GitCommands('/', { PATH: process.env.PATH ?? '' })
  const waiting = git.run(['-c', 'alias.wait=!sleep 1000', 'wait'], { timeout: 100 })
  await expect(waiting).rejects.toThrow('no answer in 100 ms')
})
