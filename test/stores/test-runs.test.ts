import { describe, expect, onTestFinished, test } from 'vitest'
import { RegistryError } from '../../src/domain/errors.ts'
import { testResults } from '../../src/domain/test-run.ts'
import type { DatasetEventStore } from '../../src/stores/dataset-event-store.ts'
import type { SearchQuery } from '../../src/stores/search-query.ts'
import type { SqlTestRuns } from '../../src/stores/sql/test-runs/test-runs.ts'
import type { NewTestRun } from '../../src/stores/test-run-store.ts'
import { publish } from '../support/publish.ts'
import { Random } from '../support/random.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { testRunOf } from '../support/sample-test-runs.ts'
import { type Engine, engines } from '../support/storages.ts'

const day = 24 * 60 * 60 * 1000
const noon = Date.parse('2026-03-31T12:00:00Z')
const retention = { keepDays: 10, keepReportDays: 5, keepLast: 3, keepGroups: 100 }

const runOf = (runId: string, more: Partial<NewTestRun> = {}) => testRunOf({ runId, ...more })

/** A search for all versions. */
const everything = {
  ...{ units: [], words: [], fieldUnits: [], field: [], updatedAfter: undefined, updatedBefore: undefined },
  ...{ scope: undefined, limit: 100, offset: 0, after: undefined },
} satisfies Omit<SearchQuery, 'versions' | 'sort'>

const failedCheck = (property: string, result: 'failed' | 'error' = 'failed') => {
  return { object: undefined, property, rule: undefined, type: undefined, result, detail: undefined }
}

for (const engine of engines) {
  describe.skipIf(!engine.isThere)(`test runs on ${engine.name}`, () => testTestRuns(engine))
}

function testTestRuns(engine: Engine): void {
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

  test('each run is kept once, whichever of sixteen writers reports it first and how often', async () => {
    const instances = await opened(2)
    const [runs] = instances
    const random = new Random(7)
    const ids = Array.from({ length: 30 }, (_, at) => `r${at}`)
    const outcomes = new Map<string, string[]>()
    const write = async (writer: number) => {
      const store = instances[writer % instances.length] as SqlTestRuns
      // each in an order of its own, and some reports say something else about the same run
      for (const id of shuffled(ids, random)) {
        const digest = writer % 5 === 4 ? 'other' : 'same'
        const report = runOf(id, { digest, failed: [failedCheck(digest)] })
        const { outcome, run } = await whenNotBusy(() => store.recordTestRun(report, 'once'))
        outcomes.set(id, [...(outcomes.get(id) ?? []), `${outcome} ${digest} ${run.digest}`])
      }
    }
    await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)))
    for (const id of ids) {
      const told = outcomes.get(id) ?? []
      const first = told.filter(one => one.startsWith('recorded'))
      expect(first, id).toHaveLength(1)
      const kept = first[0]?.split(' ')[2] ?? ''
      // everybody was told of the one that is kept, and whether it is theirs
      for (const one of told.filter(one => !one.startsWith('recorded'))) {
        const [outcome, sent, seen] = one.split(' ')
        expect([outcome, seen]).toEqual([sent === kept ? 'known' : 'conflict', kept])
      }
      expect(await runs.failedChecks({ source: 'job', runId: id }, 10)).toEqual([failedCheck(kept)])
    }
    expect(await runs.countTestRuns({})).toBe(30)
  })

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

  test('the last report of a run takes the place of the first, with all of its parts', async () => {
    const instances = await opened(3)
    const [runs] = instances
    await runs.recordTestRun(runOf('r'), 'last')
    const writers = Array.from({ length: 12 }, (_, at) => {
      const digest = `d${at % 4}`
      const parts = { digest, report: digest, failed: [failedCheck(digest), failedCheck(digest)] }
      return (instances[at % 3] as SqlTestRuns).recordTestRun(runOf('r', parts), 'last')
    })
    const outcomes = await Promise.all(writers)
    expect(outcomes.every(({ outcome }) => outcome === 'replaced' || outcome === 'known')).toBe(true)
    const run = await runs.testRun({ source: 'job', runId: 'r' })
    const digest = run?.digest ?? ''
    expect(digest).toMatch(/^d\d$/)
    expect(await runs.testReport({ source: 'job', runId: 'r' })).toBe(digest)
    const checks = await runs.failedChecks({ source: 'job', runId: 'r' }, 10)
    expect(checks).toEqual([failedCheck(digest), failedCheck(digest)])
    expect(await runs.countTestRuns({})).toBe(1)
  })

  test('is read as it was reported, whatever it holds', async () => {
    const [runs] = await opened()
    const run = runOf('é 😀 \' " \\ %', {
      ...{ contractId: undefined, version: undefined, fingerprint: undefined, isLatest: true },
      dataset: { id: 'x'.repeat(2000), version: '2024-01-01T00:00:00+01:00' },
      ...{ object: 'o'.repeat(255), server: undefined, environment: 'Prod', result: 'error' },
      ...{ startedAt: new Date(1), endedAt: new Date(noon + 1), durationMs: 1e12, rows: 1e12, errors: 0 },
      checks: { passed: 1, warning: 2, failed: 3, error: 4, skipped: 5 },
      failed: [{ ...failedCheck('p', 'error'), detail: '\u{1f600}'.repeat(250), rule: 'R' }],
      report: '{"a":"é😀\\u0000\\ud800", "b":1.50 }\n',
    })
    await runs.recordTestRun(run, 'once')
    const { failed, report, ...read } = run
    expect(await runs.testRun(run)).toEqual({ ...read, hasReport: true })
    expect(await runs.testReport(run)).toBe(report)
    expect(await runs.failedChecks(run, 1)).toEqual(failed)
    expect(await runs.testRun({ source: 'job', runId: run.runId.toUpperCase() })).toBeUndefined()
    expect(await runs.countTestRuns({ environment: 'prod' })).toBe(0)
    expect(await runs.countTestRuns({ environment: 'Prod', scope: { ids: ['a'], prefixes: ['b'] } })).toBe(0)
    expect(await runs.deleteTestRuns({ dataset: { id: 'x'.repeat(2000) } })).toBe(1)
    expect([await runs.testReport(run), await runs.failedChecks(run, 1)]).toEqual([undefined, []])
  })

  test('figures are those that all runs add up to', async () => {
    const [runs] = await opened()
    const random = new Random(3)
    const some = Array.from({ length: 250 }, (_, at) => {
      const isMeasured = random.below(10) < 8
      return runOf(`r${at}`, {
        observedAt: new Date(noon + random.below(20 * day)),
        server: random.below(2) ? 'a' : undefined,
        result: random.of(testResults),
        durationMs: isMeasured ? random.below(1000) : undefined,
        rows: random.below(2) ? random.below(1e9) * 1000 : undefined,
        errors: random.below(3),
        failed: Array.from({ length: 3 }, () => failedCheck(`p${random.below(4)}`)),
      })
    })
    for (const run of some) await runs.recordTestRun(run, 'once')
    await runs.recordTestRun(runOf('other', { contractId: 'b' }), 'once')
    const filter = { contractId: 'a', since: new Date(noon + day), until: new Date(noon + 15 * day) }
    const wanted = some.filter(({ observedAt }) => observedAt >= filter.since && observedAt < filter.until)
    expect(await runs.testFigures(filter)).toEqual(figuresOf(wanted))
    const size = { hour: day / 24, day, week: 7 * day }
    for (const bucket of ['hour', 'day', 'week'] as const) {
      const monday = bucket === 'week' ? 4 * day : 0
      const start = (time: Date) =>
        Math.floor((time.getTime() - monday) / size[bucket]) * size[bucket] + monday
      const groups = [...Map.groupBy(wanted, run => start(run.observedAt))].sort(
        ([one], [other]) => other - one,
      )
      expect(await runs.testBuckets(filter, bucket, 1000)).toEqual(
        groups.map(([begin, group]) => ({ start: new Date(begin), ...figuresOf(group) })),
      )
    }
    const failing = await runs.failingChecks(filter, 2)
    const counts = ['p0', 'p1', 'p2', 'p3'].map(property => {
      const has = wanted.filter(run => run.failed.some(check => check.property === property))
      return { object: undefined, property, rule: undefined, type: undefined, runs: has.length }
    })
    expect(failing).toEqual(counts.sort((one, other) => other.runs - one.runs).slice(0, 2))
    const last = await runs.lastTestRuns('a', 10)
    const byTime = some.toSorted((one, other) => other.observedAt.getTime() - one.observedAt.getTime())
    expect(last.map(run => run.runId).sort()).toEqual(
      ['a', undefined].map(server => byTime.find(run => run.server === server)?.runId).sort(),
    )
    expect(await runs.deleteTestRuns({ contractId: 'a' })).toBe(some.length)
    expect(await runs.countTestRuns({})).toBe(1)
  })

  test('it fails since the first failure behind the last run that did not', async () => {
    const [runs] = await opened()
    const results = ['failed', 'passed', 'error', 'unknown', 'failed', 'warning', 'failed', 'error'] as const
    for (const [at, result] of results.entries())
      await runs.recordTestRun(runOf(`${at}`, { result, observedAt: new Date(noon + at) }), 'once')
    const since = async (until: number) =>
      (await runs.failingSince({ contractId: 'a', until: new Date(noon + until) }))?.getTime()
    expect(await Promise.all([1, 2, 3, 5, 6, 8].map(since))).toEqual([
      ...[noon, undefined, noon + 2, noon + 2, undefined, noon + 6],
    ])
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

  test('of a contract with very many versions and servers, those that were reported about last are kept', async () => {
    const [runs] = await opened()
    // more than are asked for at once, and of some two runs
    const some = Array.from({ length: 300 }, (_, at) => {
      return runOf(`${at}`, { server: `s${at % 250}`, observedAt: new Date(noon - 20 * day + at) })
    })
    some.push(runOf('other', { contractId: 'b', observedAt: new Date(0) }))
    some.push(runOf('new', { server: 's200', observedAt: new Date(noon) }))
    await Promise.all(some.map(run => runs.recordTestRun(run, 'once')))
    const swept = await runs.sweepTestRuns({ ...retention, keepGroups: 20 }, () => new Date(noon))
    // two runs of nineteen servers are left, and of the twentieth an old one beside the new one
    expect(swept.runs).toBe(300 - 2 * 19 - 1)
    const kept = await runs.testRuns({ contractId: 'a' }, { limit: 100 })
    const servers = new Set(kept.runs.map(run => run.server))
    expect(servers).toEqual(new Set(['s200', ...Array.from({ length: 19 }, (_, at) => `s${at + 31}`)]))
    expect(await runs.countTestRuns({ contractId: 'b' })).toBe(1)
  })

  test('the last runs of servers are those of the servers that were tested last', async () => {
    const [runs] = await opened()
    for (const [at, server] of ['c', 'b', 'a', undefined, 'b', 'd'].entries()) {
      const observedAt = new Date(noon - at)
      await runs.recordTestRun(runOf(`${at}`, { server, observedAt }), 'once')
    }
    await runs.recordTestRun(runOf('z', { server: 'z', observedAt: new Date(noon - day) }), 'once')
    const last = await runs.lastTestRuns('a', 4)
    expect(last.map(run => [run.runId, run.server])).toEqual([
      ...[
        ['0', 'c'],
        ['1', 'b'],
        ['2', 'a'],
      ],
      ['3', undefined],
    ])
  })

  test('searches know how the tests of each version stand, whatever happens to runs at the same time', async () => {
    const storage = await engine.create()
    const stores = await Promise.all([storage.open(), storage.open()])
    onTestFinished(async () => {
      await Promise.all(stores.map(store => store.close()))
      await storage.remove()
    })
    const [store] = stores
    const versions = ['1.0.0', '2.0.0', '3.0.0']
    for (const version of versions) await publish(store, jsonVersion('a', version))
    await publish(store, jsonVersion('b', '1.0.0'))
    const random = new Random(11)
    const work = Array.from({ length: 120 }, (_, at) => async () => {
      const { testRuns } = stores[at % 2] ?? store
      const id = `${random.below(25)}`
      if (random.below(4) === 0) return void (await testRuns.deleteTestRuns({ source: 'job', runId: id }))
      const observedAt = new Date(noon + random.below(20))
      const place = { version: random.of(versions), server: random.of(['x', 'y', '']) || undefined }
      const run = runOf(id, { ...place, observedAt, result: random.of(testResults), digest: `${at}` })
      await testRuns.recordTestRun(run, 'last')
    })
    // some at a time, so that they meet
    while (work.length > 0) await Promise.all(work.splice(0, 6).map(one => whenNotBusy(one)))
    const { runs } = await store.testRuns.testRuns({}, { limit: 100 })
    const worst = ['passed', 'unknown', 'warning', 'failed', 'error', 'none'] as const
    const stateOf = (version: string) => {
      // they are the newest first
      const ofVersion = runs.filter(run => run.version === version)
      const last = ['x', 'y', undefined].flatMap(server => ofVersion.find(run => run.server === server) ?? [])
      return last.length === 0 ? 'none' : worst[Math.max(...last.map(run => worst.indexOf(run.result)))]
    }
    const expected = [
      ...versions.map(version => ({ id: `a ${version}`, state: stateOf(version) })),
      { id: 'b 1.0.0', state: 'none' },
    ]
    await store.catchUpIndex()
    for (const tests of [
      ...worst.map(state => [state]),
      ['failed', 'none'] as const,
      ['passed', 'error'] as const,
    ]) {
      const query: SearchQuery = { ...everything, versions: 'all', sort: 'id', tests }
      const { hits } = await store.search(query)
      const wanted = expected.filter(({ state }) => state !== undefined && tests.some(one => one === state))
      const found = hits.map(({ contractId, version }) => `${contractId} ${version}`)
      expect(found.sort(), `${tests}`).toEqual(wanted.map(({ id }) => id))
      expect(await store.countHits(query, 100)).toEqual({ count: wanted.length, isExact: true })
    }
    const last = await store.testRuns.lastTestRuns('a', 10)
    const newest = ['x', 'y', undefined].flatMap(
      server => runs.find(run => run.server === server)?.runId ?? [],
    )
    expect(last.map(run => run.runId).sort()).toEqual(newest.sort())
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

  test('datasets that were tested are told once each, by the scope of their contracts', async () => {
    const [runs] = await opened()
    const of = (id: string, version: string, contractId = 'orders') =>
      runs.recordTestRun(
        runOf(`${id.slice(0, 9)} ${version}`, { dataset: { id, version }, contractId }),
        'once',
      )
    for (const id of ['😀', '￮', 'b', 'B', 'x'.repeat(2000)])
      for (const version of ['1', '2']) await of(id, version)
    await of('hidden', '1', 'hr.people')
    await runs.recordTestRun(runOf('of none', { dataset: undefined }), 'once')
    const all = ['B', 'b', 'hidden', 'x'.repeat(2000), '￮', '😀']
    expect(await runs.testedDatasets(undefined, 10)).toEqual(all)
    expect(await runs.testedDatasets(undefined, 3)).toEqual(all.slice(0, 3))
    expect(await runs.testedDatasets({ ids: [], prefixes: ['hr.'] }, 10)).toEqual(['hidden'])
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

/** What a client does that is answered 503: on SQLite a writer may wait for long where others go on and on. */
async function whenNotBusy<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof RegistryError) || error.code !== 'store-busy') throw error
    }
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const keys = new Map(items.map(item => [item, random.below(1e9)]))
  return items.toSorted((one, other) => (keys.get(one) ?? 0) - (keys.get(other) ?? 0))
}

/** The figures by their definitions. */
function figuresOf(runs: readonly NewTestRun[]) {
  const durations = runs.flatMap(run => run.durationMs ?? []).sort((one, other) => one - other)
  const sum = (of: (run: NewTestRun) => number | undefined) =>
    runs.reduce((all, run) => all + (of(run) ?? 0), 0)
  const place = Math.ceil(durations.length * 0.95) - 1
  return {
    runs: runs.length,
    results: Object.fromEntries(
      testResults.map(result => [result, runs.filter(run => run.result === result).length]),
    ),
    rows: sum(run => run.rows),
    errors: sum(run => run.errors),
    meanDurationMs: durations.length === 0 ? undefined : sum(run => run.durationMs) / durations.length,
    p95DurationMs: durations[place],
  }
}
