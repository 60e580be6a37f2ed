import { expect, onTestFinished, test } from 'vitest'
import type { Role } from '../../src/auth/roles.ts'
import { sha256 } from '../../src/config/auth-tokens.ts'
import { SqliteDatabase } from '../../src/sql/sqlite/database.ts'
import { sqliteTables } from '../../src/sql/sqlite/tables.ts'
import { SqlContractStore } from '../../src/stores/sql/store.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { folderPlace } from '../support/log-stores.ts'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish } from '../support/requests.ts'
import { testRunOf } from '../support/sample-test-runs.ts'
import { Recorder } from '../support/sql-text/recorder.ts'
import { openMigrated } from '../support/sql-text/stub-server.ts'
import { testApp } from '../support/test-app.ts'

const token = (contracts: string[], role: Role, name: string) => {
  return { name, contracts, role, sha256: sha256(name), tokenVariable: undefined }
}
const by = (value: string) => ({ authorization: `Bearer ${value}` })

const tokens = [
  token(['*'], 'steward', 'all'),
  token(['*'], 'reader', 'reader'),
  token(['hr.*'], 'steward', 'hr'),
  token(['sales.*'], 'reporter', 'sales'),
]

async function started() {
  const app = await testApp({ auth: { tokens } })
  for (const id of ['sales.orders', 'hr.people']) {
    const body = {
      version: '1.0.0',
      id,
      schema: [{ name: 't', properties: [{ name: 'a', required: true }] }],
    }
    const url = `/contracts/${id}/versions/1.0.0`
    const answer = await app.inject({ method: 'PUT', url, body, headers: by('all') })
    expect(answer.statusCode, answer.body).toBe(204)
  }
  return app
}

const subject = (dataset: string, version: string, id = 'sales.orders') => ({
  ...{ dataset_id: dataset, dataset_version: version },
  ...{ contract_id: id, contract_version: '1.0.0' },
})

const nulls = (count: number) => ({
  metrics: { 'violations.not_null_a': count, row_count: 10 },
  schema: { a: { odcs_type: 'string', nullable: true } },
})

const query = (members: object) => new URLSearchParams(Object.entries(members))

test('the last verdict on a dataset version is told, by the contract version that is asked for', async () => {
  const app = await started()
  const evaluate = (count: number) => {
    const body = { ...subject('d', '1'), observations: nulls(count) }
    return post(app, '/governance/evaluate', body, by('sales'))
  }
  const status = (members = subject('d', '1')) =>
    get(app, `/governance/status?${query(members)}`, by('reader'))
  expectProblem(await status(), 404, 'run-not-found')
  for (const count of [2, 0, 3]) {
    const told = (await evaluate(count)).json().status
    expect((await status()).json()).toEqual(told)
  }
  // each took the place of the one before, and is an event
  const { events } = (await get(app, '/governance/activity?dataset_id=d', by('reader'))).json()[0]
  expect(events.map((one: { dq_status: string }) => one.dq_status)).toEqual(['block', 'ok', 'block'])
  const runs = await get(app, '/contracts/sales.orders/versions/1.0.0/test-runs', by('reader'))
  expect(runs.json().items).toMatchObject([
    {
      source: 'dc43',
      dataset: { id: 'd', version: '1' },
      result: 'failed',
      rows: 10,
      errors: 3,
      caller: 'sales',
    },
  ])
  for (const other of [subject('d', '2'), subject('e', '1'), subject('d', '1', 'hr.people')])
    expectProblem(await status(other), 404, 'run-not-found')
})

test('a caller who may not report has the same verdict, and leaves no trace', async () => {
  const app = await started()
  const body = { plan: subject('d', '1'), observations: nulls(1) }
  const answer = await post(app, '/governance/read/evaluate', body, by('reader'))
  expect(answer.json().status.status).toBe('block')
  expect((await get(app, '/governance/datasets', by('reader'))).json()).toEqual([])
  expectProblem(
    await get(app, `/governance/status?${query(subject('d', '1'))}`, by('all')),
    404,
    'run-not-found',
  )
})

test('runs that others have reported are verdicts, and links without a run are told of', async () => {
  const app = await started()
  const run = {
    ...{
      result: 'failed',
      ended_at: '2026-03-31T12:00:00Z',
      rows: 7,
      dataset: { id: 'path:/x/ü', version: '1' },
    },
    checks: [
      { property: 'a', result: 'failed', detail: 'two are null' },
      { property: 'a', result: 'passed' },
    ],
  }
  const runs = '/contracts/sales.orders/versions/1.0.0/test-runs'
  expect((await post(app, runs, run, by('sales'))).statusCode).toBe(201)
  const verdict = {
    ok: true,
    warnings: ['w'],
    metrics: { n: '1.5', m: { a: 1 } },
    ...subject('path:/x/ü', '2'),
  }
  expect((await post(app, runs, verdict, by('sales'))).statusCode).toBe(201)
  for (const version of ['4', '3'])
    expect((await post(app, '/governance/link', subject('path:/x/ü', version), by('all'))).statusCode).toBe(
      204,
    )
  const activity = await get(
    app,
    `/governance/activity?${query({ dataset_id: 'path:/x/ü', include_status: true })}`,
    by('reader'),
  )
  expect(activity.json()).toEqual([
    {
      ...subject('path:/x/ü', '1'),
      events: [
        expect.objectContaining({ dq_status: 'block', dq_reason: 'two are null', pipeline_context: {} }),
      ],
      validation_status: expect.objectContaining({
        ...{ ok: false, errors: ['two are null'], metrics: { row_count: 7 }, status: 'block' },
      }),
    },
    {
      ...subject('path:/x/ü', '2'),
      events: [expect.objectContaining({ dq_status: 'ok' })],
      validation_status: expect.objectContaining({ ok: true, warnings: ['w'], status: 'ok' }),
    },
    { ...subject('path:/x/ü', '3'), events: [] },
    { ...subject('path:/x/ü', '4'), events: [] },
  ])
  const metrics = (
    await get(app, `/governance/metrics?${query({ dataset_id: 'path:/x/ü' })}`, by('reader'))
  ).json()
  expect(
    metrics.map((one: Record<string, unknown>) => [
      one.metric_key,
      one.metric_value,
      one.metric_numeric_value,
    ]),
  ).toEqual([
    ['row_count', '7', 7],
    ['m', '{"a": 1}', null],
    ['n', '1.5', 1.5],
  ])
  expect((await get(app, '/governance/linked?dataset_id=path:/x/%C3%BC', by('reader'))).json()).toEqual({
    contract_version: 'sales.orders:1.0.0',
  })
})

test('all versions of a dataset are judged by all contract versions that they were looked at by, or follow', async () => {
  const app = await started()
  const evaluate = (version: string, count: number, id?: string) =>
    post(app, '/governance/evaluate', { ...subject('d', version, id), observations: nulls(count) }, by('all'))
  await evaluate('10', 0)
  await evaluate('9', 2)
  const { status: last } = (await evaluate('9', 0)).json()
  await evaluate('9', 1, 'hr.people')
  await post(app, '/governance/link', subject('d', '11'), by('all'))
  const entries = async (more: string, caller = 'all') => {
    const answer = await get(app, `/governance/status-matrix?dataset_id=d${more}`, by(caller))
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().dataset_id).toBe('d')
    return answer.json().entries.map(({ status, ...one }: { status: { status: string } | null }) => ({
      ...one,
      status: status?.status ?? null,
    }))
  }
  const people = { ...subject('d', '9', 'hr.people'), status: 'block' }
  const orders = [
    { ...subject('d', '9'), status: 'ok' },
    { ...subject('d', '10'), status: 'ok' },
    { ...subject('d', '11'), status: null },
  ]
  expect(await entries('')).toEqual([people, ...orders])
  expect(await entries('', 'sales')).toEqual(orders)
  expect(await entries('&dataset_version=9&dataset_version=11')).toEqual([people, orders[0], orders[2]])
  expect(await entries('&dataset_version=9&contract_id=hr.people')).toEqual([people])
  expect(await entries('&contract_id=hr.people&contract_id=none')).toEqual([people])
  expect(await entries('&dataset_version=12')).toEqual([])
  const one = await get(
    app,
    '/governance/status-matrix?dataset_id=d&dataset_version=9&contract_id=sales.orders',
    by('all'),
  )
  expect(one.json().entries[0].status).toEqual(last)
})

test('however many runs there are, as many statements tell of them', async () => {
  const recorder = new Recorder()
  const connection = await openMigrated()
  const tables = sqliteTables(storeTables, 'contracts')
  const database = new SqliteDatabase({ reader: connection, writer: connection }, tables, recorder)
  const store = new SqlContractStore(database, documentWorkers)
  const app = await testApp({ store })
  onTestFinished(() => store.close())
  const failed = [
    { object: 't', property: 'a', rule: 'r', type: 'x', result: 'failed', detail: 'two are null' },
  ] as const
  const report = async (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const dataset = { id: 'd', version: String(at) }
      await store.testRuns.recordTestRun(
        testRunOf({ runId: `${at}`, dataset, result: 'failed', failed, rows: at }),
        'once',
      )
    }
  }
  const statements = async (path: string) => {
    recorder.take()
    const answer = await get(app, path)
    expect(answer.statusCode).toBe(200)
    const told = answer.json()
    return { count: recorder.take().length, items: (Array.isArray(told) ? told : told.entries).length }
  }
  for (const path of [
    '/governance/activity?dataset_id=d&include_status=true',
    '/governance/metrics?dataset_id=d',
    '/governance/status-matrix?dataset_id=d',
  ]) {
    await store.testRuns.deleteTestRuns({ dataset: { id: 'd' } })
    await report(0, 2)
    const few = await statements(path)
    await report(2, 60)
    expect(few.items).toBe(2)
    expect(await statements(path)).toEqual({ count: few.count, items: 60 })
    expect(few.count).toBeLessThan(7)
  }
})

test('callers see the datasets of the contracts that they may see', async () => {
  const app = await started()
  for (const id of ['sales.orders', 'hr.people']) {
    const body = { plan: subject('shared', id, id), observations: nulls(0) }
    expect((await post(app, '/governance/write/evaluate', body, by('all'))).statusCode).toBe(200)
    expect((await post(app, '/governance/write/register', body, by('all'))).statusCode).toBe(204)
  }
  const link = { ...subject('of people', '1', 'hr.people') }
  expect((await post(app, '/governance/link', link, by('hr'))).statusCode).toBe(204)
  const told = async (path: string, caller: string) => (await get(app, path, by(caller))).json()
  expect(await told('/governance/datasets', 'all')).toEqual(['of people', 'shared'])
  expect(await told('/governance/datasets', 'sales')).toEqual(['shared'])
  expect(await told('/governance/activity?dataset_id=shared', 'sales')).toMatchObject([
    { dataset_version: 'sales.orders' },
  ])
  expect(await told('/governance/activity?dataset_id=of+people', 'sales')).toEqual([])
  expect(
    (await told('/governance/metrics?dataset_id=shared', 'hr')).map(
      (one: { contract_id: string }) => one.contract_id,
    ),
  ).toEqual(['hr.people', 'hr.people'])
  expect(await told('/governance/linked?dataset_id=shared', 'sales')).toEqual({
    contract_version: 'sales.orders:1.0.0',
  })
  expectProblem(await get(app, '/governance/linked?dataset_id=of+people', by('sales')), 404, 'link-not-found')
  expectProblem(await get(app, `/governance/status?${query(link)}`, by('sales')), 404, 'run-not-found')
})

test.each([
  '/governance/status?contract_id=a&contract_version=1&dataset_id=d',
  '/governance/status?contract_id=a&contract_version=1&dataset_version=d',
  '/governance/activity',
  '/governance/status-matrix',
  '/governance/status-matrix?dataset_id=d&dataset_id=e',
  `/governance/status-matrix?dataset_id=d&dataset_version=${'x'.repeat(513)}`,
  '/governance/activity?dataset_id=d&include_status=maybe',
  '/governance/activity?dataset_id=d&dataset_id=e',
  `/governance/metrics?dataset_id=${'x'.repeat(2001)}`,
  '/governance/metrics?dataset_id=d&contract=a',
  '/governance/datasets?dataset_id=d',
  '/governance/linked',
])('%s is refused', async path => {
  expectProblem(await get(await started(), path, by('all')), 400, 'invalid-request')
})

test('a folder keeps what is known of datasets by test runs and links', async () => {
  const place = folderPlace('dc43')
  const store = await place.open()
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  const app = await testApp({ store })
  await publish(app, 'sales.orders', '1.0.0')
  const body = { plan: subject('d', '1'), observations: nulls(0) }
  expect((await post(app, '/governance/write/evaluate', body)).json().status.status).toBe('ok')
  expect((await post(app, '/governance/write/register', body)).statusCode).toBe(204)
  expect((await get(app, '/governance/datasets')).json()).toEqual(['d'])
  expect((await get(app, '/governance/metrics?dataset_id=d')).json()).toHaveLength(2)
  expect((await get(app, `/governance/status?${query(subject('d', '1'))}`)).json().status).toBe('ok')
  expect((await get(app, '/governance/activity?dataset_id=d')).json()).toEqual([
    { ...subject('d', '1'), events: [expect.objectContaining({ dq_status: 'ok' })] },
  ])
})
