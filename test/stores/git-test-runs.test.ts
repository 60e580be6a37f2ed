import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { GitCommands } from '../../src/stores/git/command.ts'
import type { GitSettings } from '../../src/stores/git/settings.ts'
import type { TransferStore } from '../../src/stores/transfer-store.ts'
import { git, gitFolder } from '../support/git.ts'
import { gitPlace } from '../support/log-stores.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { testRunOf } from '../support/sample-test-runs.ts'
import { until } from '../support/until.ts'
import { testTestRuns } from './test-runs.suite.ts'

const ref = 'refs/dc43-registry/test-runs/main'

/** Opens stores in repositories of their own; the remote decides, or their own repository. */
function opener(more: Partial<GitSettings> = {}) {
  const open = async () => {
    const place = gitPlace(more)
    const store = await place.open()
    onTestFinished(async () => {
      await store.close()
      await place.remove()
    })
    return { store, root: place.root }
  }
  return open
}

function newRemote(): string {
  const remote = join(gitFolder(), 'remote.git')
  git('.', 'init', '--quiet', '--bare', '--initial-branch=main', remote)
  return remote
}

const runOf = (runId: string, digest = 'd') => testRunOf({ runId, digest, report: digest })
const idsOf = async ({ testRuns }: TransferStore) =>
  (await testRuns.testRuns({}, { limit: 500 })).runs.map(run => run.runId).sort()

describe('test runs in git', () => {
  testTestRuns(async () => ({ ...gitPlace(), share: 0.3 }))

  test('are commits beside those of the contracts, few for many that come together', async () => {
    const { store, root } = await opener()()
    await store.testRuns.recordTestRun(runOf('first'), 'once')
    await publish(store, jsonVersion('a', '1.0.0'))
    const before = git(root, 'rev-parse', 'main')
    const names = Array.from({ length: 60 }, (_, at) => `r${at}`)
    await Promise.all(names.map(name => store.testRuns.recordTestRun(runOf(name), 'once')))
    expect(await idsOf(store)).toEqual([...names, 'first'].sort())
    expect(git(root, 'rev-parse', 'main')).toBe(before)
    expect(git(root, 'branch', '--list')).toBe('* main')
    expect(Number(git(root, 'rev-list', '--count', ref))).toBeLessThan(10)
    // what they say is a text for people, too
    const [file] = git(root, 'ls-tree', '-r', '--name-only', ref).split('\n')
    expect(JSON.parse(git(root, 'show', `${ref}:${file}`))).toMatchObject({ kind: 'test_run', source: 'job' })
    const history = await store.history({ order: 'oldest', limit: 9 })
    expect(history.map(({ operation }) => operation)).toEqual(['create'])
  })

  test('of a remote are there once for all that push to it, with the last of those that replace them', async () => {
    const remoteUrl = newRemote()
    const open = opener({ remoteUrl })
    const [one, other] = [(await open()).store, (await open()).store]
    const report = (at: number) =>
      (at % 2 ? one : other).testRuns.recordTestRun(runOf(`${at % 5}`, `d${at % 3}`), 'once')
    const told = await Promise.all(Array.from({ length: 30 }, (_, at) => report(at)))
    expect(told.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(5)
    await one.testRuns.recordTestRun(runOf('0', 'last'), 'last')
    const third = (await open()).store
    for (const store of [one, other, third])
      await until(async () => {
        const kept = await Promise.all(
          ['0', '1'].map(runId => store.testRuns.testReport({ source: 'job', runId })),
        )
        return kept[0] === 'last' || `it has ${kept}`
      })
    const [first] = told.filter(({ run }) => run.runId === '1')
    expect(await third.testRuns.testReport(runOf('1'))).toBe(first?.run.digest)
    expect(git(remoteUrl, 'for-each-ref', '--format=%(refname)')).toBe(ref)

    expect(await other.testRuns.deleteTestRuns({ contractId: 'a' })).toBe(5)
    for (const store of [one, other, third])
      await until(async () => (await idsOf(store)).length === 0 || 'they are there')
    expect((await third.testRuns.recordTestRun(runOf('0'), 'once')).outcome).toBe('recorded')

    renameSync(remoteUrl, `${remoteUrl}.away`)
    await expect(third.testRuns.recordTestRun(runOf('1'), 'once')).rejects.toMatchObject({
      code: 'store-unavailable',
    })
    expect(await idsOf(third)).toEqual(['0'])
    renameSync(`${remoteUrl}.away`, remoteUrl)
    expect((await third.testRuns.recordTestRun(runOf('1'), 'once')).outcome).toBe('recorded')
  })

  test('that are pushed in the background come together, and one that two have is as it was pushed first', async () => {
    const remoteUrl = newRemote()
    const open = opener({ remoteUrl, autoPush: false })
    const [one, other] = [(await open()).store, (await open()).store]
    const reports = [one, other].flatMap((store, at) =>
      ['both', `own${at}`].map(name => store.testRuns.recordTestRun(runOf(name, `d${at}`), 'once')),
    )
    for (const { outcome } of await Promise.all(reports)) expect(outcome).toBe('recorded')
    const both = { source: 'job', runId: 'both' }
    await until(async () => {
      const all = await Promise.all([one, other].map(idsOf))
      const kept = await Promise.all([one, other].map(store => store.testRuns.testReport(both)))
      const isSame = kept[0] === kept[1]
      return (isSame && all.every(ids => ids.join() === 'both,own0,own1')) || `${all} ${kept}`
    })
  })

  test('are found by an instance that knows none of them with one process, however many there are', async () => {
    const place = gitPlace()
    onTestFinished(() => place.remove())
    const one = await place.open()
    onTestFinished(() => one.close())
    const names = Array.from({ length: 100 }, (_, at) => `r${at}`)
    await Promise.all(names.map(name => one.testRuns.recordTestRun(runOf(name), 'once')))
    await one.testRuns.recordTestRun(runOf('r7', 'again'), 'last')
    const other = await place.open()
    onTestFinished(() => other.close())
    const started = vi.spyOn(GitCommands.prototype, 'start')
    onTestFinished(() => started.mockRestore())
    expect(await idsOf(other)).toEqual(names.sort())
    const commands = started.mock.calls.map(([[command]]) => command)
    expect(commands.filter(command => command !== 'cat-file')).toEqual(['ls-tree'])
    expect(await other.testRuns.testReport(runOf('r7'))).toBe('again')
  })

  test('that two instances are told of at the same time, in very many reports, are there once', async () => {
    const place = gitPlace()
    onTestFinished(() => place.remove())
    const stores = [await place.open(), await place.open()]
    onTestFinished(async () => void (await Promise.all(stores.map(store => store.close()))))
    await Promise.all(stores.map(store => store.testRuns.recordTestRun(runOf('first'), 'once')))
    const names = Array.from({ length: 300 }, (_, at) => `r${at}`)
    const told = stores.flatMap(({ testRuns }) =>
      names.map(name => testRuns.recordTestRun(runOf(name), 'once')),
    )
    const outcomes = Map.groupBy(await Promise.all(told), ({ outcome }) => outcome)
    expect([outcomes.get('recorded')?.length, outcomes.get('known')?.length]).toEqual([300, 300])
  })

  test('wait for another instance that is about to write its own', async () => {
    const { store, root } = await opener()()
    await store.testRuns.recordTestRun(runOf('first'), 'once')
    const lock = join(root, `${ref}.lock`)
    writeFileSync(lock, '')
    const added = store.testRuns.recordTestRun(runOf('second'), 'once')
    added.catch(() => undefined)
    // longer than git waits by itself
    await delay(1000)
    rmSync(lock)
    expect((await added).outcome).toBe('recorded')
  })

  test('of which reports are old lose them, all in one commit', async () => {
    const { store, root } = await opener()()
    const old = new Date('2026-03-01')
    const runs = Array.from({ length: 5 }, (_, at) => ({
      ...runOf(`${at}`),
      observedAt: old,
      receivedAt: old,
    }))
    await Promise.all(runs.map(run => store.testRuns.recordTestRun(run, 'once')))
    const before = Number(git(root, 'rev-list', '--count', ref))
    const retention = { keepDays: 400, keepReportDays: 5, keepLast: 3, keepGroups: 100 }
    const swept = await store.testRuns.sweepTestRuns(retention, () => new Date('2026-03-31'))
    expect(swept).toMatchObject({ runs: 0, reports: 5 })
    expect(Number(git(root, 'rev-list', '--count', ref))).toBe(before + 1)
    expect(await store.testRuns.testReport(runOf('0'))).toBeUndefined()
    expect(await idsOf(store)).toHaveLength(5)
  })
})
