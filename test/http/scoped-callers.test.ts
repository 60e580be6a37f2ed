import type { HTTPMethods } from 'fastify'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/config/auth-tokens.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

/** What SECURITY.md says that a caller with a scope can find out of other contracts, and what not. */
async function scopedCaller() {
  const store = await openSqliteStore()
  const token = { name: 'sales', role: 'admin' as const, contracts: ['sales.*'], tokenVariable: undefined }
  const app = await testApp({ store, auth: { tokens: [{ ...token, sha256: sha256('sales') }] } })
  for (const id of ['hr.here', 'sales.a', 'hr.b', 'hr.c', 'sales.b'])
    await publish(store, jsonVersion(id, '1.0.0', { status: 'active' }))
  const link = { datasetId: 'd', datasetVersion: '1', contractId: 'hr.here', contractVersion: '1.0.0' }
  await store.links.link({ ...link, linkedBy: 'somebody' })
  return (method: string, url: string, payload?: object) =>
    app.inject({
      ...{ method: method as HTTPMethods, url, headers: { 'x-api-key': 'sales' } },
      ...(payload && { payload }),
    })
}

test.each([
  ['GET', '/contracts/ID'],
  ['GET', '/contracts/ID/latest'],
  ['GET', '/contracts/ID/latest?as_of=2100-01-01T00:00:00Z'],
  ['GET', '/contracts/ID/versions'],
  ['GET', '/contracts/ID/versions/1.0.0'],
  ['GET', '/contracts/ID/versions/1.0.0?revision=1'],
  ['GET', '/contracts/ID/versions/1.0.0/history'],
  ['GET', '/contracts/ID/versions/1.0.0/datasets'],
  ['GET', '/contracts/ID/history'],
  ['GET', '/history?contract_id=ID'],
  ['POST', '/contracts/resolve', [{ contract_id: 'ID' }]],
  ['PUT', '/contracts/ID/versions/1.0.0', { status: 'draft' }],
  ['PUT', '/contracts/ID/versions/1.0.0?dry_run=true', { status: 'draft' }],
  ['PUT', '/contracts/ID/versions/1.0.0/status', { status: 'draft' }],
  ['DELETE', '/contracts/ID/versions/1.0.0'],
  [
    'POST',
    '/contracts/link',
    { dataset_id: 'e', dataset_version: '1', contract_id: 'ID', contract_version: '1.0.0' },
  ],
])('%s %s answers alike whether a contract out of scope is there', async (method, url, payload?: object) => {
  const ask = await scopedCaller()
  const [here, gone] = await Promise.all(
    ['hr.here', 'hr.gone'].map(async id => {
      const body = payload && JSON.parse(JSON.stringify(payload).replaceAll('ID', id))
      const { statusCode, headers, body: text } = await ask(method, url.replaceAll('ID', id), body)
      const { date: _, 'x-request-id': __, ...same } = headers
      return { statusCode, headers: same, text: text.replaceAll(id, 'ID') }
    }),
  )
  expect(here).toEqual(gone)
})

test('the numbers of events are those of all contracts, and a dataset of others is known as one', async () => {
  const ask = await scopedCaller()
  const { items } = (await ask('GET', '/history')).json()
  expect(items.map((event: { sequence: number }) => event.sequence)).toEqual([2, 5])
  const link = { dataset_version: '1', contract_id: 'sales.a', contract_version: '1.0.0' }
  expect((await ask('POST', '/contracts/link', { ...link, dataset_id: 'd' })).statusCode).toBe(403)
  expect((await ask('POST', '/contracts/link', { ...link, dataset_id: 'nobody' })).statusCode).toBe(200)
  expect((await ask('GET', '/contracts/datasets/d/linked?dataset_version=1')).statusCode).toBe(404)
})
