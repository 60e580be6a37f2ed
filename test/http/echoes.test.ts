import { expect, test } from 'vitest'
import { get, publish, put } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

// what was sent too long to be echoed
const long = 'y'.repeat(12_000)

test.each([
  `/${long}`,
  `/contracts/${long}/latest`,
  `/contracts/a/versions/${long}`,
  `/contracts/a/versions/1.0.0?revision=${long}`,
  `/contracts/a/latest?status=${long}`,
  `/contracts/a/latest?selector=${long}`,
  `/contracts/a/latest?as_of=${long}`,
  `/contracts?cursor=${long}`,
  `/contracts?${long}=1`,
  `/contracts?format=${long}`,
  `/contracts/datasets/${long}/linked`,
  `/contracts/datasets/d/linked?dataset_version=${long}`,
  `/history?after=${long}`,
])('the answer to %.40s… echoes little of it', async url => {
  const app = await testApp()
  await publish(app, 'a', '1.0.0')
  const answer = await get(app, url)
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.body.length).toBeLessThan(1500)
})

test.each([
  ['application/json', `{"${long}":1,"${long}":2}`],
  ['application/json', `{"version":"${long}"}`],
  ['application/json', `{"status":${'1'.repeat(12_000)}}`],
  ['application/json', `{"a":"\\q${long}"}`],
  ['application/json', `{"a":${long}}`],
  ['application/yaml', `a: *${long}`],
  ['application/yaml', `a: !${long} x`],
  ['application/yaml', `${long}: 1\n${long}: 2`],
  ['application/yaml', `%${long}\n---\na: 1`],
  ['application/yaml', `a: !!int ${long}`],
  [`application/${long}`, '{}'],
])('the answer to a document of %.20s, %.20s…, echoes little of it', async (type, text) => {
  const app = await testApp()
  const answer = await put(app, '/contracts/a/versions/1.0.0', text, { 'content-type': type })
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.body.length).toBeLessThan(1500)
})

test('the answer to an unknown encoding echoes little of it', async () => {
  const app = await testApp()
  const answer = await put(app, '/contracts/a/versions/1.0.0', '{}', { 'content-encoding': long })
  expect(answer.statusCode).toBe(415)
  expect(answer.body.length).toBeLessThan(500)
})
