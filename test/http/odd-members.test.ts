import { expect, test } from 'vitest'
import { get, post, publish, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

/** Names that every object has, which must not be taken for names of a table. */
const inherited = ['constructor', '__proto__', 'toString']

test.each(inherited)('the status %s of a test run is none', async status => {
  const app = await testApp()
  await publish(app, 'a', '1.0.0')
  expect((await post(app, `${versionPath('a', '1.0.0')}/test-runs`, { status })).statusCode).toBe(400)
})

test.each(inherited)('the metric %s of a quality rule is none that is known', async metric => {
  const app = await testApp()
  const properties = [{ name: 'p', quality: [{ metric, mustBe: 0 }] }]
  const document = { id: 'a', version: '1.0.0', schema: [{ name: 't', properties }] }
  expect((await post(app, '/validate', document)).json()).toMatchObject({ valid: false })
})

test('a report with a byte order mark can be read again', async () => {
  const app = await testApp()
  const report = '\ufeff{"runId":"r","dataContractId":"a","result":"passed"}'
  const headers = { 'content-type': 'application/json' }
  const sent = await app.inject({ method: 'POST', url: '/api/test-results', headers, payload: report })
  expect(sent.statusCode).toBe(200)
  expect((await get(app, '/api/test-results/r')).json()).toMatchObject({ id: 'r', result: 'passed' })
})

test.each([
  [{ logicalTypeOptions: { format: { toString: 1 } } }],
  [{ quality: [{ rule: 'regex', mustBe: { toString: 1 } }] }],
])('an object in place of a text is described: %j', async members => {
  const contract = { schema: [{ name: 't', properties: [{ name: 'p', ...members }] }] }
  expect((await post(await testApp(), '/data-quality/expectations', { contract })).statusCode).toBe(200)
})
