import { expect, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

async function appWithVersion() {
  const app = await testApp()
  await publish(app, 'orders', '1.0.0', { status: 'active' })
  return app
}

const cliRun = {
  ...{
    runId: '90ef-1',
    datacontractCliVersion: '1.2.8',
    dataContractId: 'orders',
    dataContractVersion: '1.0.0',
  },
  ...{
    server: 'production',
    timestampStart: '2026-03-31T10:00:00+00:00',
    timestampEnd: '2026-03-31T10:00:10+00:00',
  },
  result: 'failed',
  checks: [
    {
      type: 'field_minimum',
      model: 'orders',
      field: 'amount',
      result: 'failed',
      reason: 'low',
      failedSamples: [{ amount: -3 }],
    },
  ],
  logs: [{ level: 'INFO', message: 'done' }],
}

test('the Data Contract CLI publishes results, and its last report of a run counts', async () => {
  const app = await appWithVersion()
  const send = (body: unknown) => post(app, '/api/test-results', body, { host: 'registry.example.com' })
  const answer = await send(cliRun)
  expect([answer.statusCode, answer.headers['location-html']]).toEqual([
    200,
    'http://registry.example.com/test-runs/datacontract-cli%3A90ef-1',
  ])
  expect((await send(cliRun)).json()).toEqual(answer.json())
  const other = { ...cliRun, checks: [], result: 'passed' }
  expect((await send(other)).json()).toMatchObject({ id: '90ef-1', result: 'passed' })
  const natively = await get(app, `${versionPath('orders', '1.0.0')}/test-runs`)
  expect(natively.json().items).toMatchObject([
    { run_id: 'datacontract-cli:90ef-1', result: 'passed', checks: { failed: 0 }, version_known: true },
  ])
  // a job does not fail of what is not known here, nor of members that nobody understands
  for (const [body, expected] of [
    [
      { runId: 'a', dataContractId: 'nobody', result: 'passed' },
      { dataContractId: 'nobody', dataContractVersion: null },
    ],
    [
      { runId: 'b', dataContractId: 'orders', dataContractVersion: '9' },
      { dataContractVersion: '9', result: 'unknown' },
    ],
    [
      { runId: 'c', result: 'green', checks: 1, server: 5, timestampStart: 'x' },
      { server: null, result: 'unknown' },
    ],
    [{ runId: 'd', dataContractId: 'orders', result: 'passed' }, { dataContractVersion: '1.0.0' }],
  ] as const) {
    const kept = await send(body)
    expect([kept.statusCode, kept.json()]).toMatchObject([200, expected])
  }
  for (const body of ['', '{', [], {}]) expectProblem(await send(body), 400, 'invalid-request')
  expectProblem(await send({ runId: 'e', checks: Array(10_001).fill({}) }), 400, 'invalid-request')
})

test('clients of Entropy Data list, read and delete results', async () => {
  const app = await appWithVersion()
  await post(app, '/api/test-results', cliRun)
  await post(app, `${versionPath('orders', '1.0.0')}/test-runs`, { run_id: '1', result: 'passed' })
  const one = (await get(app, '/api/test-results/90ef-1')).json()
  expect(one).toEqual({
    ...{ ...cliRun, id: '90ef-1', checks: [{ ...cliRun.checks[0], failedSamples: null }] },
    ...{ timestampStart: '2026-03-31T10:00:00.000Z', timestampEnd: '2026-03-31T10:00:10.000Z' },
  })
  expect((await get(app, '/api/test-results/job:1')).json()).toMatchObject({
    id: 'job:1',
    result: 'passed',
    checks: [],
  })
  const listed = (await get(app, '/api/test-results?dataContractId=orders')).json()
  expect(listed.map((result: { id: string }) => result.id)).toEqual(['job:1', '90ef-1'])
  expect(Object.keys(listed[0])).not.toContain('checks')
  expect((await get(app, '/api/test-results?server=production')).json()).toHaveLength(1)
  for (let at = 0; at < 100; at++) await post(app, '/api/test-results', { runId: `r${at}`, result: 'passed' })
  const pages = [await get(app, '/api/test-results'), await get(app, '/api/test-results?p=1')]
  expect(pages.map(page => [page.json().length, page.headers.link])).toEqual([
    [100, '<?p=1>; rel="next"'],
    [2, '<?p=0>; rel="prev"'],
  ])
  const url = '/api/test-results/90ef-1'
  expect((await app.inject({ method: 'DELETE', url })).statusCode).toBe(200)
  expectProblem(await get(app, url), 404, 'run-not-found')
})

test('what the registry says of a result stands before what its report says', async () => {
  const app = await appWithVersion()
  const body = {
    ...{ runId: 'r', id: 'other', dataContractId: 'orders', dataContractVersion: 'latest', server: 7 },
    ...{ result: 'INFO', timestampStart: 'then', timestampEnd: '2026-03-31T10:00:00' },
    ...{ dataProductId: 'p', logs: [] },
  }
  const told = (await post(app, '/api/test-results', body)).json()
  expect(told).toEqual({
    ...{ id: 'r', runId: 'r', dataContractId: 'orders', dataContractVersion: '1.0.0', server: null },
    ...{ result: 'passed', timestampStart: null, timestampEnd: '2026-03-31T10:00:00.000Z' },
  })
  expect((await get(app, '/api/test-results/r')).json()).toEqual({ ...told, dataProductId: 'p', logs: [] })
})

test('a result of the CLI stands for no run of another program, whatever it is called', async () => {
  const app = await appWithVersion()
  const native = `${versionPath('orders', '1.0.0')}/test-runs`
  await post(app, native, { run_id: '1', result: 'failed' })
  const taken = await post(app, '/api/test-results', { runId: 'job:1', result: 'passed' })
  expect([taken.statusCode, taken.json()]).toMatchObject([
    200,
    { id: 'datacontract-cli:job:1', runId: 'job:1' },
  ])
  const result = async (id: string) => (await get(app, `/api/test-results/${id}`)).json().result
  expect([await result('job:1'), await result('datacontract-cli:job:1')]).toEqual(['failed', 'passed'])
  const del = (id: string) => app.inject({ method: 'DELETE', url: `/api/test-results/${id}` })
  expect((await del('job:1')).statusCode).toBe(200)
  const listed = (await get(app, '/api/test-results')).json()
  expect(listed.map((one: { id: string }) => one.id)).toEqual(['datacontract-cli:job:1'])
  expectProblem(await get(app, '/api/test-results/job:1'), 404, 'run-not-found')
})

test('runs of griot are told apart by all that names them', async () => {
  const app = await appWithVersion()
  await publish(app, 'a/b', '1.0.0')
  const named = { passed: true, run_id: 'r' }
  const ids: string[] = []
  for (const more of [
    { contract_id: 'orders', schema_name: 'b/c' },
    { contract_id: 'orders', schema_name: 'b', environment: 'c' },
    { contract_id: 'orders', schema_name: 'b%2Fc' },
    { contract_id: 'orders', pipeline_id: 'p'.repeat(300) },
    { contract_id: 'orders', pipeline_id: `${'p'.repeat(300)}q` },
    { contract_id: 'orders', pipeline_id: 'a/b', run_id: 'r/s' },
    { contract_id: 'a/b', pipeline_id: 'orders/a', run_id: 's' },
  ]) {
    const first = await post(app, '/validations', { ...named, ...more })
    expect(first.statusCode, first.body).toBe(201)
    // another report of it takes its place
    const last = await post(app, '/validations', { ...named, ...more, row_count: 5 })
    expect(last.json().id).toBe(first.json().id)
    ids.push(first.json().id)
  }
  expect(ids.slice(0, 3)).toEqual([
    'griot:/orders/b%2Fc//r',
    'griot:/orders/b/c/r',
    'griot:/orders/b%252Fc//r',
  ])
  expect(new Set(ids).size).toBe(7)
  expect((await get(app, '/validations')).json().total).toBe(7)
  for (const id of ids) expect((await get(app, `/test-runs/${encodeURIComponent(id)}`)).statusCode).toBe(200)
})

test('griot reports validations, and reads them with those of others', async () => {
  const app = await appWithVersion()
  const body = {
    ...{ contract_id: 'orders', contract_version: '9.9', passed: false, row_count: 1000, error_count: 12 },
    ...{ error_rate: 0.012, duration_ms: 40, environment: 'production', pipeline_id: 'p', run_id: 'r1' },
    sample_errors: [{ field: 'amount', row: 17, value: -3, constraint: 'ge', message: '-3 is below 0' }],
  }
  const answer = await post(app, '/validations', body)
  expect([answer.statusCode, answer.json()]).toEqual([
    201,
    {
      ...{
        id: 'griot:p/orders//production/r1',
        contract_id: 'orders',
        contract_version: '9.9',
        schema_name: null,
      },
      ...{ passed: false, row_count: 1000, error_count: 12, error_rate: 0.012, duration_ms: 40 },
      ...{ environment: 'production', recorded_at: expect.stringMatching(/Z$/) },
    },
  ])
  expect((await post(app, '/validations', body)).json()).toEqual(answer.json())
  const named = { contract_id: 'orders', passed: true, row_count: 1 }
  const made = [await post(app, '/validations', named), await post(app, '/validations', named)]
  expect(made[0]?.json()).toMatchObject({ contract_version: '1.0.0', passed: true })
  expect(made[1]?.json()).toEqual(made[0]?.json())
  await post(app, `${versionPath('orders', '1.0.0')}/test-runs`, { result: 'warning', duration_ms: 20 })
  expectProblem(
    await post(app, '/validations', { ...named, contract_id: 'nobody' }),
    404,
    'contract-not-found',
  )
  expectProblem(await post(app, '/validations', { contract_id: 'orders' }), 400, 'invalid-request')
  const total = async (query: string) => (await get(app, `/validations?${query}`)).json().total
  expect(await total('')).toBe(3)
  expect(await total('passed=true')).toBe(2)
  expect(await total('passed=false&contract_id=orders')).toBe(1)
  expect(await total('schema_name=x')).toBe(0)
  expect(await total('from_date=2024-01-01&to_date=2024-01-31T00:00:00')).toBe(0)
  expect(await total('from_date=2024-01-01')).toBe(3)
  const page = (await get(app, '/contracts/orders/validations?limit=2&offset=2')).json()
  expect([page.items.length, page.total, page.limit, page.offset]).toEqual([1, 3, 2, 2])
  expectProblem(await get(app, '/contracts/nobody/validations'), 404, 'contract-not-found')
  for (const query of ['limit=101', 'passed=1', 'from_date=now'])
    expectProblem(await get(app, `/validations?${query}`), 400, 'invalid-request')
  expect((await get(app, '/validations/stats/orders?days=1')).json()).toEqual({
    ...{ contract_id: 'orders', total_runs: 3, passed_runs: 2, failed_runs: 1, pass_rate: 2 / 3 },
    ...{ total_rows: 1001, total_errors: 12, avg_duration_ms: 30 },
  })
  expectProblem(await get(app, '/validations/stats/nobody'), 404, 'contract-not-found')
})

test('a reporter of some contracts reports about these only, and sees no others', async () => {
  const tokens = [
    { name: 'hr', role: 'reporter', contracts: ['hr.*'], sha256: sha256('hr'), tokenVariable: undefined },
    { name: 'boss', role: 'admin', sha256: sha256('boss'), tokenVariable: undefined },
  ] as const
  const app = await testApp({ auth: { tokens } })
  const as = (token: string) => ({ 'x-api-key': token })
  for (const dataContractId of ['hr.people', 'orders', undefined])
    await post(
      app,
      '/api/test-results',
      { runId: `${dataContractId}`, dataContractId, result: 'passed' },
      as('boss'),
    )
  const ids = async (token: string) =>
    (await get(app, '/api/test-results', as(token)))
      .json()
      .map((one: { id: string }) => one.id)
      .sort()
  expect([await ids('boss'), await ids('hr')]).toEqual([['hr.people', 'orders', 'undefined'], ['hr.people']])
  for (const dataContractId of ['orders', undefined])
    expectProblem(
      await post(app, '/api/test-results', { runId: 'x', dataContractId }, as('hr')),
      403,
      'out-of-scope',
    )
  expect(
    (await post(app, '/api/test-results', { runId: 'x', dataContractId: 'hr.x' }, as('hr'))).statusCode,
  ).toBe(200)
  // nobody takes the place of a run of a contract that they may not report about
  const taken = await post(app, '/api/test-results', { runId: 'orders', dataContractId: 'hr.x' }, as('hr'))
  expectProblem(taken, 409, 'run-conflict')
  expect((await get(app, '/validations', as('hr'))).json().total).toBe(2)
})
