import type { HTTPMethods, LightMyRequestResponse } from 'fastify'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { publish } from '../support/publish.ts'
import { routesOf } from '../support/routes.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { testRunOf } from '../support/sample-test-runs.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

// Who may do what: every route of the app, for every role, scope and setting of `auth.anonymous`. What is expected is
// written here once more, by hand.

const allowed: Record<string, readonly string[]> = {
  reader: ['read'],
  reporter: ['read', 'report'],
  publisher: ['read', 'report', 'write'],
  steward: ['read', 'report', 'write', 'link', 'promote'],
  admin: ['read', 'report', 'write', 'link', 'promote', 'admin'],
}

/** What a caller finds where his scope ends. */
type Outside =
  /** The answer is that of a contract which does not exist. */
  | 'hidden'
  /** It is refused, whether the contract exists or not. */
  | 'refused'
  /** The answer is about the other contracts. */
  | 'filtered'

interface Row {
  readonly needs: string
  readonly ok: number
  readonly outside?: Outside
  readonly query?: string
  readonly body?: (contractId: string) => unknown
}

const version = '1.0.0'
const document = (id: string) => ({ id, version, status: 'draft' })
const hidden = { needs: 'read', ok: 200, outside: 'hidden' } as const
const notHere = { needs: 'read', ok: 501, outside: 'filtered', body: () => ({}) } as const
/** What jobs of dc43 say of a dataset that follows a contract. */
const planOf = (id: string) => ({
  ...{ dataset_id: `of ${id}`, dataset_version: '1' },
  ...{ contract_id: id, contract_version: version },
})
const rows: Record<string, Row> = {
  'GET /': { needs: 'none', ok: 307 },
  'GET /openapi.json': { needs: 'none', ok: 200 },
  'GET /openapi.yaml': { needs: 'none', ok: 200 },
  'GET /health': { needs: 'none', ok: 200 },
  'GET /health/live': { needs: 'none', ok: 200 },
  'GET /metrics': { needs: 'none', ok: 200 },
  'GET /health/ready': { needs: 'none', ok: 200 },
  'GET /docs': { needs: 'none', ok: 200 },
  'GET /docs/json': { needs: 'none', ok: 307 },
  'GET /docs/yaml': { needs: 'none', ok: 307 },
  'GET /docs/static/index.html': { needs: 'none', ok: 307 },
  'GET /docs/static/swagger-initializer.js': { needs: 'none', ok: 200 },
  'GET /docs/static/swagger-ui.css': { needs: 'none', ok: 200 },
  'GET /docs/static/index.css': { needs: 'none', ok: 200 },
  'GET /docs/static/favicon-32x32.png': { needs: 'none', ok: 200 },
  'GET /docs/static/favicon-16x16.png': { needs: 'none', ok: 200 },
  'GET /docs/static/swagger-ui-bundle.js': { needs: 'none', ok: 200 },
  'GET /docs/static/swagger-ui-standalone-preset.js': { needs: 'none', ok: 200 },
  'GET /api/schemas/:name': { needs: 'none', ok: 200 },
  'POST /validate': { needs: 'read', ok: 200, outside: 'filtered', body: document },
  'GET /contracts/:contract_id/versions/:contract_version/validation': hidden,
  'GET /contracts': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /api/datacontracts': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /api/datacontracts/:contract_id': hidden,
  'GET /api/datacontracts/:contract_id/datacontract.yaml': hidden,
  'PUT /api/datacontracts/:contract_id': { needs: 'write', ok: 200, outside: 'refused', body: document },
  'DELETE /api/datacontracts/:contract_id': { needs: 'admin', ok: 200, outside: 'refused' },
  'POST /governance/read/resolve': {
    ...hidden,
    body: id => ({ context: { contract: { contract_id: id } } }),
  },
  'POST /governance/write/resolve': {
    ...hidden,
    body: id => ({ context: { contract: { contract_id: id } } }),
  },
  'POST /governance/evaluate': { ...hidden, body: planOf },
  'POST /governance/read/evaluate': { ...hidden, body: id => ({ plan: planOf(id) }) },
  'POST /governance/write/evaluate': { ...hidden, body: id => ({ plan: planOf(id) }) },
  'POST /governance/read/register': {
    needs: 'read',
    ok: 204,
    outside: 'filtered',
    body: id => ({ plan: planOf(id) }),
  },
  'POST /governance/write/register': {
    needs: 'link',
    ok: 204,
    outside: 'refused',
    body: id => ({ plan: planOf(id) }),
  },
  'POST /governance/link': { needs: 'link', ok: 204, outside: 'refused', body: planOf },
  'GET /governance/linked': { ...hidden, query: '?dataset_id=of+:contract_id&dataset_version=1' },
  'GET /governance/status': {
    ...hidden,
    query: '?dataset_id=of+:contract_id&dataset_version=1&contract_id=:contract_id&contract_version=1.0.0',
  },
  'GET /governance/status-matrix': { ...hidden, query: '?dataset_id=of+:contract_id' },
  'GET /governance/dataset-records': { needs: 'read', ok: 501, outside: 'filtered' },
  'GET /governance/datasets': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /governance/activity': {
    needs: 'read',
    ok: 200,
    outside: 'filtered',
    query: '?dataset_id=of+:contract_id',
  },
  'GET /governance/metrics': {
    needs: 'read',
    ok: 200,
    outside: 'filtered',
    query: '?dataset_id=of+:contract_id',
  },
  'GET /datasets': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /datasets/:dataset_id/activity': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /datasets/:dataset_id/metrics': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /datasets/:dataset_id/link': hidden,
  'GET /datasets/:dataset_id/versions/:dataset_version/activity': {
    needs: 'read',
    ok: 200,
    outside: 'filtered',
  },
  'GET /datasets/:dataset_id/versions/:dataset_version/link': hidden,
  'GET /datasets/:dataset_id/versions/:dataset_version/status': hidden,
  'PUT /datasets/:dataset_id/versions/:dataset_version/link': {
    needs: 'link',
    ok: 204,
    outside: 'refused',
    body: planOf,
  },
  'PUT /datasets/:dataset_id/versions/:dataset_version/status': {
    needs: 'report',
    ok: 204,
    outside: 'refused',
    body: id => ({ ...planOf(id), status: 'ok' }),
  },
  'POST /datasets/:dataset_id/versions/:dataset_version/activity': {
    needs: 'report',
    ok: 204,
    outside: 'refused',
    body: planOf,
  },
  'DELETE /datasets/:dataset_id/versions/:dataset_version/status': {
    needs: 'report',
    ok: 204,
    outside: 'filtered',
  },
  'POST /data-quality/expectations': {
    needs: 'read',
    ok: 200,
    outside: 'filtered',
    body: () => ({ contract: {} }),
  },
  'POST /data-quality/evaluate': notHere,
  'POST /governance/draft': notHere,
  'POST /governance/review': notHere,
  'POST /governance/lineage': notHere,
  'POST /governance/auth': notHere,
  'GET /search': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /fields': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /history': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /contracts/:contract_id': hidden,
  'GET /contracts/:contract_id/latest': hidden,
  'GET /contracts/:contract_id/diff': { ...hidden, query: '?from=1.0.0&to=1.0.0' },
  'POST /contracts/:contract_id/diff': { ...hidden, body: document },
  'GET /contracts/:contract_id/history': hidden,
  'GET /contracts/:contract_id/versions': hidden,
  'GET /contracts/:contract_id/versions/:contract_version': hidden,
  'GET /contracts/:contract_id/versions/:contract_version/history': hidden,
  'GET /contracts/:contract_id/versions/:contract_version/datasets': hidden,
  'GET /contracts/datasets/:dataset_id/linked': { ...hidden, query: '?dataset_version=1' },
  'GET /contracts/:contract_id/test-runs/statistics': hidden,
  'GET /contracts/:contract_id/versions/:contract_version/test-runs': hidden,
  'GET /contracts/:contract_id/versions/:contract_version/test-runs/latest': hidden,
  'GET /test-runs/:run_id': hidden,
  'GET /test-runs/:run_id/report': hidden,
  'DELETE /test-runs/:run_id': { needs: 'promote', ok: 204, outside: 'hidden' },
  'GET /api/test-results': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /api/test-results/:run_id': hidden,
  'DELETE /api/test-results/:run_id': { needs: 'promote', ok: 200, outside: 'hidden' },
  'POST /api/test-results': {
    needs: 'report',
    ok: 200,
    outside: 'refused',
    body: id => ({ dataContractId: id, runId: `cli ${id}`, result: 'passed' }),
  },
  'GET /validations': { needs: 'read', ok: 200, outside: 'filtered' },
  'GET /contracts/:contract_id/validations': hidden,
  'GET /validations/stats/:contract_id': hidden,
  'POST /validations': {
    needs: 'report',
    ok: 201,
    outside: 'refused',
    body: id => ({ contract_id: id, run_id: 'griot', passed: true }),
  },
  'POST /contracts/:contract_id/versions/:contract_version/test-runs': {
    needs: 'report',
    ok: 201,
    outside: 'refused',
    body: id => ({ result: 'passed', run_id: `another of ${id}` }),
  },
  'POST /contracts/resolve': { ...hidden, body: id => [{ contract_id: id }] },
  'POST /contracts/link': {
    needs: 'link',
    ok: 200,
    outside: 'refused',
    body: planOf,
  },
  'PUT /contracts/:contract_id/versions/:contract_version': {
    needs: 'write',
    ok: 204,
    outside: 'refused',
    body: document,
  },
  'DELETE /contracts/:contract_id/versions/:contract_version': {
    needs: 'admin',
    ok: 204,
    outside: 'refused',
  },
  'PUT /contracts/:contract_id/versions/:contract_version/status': {
    needs: 'promote',
    ok: 200,
    outside: 'refused',
    body: () => ({ status: 'active' }),
  },
}
// HEAD is possible wherever GET is
for (const [name, row] of Object.entries(rows)) {
  if (name.startsWith('GET ')) rows[name.replace('GET', 'HEAD')] = row
}

const names = Object.keys(rows)

const inside = 'sales.orders'
const outside = 'hr.people'
const missing = 'hr.nobody'

const tokens = Object.keys(allowed).flatMap(role => [
  { name: role, role, sha256: sha256(role) },
  { name: `${role} of sales`, role, contracts: ['sales.*', 'web'], sha256: sha256(`${role}-of-sales`) },
]) as never

/** A caller: by his token, his role and whether he has a scope. */
interface Caller {
  readonly token: string | undefined
  readonly role: string | undefined
  readonly isScoped: boolean
}

const known: Caller[] = Object.keys(allowed).flatMap(role => [
  { token: role, role, isScoped: false },
  { token: `${role}-of-sales`, role, isScoped: true },
])
const anonymousRoles = { none: undefined, read: 'reader', all: 'admin' } as const

async function serviceWith(anonymous: keyof typeof anonymousRoles) {
  const store = await openSqliteStore()
  const app = await testApp({ store, auth: { anonymous, tokens } })
  await app.ready()
  const send = (name: string, row: Row, contractId: string, token: string | undefined) => {
    const [method, path = ''] = name.split(' ')
    const url = path
      .replace(':contract_id', contractId)
      .replace(':contract_version', version)
      .replace(':dataset_id', encodeURIComponent(`of ${contractId}`))
      .replace(':dataset_version', '1')
      .replace(':run_id', `job:${contractId}`)
      .replace(':name', 'odcs.schema.json')
      .replace('*', '/static/index.html')
    const payload = row.body && JSON.stringify(row.body(contractId))
    return app.inject({
      // wrong tokens are counted by address, and every route is asked with some
      remoteAddress: `10.0.0.${names.indexOf(name) + 1}`,
      method: method as HTTPMethods,
      url: url + (row.query ?? '').replaceAll(':contract_id', encodeURIComponent(contractId)),
      headers: {
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(payload !== undefined && { payload }),
    })
  }
  await prepare(store)
  const ask = async (...asked: Parameters<typeof send>) => {
    const answer = await send(...asked)
    // whatever that has changed
    if (!/^(GET|HEAD) /.test(asked[0])) await prepare(store)
    return answer
  }
  return { app, ask, send }
}

type Ask = Awaited<ReturnType<typeof serviceWith>>['ask']

/** Has both contracts there as drafts, with a dataset linked to each and a test run of each. */
async function prepare(store: ContractStore): Promise<void> {
  await store.testRuns.deleteTestRuns({})
  for (const contractId of [inside, outside]) {
    const stored = await store.get({ contractId, version })
    if (stored?.status !== 'draft')
      await publish(store, jsonVersion(contractId, version, { status: 'draft' }))
    const dataset = { datasetId: `of ${contractId}`, datasetVersion: '1', linkedBy: 'somebody' }
    await store.links.link({ ...dataset, contractId, contractVersion: version })
    const tested = { id: dataset.datasetId, version: dataset.datasetVersion }
    const run = testRunOf({ runId: contractId, contractId, version, dataset: tested })
    await store.testRuns.recordTestRun(run, 'once')
  }
}

test('every route of the app has a row, and every other method is 405 for anybody', async () => {
  const { app, send } = await serviceWith('none')
  const routes = routesOf(app)
  expect(routes.length).toBeGreaterThan(80)
  expect(Object.keys(rows).filter(name => !routes.includes(name))).toEqual([])
  // PATCH stands for the methods that no path has
  const paths = new Set(Object.keys(rows).map(name => name.split(' ')[1]))
  const others = routes.filter(name => !(name in rows) && !name.endsWith(' *'))
  for (const name of [...others, ...[...paths].map(path => `PATCH ${path}`)]) {
    for (const token of [undefined, 'wrong', 'admin']) {
      const answer = await send(name, { needs: 'none', ok: 405 }, inside, token)
      expect([name, answer.statusCode]).toEqual([name, name.startsWith('OPTIONS') ? 204 : 405])
    }
  }
})

describe.each(Object.keys(anonymousRoles) as (keyof typeof anonymousRoles)[])('anonymous = %s', anonymous => {
  const nobody: Caller = { token: undefined, role: anonymousRoles[anonymous], isScoped: false }

  const callers: Caller[] = [{ ...nobody, token: 'wrong', role: undefined }, nobody, ...known]

  async function expectPermissions(ask: Ask, name: string, row: Row): Promise<void> {
    for (const caller of callers) {
      for (const contractId of [inside, outside]) {
        const { status, code } = expectedOf(row, caller, contractId)
        if (status === undefined) continue
        const answer = await ask(name, row, contractId, caller.token)
        const expected = name.startsWith('HEAD') ? { status } : { status, code }
        const problem = answer.statusCode >= 400 && answer.body !== '' ? answer.json() : {}
        const answered = { status: answer.statusCode, code: problem.code }
        expect({ name, caller, contractId, ...answered }).toEqual({ name, caller, contractId, ...expected })
      }
    }
  }

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])('every %s', async method => {
    const { ask } = await serviceWith(anonymous)
    for (const [name, row] of Object.entries(rows).filter(([one]) => one.startsWith(`${method} `))) {
      await expectPermissions(ask, name, row)
      for (const caller of known.filter(one => one.isScoped)) {
        const there = await ask(name, row, outside, caller.token)
        const notThere = await ask(name, row, missing, caller.token)
        expect([name, comparable(there)]).toEqual([name, comparable(notThere)])
        if (row.outside === 'filtered') expect(there.body, name).not.toContain(outside)
      }
    }
  })
})

/** What is expected of a route; no status where it is that of a contract which does not exist. */
function expectedOf(
  row: Row,
  { token, role, isScoped }: Caller,
  contractId: string,
): { status?: number; code?: string } {
  const served = row.ok === 501 ? { status: 501, code: 'not-implemented' } : { status: row.ok }
  if (row.needs === 'none') return served
  if (role === undefined) return { status: 401, code: 'unauthenticated' }
  if (!allowed[role]?.includes(row.needs)) {
    return token === undefined ? { status: 401, code: 'unauthenticated' } : { status: 403, code: 'forbidden' }
  }
  if (contractId === inside || !isScoped || row.outside === 'filtered') return served
  return row.outside === 'refused' ? { status: 403, code: 'out-of-scope' } : {}
}

/** The parts of an answer that may tell whether the contract is there. */
function comparable({ statusCode, headers, body }: LightMyRequestResponse) {
  const { date: _, 'content-length': __, 'x-request-id': ___, ...others } = headers
  // metrics count the requests of the test themselves
  const isCounting = String(headers['content-type']).includes('version=')
  return { statusCode, headers: others, body: isCounting ? '' : body.replaceAll(outside, missing) }
}
