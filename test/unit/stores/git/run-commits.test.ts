import { expect, test, vi } from 'vitest'
import { RunCommits, type RunCommitsParts } from '../../../../src/stores/git/run-commits.ts'
import type { Tip } from '../../../../src/stores/git/tip.ts'
import { LogMoved } from '../../../../src/stores/indexed/record-log.ts'
import { testRunOf } from '../../../support/sample-test-runs.ts'

test('a change that others are always ahead of is tried several times, however long each takes', async () => {
  let [tries, now] = [0, 0]
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const tip: Tip = {
    freshness: 'each-read',
    commit: () => '',
    refresh: async () => '',
    async begin() {
      tries++
      now += 60_000
      throw new LogMoved('others were first')
    },
    advance: async () => undefined,
    warnings: () => [],
    close: async () => undefined,
  }
  const runs = new RunCommits({ openTip: async () => tip } as unknown as RunCommitsParts)
  await expect(runs.add('0'.repeat(64), testRunOf({}))).rejects.toMatchObject({ code: 'store-busy' })
  expect(tries).toBe(5)
})
