import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../src/commands/policy-of.ts'
import { sha256 } from '../../src/config/auth-tokens.ts'
import type { Policy } from '../../src/domain/policy.ts'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { get, put, putStatus, versionPath } from '../support/requests.ts'
import { tagOf } from '../support/tags.ts'
import { testApp } from '../support/test-app.ts'

// The same document in another layout: layout is no content, and what was sent is what is read.

const path = versionPath('a', '1.0.0')
const yaml = { 'content-type': 'application/yaml' }
const appWith = (policy: Partial<Policy> = {}) => testApp({ policy: { ...defaultPolicy(), ...policy } })
const putYaml = (app: Server, text: string, headers = {}) => put(app, path, text, { ...yaml, ...headers })
const readYaml = async (app: Server) => (await get(app, path, { accept: 'application/yaml' })).body
const operations = async (app: Server): Promise<string[]> => {
  const { items } = (await get(app, `${path}/history`)).json()
  return items.map(({ operation }: { operation: string }) => operation)
}

const first = (status: string) => `version: 1.0.0\nid: a\nstatus: ${status}\nname: n\ndomain: d\n`
/** The same document in other layouts. */
const layouts = (status: string) => [
  `# reviewed\nversion: 1.0.0\nid: a\nstatus: ${status} # since May\nname: n\ndomain: d\n`,
  `domain: d\nname: "n"\nstatus: ${status}\nid: a\nversion: '1.0.0'\n`,
  `{version: 1.0.0, id: a, status: ${status}, name: n, domain: d, tags: null}`,
  `${first(status)}`.replaceAll('\n', '\r\n'),
]

describe.each([
  ['unless-approved', 'draft'],
  ['unless-approved', 'active'],
  ['unless-approved', 'retired'],
  ['always', 'active'],
  ['never', 'draft'],
  ['never', 'active'],
] as const)('with overwrite %s, a version that is %s', (overwrite, status) => {
  test('takes YAML of the same meaning and other bytes as a new revision, and reads as it was sent', async () => {
    const app = await appWith({ overwrite })
    await putYaml(app, first(status))
    const fingerprint = (await get(app, path)).headers['dc43-fingerprint']
    for (const [at, text] of layouts(status).entries()) {
      const answer = await putYaml(app, text)
      expect(answer.headers).toMatchObject({ 'dc43-action': 'update', 'dc43-revision': `${at + 2}` })
      expect(await readYaml(app)).toBe(text)
      expect(answer.headers.etag).toBe(await tagOf(app, 'a', '1.0.0', 'application/yaml'))
      expect((await get(app, path)).headers['dc43-fingerprint']).toBe(fingerprint)
      const again = await putYaml(app, text)
      expect([again.statusCode, again.headers['dc43-action']]).toEqual([204, 'no-op'])
      expect(again.headers.etag).toBe(answer.headers.etag)
    }
    expect(await operations(app)).toEqual(['create', 'update', 'update', 'update', 'update'])
    const kept = await get(app, `${path}?revision=1`, { accept: 'application/yaml' })
    expect(kept.body).toBe(first(status))
  })

  test('leaves a YAML text as it is when JSON of its value comes, and says so', async () => {
    const app = await appWith({ overwrite })
    const text = layouts(status)[0] as string
    await putYaml(app, text.replace('name: n', 'price: {priceAmount: 1.50}\nname: n'))
    const before = await readYaml(app)
    const price = '"price":{"priceAmount":1.5}'
    for (const body of [
      (await get(app, path)).body,
      `{"domain":"d","name":"n","status":"${status}",${price},"id":"a","version":"1.0.0"}`,
    ]) {
      const tried = (await put(app, `${path}?dry_run=true`, body)).json()
      expect(tried).toMatchObject({ action: 'no-op', revision: 1, note: expect.stringMatching(/YAML text/) })
      const answer = await put(app, path, body)
      expect([answer.statusCode, answer.headers['dc43-action']]).toEqual([204, 'no-op'])
      expect(answer.headers.etag).toBe(await tagOf(app, 'a', '1.0.0'))
      expect(tried.etag).toBe(answer.headers.etag)
      expect(await readYaml(app)).toBe(before)
    }
    expect(await operations(app)).toEqual(['create'])
  })

  test('takes JSON in another layout as a new revision when it came as JSON', async () => {
    const app = await appWith({ overwrite })
    const members = (price: string) => `"price":{"priceAmount":${price}}`
    await put(app, path, `{"version":"1.0.0","id":"a","status":"${status}",${members('1.5')}}`)
    for (const body of [
      `{"id":"a",${members('1.5')},"version":"1.0.0","status":"${status}"}`,
      `{"id":"a",${members('1.50')},"version":"1.0.0","status":"${status}"}`,
      `{"id":"a",${members('1.5')},"version":"1.0.0","status":"${status}","tags":null}`,
    ]) {
      const answer = await put(app, path, body)
      expect(answer.headers['dc43-action']).toBe('update')
      expect((await get(app, path)).body).toBe(body)
      expect(answer.headers.etag).toBe(await tagOf(app, 'a', '1.0.0'))
      const spaced = await put(app, path, body.replaceAll(',', ' ,\n '))
      expect([spaced.headers['dc43-action'], spaced.headers.etag]).toEqual(['no-op', answer.headers.etag])
    }
    expect(await operations(app)).toEqual(['create', 'update', 'update', 'update'])
  })

  test.each([
    ['a null that the YAML does not have', '"name":"n","tags":null', undefined],
    ['no null where the YAML has one', '', 'name: null'],
    [
      'a digit that no float holds',
      '"price":{"priceAmount":0.1000000000000000055}',
      'price: {priceAmount: 0.1}',
    ],
  ])('is the JSON that has the same meaning but %s', async (_, members, line = 'name: n') => {
    const app = await appWith({ overwrite })
    await putYaml(app, `version: 1.0.0\nid: a\nstatus: ${status}\n${line} # c\n`)
    const body = `{"version":"1.0.0","id":"a","status":"${status}"${members && ','}${members}}`
    const { headers } = await get(app, path)
    expect((await put(app, `${path}?dry_run=true`, body)).json()).toMatchObject({
      action: 'update',
      note: expect.stringMatching(/revision=1$/),
    })
    const answer = await put(app, path, body)
    expect(answer.headers).toMatchObject({
      'dc43-action': 'update',
      'dc43-fingerprint': headers['dc43-fingerprint'],
    })
    expect((await get(app, path)).body).toBe(body)
  })
})

describe('another layout of an approved version', () => {
  const text = layouts('active')[0] as string

  test('is told by a dry run, which changes nothing', async () => {
    const app = await appWith()
    await putYaml(app, first('active'))
    const tried = (await put(app, `${path}?dry_run=true`, text, yaml)).json()
    expect(tried).toMatchObject({ action: 'update', revision: 2, note: expect.stringMatching(/layout/) })
    expect(await readYaml(app)).toBe(first('active'))
    expect((await putYaml(app, text)).headers.etag).toBe(tried.etag)
    const again = (await put(app, `${path}?dry_run=true`, text, yaml)).json()
    expect(again).toMatchObject({ action: 'no-op', revision: 2, note: expect.stringMatching(/already/) })
  })

  test('replaces the JSON it came as', async () => {
    const app = await appWith()
    await put(app, path, { version: '1.0.0', id: 'a', status: 'active', name: 'n', domain: 'd' })
    expect((await putYaml(app, text)).headers['dc43-action']).toBe('update')
    expect(await readYaml(app)).toBe(text)
  })

  test('needs no more than the permission to write, while other content needs more', async () => {
    const tokens = [
      { name: 'ci', role: 'publisher', sha256: sha256('ci'), tokenVariable: undefined },
      { name: 'boss', role: 'steward', sha256: sha256('boss'), tokenVariable: undefined },
    ] as const
    const app = await testApp({ auth: { tokens } })
    const as = (token: string) => ({ authorization: `Bearer ${token}` })
    expect((await putYaml(app, first('active'), as('boss'))).statusCode).toBe(204)
    expect((await putYaml(app, text, as('ci'))).headers['dc43-action']).toBe('update')
    expectProblem(await putYaml(app, text.replace('name: n', 'name: m'), as('ci')), 403, 'forbidden')
    expectProblem(await putYaml(app, text.replace('active', 'deprecated'), as('ci')), 403, 'forbidden')
  })

  test('is subject to the conditions of the request', async () => {
    const app = await appWith({ requireIfMatch: true })
    await putYaml(app, first('active'))
    const tag = await tagOf(app, 'a', '1.0.0', 'application/yaml')
    expectProblem(await putYaml(app, text), 428, 'precondition-required')
    expectProblem(await putYaml(app, text, { 'if-none-match': '*' }), 412, 'precondition-failed')
    expectProblem(await putYaml(app, text, { 'if-match': '"x"' }), 412, 'precondition-failed')
    const answer = await putYaml(app, text, { 'if-match': tag })
    expect(answer.headers['dc43-action']).toBe('update')
    expectProblem(await putYaml(app, first('active'), { 'if-match': tag }), 412, 'precondition-failed')
    expect((await putYaml(app, text)).headers['dc43-action']).toBe('no-op')
    expect((await put(app, path, (await get(app, path)).body)).headers['dc43-action']).toBe('no-op')
    expect(await operations(app)).toEqual(['create', 'update'])
  })

  test('is no version below the highest, and no move of its status', async () => {
    const app = await appWith({ versionOrder: 'increasing', strictStatuses: true })
    await putYaml(app, first('retired'))
    await put(app, versionPath('a', '1.1.0'), { version: '1.1.0', id: 'a' })
    expect((await putYaml(app, layouts('retired')[1] as string)).headers['dc43-action']).toBe('update')
  })

  test('goes on from where a move of the status left it', async () => {
    const app = await appWith()
    await putYaml(app, first('active'))
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated' })
    const next = layouts('deprecated')[2] as string
    expect((await putYaml(app, next)).headers['dc43-revision']).toBe('3')
    expect(await readYaml(app)).toBe(next)
    expect(await operations(app)).toEqual(['create', 'status', 'update'])
  })
})
