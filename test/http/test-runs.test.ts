import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { Server } from '../../src/http/server.ts'
import type { TestRunStore } from '../../src/stores/test-run-store.ts'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'
import { until } from '../support/until.ts'

const path = `${versionPath('c/é', '1.0.0')}/test-runs`

async function appWithVersions() {
  const app = await testApp()
  for (const version of ['1.0.0', '2.0.0']) await publish(app, 'c/é', version, { status: 'active' })
  return app
}

const report = (app: Server, body: unknown, url = path) => post(app, url, body)

const failing = {
  source: 'spark',
  run_id: 'r/1',
  server: 'production',
  result: 'failed',
  started_at: '2026-03-31T10:00:00Z',
  ended_at: '2026-03-31T12:00:14.25+02:00',
  rows: 10_000,
  errors: 12,
  dataset: { id: 'table:gold.orders', version: '42' },
  checks: [
    { object: 'orders', property: 'id', type: 'unique', result: 'passed' },
    {
      object: 'orders',
      property: 'amount',
      rule: 'q1',
      result: 'failed',
      detail: '12 below 0',
      samples: [1.5],
    },
    { result: 'warning', detail: 'x'.repeat(500) },
  ],
}

describe('a test run', () => {
  test('is kept, and read with its checks', async () => {
    const app = await appWithVersions()
    const answer = await report(app, failing)
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.headers.location).toBe('../../../../test-runs/spark%3Ar%2F1')
    const run = answer.json()
    expect(run).toMatchObject({
      ...{ run_id: 'spark:r/1', source: 'spark', contract_id: 'c/é', version: '1.0.0', result: 'failed' },
      ...{
        version_known: true,
        version_resolved: false,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      ...{ started_at: '2026-03-31T10:00:00.000Z', ended_at: '2026-03-31T10:00:14.250Z' },
      ...{ observed_at: '2026-03-31T10:00:14.250Z', duration_ms: 14_250, rows: 10_000, errors: 12 },
      dataset: failing.dataset,
      checks: { passed: 1, warning: 1, failed: 1, error: 0, skipped: 0 },
      failed: [
        {
          object: 'orders',
          property: 'amount',
          rule: 'q1',
          type: null,
          result: 'failed',
          detail: '12 below 0',
        },
        { object: null, result: 'warning', detail: 'x'.repeat(500) },
      ],
    })
    expect((await get(app, '/test-runs/spark%3Ar%2F1')).json()).toEqual(run)
    expect((await get(app, `${path}/latest`)).json()).toEqual(run)
    const { failed, ...listed } = run
    expect((await get(app, path)).json()).toEqual({ items: [listed], next_cursor: null })
  })

  test('is the same one when its report comes again, and another report of it is refused', async () => {
    const app = await appWithVersions()
    const first = (await report(app, failing)).json()
    const again = await report(app, failing)
    expect([again.statusCode, again.json()]).toEqual([200, first])
    const other = await report(app, { ...failing, rows: 1 })
    expect(expectProblem(other, 409, 'run-conflict').detail).toContain('"spark:r/1"')
    const elsewhere = await report(app, failing, `${versionPath('c/é', '2.0.0')}/test-runs`)
    expectProblem(elsewhere, 409, 'run-conflict')
    expect((await get(app, path)).json().items).toHaveLength(1)
  })

  test('without an id is that of its version and time', async () => {
    const app = await appWithVersions()
    const other = `${versionPath('c/é', '2.0.0')}/test-runs`
    const latest = `${versionPath('c/é', 'latest')}/test-runs`
    await publish(app, 'd', '1.0.0', { status: 'active' })
    const urls = [path, other, latest, `${versionPath('d', '1.0.0')}/test-runs`]
    const { run_id, ...timed } = failing
    const ids = new Set<string>()
    for (const body of [timed, { result: 'passed' }]) {
      for (const url of urls) {
        const first = await report(app, body, url)
        expect(first.statusCode, first.body).toBe(201)
        const again = await report(app, body, url)
        expect([again.statusCode, again.json()]).toEqual([200, first.json()])
        ids.add(first.json().run_id)
      }
    }
    expect(ids.size).toBe(8)
    for (const id of ids) expect(id).toMatch(/^(spark|job):[0-9a-f]{64}$/)
    // and by another version that is the latest one it is no second run
    await publish(app, 'c/é', '3.0.0', { status: 'active' })
    const retried = await report(app, timed, latest)
    expect([retried.statusCode, retried.json().version]).toEqual([200, '2.0.0'])
  })

  test('without id and time is no retry of one of five minutes before', async () => {
    const app = await appWithVersions()
    onTestFinished(() => void vi.useRealTimers())
    const start = Date.parse('2026-03-31T12:00:00Z')
    const statuses = async (body: object, minutes: readonly number[]) => {
      const all: number[] = []
      for (const minute of minutes) {
        vi.useFakeTimers({ toFake: ['Date'], now: start + minute * 60_000 })
        all.push((await report(app, body)).statusCode)
      }
      return all
    }
    const untimed = { result: 'passed' }
    // counted from the first one, wherever in an hour that is; the clock of an instance may go a little behind
    expect(await statuses(untimed, [3, 4, 7.9, 8, 12.9, 7.5, 13])).toEqual([
      201, 200, 200, 201, 200, 200, 201,
    ])
    // one that says when it was is the same run whenever it comes
    const timed = { result: 'passed', started_at: '2026-03-31T11:00:00Z' }
    expect(await statuses(timed, [0, 60])).toEqual([201, 200])
  })

  test('has its report as it was sent, without samples', async () => {
    const app = await appWithVersions()
    const text =
      '{ "result":"failed", "run_id":"x","rows":10,\n "checks":[{"samples":[{"a":"}\\"]"},1.50],"result":"failed" ,"detail":"\\u00e9"}]}\n'
    expect((await report(app, text)).statusCode).toBe(201)
    const kept = await get(app, '/test-runs/job:x/report')
    expect(kept.body).toBe(text.replace('[{"a":"}\\"]"},1.50]', 'null'))
    expect(kept.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('of the latest version says which that was', async () => {
    const app = await appWithVersions()
    const url = `${versionPath('c/é', 'latest')}/test-runs`
    const first = (await report(app, { result: 'passed', run_id: '1' }, url)).json()
    expect(first).toMatchObject({ version: '2.0.0', version_known: true, version_resolved: true })
    await publish(app, 'c/é', '3.0.0', { status: 'active' })
    const again = await report(app, { result: 'passed', run_id: '1' }, url)
    expect([again.statusCode, again.json()]).toEqual([200, first])
  })

  test('can be deleted', async () => {
    const app = await appWithVersions()
    await report(app, failing)
    const url = '/test-runs/spark:r%2F1'
    expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(204)
    expectProblem(await get(app, url), 404, 'run-not-found')
    expectProblem(await get(app, `${url}/report`), 404, 'run-not-found')
    expectProblem(await get(app, `${path}/latest`), 404, 'run-not-found')
    expect((await report(app, failing)).statusCode).toBe(201)
  })

  test.each<[what: string, body: unknown, said: string]>([
    ['nothing', '', 'not valid JSON'],
    ['no object', [1], 'not a JSON object'],
    ['no report', { a: 1 }, 'no kind of test run'],
    ['another result', { result: 'green' }, '"/result"'],
    ['no text', { result: 1 }, '"/result"'],
    ['another member', { result: 'passed', sever: 'x' }, '"/sever"'],
    ['a source that is none', { result: 'passed', source: 'a:b' }, '"/source"'],
    ['a time that is none', { result: 'passed', ended_at: '2026-02-30T00:00:00Z' }, '"/ended_at"'],
    ['a time in the future', { result: 'passed', ended_at: '2999-02-03T00:00:00Z' }, '"/ended_at"'],
    ['a count below 0', { result: 'passed', rows: -1 }, '"/rows"'],
    ['a count that is too large', { result: 'passed', rows: 1e15 }, '"/rows"'],
    ['no list', { result: 'passed', checks: {} }, '"/checks"'],
    ['too many checks', { result: 'passed', checks: Array(10_001).fill({}) }, 'at most 10000'],
    ['a member twice', '{"result":"passed","result":"failed"}', 'second time'],
    ['half a surrogate pair', '{"result":"passed","run_id":"\\ud800"}', '"/run_id"'],
    ['too many levels', `{"result":"passed","checks":${'['.repeat(300)}${']'.repeat(300)}}`, 'levels'],
    ['another contract', { runId: 'x', result: 'passed', dataContractId: 'other' }, '"other"'],
    ['another version', { runId: 'x', result: 'passed', dataContractVersion: '2.0.0' }, '"2.0.0"'],
  ])('is refused for %s', async (_, body, said) => {
    const app = await appWithVersions()
    expect(expectProblem(await report(app, body), 400, 'invalid-request').detail).toContain(said)
    expect((await get(app, path)).json().items).toEqual([])
  })

  test('is refused when it is too large, or of nothing that is there', async () => {
    const app = await appWithVersions()
    const fits = {
      result: 'passed',
      object: 'x',
      checks: Array(10_000).fill({ result: 'failed', detail: 'é' }),
    }
    expect((await report(app, fits)).json().checks.failed).toBe(10_000)
    expect((await get(app, `${path}/latest`)).json().failed).toHaveLength(100)
    const large = JSON.stringify({ result: 'passed', run_id: 'x'.repeat(1024 * 1024) })
    expectProblem(await report(app, large), 413, 'document-too-large')
    for (const [id, version, code] of [
      ['c/é', '9.0.0', 'version-not-found'],
      ['other', '1.0.0', 'contract-not-found'],
      ['other', 'latest', 'contract-not-found'],
    ] as const) {
      const url = `${versionPath(id, version)}/test-runs`
      expectProblem(await report(app, { result: 'passed' }, url), 404, code)
      if (version !== 'latest') expectProblem(await get(app, url), 404, code)
    }
  })
})

describe.each<[what: string, body: object, expected: object]>([
  [
    'the Data Contract CLI',
    {
      ...{ runId: '90ef', dataContractId: 'c/é', dataContractVersion: '1.0.0', server: 'production' },
      ...{
        timestampStart: '2026-03-31T10:00:00.123456+00:00',
        timestampEnd: '2026-03-31T10:00:10.123456',
        result: 'warning',
      },
      checks: [
        { type: 'schema', result: 'passed', name: 'a' },
        {
          type: 'field_minimum',
          result: 'warning',
          model: 'orders',
          field: 'amount',
          key: 'q1',
          reason: 'low',
          failedSamples: [1],
        },
        { type: 'x', result: 'info' },
      ],
      logs: [{ level: 'INFO', message: 'done' }],
    },
    {
      ...{ run_id: 'datacontract-cli:90ef', result: 'warning', server: 'production', duration_ms: 10_000 },
      checks: { passed: 2, warning: 1, failed: 0, error: 0, skipped: 0 },
      failed: [
        {
          object: 'orders',
          property: 'amount',
          rule: 'q1',
          type: 'field_minimum',
          result: 'warning',
          detail: 'low',
        },
      ],
    },
  ],
  [
    'griot',
    {
      ...{
        contract_id: 'c/é',
        passed: false,
        row_count: 10,
        error_count: 3,
        duration_ms: 5,
        environment: 'prod',
      },
      ...{ run_id: 'r', pipeline_id: 'p', schema_name: 'orders' },
      sample_errors: [1, 2].map(row => ({
        field: 'amount',
        row,
        value: -row,
        constraint: 'ge',
        message: `${-row} < 0`,
      })),
    },
    {
      ...{ run_id: 'griot:p/c%2Fé/orders/prod/r', result: 'failed', environment: 'prod', object: 'orders' },
      ...{ rows: 10, errors: 3, duration_ms: 5 },
      failed: [{ property: 'amount', type: 'ge', detail: '2 in the sample of faults' }],
    },
  ],
  [
    'dc43',
    {
      ok: false,
      errors: ['missing amount'],
      warnings: ['late'],
      metrics: { row_count: 7 },
      schema: {},
      status: 'block',
      reason: 'r',
    },
    {
      source: 'dc43',
      result: 'failed',
      rows: 7,
      checks: { passed: 0, warning: 1, failed: 2, error: 0, skipped: 0 },
    },
  ],
  // dc43's class gives this status to each result that names none
  ['dc43 without a status', { ok: false, errors: ['e'], status: 'unknown' }, { result: 'failed' }],
  ['dc43 that knows nothing', { ok: true, errors: [], status: 'unknown' }, { result: 'unknown' }],
  [
    'Bitol',
    {
      ...{ apiVersion: 'v1', kind: 'ObservabilityResults', id: 'o1', observedAt: '2026-03-31T10:00:00Z' },
      results: [
        { id: 'a', type: 'check', status: 'pass' },
        {
          id: 'b',
          type: 'check',
          status: 'fail',
          severity: 'warning',
          target: { resourceIdentifier: 'orders' },
        },
        { id: 'c', type: 'metric', measure: { value: 1 } },
      ],
    },
    {
      run_id: 'oors:o1',
      result: 'warning',
      checks: { passed: 2, warning: 1 },
      failed: [{ object: 'orders', rule: 'b' }],
    },
  ],
])('a report of %s', (_, body, expected) => {
  test('is understood', async () => {
    const app = await appWithVersions()
    const answer = await report(app, body)
    expect([answer.statusCode, answer.json()]).toMatchObject([201, expected])
    const kept = (await get(app, `/test-runs/${encodeURIComponent(answer.json().run_id)}/report`)).body
    expect(kept).not.toMatch(/"failedSamples":[^n]|"value":-|< 0/)
  })
})

describe('lists of runs', () => {
  test('are in pages, the newest first, and filtered', async () => {
    const app = await appWithVersions()
    for (let at = 0; at < 7; at++)
      await report(app, {
        ...{ run_id: `${at}`, result: at % 2 ? 'passed' : 'failed', server: at < 3 ? 'a' : undefined },
        ended_at: `2026-03-0${(at % 6) + 1}T00:00:00Z`,
      })
    const names: string[] = []
    let url: string | undefined = `${path}?limit=3`
    while (url !== undefined) {
      const answer: Awaited<ReturnType<typeof get>> = await get(app, url)
      const page = answer.json()
      names.push(...page.items.map((item: { run_id: string }) => item.run_id.slice(4)))
      url = page.next_cursor === null ? undefined : `${path}?limit=3&cursor=${page.next_cursor}`
      expect(answer.headers.link === undefined).toBe(url === undefined)
    }
    expect(names.slice(0, 5)).toEqual(['5', '4', '3', '2', '1'])
    expect(names.slice(5).sort()).toEqual(['0', '6'])
    const found = async (query: string) => (await get(app, `${path}?${query}`)).json().items.length
    expect(await found('result=passed')).toBe(3)
    expect(await found('server=a')).toBe(3)
    expect(await found('server=')).toBe(4)
    expect(await found('environment=x')).toBe(0)
    expect(await found('since=2026-03-02T00:00:00Z&until=2026-03-04T00:00:00Z')).toBe(2)
    for (const query of ['result=green', 'limit=0', 'cursor=x', 'since=now', 'sever=a'])
      expectProblem(await get(app, `${path}?${query}`), 400, 'invalid-request')
  })
})

test('of what has runs nothing is an answer, also when it is not there any more', async () => {
  const app = await appWithVersions()
  await post(app, '/api/test-results', { runId: 'a', dataContractId: 'gone', dataContractVersion: '1.0.0' })
  await post(app, '/validations', { contract_id: 'c/é', contract_version: '9.0.0', passed: true })
  for (const [id, version] of [
    ['gone', '1.0.0'],
    ['c/é', '9.0.0'],
  ] as const) {
    const url = `${versionPath(id, version)}/test-runs`
    expect((await get(app, url)).json().items).toHaveLength(1)
    const none = await get(app, `${url}?server=nowhere`)
    expect([none.statusCode, none.json()]).toEqual([200, { items: [], next_cursor: null }])
    expectProblem(await get(app, `${url}/latest?server=nowhere`), 404, 'run-not-found')
    const statistics = `/contracts/${encodeURIComponent(id)}/test-runs/statistics`
    for (const query of [`version=${version}&server=nowhere`, 'until=2020-01-01T00:00:00Z'])
      expect((await get(app, `${statistics}?${query}`)).json()).toMatchObject({ runs: 0 })
  }
  expectProblem(await get(app, `${versionPath('gone', '2.0.0')}/test-runs`), 404, 'contract-not-found')
  expectProblem(await get(app, `${versionPath('c/é', '3.0.0')}/test-runs?server=x`), 404, 'version-not-found')
  expect((await get(app, '/validations/stats/gone?days=0')).json()).toMatchObject({ total_runs: 1 })
})

test('of statistics a few are worked out at a time, whoever asks for them', async () => {
  const store = await openSqliteStore()
  onTestFinished(() => store.close())
  let begun = 0
  const held: (() => void)[] = []
  const testFigures: TestRunStore['testFigures'] = async filter => {
    begun++
    await new Promise<void>(resolve => held.push(resolve))
    return store.testRuns.testFigures(filter)
  }
  const testRuns = new Proxy(store.testRuns, {
    get: (runs, name: keyof TestRunStore) => (name === 'testFigures' ? testFigures : runs[name].bind(runs)),
  })
  const app = await testApp({
    store: new Proxy(store, {
      get(target, name: keyof typeof store) {
        if (name === 'testRuns') return testRuns
        const value = target[name]
        return typeof value === 'function' ? value.bind(target) : value
      },
    }),
  })
  await publish(app, 'c', '1.0.0')
  const asked = ['/contracts/c/test-runs/statistics', '/validations/stats/c']
  const answers = [...asked, ...asked, ...asked].map(url => get(app, url))
  await until(() => begun === 2 || `${begun} were begun`)
  // all others have come as far as they do meanwhile
  for (let at = 0; at < 5; at++) await get(app, '/contracts/c')
  expect(begun).toBe(2)
  for (let done = 0; done < answers.length; done++) {
    await until(() => held.length > done || `${held.length} were begun`)
    held[done]?.()
  }
  for (const answer of await Promise.all(answers)) expect(answer.statusCode).toBe(200)
})

describe('statistics', () => {
  test('are exact, also by day', async () => {
    const app = await appWithVersions()
    const results = [...Array(19).fill('passed'), 'failed', 'error']
    for (const [at, result] of results.entries())
      await report(app, {
        ...{ run_id: `${at}`, result, duration_ms: 100 * (at + 1), rows: 10, errors: at },
        ended_at: `2026-03-${at < 10 ? '01' : '02'}T00:00:${String(at).padStart(2, '0')}Z`,
        checks:
          result === 'passed'
            ? []
            : [
                { property: 'amount', result },
                { property: 'amount', result },
                { property: `p${at}`, result },
              ],
      })
    await report(app, { run_id: 'none', result: 'warning', ended_at: '2026-02-01T00:00:00Z' })
    const answer = await get(
      app,
      '/contracts/c%2F%C3%A9/test-runs/statistics?bucket=day&since=2026-03-01T00:00:00Z',
    )
    const statistics = answer.json()
    expect(statistics).toMatchObject({
      ...{
        runs: 21,
        results: { passed: 19, warning: 0, failed: 1, error: 1, unknown: 0 },
        pass_rate: 19 / 21,
      },
      ...{ rows: 210, errors: 210, mean_duration_ms: 1100, p95_duration_ms: 2000 },
      failing_since: '2026-03-02T00:00:19.000Z',
      buckets: [
        { start: '2026-03-02T00:00:00.000Z', runs: 11, mean_duration_ms: 1600, p95_duration_ms: 2100 },
        {
          start: '2026-03-01T00:00:00.000Z',
          runs: 10,
          mean_duration_ms: 550,
          p95_duration_ms: 1000,
          pass_rate: 1,
        },
      ],
    })
    expect(statistics.failing_checks[0]).toEqual({
      object: null,
      property: 'amount',
      rule: null,
      type: null,
      runs: 2,
    })
    const week = (
      await get(app, '/contracts/c%2F%C3%A9/test-runs/statistics?bucket=week&version=1.0.0')
    ).json()
    expect(
      week.buckets.map((one: { start: string; runs: number }) => [one.start.slice(0, 10), one.runs]),
    ).toEqual([
      ['2026-03-02', 11],
      ['2026-02-23', 10],
      ['2026-01-26', 1],
    ])
  })

  test('of nothing are zeros, and of what is not there 404', async () => {
    const app = await appWithVersions()
    const empty = (await get(app, '/contracts/c%2F%C3%A9/test-runs/statistics?bucket=hour')).json()
    expect(empty).toMatchObject({
      runs: 0,
      pass_rate: null,
      rows: 0,
      p95_duration_ms: null,
      failing_since: null,
      buckets: [],
    })
    expectProblem(await get(app, '/contracts/x/test-runs/statistics'), 404, 'contract-not-found')
    const url = '/contracts/c%2F%C3%A9/test-runs/statistics?version=9'
    expectProblem(await get(app, url), 404, 'version-not-found')
  })
})

test('the overview of a contract has the last run of each server', async () => {
  const app = await appWithVersions()
  for (const [at, server] of ['b', 'a', 'b', undefined].entries()) {
    const times = { ended_at: `2026-03-0${at + 1}T00:00:00Z` }
    await report(app, { run_id: `${at}`, server, result: at < 2 ? 'failed' : 'passed', ...times })
  }
  const { tests } = (await get(app, '/contracts/c%2F%C3%A9')).json()
  expect(tests.map((one: { run_id: string; server: string }) => [one.run_id, one.server])).toEqual([
    ...[
      ['job:3', null],
      ['job:2', 'b'],
      ['job:1', 'a'],
    ],
  ])
  expect(tests[2]).toEqual({
    ...{ run_id: 'job:1', version: '1.0.0', server: 'a', environment: null, result: 'failed' },
    observed_at: '2026-03-02T00:00:00.000Z',
  })
})

test('versions are found by how their tests stand', async () => {
  const app = await appWithVersions()
  for (const id of ['d', 'e']) await publish(app, id, '1.0.0', { name: 'orders', status: 'draft' })
  const run = (id: string, version: string, body: object) =>
    post(app, `${versionPath(id, version)}/test-runs`, body)
  await run('c/é', '1.0.0', { server: 'a', result: 'failed', ended_at: '2026-03-01T00:00:00Z' })
  await run('c/é', '1.0.0', { server: 'b', result: 'passed', ended_at: '2026-03-02T00:00:00Z' })
  await run('c/é', '2.0.0', { server: 'a', result: 'failed', ended_at: '2026-03-01T00:00:00Z' })
  await run('c/é', '2.0.0', { server: 'a', result: 'passed', ended_at: '2026-03-02T00:00:00Z' })
  await run('d', '1.0.0', { run_id: 'e', result: 'error' })
  const found = async (query: string) => {
    const { items, total } = (await get(app, `/search?${query}`)).json()
    expect(total).toBe(items.length)
    return items.map((hit: { contract_id: string; version: string }) => `${hit.contract_id} ${hit.version}`)
  }
  expect(await found('tests=failed')).toEqual(['c/é 1.0.0'])
  expect(await found('tests=passed')).toEqual(['c/é 2.0.0'])
  expect(await found('tests=FAILED,error&sort=id')).toEqual(['c/é 1.0.0', 'd 1.0.0'])
  expect(await found('tests=passed&tests=failed&versions=all&sort=id')).toHaveLength(2)
  expect(await found('tests=passed,failed')).toEqual(['c/é 2.0.0'])
  expect(await found('tests=none')).toEqual(['e 1.0.0'])
  expect(await found('tests=error&q=orders&status=draft')).toEqual(['d 1.0.0'])
  expect(await found('tests=warning')).toEqual([])
  expect((await get(app, '/contracts?tests=failed,none')).json().items).toEqual(['c/é', 'e'])
  const page = (await get(app, '/search?tests=failed,none&limit=1&facets=status')).json()
  expect([page.total, page.facets.status.map((one: { count: number }) => one.count)]).toEqual([2, [1, 1]])
  const next = await get(app, `/search?tests=failed,none&limit=1&cursor=${page.next_cursor}`)
  expect(next.json().items).toHaveLength(1)
  const other = await get(app, `/search?tests=failed&limit=1&cursor=${page.next_cursor}`)
  expectProblem(other, 400, 'invalid-request')
  for (const tests of ['green', '', 'failed,'])
    expectProblem(await get(app, `/search?tests=${tests}`), 400, 'invalid-request')
  // what a run is found by goes with it
  expect((await app.inject({ method: 'DELETE', url: '/test-runs/job:e' })).statusCode).toBe(204)
  expect(await found('tests=none&sort=id')).toEqual(['d 1.0.0', 'e 1.0.0'])
})

test('roles and scopes say who reports, reads and deletes', async () => {
  const roles = ['reader', 'reporter', 'publisher', 'steward'] as const
  const tokens = [
    ...roles.map(role => ({ name: role, role, sha256: sha256(role) })),
    { name: 'hr', role: 'steward', contracts: ['hr.*'], sha256: sha256('hr') } as const,
    { name: 'boss', role: 'admin', sha256: sha256('boss') } as const,
  ].map(token => ({ ...token, tokenVariable: undefined }))
  const app = await testApp({ auth: { tokens } })
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  const document = { version: '1.0.0', id: 'a', status: 'active' }
  const put = {
    method: 'PUT',
    url: versionPath('a', '1.0.0'),
    payload: document,
    headers: as('boss'),
  } as const
  expect((await app.inject(put)).statusCode).toBe(204)
  const url = `${versionPath('a', '1.0.0')}/test-runs`
  const send = (token: string) => post(app, url, { run_id: token, result: 'passed' }, as(token))
  const statuses = await Promise.all([...roles, 'hr'].map(async role => (await send(role)).statusCode))
  expect(statuses).toEqual([403, 201, 201, 201, 403])
  expectProblem(await send('hr'), 403, 'out-of-scope')
  expectProblem(await get(app, '/test-runs/job:steward', as('hr')), 404, 'run-not-found')
  expectProblem(await get(app, url, as('hr')), 404, 'contract-not-found')
  const del = (token: string) =>
    app.inject({ method: 'DELETE', url: '/test-runs/job:steward', headers: as(token) })
  expect((await Promise.all(['publisher', 'hr'].map(del))).map(answer => answer.statusCode)).toEqual([
    403, 404,
  ])
  expect((await del('steward')).statusCode).toBe(204)
})
