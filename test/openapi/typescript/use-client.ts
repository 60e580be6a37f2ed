import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import type { components, paths } from './generated/schema.ts'

/** Uses a client whose types were generated from openapi.yaml; the first argument is the URL of a new registry. */
// documents and lists have other media types, too
const client = createClient<paths, 'application/json' | 'application/problem+json'>({
  baseUrl: process.argv[2] ?? '',
})
const contract_id = 'sales.orders'

const contract: components['schemas']['Contract'] = {
  id: contract_id,
  version: '1.0.0',
  kind: 'DataContract',
  apiVersion: 'v3.1.0',
  name: 'Orders',
  status: 'active',
  schema: [{ name: 'orders', properties: [{ name: 'order_id', logicalType: 'integer' }] }],
}

await publish()
await readBack()
await find()
await change()
await beRefused()

async function publish() {
  const path = { contract_id, contract_version: '1.0.0' }
  const url = '/contracts/{contract_id}/versions/{contract_version}'

  const preview = await client.PUT(url, { params: { path, query: { dry_run: true } }, body: contract })
  assert.equal(preview.data?.action, 'create')
  assert.equal(preview.data.dry_run, true)

  const published = await client.PUT(url, { params: { path }, body: contract })
  assert.equal(published.response.status, 204)
  assert.equal(published.response.headers.get('dc43-revision'), '1')

  const draft = { ...contract, version: '1.1.0', status: 'draft' }
  const second = await client.PUT(url, {
    params: { path: { contract_id, contract_version: '1.1.0' } },
    body: draft,
  })
  assert.equal(second.response.status, 204)
}

async function readBack() {
  const path = { contract_id }
  const latest = await client.GET('/contracts/{contract_id}/latest', { params: { path } })
  assert.equal(latest.data?.version, '1.1.0')

  const selected = await client.GET('/contracts/{contract_id}/latest', {
    params: { path, query: { selector: '^1.0', status: ['active', 'validated'], include_prerelease: false } },
  })
  assert.deepEqual(selected.data, contract)
  assert.ok(Array.isArray(selected.data.schema))

  const versions = await client.GET('/contracts/{contract_id}/versions', { params: { path } })
  assert.deepEqual(versions.data, ['1.0.0', '1.1.0'])

  const summaries = await client.GET('/contracts/{contract_id}/versions', {
    params: { path, query: { expand: 'summary' } },
  })
  const [first] = summaries.data ?? []
  assert.ok(typeof first === 'object')
  assert.equal(first.name, 'Orders')

  const overview = await client.GET('/contracts/{contract_id}', { params: { path } })
  assert.deepEqual(overview.data?.versions_by_status, { active: ['1.0.0'], draft: ['1.1.0'] })
  assert.equal(overview.data.last_change?.operation, 'create')
}

async function find() {
  const list = await client.GET('/contracts')
  assert.deepEqual(list.data?.items, [contract_id])

  const found = await client.GET('/search', { params: { query: { q: 'order', facets: 'status' } } })
  assert.equal(found.data?.items[0]?.contract_id, contract_id)
  assert.equal(found.data.facets?.status?.[0]?.count, 1)

  const fields = await client.GET('/fields', { params: { query: { name: ['order_id'] } } })
  assert.equal(fields.data?.items[0]?.logical_type, 'integer')

  const items = [{ contract_id, selector: '^1.0', status: 'active' }, { contract_id: 'sales.refunds' }]
  const query = { documents: false }
  const resolved = await client.POST('/contracts/resolve', { params: { query }, body: { items } })
  assert.ok(resolved.data && 'items' in resolved.data)
  const [one, other] = resolved.data.items
  assert.ok(one && 'version' in one)
  assert.equal(one.version, '1.0.0')
  assert.ok(other && 'problem' in other)
  assert.equal(other.problem.code, 'contract-not-found')

  const listed = await client.POST('/contracts/resolve', { body: items })
  assert.ok(Array.isArray(listed.data))
}

async function change() {
  const path = { contract_id, contract_version: '1.1.0' }
  const moved = await client.PUT('/contracts/{contract_id}/versions/{contract_version}/status', {
    params: { path },
    body: { status: 'active', reason: 'approved' },
  })
  assert.ok(moved.data && 'revision' in moved.data)
  assert.equal(moved.data.status, 'active')

  const history = await client.GET('/contracts/{contract_id}/versions/{contract_version}/history', {
    params: { path, query: { order: 'newest', limit: 1 } },
  })
  assert.equal(history.data?.items[0]?.reason, 'approved')

  const dataset = { dataset_id: 'table:gold.orders', dataset_version: '2024-01-01' }
  const linked = await client.POST('/contracts/link', { body: { ...dataset, ...path } })
  assert.equal(linked.response.status, 200)
  const followed = await client.GET('/contracts/datasets/{dataset_id}/linked', {
    params: { path: { dataset_id: dataset.dataset_id }, query: { dataset_version: dataset.dataset_version } },
  })
  assert.equal(followed.data?.contract_version, '1.1.0')
}

async function beRefused() {
  const missing = await client.GET('/contracts/{contract_id}/latest', {
    params: { path: { contract_id: 'sales.refunds' } },
  })
  const code: components['schemas']['Problem']['code'] | undefined = missing.error?.code
  assert.equal(code, 'contract-not-found')

  const invalid = await client.PUT('/contracts/{contract_id}/versions/{contract_version}', {
    params: { path: { contract_id, contract_version: '2.0.0' } },
    body: { ...contract, version: '2.0.0', colour: 'red' },
  })
  assert.equal(invalid.error?.code, 'invalid-document')
  assert.equal(invalid.error.errors?.[0]?.pointer, '/colour')
}
