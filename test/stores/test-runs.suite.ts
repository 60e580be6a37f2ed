import { expect, onTestFinished, test, vi } from 'vitest'
import { RegistryError } from '../../src/domain/errors.ts'
import { testResults } from '../../src/domain/test-run.ts'
import type { SearchQuery } from '../../src/stores/search-query.ts'
import type { NewTestRun, TestRunStore } from '../../src/stores/test-run-store.ts'
import type { TransferStore } from '../../src/stores/transfer-store.ts'
import { publish } from '../support/publish.ts'
import { Random } from '../support/random.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { testRunOf } from '../support/sample-test-runs.ts'

/** An empty place to keep test runs, which any number of stores may be opened on. */
export interface RunStorage {
  /** How old what is read may be when another store wrote it, in milliseconds; 0 when it does not say. */
  readonly bound?: number
  /** What part of the runs is reported where there are many, for a store on which each takes long; all when it does not say. */
  readonly share?: number
  open(): Promise<TransferStore>
  remove(): Promise<void>
}

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

/** The promises of `TestRunStore`, tested on any store. */
export function testTestRuns(createStorage: () => Promise<RunStorage>): void {
  let storage: RunStorage

  async function openedStores(count: number) {
    const created = await createStorage()
    storage = created
    const stores: TransferStore[] = []
    onTestFinished(async () => {
      await Promise.all(stores.map(store => store.close()))
      await created.remove()
    })
    for (let at = 0; at < count; at++) stores.push(await created.open())
    return stores as [TransferStore, ...TransferStore[]]
  }
  const opened = async (count = 1): Promise<[TestRunStore, ...TestRunStore[]]> => {
    const [first, ...others] = await openedStores(count)
    return [first.testRuns, ...others.map(store => store.testRuns)]
  }

  /** What another store wrote is seen at once, or within the bound that the storage declares. */
  async function seen(read: () => Promise<void>): Promise<void> {
    if (storage.bound === undefined) await read()
    else await vi.waitFor(read, { timeout: storage.bound, interval: 100 })
  }

  /** How many of many runs are reported. It is asked when the storage is there. */
  const many = (count: number) => Math.max(2, Math.ceil(count * (storage.share ?? 1)))

  test('each run is kept once, whichever of sixteen writers reports it first and how often', async () => {
    const instances = await opened(2)
    const random = new Random(7)
    const ids = Array.from({ length: many(30) }, (_, at) => `r${at}`)
    const outcomes = new Map<string, string[]>()
    const write = async (writer: number) => {
      const store = instances[writer % instances.length] as TestRunStore
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
      for (const store of instances)
        await seen(async () => {
          expect(await store.failedChecks({ source: 'job', runId: id }, 10)).toEqual([failedCheck(kept)])
        })
    }
    for (const store of instances) expect(await store.countTestRuns({})).toBe(ids.length)
  })

  test('the last report of a run takes the place of the first, with all of its parts', async () => {
    const instances = await opened(3)
    const [runs] = instances
    await runs.recordTestRun(runOf('r'), 'last')
    const writers = Array.from({ length: 12 }, (_, at) => {
      const digest = `d${at % 4}`
      const parts = { digest, report: digest, failed: [failedCheck(digest), failedCheck(digest)] }
      return (instances[at % 3] as TestRunStore).recordTestRun(runOf('r', parts), 'last')
    })
    const outcomes = await Promise.all(writers)
    expect(outcomes.every(({ outcome }) => outcome === 'replaced' || outcome === 'known')).toBe(true)
    const id = { source: 'job', runId: 'r' }
    await seen(async () => {
      const digests = await Promise.all(instances.map(async store => (await store.testRun(id))?.digest))
      expect(new Set(digests).size).toBe(1)
      const [digest = ''] = digests
      expect(digest).toMatch(/^d\d$/)
      for (const store of instances) {
        expect(await store.testReport(id)).toBe(digest)
        expect(await store.failedChecks(id, 10)).toEqual([failedCheck(digest), failedCheck(digest)])
        expect(await store.countTestRuns({})).toBe(1)
      }
    })
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
    const some = Array.from({ length: many(250) }, (_, at) => {
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
    await recordAll(runs, [...some, runOf('other', { contractId: 'b' })])
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
    const all = results.map((result, at) => runOf(`${at}`, { result, observedAt: new Date(noon + at) }))
    await recordAll(runs, all)
    const since = async (until: number) =>
      (await runs.failingSince({ contractId: 'a', until: new Date(noon + until) }))?.getTime()
    expect(await Promise.all([1, 2, 3, 5, 6, 8].map(since))).toEqual([
      ...[noon, undefined, noon + 2, noon + 2, undefined, noon + 6],
    ])
  })

  test('of a contract with very many versions and servers, those that were reported about last are kept', async () => {
    const [runs] = await opened()
    // more than are asked for at once, and of some two runs
    const some = Array.from({ length: 300 }, (_, at) => {
      return runOf(`${at}`, { server: `s${at % 250}`, observedAt: new Date(noon - 20 * day + at) })
    })
    some.push(runOf('other', { contractId: 'b', observedAt: new Date(0) }))
    some.push(runOf('new', { server: 's200', observedAt: new Date(noon) }))
    await recordAll(runs, some)
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
    const some = ['c', 'b', 'a', undefined, 'b', 'd'].map((server, at) =>
      runOf(`${at}`, { server, observedAt: new Date(noon - at) }),
    )
    await recordAll(runs, [...some, runOf('z', { server: 'z', observedAt: new Date(noon - day) })])
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
    const stores = await openedStores(2)
    const [store] = stores
    const versions = ['1.0.0', '2.0.0', '3.0.0']
    for (const version of versions) await publish(store, jsonVersion('a', version))
    await publish(store, jsonVersion('b', '1.0.0'))
    const random = new Random(11)
    const work = Array.from({ length: many(120) }, (_, at) => async () => {
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
    await store.reindex({ onlyMissing: true, onProgress: () => undefined })
    await seen(async () => {
      const { runs } = await store.testRuns.testRuns({}, { limit: 100 })
      const worst = ['passed', 'unknown', 'warning', 'failed', 'error', 'none'] as const
      const stateOf = (version: string) => {
        // they are the newest first
        const ofVersion = runs.filter(run => run.version === version)
        const last = ['x', 'y', undefined].flatMap(
          server => ofVersion.find(run => run.server === server) ?? [],
        )
        return last.length === 0 ? 'none' : worst[Math.max(...last.map(run => worst.indexOf(run.result)))]
      }
      const expected = [
        ...versions.map(version => ({ id: `a ${version}`, state: stateOf(version) })),
        { id: 'b 1.0.0', state: 'none' },
      ]
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
  })

  test('datasets that were tested are told once each, by the scope of their contracts', async () => {
    const [runs] = await opened()
    const of = (id: string, version: string, contractId = 'orders') =>
      runOf(`${id.slice(0, 9)} ${version}`, { dataset: { id, version }, contractId })
    const some = ['😀', '￮', 'b', 'B', 'x'.repeat(2000)].flatMap(id => [of(id, '1'), of(id, '2')])
    const others = [of('hidden', '1', 'hr.people'), runOf('of none', { dataset: undefined })]
    await recordAll(runs, [...some, ...others])
    const all = ['B', 'b', 'hidden', 'x'.repeat(2000), '￮', '😀']
    expect(await runs.testedDatasets(undefined, 10)).toEqual(all)
    expect(await runs.testedDatasets(undefined, 3)).toEqual(all.slice(0, 3))
    expect(await runs.testedDatasets({ ids: [], prefixes: ['hr.'] }, 10)).toEqual(['hidden'])
  })
}

/** Of what is recorded, nothing depends on the order. */
async function recordAll(runs: TestRunStore, some: readonly NewTestRun[]): Promise<void> {
  await Promise.all(some.map(run => whenNotBusy(() => runs.recordTestRun(run, 'once'))))
}

/** What a client does that is answered 503: on SQLite a writer may wait for long where others go on and on. */
export async function whenNotBusy<T>(work: () => Promise<T>): Promise<T> {
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
