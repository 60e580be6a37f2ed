import { expect, onTestFinished, test } from 'vitest'
import type { Role } from '../../src/auth/roles.ts'
import { sha256 } from '../../src/config/auth-tokens.ts'
import { folderPlace } from '../support/log-stores.ts'
import { expectProblem } from '../support/problem.ts'
import { get } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const token = (contracts: string[], role: Role, name: string) => {
  return { name, contracts, role, sha256: sha256(name), tokenVariable: undefined }
}
const tokens = [
  token(['*'], 'steward', 'all'),
  token(['sales.*'], 'reporter', 'sales'),
  token(['hr.*'], 'steward', 'hr'),
  token(['*'], 'reader', 'reader'),
]

type Method = 'PUT' | 'POST' | 'DELETE'

/** A registry that knows no contracts: those of a service of dc43 may be elsewhere. */
async function started() {
  const app = await testApp({ auth: { tokens } })
  const by = (caller: string) => ({ authorization: `Bearer ${caller}` })
  return {
    read: (path: string, caller = 'all') => get(app, path, by(caller)),
    send: (method: Method, path: string, body?: object | string, caller = 'all') => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const payload = typeof body === 'object' ? JSON.stringify(body) : body
      return app.inject({
        method,
        url: path,
        headers: { ...by(caller), ...type },
        ...(payload && { payload }),
      })
    },
  }
}

const orders = { contract_id: 'sales.orders', contract_version: '1.0.0' }
const people = { contract_id: 'hr.people', contract_version: '2.0.0' }
const status = (value: string, contract: object = orders, more: object = {}) => {
  return { ...contract, status: value, reason: null, details: { violations: 0 }, ...more }
}

test('a status comes back as it was sent, and is one test run however often it is sent', async () => {
  const { read, send } = await started()
  const path = '/datasets/table:gold.orders/versions/1/status'
  expectProblem(await read(path), 404, 'run-not-found')
  const text =
    '{"contract_id": "sales.orders", "contract_version": "1.0.0", "status": "warn", "reason": "ü\\ud83d", "details": {"share": 1.0, "big": 9007199254740993, "é": [1e3, {"x": null}]}, "metrics": {"share": 1.0}}'
  for (let time = 0; time < 3; time++) expect((await send('PUT', path, text)).statusCode).toBe(204)
  const answer = await read(path)
  expect(answer.body).toBe(text)
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  const runs = (await read('/api/test-results')).json()
  expect(runs).toHaveLength(1)
  expect(runs[0]).toMatchObject({ dataContractId: 'sales.orders', result: 'warning' })
})

test('the status that was sent last counts, whichever contract version it is by', async () => {
  const { read, send } = await started()
  const path = '/datasets/d/versions/1/status'
  for (const sent of [status('ok'), status('block', people), status('ok'), status('warn', people)]) {
    expect((await send('PUT', path, sent)).statusCode).toBe(204)
    expect((await read(path)).json()).toEqual(sent)
  }
  // the other one is another run, of which those who may see it are told
  expect((await read(path, 'sales')).json()).toEqual(status('ok'))
  expect((await send('DELETE', path, undefined, 'sales')).statusCode).toBe(204)
  expectProblem(await read(path, 'sales'), 404, 'run-not-found')
  expect((await read(path)).json()).toEqual(status('warn', people))
  for (let time = 0; time < 2; time++) expect((await send('DELETE', path)).statusCode).toBe(204)
  expectProblem(await read(path), 404, 'run-not-found')
})

test('what another program has reported is a status, which no service of dc43 deletes', async () => {
  const { read, send } = await started()
  await send('PUT', '/contracts/sales.orders/versions/1.0.0', { id: 'sales.orders', version: '1.0.0' })
  const run = { run_id: '1', result: 'failed', dataset: { id: 'd', version: '1' }, rows: 7 }
  expect((await send('POST', '/contracts/sales.orders/versions/1.0.0/test-runs', run)).statusCode).toBe(201)
  const path = '/datasets/d/versions/1/status'
  await send('DELETE', path)
  expect((await read(path)).json()).toMatchObject({ ...orders, status: 'block', metrics: { row_count: 7 } })
  expect((await read('/datasets/d/activity')).json()).toMatchObject([
    { ...orders, events: [{ dq_status: 'block' }] },
  ])
})

test('events are kept as they were sent, in their order, and are no test runs', async () => {
  const { read, send } = await started()
  const path = (version: string) => `/datasets/d/versions/${version}/activity`
  const event = (at: number, more = '') =>
    `{"operation": "write", "contract_id": "sales.orders", "contract_version": "1.0.0", "n": ${at}.0, "recorded_at": "2024-01-01T00:00:${at}Z"${more}}`
  expect((await read(path('1'))).json()).toEqual([])
  const lineage = '{"eventType": "COMPLETE", "x": 1.0}'
  const all = [event(10, `, "lineage_event": ${lineage}, "y": {"z": 1e2}`), event(11), event(10, ', "y": 2')]
  for (const one of [...all, ...all])
    expect((await send('POST', path('1'), one, 'sales')).statusCode).toBe(204)
  const head =
    '{"dataset_id":"d","dataset_version":"1","contract_id":"sales.orders","contract_version":"1.0.0"'
  const kept = (text: string) => text.replace(`"lineage_event": ${lineage},`, '').replaceAll(/,\s+"/g, ',"')
  const { body } = await read(path('1'))
  expect(body).toBe(`[${head},"events":[${all.map(kept).join(',')}],"lineage_event":${lineage}}]`)
  await send('POST', path('2'), { ...people, operation: 'read' })
  // without a time, an equal one is another one
  await send('POST', path('2'), { ...people, operation: 'read' })
  const found = (await read('/datasets/d/activity?version=')).json()
  expect(
    found.map((one: { dataset_version: string; events: unknown[] }) => [
      one.dataset_version,
      one.events.length,
    ]),
  ).toEqual([
    ['1', 3],
    ['2', 2],
  ])
  expect((await read('/datasets/d/activity', 'hr')).json()).toMatchObject([{ dataset_version: '2' }])
  expect((await read('/datasets')).json()).toEqual(['d'])
  expect((await read('/api/test-results')).json()).toEqual([])
})

test('the last hundred events of a dataset version are kept', async () => {
  const { read, send } = await started()
  const path = '/datasets/d/versions/1/activity'
  for (let at = 0; at < 103; at++) await send('POST', path, { ...orders, at, recorded_at: String(at) })
  const [{ events }] = (await read(path)).json()
  expect(events.map((one: { at: number }) => one.at)).toEqual(Array.from({ length: 100 }, (_, at) => at + 3))
})

test('links are kept by whichever contract version, known here or not', async () => {
  const { read, send } = await started()
  expectProblem(await read('/datasets/d/link'), 404, 'link-not-found')
  expectProblem(await read('/datasets/d/versions/1/link'), 404, 'link-not-found')
  expect((await send('PUT', '/datasets/d/versions/1/link', orders)).statusCode).toBe(204)
  expect((await send('PUT', '/datasets/d/versions/2/link', people)).statusCode).toBe(204)
  expect((await read('/datasets/d/versions/1/link')).json()).toEqual(orders)
  expectProblem(await read('/datasets/d/versions/3/link'), 404, 'link-not-found')
  for (const path of ['/datasets/d/link', '/datasets/d/versions/latest/link'])
    expect((await read(path)).json(), path).toEqual(people)
  expectProblem(await read('/datasets/d/versions/2/link', 'sales'), 404, 'link-not-found')
  const taken = await send('PUT', '/datasets/d/versions/1/link', people, 'hr')
  expectProblem(taken, 403, 'out-of-scope')
  expect((await read('/datasets/d/versions/1/link')).json()).toEqual(orders)
})

test.each([
  ['path:/x/y', '2024-01-01T00:00:00+00:00', '/datasets/path:/x/y/versions/2024-01-01T00:00:00+00:00'],
  ['s3://b/x/', '1', '/datasets/s3://b/x//versions/1'],
  ['/data/versions/7', 'a/b', '/datasets//data/versions/7/versions/a%2Fb'],
  ['50% ü#', 'v 1', `/datasets/50%%20%C3%BC%23/versions/v%201`],
  ['a/b?', '1', `/datasets/${encodeURIComponent('a/b?')}/versions/1`],
  ['x/status', 'link/activity', '/datasets/x/status/versions/link/activity'],
])('the dataset %j is found by its id as dc43 writes it', async (id, version, path) => {
  const { read, send } = await started()
  expect((await send('PUT', `${path}/status`, status('ok'))).statusCode).toBe(204)
  expect((await send('PUT', `${path}/link`, orders)).statusCode).toBe(204)
  expect((await send('POST', `${path}/activity`, orders)).statusCode).toBe(204)
  expect((await read(`${path}/status`)).json()).toEqual(status('ok'))
  expect((await read(`${path}/link`)).json()).toEqual(orders)
  const subject = { dataset_id: id, dataset_version: version, ...orders }
  expect((await read(`${path}/activity`)).json()).toEqual([{ ...subject, events: [orders] }])
  expect((await read('/datasets')).json()).toEqual([id])
  const query = new URLSearchParams({ dataset_id: id, dataset_version: version })
  expect((await read(`/governance/linked?${query}`)).statusCode).toBe(404)
  expect((await read(`/datasets/${encodeURIComponent(id)}/metrics`)).json()).toEqual([])
})

test.each([
  ['PUT', 'status', '[]'],
  ['PUT', 'status', '{"status": "ok"}'],
  ['PUT', 'status', '{"contract_id": "a", "status": "ok"}'],
  ['PUT', 'status', '{"contract_id": "a", "contract_version": "1"}'],
  ['PUT', 'status', '{"contract_id": "a", "contract_version": "1", "status": "fine"}'],
  ['PUT', 'status', '{"contract_id": "a", "contract_version": "1", "status": "ok", "details": NaN}'],
  ['POST', 'activity', ''],
  ['POST', 'activity', '{"operation": "read"}'],
  ['POST', 'activity', '{"contract_id": 1, "contract_version": "1"}'],
  ['POST', 'activity', '{"contract_id": "a\\u0000", "contract_version": "1"}'],
  ['PUT', 'link', '{"contract_id": "a"}'],
  ['PUT', 'link', '{"contract_id": "", "contract_version": "1"}'],
] as const)('%s %s refuses %s', async (method, name, body) => {
  const { read, send } = await started()
  expectProblem(await send(method, `/datasets/d/versions/1/${name}`, body), 400, 'invalid-request')
  expect((await read('/datasets')).json()).toEqual([])
})

test('a caller writes what their token allows, of the contracts that it is for', async () => {
  const { send } = await started()
  const path = '/datasets/d/versions/1'
  expectProblem(await send('PUT', `${path}/status`, status('ok'), 'reader'), 403, 'forbidden')
  expectProblem(await send('POST', `${path}/activity`, orders, 'reader'), 403, 'forbidden')
  expectProblem(await send('DELETE', `${path}/status`, undefined, 'reader'), 403, 'forbidden')
  expectProblem(await send('PUT', `${path}/link`, orders, 'sales'), 403, 'forbidden')
  expectProblem(await send('PUT', `${path}/status`, status('ok', people), 'sales'), 403, 'out-of-scope')
  expectProblem(await send('POST', `${path}/activity`, people, 'sales'), 403, 'out-of-scope')
  expectProblem(await send('PUT', `${path}/link`, orders, 'hr'), 403, 'out-of-scope')
})

test('a folder keeps statuses and links, and says what events need', async () => {
  const place = folderPlace('dc43')
  const store = await place.open()
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  const app = await testApp({ store })
  const url = '/datasets/d/versions/1'
  const send = (method: Method, path: string, body: object) => app.inject({ method, url: path, body })
  expect((await send('PUT', `${url}/link`, orders)).statusCode).toBe(204)
  expect((await get(app, `${url}/link`)).json()).toEqual(orders)
  expect((await send('PUT', `${url}/status`, status('ok'))).statusCode).toBe(204)
  expect((await get(app, `${url}/status`)).json()).toEqual(status('ok'))
  expectProblem(await send('POST', `${url}/activity`, orders), 501, 'dataset-events-not-kept')
  expect((await get(app, '/datasets/d/activity')).json()).toMatchObject([{ events: [{ dq_status: 'ok' }] }])
  expect((await get(app, '/datasets')).json()).toEqual(['d'])
})
