import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, post, put } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = '/contracts/a/versions/1.0.0'
const gzip = { 'content-encoding': 'gzip' }
const limit = 10_000

test.each([
  {},
  gzip,
  { 'content-type': 'application/yaml' },
])('without a body nothing is published: %j', async headers => {
  const app = await testApp()
  const answer = await app.inject({ method: 'PUT', url: path, headers })
  expectProblem(answer, 400, 'malformed-document')
  expect((await get(app, '/contracts/a/versions')).json()).toEqual([])
})

describe('a gzip body', () => {
  test.each([
    ['gzip', gzipSync('{"name":"a"}')],
    ['GZIP', gzipSync('{"name":"a"}')],
    ['x-gzip', gzipSync('{"name":"a"}')],
    ['gzip', Buffer.concat([gzipSync('{"name":'), gzipSync('"a"}')])],
    ['identity', Buffer.from('{"name":"a"}')],
    ['', Buffer.from('{"name":"a"}')],
  ])('is unzipped: %j', async (encoding, body) => {
    const app = await testApp()
    expect((await put(app, path, body, { 'content-encoding': encoding })).statusCode).toBe(204)
    expect((await get(app, path)).json()).toEqual({ version: '1.0.0', id: 'a', name: 'a' })
  })

  test('of YAML is kept unzipped', async () => {
    const app = await testApp()
    const headers = { ...gzip, 'content-type': 'application/yaml' }
    expect((await put(app, path, gzipSync('name: a # b\n'), headers)).statusCode).toBe(204)
    expect((await get(app, path, { accept: 'application/yaml' })).body).toBe('name: a # b\n')
  })

  const whole = gzipSync('{"name":"a"}')
  test.each([
    ['that is none', Buffer.from('{"name":"a"}')],
    ['that is cut', whole.subarray(0, -5)],
    ['that is cut in its head', whole.subarray(0, 5)],
    ['that has a wrong checksum', Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8)])],
    ['of another method', Buffer.from([0x1f, 0x8b, 0x09, ...new Array<number>(20).fill(0)])],
    ['that holds nothing', gzipSync('')],
    ['that holds rubbish', gzipSync('rubbish')],
  ])('%s is refused', async (_, body) => {
    const app = await testApp()
    expectProblem(await put(app, path, body, gzip), 400, 'malformed-document')
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: 0 })
  })

  test('that grows past the limit is refused', async () => {
    const app = await testApp({ bodyLimit: limit })
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
    expect(bomb.length).toBeGreaterThan(limit)
    expectProblem(await put(app, path, bomb, gzip), 413, 'document-too-large')
    const smaller = gzipSync(`{"name":"${'a'.repeat(limit)}"}`)
    expect(smaller.length).toBeLessThan(limit)
    expect(expectProblem(await put(app, path, smaller, gzip), 413, 'document-too-large').detail).toContain(
      `${limit}`,
    )
  })

  test.each([
    'br',
    'deflate',
    'zstd',
    'compress',
    'gzip, gzip',
    'gzip,br',
    'x',
    'constructor',
  ])('may not be of the encoding %s', async encoding => {
    const app = await testApp()
    const answer = await put(app, path, gzipSync('{}'), { 'content-encoding': encoding })
    expect(expectProblem(answer, 415, 'unsupported-encoding').detail).toContain(JSON.stringify(encoding))
  })
})

describe('a body', () => {
  test('may be as large as the limit, and not a byte larger', async () => {
    const app = await testApp({ bodyLimit: limit })
    const body = `{"name":"${'a'.repeat(limit - 11)}"}`
    expect(body).toHaveLength(limit)
    expect((await put(app, path, body)).statusCode).toBe(204)
    expect(expectProblem(await put(app, path, `${body} `), 413, 'document-too-large').detail).toContain(
      `${limit}`,
    )
  })

  test.each([
    'text/plain',
    'text/html',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/octet-stream',
    'application/jsonx',
    'application/json-patch+json',
    'application/vnd.api+json',
    'application/yamlx',
    'application/json/x',
    'text/json',
    'yaml',
    'constructor',
    '*/*',
    ';',
    'application/json, application/yaml',
  ])('may not be of the type %s', async type => {
    const app = await testApp()
    expectProblem(await put(app, path, '{}', { 'content-type': type }), 415, 'unsupported-media-type')
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: 0 })
  })

  test('needs a type', async () => {
    const app = await testApp()
    const answer = await app.inject({ method: 'PUT', url: path, payload: '{}' })
    expectProblem(answer, 415, 'unsupported-media-type')
  })

  test.each([
    'application/json',
    'application/yaml',
    undefined,
  ])('may not be missing, with the type %s', async type => {
    const app = await testApp()
    const answer = await app.inject({
      method: 'PUT',
      url: path,
      ...(type && { headers: { 'content-type': type } }),
    })
    expectProblem(answer, 400, 'malformed-document')
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: 0 })
  })

  test('of a request that has none by its method does no harm', async () => {
    const app = await testApp()
    const headers = { 'content-type': 'application/json' }
    expect(
      (await app.inject({ method: 'GET', url: '/contracts', payload: '{nonsense', headers })).statusCode,
    ).toBe(200)
    expect(
      (await app.inject({ method: 'HEAD', url: '/contracts', payload: '{nonsense', headers })).statusCode,
    ).toBe(200)
  })
})

describe('a body that is no document', () => {
  test.each([
    ['link', '{}', 'body parameter dataset_id: it is missing; expected a string'],
    ['link', '{"dataset_id":1}', 'body parameter dataset_id: expected a string'],
    ['link', 'null', 'body: expected an object'],
    [
      'resolve',
      '[{"contract_id":"a","include_prerelease":"true"}]',
      '0/include_prerelease: expected true or',
    ],
    [
      'resolve',
      '[{}]',
      '0/contract_id: it is missing; expected a string; expected 1 to 500 items {contract_id,',
    ],
    [
      'resolve',
      '{"items":[{"contract_id":"a","status":1}]}',
      'items/0/status: expected a string or an array',
    ],
    ['resolve', '"a"', 'body: expected an object; expected 1 to 500 items'],
  ])('is told what it lacks: %s %s', async (route, body, told) => {
    const answer = await post(await testApp(), `/contracts/${route}`, body)
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(told)
  })

  test('is told once how many items there may be', async () => {
    const body = JSON.stringify(Array(501).fill({ contract_id: 'a' }))
    const answer = await post(await testApp(), '/contracts/resolve', body)
    expect(expectProblem(answer, 400, 'invalid-request').detail).toMatch(/^body: expected 1 to 500 items {/)
  })

  const small = 65_536
  const large = 1_048_576
  const padded = (body: object, size: number) => {
    const text = JSON.stringify(body)
    return `${text}${' '.repeat(size - text.length)}`
  }
  const link = { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version: '1.0.0' }

  test.each([
    ['PUT', `${path}/status`, { status: 'active' }, small],
    ['POST', '/contracts/link', link, small],
    ['DELETE', path, {}, small],
    ['POST', '/contracts/resolve', [{ contract_id: 'a' }], large],
  ] as const)('of %s %s may be as large as the limit of the route', async (method, url, body, size) => {
    const app = await testApp({ bodyLimit: 2 * large })
    expect((await put(app, path, { name: 'a' })).statusCode).toBe(204)
    const headers = { 'content-type': 'application/json' }
    const tooLarge = await app.inject({ method, url, headers, payload: padded(body, size + 1) })
    expect(expectProblem(tooLarge, 413, 'document-too-large').detail).toContain(`${size} bytes`)
    const answer = await app.inject({ method, url, headers, payload: padded(body, size) })
    expect(answer.statusCode, answer.body).toBeLessThan(300)
  })

  test.each(['GET', 'HEAD', 'OPTIONS'] as const)('of %s is passed over, up to a limit', async method => {
    const app = await testApp()
    const ask = (size: number) => app.inject({ method, url: '/contracts', payload: ' '.repeat(size) })
    expect((await ask(small)).statusCode).toBeLessThan(300)
    expect((await ask(small + 1)).statusCode).toBe(413)
  })
})
