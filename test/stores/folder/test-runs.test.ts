import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RunFiles } from '../../../src/stores/filesystem/run-files.ts'
import type { SearchQuery } from '../../../src/stores/search-query.ts'
import { runKeyOf } from '../../../src/stores/test-run-key.ts'
import type { NewTestRun } from '../../../src/stores/test-run-store.ts'
import type { TransferStore } from '../../../src/stores/transfer-store.ts'
import { folderPlace } from '../../support/log-stores.ts'
import { publish } from '../../support/publish.ts'
import { readAll } from '../../support/read-all.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'
import { testRunOf } from '../../support/sample-test-runs.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { testTestRuns } from '../test-runs.suite.ts'

const day = 24 * 60 * 60 * 1000
const noon = Date.parse('2026-03-31T12:00:00Z')
const runOf = (runId: string, more: Partial<NewTestRun> = {}) => testRunOf({ runId, ...more })
const idOf = (runId: string) => ({ source: 'job', runId })

type Layout = Parameters<typeof folderPlace>[0]

/** A folder, with instances that have each an index of its own; griot has been there before. */
async function opened(count: number, layout: Layout = 'dc43') {
  const place = folderPlace(layout)
  if (layout === 'griot') mkdirSync(join(dirname(place.root), 'validations'))
  const stores: TransferStore[] = []
  const open = async () => {
    const store = await place.open()
    stores.push(store)
    return store
  }
  onTestFinished(async () => {
    for (const store of stores) await store.close()
    await place.remove()
  })
  const folder = join(place.root, '.registry', 'test-runs')
  const instances = []
  for (let at = 0; at < count; at++) instances.push(await open())
  return { instances: instances as [TransferStore, TransferStore, TransferStore], open, folder }
}

/** The files of all runs. */
function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter(name => name.endsWith('.json')).map(name => join(folder, name))
}

describe.each(['dc43', 'griot'] as const)('test runs in a folder as %s has it', layout => {
  test('each is kept once, whoever reports it first, and all instances are told of it', async () => {
    const { instances, open } = await opened(3, layout)
    const report = async (at: number) => {
      const digest = at % 5 === 4 ? 'other' : 'same'
      const { testRuns } = instances[at % 3] as TransferStore
      return testRuns.recordTestRun(runOf(`${at % 6}`, { digest, report: digest }), 'once')
    }
    const told = await Promise.all(Array.from({ length: 96 }, (_, at) => report(at)))
    expect(told.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(6)
    for (const { testRuns } of [...instances, await open()]) {
      expect(await testRuns.countTestRuns({})).toBe(6)
      for (const { outcome, run } of told) {
        const kept = await testRuns.testRun(run)
        // a conflict is told with the run that is kept
        expect(kept?.digest, outcome).toBe(run.digest)
        expect(await testRuns.testReport(run)).toBe(run.digest)
      }
    }
  })

  test('of several that replace one, all instances have the same in the end', async () => {
    const { instances, open, folder } = await opened(3, layout)
    const [{ testRuns }] = instances
    await testRuns.recordTestRun(runOf('r'), 'last')
    const writers = Array.from({ length: 12 }, (_, at) => {
      const parts = { digest: `d${at}`, report: `d${at}`, server: `s${at % 2}` }
      return (instances[at % 3] as TransferStore).testRuns.recordTestRun(runOf('r', parts), 'last')
    })
    for (const { outcome } of await Promise.all(writers)) expect(outcome).toBe('replaced')
    const seen = []
    for (const store of [...instances, await open()]) {
      const [run, ...others] = (await store.testRuns.testRuns({}, { limit: 9 })).runs
      expect(others).toEqual([])
      expect(await store.testRuns.testReport(idOf('r'))).toBe(run?.digest)
      expect((await store.testRuns.lastTestRuns('a', 9)).map(one => one.digest)).toEqual([run?.digest])
      seen.push(run?.digest)
    }
    expect(new Set(seen).size).toBe(1)
    // what was replaced is on the disk no more
    const texts = filesIn(folder).map(file => readFileSync(file, 'utf8'))
    expect(texts.filter(text => text !== '')).toEqual([expect.stringContaining(`"report":"${seen[0]}"`)])
    const other = await testRuns.recordTestRun(runOf('r', { contractId: 'b', digest: 'x' }), 'last')
    expect(other.outcome).toBe('conflict')
  })

  test('what is old is taken out of the folder, and what is deleted is gone for all', async () => {
    const { instances, open, folder } = await opened(2, layout)
    const [one, other] = instances
    const at = (days: number) => new Date(noon - days * day)
    for (let count = 0; count < 6; count++)
      await one.testRuns.recordTestRun(
        runOf(`old${count}`, { observedAt: new Date(at(11).getTime() + count), report: '"secret"' }),
        'once',
      )
    await other.testRuns.recordTestRun(runOf('new', { observedAt: at(1), report: '"fresh"' }), 'once')
    const retention = { keepDays: 10, keepReportDays: 5, keepLast: 3, keepGroups: 100 }
    expect(await one.testRuns.sweepTestRuns(retention, () => new Date(noon))).toEqual({
      ...{ runs: 4, reports: 6, events: 0 },
    })
    expect(filesIn(folder).map(file => readFileSync(file, 'utf8').includes('secret'))).toEqual([
      ...[false, false, false],
    ])
    for (const store of [one, other, await open()]) {
      const { runs } = await store.testRuns.testRuns({}, { limit: 9 })
      expect(runs.map(run => run.runId)).toEqual(['new', 'old5', 'old4'])
    }
    expect(await other.testRuns.deleteTestRuns(idOf('new'))).toBe(1)
    expect(await other.testRuns.deleteTestRuns(idOf('new'))).toBe(0)
    expect(await one.testRuns.testRun(idOf('new'))).toBeUndefined()
    // it may be reported again
    expect((await one.testRuns.recordTestRun(runOf('new'), 'once')).outcome).toBe('recorded')
    expect(await other.testRuns.testRun(idOf('new'))).toMatchObject({ runId: 'new' })
  })

  test('searches of another instance know how tests stand', async () => {
    const { instances } = await opened(2, layout)
    const [one, other] = instances
    await publish(one, jsonVersion('a', '1.0.0'))
    await one.testRuns.recordTestRun(runOf('r', { result: 'failed' }), 'once')
    await other.reindex({
      after: '',
      onlyMissing: true,
      onProgress: () => undefined,
      signal: undefined,
    } as never)
    const query: SearchQuery = {
      ...{
        units: [],
        words: [],
        fieldUnits: [],
        field: [],
        updatedAfter: undefined,
        updatedBefore: undefined,
      },
      ...{ scope: undefined, limit: 100, offset: 0, after: undefined, versions: 'all', sort: 'id' },
      tests: ['failed'],
    }
    expect((await other.search(query)).hits.map(hit => hit.contractId)).toEqual(['a'])
  })

  test('what a process that was killed has left is put right', async () => {
    const { instances, open, folder } = await opened(2, layout)
    const [one, other] = instances
    for (const id of ['a', 'b', 'c']) await one.testRuns.recordTestRun(runOf(id), 'once')
    await one.testRuns.recordTestRun(runOf('b', { digest: 'second' }), 'last')
    expect(await other.testRuns.countTestRuns({})).toBe(3)
    const fileOf = (id: string) => {
      const name = Buffer.from(runKeyOf(idOf(id)), 'base64url').toString('hex')
      return filesIn(folder).find(file => file.endsWith(`${name}.json`)) ?? ''
    }
    // of its deletion only the first step was done; and nobody was told of what it has put there
    rmSync(fileOf('b'))
    const added = runOf('added')
    const files = new RunFiles(folder, tempFolder(), 'alone')
    const told = readFileSync(join(folder, 'changed'))
    expect(await files.add(runKeyOf(added), added)).toBe(true)
    writeFileSync(join(folder, 'changed'), told)
    writeFileSync(fileOf('c'), '{"kind":"test_run"')
    const ids = async (store: TransferStore) =>
      (await store.testRuns.testRuns({}, { limit: 9 })).runs.map(run => run.runId).sort()
    expect(await ids(await open())).toEqual(['a', 'added'])
    // those that run find it when they look for old runs
    const retention = { keepDays: 10, keepReportDays: 5, keepLast: 3, keepGroups: 100 }
    await other.testRuns.sweepTestRuns(retention, () => new Date(noon))
    expect(await ids(other)).toEqual(['a', 'added', 'c'])
    // somebody has told the half of where they were about to put something
    appendFileSync(join(folder, 'changed'), '0')
    await one.testRuns.recordTestRun(runOf('later'), 'once')
    expect(await ids(other)).toContain('later')
  })
})

describe('test runs in a folder', () => {
  testTestRuns(async () => folderPlace('dc43'))

  test('a folder that is away has not lost its runs', async () => {
    const { instances, folder } = await opened(1)
    const [{ testRuns }] = instances
    await testRuns.recordTestRun(runOf('r'), 'once')
    expect(await testRuns.countTestRuns({})).toBe(1)
    renameSync(folder, `${folder}.away`)
    await expect(testRuns.countTestRuns({})).rejects.toMatchObject({ code: 'store-unavailable' })
    renameSync(`${folder}.away`, folder)
    expect(await testRuns.countTestRuns({})).toBe(1)
  })

  test('one that others replace twice meanwhile takes its place among what was replaced, and is gone with it', async () => {
    const folder = tempFolder()
    const files = new RunFiles(folder, tempFolder(), 'link')
    const run = runOf('r')
    const key = runKeyOf(run)
    await files.add(key, run)
    await files.replace(key, { ...run, report: 'first' })
    const [place = ''] = filesIn(folder).filter(file => file.endsWith('.1.json'))
    const late = {
      ...run,
      // asked for when it is known which number is the next, and before that is taken
      get report() {
        writeFileSync(place.replace('.1.json', '.3.json'), readFileSync(place))
        rmSync(place, { force: true })
        return 'late'
      },
    }
    expect(await files.replace(key, late)).toBe(true)
    expect(filesIn(folder).map(file => readFileSync(file, 'utf8').includes('late'))).toEqual([false, false])
    expect(await files.readOne({ key })).toMatchObject({ report: 'first' })
  })

  test.each(['link', 'folder', 'alone'] as const)('a disk may take places by %s', async manner => {
    const [folder, temporary] = [tempFolder(), tempFolder()]
    const files = new RunFiles(folder, temporary, manner)
    const run = runOf('r')
    const key = runKeyOf(run)
    expect([await files.add(key, run), await files.add(key, runOf('r', { digest: 'x' }))]).toEqual([
      true,
      false,
    ])
    for (const digest of ['second', 'third']) expect(await files.replace(key, { ...run, digest })).toBe(true)
    expect(await files.readOne({ key })).toMatchObject({ digest: 'third' })
    const first = key.charAt(0)
    expect(await readAll(files.keysOf([first]))).toEqual([{ first, keys: new Map([[key, 2]]) }])
    await files.dropReports([key], new Date(noon + day))
    expect(await files.readOne({ key, replaced: 2 })).toMatchObject({ digest: 'third', report: undefined })
    expect(await files.add(key, run)).toBe(false)
    await files.remove([key])
    expect(await files.readOne({ key })).toBeUndefined()
    expect(await files.replace(key, run)).toBe(false)
    expect(filesIn(folder)).toEqual([])
    expect(readdirSync(temporary)).toEqual([])
    expect(existsSync(join(folder, 'changed'))).toBe(true)
  })
})
