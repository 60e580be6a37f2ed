import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, publish, publishYaml, put, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = '/contracts/sales.orders/versions/1.0.0'

describe('publishing', () => {
  test('answers 204 without a body and says where the version is', async () => {
    const app = await testApp()
    const answer = await put(app, path, { id: 'sales.orders', version: '1.0.0' })
    expect(answer.statusCode).toBe(204)
    expect(answer.body).toBe('')
    expect(answer.headers).toMatchObject({
      'content-location': '1.0.0',
      'dc43-contract-version': '1.0.0',
      'dc43-fingerprint': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(answer.headers['content-type']).toBeUndefined()
  })

  test('an existing version overwrites it', async () => {
    const app = await testApp()
    await publishYaml(app, 'sales.orders', '1.0.0', 'name: first # with a comment\n')
    await publish(app, 'sales.orders', '1.0.0', { name: 'second' })
    expect((await get(app, path)).json()).toMatchObject({ name: 'second' })
    expect((await get(app, path, { accept: 'application/yaml' })).body).not.toContain('comment')
    expect((await get(app, '/contracts/sales.orders/versions')).json()).toEqual(['1.0.0'])
  })

  test.each([
    ['application/json', '{"name":"a"}'],
    ['application/json; charset=utf-8', '{"name":"a"}'],
    ['APPLICATION/JSON', '{"name":"a"}'],
    ['application/json', '\ufeff{"name":"a"}'],
    ['application/yaml', 'name: a'],
    ['application/yaml; charset=utf-8', 'name: a'],
    ['text/yaml', 'name: a'],
    ['application/x-yaml', 'name: a'],
    ['text/x-yaml;version=1.2', 'name: a'],
    ['application/yaml', '{"name": "a"}'],
  ])('takes %s', async (type, text) => {
    const app = await testApp()
    expect((await put(app, path, text, { 'content-type': type })).statusCode).toBe(204)
    expect((await get(app, path)).json()).toEqual({ version: '1.0.0', id: 'sales.orders', name: 'a' })
  })
})

describe('a document', () => {
  test('comes back as it was sent: order, numbers, nulls and unknown nested members', async () => {
    const app = await testApp()
    const document = [
      '{"version":"1.0.0","id":"sales.orders","name":null,"schema":[{"10":1.0,"2":1e5,"unknown":{"z":null,',
      '"a":123456789012345678901234567890,"__proto__":{}}}],"tags":[]}',
    ].join('')
    expect((await put(app, path, document)).statusCode).toBe(204)
    const answer = await get(app, path)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.body).toBe(document)
  })

  test('has nothing in it that its author did not write, but id and version', async () => {
    const app = await testApp()
    expect((await put(app, path, '{}')).statusCode).toBe(204)
    expect((await get(app, path)).body).toBe('{"version":"1.0.0","id":"sales.orders"}')
    expect((await get(app, '/contracts/sales.orders/latest')).body).toBe(
      '{"version":"1.0.0","id":"sales.orders"}',
    )
  })

  test('sent as YAML comes back byte for byte, and as the JSON it means', async () => {
    const app = await testApp()
    const text =
      '\ufeff# été 😀\r\nname:   "a"  # comment\r\nschema:\r\n- &x {name: t, physicalName: 1.0}\r\n- *x\r\n\r\n'
    const bytes = Buffer.from(text.replaceAll('physicalName', 'ratio'))
    await publishYaml(app, 'sales.orders', '1.0.0', bytes)
    const yaml = await get(app, path, { accept: 'application/yaml' })
    expect(yaml.headers['content-type']).toBe('application/yaml; charset=utf-8')
    expect(yaml.rawPayload.equals(bytes)).toBe(true)
    expect((await get(app, path)).body).toBe(
      '{"version":"1.0.0","id":"sales.orders","name":"a","schema":[{"name":"t","ratio":1.0},{"name":"t","ratio":1.0}]}',
    )
  })

  test('sent as JSON is written as YAML for those who ask', async () => {
    const app = await testApp()
    await publish(app, 'sales.orders', '1.0.0', {
      tags: ['yes', '1.0', 'a: b'],
      description: { usage: 'a\nb' },
    })
    expect((await get(app, path, { accept: 'application/yaml' })).body).toBe(
      'version: 1.0.0\nid: sales.orders\ntags:\n  - "yes"\n  - "1.0"\n  - "a: b"\ndescription:\n  usage: |-\n    a\n    b\n',
    )
  })

  test('of the latest version is the same in all ways', async () => {
    const app = await testApp()
    await publishYaml(app, 'sales.orders', '1.0.0', 'name: a # one\n')
    for (const accept of ['application/json', 'application/yaml']) {
      const exact = await get(app, path, { accept })
      const latest = await get(app, '/contracts/sales.orders/latest', { accept })
      expect(latest.body).toBe(exact.body)
      const { date: _, 'x-request-id': __, 'content-location': ___, ...headers } = exact.headers
      expect(latest.headers).toMatchObject(headers)
    }
  })
})

describe('Accept', () => {
  test.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['application/*', 'json'],
    ['application/json', 'json'],
    ['application/yaml', 'yaml'],
    ['text/yaml', 'yaml'],
    ['application/x-yaml', 'yaml'],
    ['text/x-yaml', 'yaml'],
    ['APPLICATION/YAML', 'yaml'],
    ['application/yaml;charset=utf-8', 'yaml'],
    ['application/json, application/yaml', 'json'],
    ['application/yaml, application/json', 'yaml'],
    ['application/yaml;q=0.5, application/json', 'json'],
    ['application/yaml, application/json;q=0.9', 'yaml'],
    ['application/json;q=0.1, application/yaml;q=0.2', 'yaml'],
    ['application/yaml;q=0.5, */*;q=0.4', 'yaml'],
    ['application/yaml, */*', 'yaml'],
    ['*/*, application/yaml', 'yaml'],
    ['*/*;q=0.8, application/yaml;q=0.8', 'yaml'],
    ['application/yaml;q=0.4, */*;q=0.5', 'json'],
    ['application/yaml;q=0', 'json'],
    ['application/json;q=0, application/yaml', 'yaml'],
    ['application/json;q=0, */*', 'yaml'],
    ['*/*, application/json;q=0.0', 'yaml'],
    ['application/json;q=0, application/*;q=0.1', 'yaml'],
    ['application/json;q=0.5, */*', 'yaml'],
    ['application/yaml;q=0.1, */*;q=0', 'yaml'],
    ['application/*;q=0.2, */*;q=0.9, application/yaml;q=0.1', 'json'],
    ['*/*;q=0, application/json', 'json'],
    ['application/yaml;q=0, */*', 'json'],
    ['application/yaml;q=0, text/html', 'json'],
    ['text/html, *; q=.2, */*; q=.2', 'json'],
    ['application/yaml;q=0, text/yaml;q=0.5', 'yaml'],
    ['application/json;q=0.5.5, application/yaml;q=0.9', 'json'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'json'],
    ['text/html', 'json'],
    ['text/plain;q=0.5', 'json'],
    ['', 'json'],
    [' , ,', 'json'],
    ['application/yaml ; q = 0.5 , application/json ; q = 0.4', 'yaml'],
    ['application/yaml;q=abc', 'yaml'],
    ['application/yaml;Q=0.1, application/json;Q=0.2', 'json'],
    [';;;,,,===', 'json'],
    ['x'.repeat(8000), 'json'],
    [',application/yaml;q=0.1'.repeat(300), 'yaml'],
  ])('%j is answered with %s', async (accept, format) => {
    const app = await testApp()
    await publishYaml(app, 'sales.orders', '1.0.0', 'name: a')
    const answer = await get(app, path, accept === undefined ? {} : { accept })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe(`application/${format}; charset=utf-8`)
    expect(answer.headers.vary).toBe('Accept')
  })

  test.each([
    'application/json;q=0',
    '*/*;q=0',
    'application/json;q=0, application/yaml;q=0',
    'application/*;q=0, text/html',
    'application/json;q=0, text/html',
    '*/*;q=0, application/yaml;q=0',
  ])('%j leaves nothing to send', async accept => {
    const app = await testApp()
    await publish(app, 'sales.orders', '1.0.0')
    for (const url of [path, '/contracts/sales.orders/latest']) {
      const answer = await get(app, url, { accept })
      expect(expectProblem(answer, 406, 'not-acceptable').detail).toContain('application/yaml')
      expect([answer.headers.vary, answer.headers.etag]).toEqual(['Accept', undefined])
    }
  })

  test.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
  ])('with the name of a property of objects, %s, is answered with JSON', async accept => {
    const app = await testApp()
    await publish(app, 'sales.orders', '1.0.0')
    const answer = await get(app, path, { accept })
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  })
})

describe('the header', () => {
  test('tells what is known of the document', async () => {
    const app = await testApp()
    await publish(app, 'sales.orders', '1.0.0', { status: 'active' })
    const { headers } = await get(app, '/contracts/sales.orders/latest')
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^"[A-Za-z0-9._-]{22,64}"$/),
      'content-location': 'versions/1.0.0',
      'cache-control': 'max-age=0, stale-if-error=86400',
      'dc43-contract-version': '1.0.0',
      'dc43-contract-status': 'active',
      'dc43-fingerprint': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('has no status where the document has none', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: null })
    expect((await get(app, versionPath('a', '1.0.0'))).headers['dc43-contract-status']).toBeUndefined()
  })

  test.each([
    ['50%', '50%25'],
    ['é', '%C3%A9'],
    ['😀', '%F0%9F%98%80'],
    ['\u2028', '%E2%80%A8'],
    ['a\tb', 'a%09b'],
    [' a ', '%20a%20'],
    ['a  b', 'a  b'],
    ['"q", <a>', '"q", <a>'],
  ])('writes the status %j as %j', async (status, value) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status })
    expect((await get(app, versionPath('a', '1.0.0'))).headers['dc43-contract-status']).toBe(value)
  })

  test.each([
    'actif é',
    'a\r\nSet-Cookie: x=1',
    'a\nb',
    'a\r\n\r\n<html>',
    'a\0b',
    'é % %C3%A9',
  ])('keeps the status %j to one field, from which it can be decoded', async status => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status })
    const { headers } = await get(app, versionPath('a', '1.0.0'))
    const value = String(headers['dc43-contract-status'])
    expect(value).toMatch(/^[ -~]+$/)
    expect(decodeURIComponent(value)).toBe(status.replace('\0', '\ufffd'))
    expect(headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['a NUL', '\0'],
    ['half a surrogate pair', '\ud800'],
    ['a megabyte', 'é'.repeat(500_000)],
  ])('can be sent with a status of %s', async (_, status) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status })
    const answer = await get(app, versionPath('a', '1.0.0'))
    expect(answer.statusCode).toBe(200)
    const header = String(answer.headers['dc43-contract-status'])
    expect(header).toMatch(/^[ -~]+$/)
    expect(header.length).toBeLessThan(4096)
    expect(answer.json()).toMatchObject({ status })
  })

  test('writes versions that are not ASCII percent-encoded', async () => {
    const app = await testApp()
    await publish(app, 'été', '1.0-β 😀%')
    const { headers } = await get(app, '/contracts/%C3%A9t%C3%A9/latest')
    expect(headers['content-location']).toBe('versions/1.0-%CE%B2%20%F0%9F%98%80%25')
    expect(headers['dc43-contract-version']).toMatch(/^[ -~]+$/)
    expect(decodeURIComponent(String(headers['dc43-contract-version']))).toBe('1.0-β 😀%')
  })
})

describe('what is not there', () => {
  test('is 404, and names the versions there are', async () => {
    const app = await testApp()
    for (let minor = 0; minor < 12; minor++) await publish(app, 'a', `1.${minor}.0`)
    const { detail } = expectProblem(await get(app, versionPath('a', '2.0.0')), 404, 'version-not-found')
    expect(detail).toContain('"2.0.0"')
    expect(detail).toContain('1.11.0, 1.10.0')
    expect(detail).toContain('2 more')
  })

  test('is 404 for a contract without versions', async () => {
    const app = await testApp()
    expectProblem(await get(app, versionPath('a', '1.0.0')), 404, 'contract-not-found')
    expectProblem(await get(app, '/contracts/a/latest'), 404, 'contract-not-found')
    expect((await get(app, '/contracts/a/versions')).json()).toEqual([])
  })
})

describe('the latest version', () => {
  test.each([
    ['the highest release', ['9.0.0', '10.0.0', '2.0'], '10.0.0'],
    ['a release, not a draft above it', ['1.0.0', '1.1.0-draft-2024', '2.0.0-rc.1'], '1.0.0'],
    [
      'the highest pre-release where there is no release',
      ['1.0.0-rc.2', '1.0.0-rc.10', 'banana'],
      '1.0.0-rc.10',
    ],
    ['anything where there is nothing better', ['banana', 'v1'], 'v1'],
  ])('is %s', async (_, versions, latest) => {
    const app = await testApp()
    for (const version of versions) await publish(app, 'a', version)
    expect((await get(app, '/contracts/a/latest')).json()).toEqual({ version: latest, id: 'a' })
  })

  test('is the last of the list of versions, which ascends', async () => {
    const app = await testApp()
    const ascending = [
      'banana',
      '0.32.0.0rc2',
      '0.32.0.0',
      '1.0.0-alpha',
      '1.0.0',
      '1.0.0.post1',
      '9.0.0',
      '10.0.0',
    ]
    for (const version of ascending.toReversed()) await publish(app, 'a', version)
    expect((await get(app, '/contracts/a/versions')).json()).toEqual(ascending)
  })
})
