import { describe, expect, onTestFinished, test } from 'vitest'
import type { DatasetEventStore } from '../../src/stores/dataset-event-store.ts'
import type { SqlTestRuns } from '../../src/stores/sql/test-runs/test-runs.ts'
import type { NewTestRun } from '../../src/stores/test-run-store.ts'
import { testRunOf } from '../support/sample-test-runs.ts'
import { type Engine, engines } from '../support/storages.ts'
import { testTestRuns, whenNotBusy } from './test-runs.suite.ts'

const day = 24 * 60 * 60 * 1000
const noon = Date.parse('2026-03-31T12:00:00Z')
const retention = { keepDays: 10, keepReportDays: 5, keepLast: 3, keepGroups: 100 }

const runOf = (runId: string, more: Partial<NewTestRun> = {}) => testRunOf({ runId, ...more })

const failedCheck = (property: string, result: 'failed' | 'error' = 'failed') => {
  return { object: undefined, property, rule: undefined, type: undefined, result, detail: undefined }
}

for (const engine of engines) {
  describe.skipIf(!engine.isThere)(`test runs on ${engine.name}`, () => {
    testTestRuns(() => engine.create())
    testTables(engine)
  })
}

/** What is particular to databases. */
function testTables(engine: Engine): void {
  async function openedStorage(instances = 1) {
    const storage = await engine.create()
    const stores = await Promise.all(Array.from({ length: instances }, () => storage.open()))
    onTestFinished(async () => {
      await Promise.all(stores.map(store => store.close()))
      await storage.remove()
    })
    return { storage, stores, all: stores.map(store => store.testRuns) as [SqlTestRuns, ...SqlTestRuns[]] }
  }
  const opened = async (instances?: number) => (await openedStorage(instances)).all

  test('events of datasets are kept once and in their order, the last hundred of a version, until they are old', async () => {
    const {
      stores,
      all: [runs],
    } = await openedStorage(2)
    const events: DatasetEventStore[] = stores.map(store => store.datasetEvents)
    const [first] = events as [DatasetEventStore, ...DatasetEventStore[]]
    const event = (version: string, at: number, digest?: string) => ({
      dataset: { id: 'd', version },
      ...{ contractId: version === '2' ? 'hr.b' : 'sales.a', contractVersion: '1' },
      ...{ event: `{"at": ${at}.0, "ü": "😀"}`, lineage: at === 3 ? '{"x": 1e2}' : undefined },
      ...{ digest, caller: 'job' },
    })
    for (let at = 0; at < 103; at++) await first.recordDatasetEvent(event('1', at, String(at)))
    // others at the same time are as good as one
    const again = events.map(store => whenNotBusy(() => store.recordDatasetEvent(event('1', 102, '102'))))
    await Promise.all(again)
    for (let time = 0; time < 2; time++) await first.recordDatasetEvent(event('2', 3))
    const scoped = (datasetVersion?: string) => ({ scope: undefined, datasetId: 'd', datasetVersion })
    const most = { events: 1000, characters: 1_000_000 }
    const kept = await first.eventsOfDataset(scoped('1'), most)
    expect(kept.map(one => one.event)).toEqual(
      Array.from({ length: 100 }, (_, at) => event('1', 102 - at).event),
    )
    const all = await first.eventsOfDataset(scoped(), most)
    expect(all.map(one => one.dataset.version)).toEqual([...Array(2).fill('2'), ...Array(100).fill('1')])
    expect(all[0]).toMatchObject({ contractId: 'hr.b', lineage: '{"x": 1e2}', event: event('2', 3).event })
    const sales = { ids: [], prefixes: ['sales.'] }
    expect(await first.eventsOfDataset({ ...scoped(), scope: sales }, { ...most, events: 3 })).toHaveLength(3)
    expect(await first.eventsOfDataset(scoped('1'), { ...most, characters: 60 })).toHaveLength(2)
    expect(await first.datasetsWithEvents(sales, 10)).toEqual(['d'])
    expect(await first.datasetsWithEvents({ ids: ['x'], prefixes: [] }, 10)).toEqual([])
    const past = await runs.sweepTestRuns(retention, () => new Date())
    expect(past.events).toBe(0)
    const later = new Date(Date.now() + (retention.keepReportDays + 1) * day)
    expect((await runs.sweepTestRuns(retention, () => later)).events).toBe(102)
    expect(await first.eventsOfDataset(scoped(), most)).toEqual([])
  })

  test('what is old is deleted, but for the last runs of a version and server; by one instance at a time', async () => {
    const instances = await opened(3)
    const [runs] = instances
    const old = new Date(noon - 11 * day)
    for (let at = 0; at < 450; at++)
      await runs.recordTestRun(
        runOf(`old${at}`, { observedAt: new Date(old.getTime() + at), failed: [failedCheck('p')] }),
        'once',
      )
    for (let at = 0; at < 2; at++)
      await runs.recordTestRun(runOf(`b${at}`, { server: 'b', observedAt: old }), 'once')
    await runs.recordTestRun(runOf('new', { observedAt: new Date(noon - 6 * day) }), 'once')
    const swept = await Promise.all(instances.map(one => one.sweepTestRuns(retention, () => new Date(noon))))
    // two of the three newest of that server are old, and both of the other one are kept
    const total = (part: 'runs' | 'reports') => swept.reduce((sum, one) => sum + one[part], 0)
    const again = await runs.sweepTestRuns(retention, () => new Date(noon))
    expect([total('runs') + again.runs, total('reports') + again.reports]).toEqual([448, 453])
    expect(await runs.countTestRuns({})).toBe(5)
    const { runs: kept } = await runs.testRuns({ server: 'production' }, { limit: 10 })
    expect(kept.map(run => [run.runId, run.hasReport])).toEqual([
      ...[
        ['new', false],
        ['old449', false],
        ['old448', false],
      ],
    ])
    expect(await runs.failedChecks({ source: 'job', runId: 'old0' }, 1)).toEqual([])
  })

  test('an instance that ended within a sweep keeps others from it for ten minutes only', async () => {
    const { storage, all } = await openedStorage()
    const [runs] = all
    await runs.recordTestRun(runOf('r', { observedAt: new Date(noon - 6 * day) }), 'once')
    const minutes = (count: number) => noon + count * 60 * 1000
    await storage.execute(`insert into contracts_test_sweeps (id, until) values (1, ${minutes(10)})`)
    const sweep = async (now: number) => (await runs.sweepTestRuns(retention, () => new Date(now))).reports
    expect([await sweep(minutes(10)), await sweep(minutes(11))]).toEqual([0, 1])
    await runs.recordTestRun(runOf('s', { observedAt: new Date(noon - 6 * day) }), 'once')
    // one that is told to end lets others go on at once
    const stopped = await runs.sweepTestRuns(retention, () => new Date(minutes(12)), AbortSignal.abort())
    expect([stopped.reports, await sweep(minutes(12))]).toEqual([0, 1])
  })

  test('a run whose report could not be written is not there', async () => {
    const { storage, all } = await openedStorage()
    const [runs] = all
    await storage.execute('alter table contracts_test_reports rename to away')
    await expect(runs.recordTestRun(runOf('r', { failed: [failedCheck('p')] }), 'once')).rejects.toThrow()
    await storage.execute('alter table away rename to contracts_test_reports')
    expect(await runs.testRun({ source: 'job', runId: 'r' })).toBeUndefined()
    expect(await runs.failedChecks({ source: 'job', runId: 'r' }, 1)).toEqual([])
    expect((await runs.recordTestRun(runOf('r'), 'once')).outcome).toBe('recorded')
  })
}
