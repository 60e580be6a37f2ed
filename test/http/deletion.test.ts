import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, publishYaml, put, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')
const yaml = { accept: 'application/yaml' }

describe('deleting a version', () => {
  test('takes it away, and the history keeps its document and its YAML', async () => {
    const app = await testApp()
    const text = 'version: 1.0.0 # remark\nid: a\nstatus: draft\n'
    await publishYaml(app, 'a', '1.0.0', text)
    await publish(app, 'a', '2.0.0')
    const answer = await remove(app, path, { 'dc43-change-reason': 'a mistake', 'x-request-id': 'r1' })
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    expectProblem(await get(app, path), 404, 'version-not-found')
    expect((await get(app, '/contracts/a/versions')).json()).toEqual(['2.0.0'])
    expect((await get(app, `${path}?revision=1`, yaml)).body).toBe(text)
    expectProblem(await get(app, `${path}?revision=2`), 404, 'revision-not-found')
    const { items } = (await get(app, `${path}/history`)).json()
    expect(items[1]).toMatchObject({
      operation: 'delete',
      revision: 2,
      status_before: 'draft',
      status_after: null,
      fingerprint_before: items[0].fingerprint_after,
      fingerprint_after: null,
      reason: 'a mistake',
      request_id: 'r1',
    })
  })

  test('lets revisions go on when it is created again', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { name: 'first' })
    await remove(app, path)
    const tried = await put(app, `${path}?dry_run=true`, { version: '1.0.0', id: 'a', name: 'second' })
    expect(tried.json()).toMatchObject({ action: 'create', revision: 3 })
    const made = await put(app, path, { version: '1.0.0', id: 'a', name: 'second' })
    expect([made.headers['dc43-revision'], made.headers.etag]).toEqual(['3', tried.json().etag])
    expect((await get(app, `${path}?revision=1`)).json().name).toBe('first')
    expect((await get(app, `${path}?revision=3`)).json().name).toBe('second')
    expectProblem(await get(app, `${path}?revision=2`), 404, 'revision-not-found')
    expectProblem(await get(app, `${path}?revision=4`), 404, 'revision-not-found')
    const [summary] = (await get(app, '/contracts/a/versions?expand=summary')).json()
    const { items } = (await get(app, '/contracts/a/history')).json()
    expect(items.map((event: { operation: string }) => event.operation)).toEqual([
      'create',
      'delete',
      'create',
    ])
    expect(summary).toMatchObject({ revision: 3, created_at: items[2].time, updated_at: items[2].time })
  })

  test.each([
    'active',
    'Validated',
    'deprecated',
    'retired',
  ])('is refused when it is %s, unless forced', async status => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status })
    expect(expectProblem(await remove(app, path), 409, 'approved-version').detail).toContain(status)
    expect((await get(app, path)).statusCode).toBe(200)
    expect((await remove(app, `${path}?force=true`)).statusCode).toBe(204)
  })

  test.each([undefined, 'draft', 'proposed', 'wip'])('is allowed when it is %j', async status => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', status === undefined ? {} : { status })
    expect((await remove(app, path)).statusCode).toBe(204)
  })

  test('is 404 for what is not there, the second time as well', async () => {
    const app = await testApp()
    expectProblem(await remove(app, path), 404, 'contract-not-found')
    await publish(app, 'a', '2.0.0')
    expectProblem(await remove(app, path), 404, 'version-not-found')
    await remove(app, versionPath('a', '2.0.0'))
    expectProblem(await remove(app, versionPath('a', '2.0.0')), 404, 'contract-not-found')
  })

  test('happens once when many ask at once', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const answers = await Promise.all(Array.from({ length: 20 }, () => remove(app, path)))
    const codes = answers.map(answer => answer.statusCode).sort()
    expect(codes).toEqual([204, ...Array(19).fill(404)])
    expect((await get(app, `${path}/history`)).json().items).toHaveLength(2)
  })

  test.each([
    ['application/json', ''],
    ['application/json', '{'],
    ['text/plain', 'x'],
    ['application/yaml', ''],
  ])('does not mind a body of %s: %j', async (type, payload) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const headers = { 'content-type': type }
    const answer = await app.inject({ method: 'DELETE', url: path, payload, headers })
    expect(answer.statusCode, answer.body).toBe(204)
  })

  test('takes back the answer to a dataset that follows it, until it is created again', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const link = { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version: '1.0.0' }
    await post(app, '/contracts/link', link)
    await remove(app, path)
    const url = '/contracts/datasets/d/linked?dataset_version=1'
    expectProblem(await get(app, url), 404, 'link-not-found')
    expectProblem(await get(app, `${path}/datasets`), 404, 'contract-not-found')
    expectProblem(await post(app, '/contracts/link', link), 404, 'contract-not-found')
    await publish(app, 'a', '1.0.0')
    expect((await get(app, url)).json()).toEqual(link)
  })

  test.each(['force=maybe', 'dry_run=x'])('is refused with ?%s', async query => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    expectProblem(await remove(app, `${path}?${query}`), 400, 'invalid-request')
    expect((await get(app, path)).statusCode).toBe(200)
  })
})
