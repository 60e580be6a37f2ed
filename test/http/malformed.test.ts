import type { HTTPMethods } from 'fastify'
import { describe, expect, test } from 'vitest'
import {
  badNames,
  brokenJson,
  brokenYaml,
  noContractJson,
  noContractYaml,
  notUtf8,
} from '../support/malformed-documents.ts'
import { problemIn } from '../support/problem.ts'
import { testApp } from '../support/test-app.ts'

interface Request {
  readonly method?: HTTPMethods
  readonly url?: string
  readonly headers?: Record<string, string>
  readonly payload?: string | Buffer
}

const path = '/contracts/a/versions/1.0.0'
const json = { 'content-type': 'application/json' }
const yaml = { 'content-type': 'application/yaml' }
const putJson = (payload: string | Buffer): Request => ({ method: 'PUT', url: path, payload, headers: json })
const putYaml = (payload: string | Buffer): Request => ({ method: 'PUT', url: path, payload, headers: yaml })
const putAt = (url: string): Request => ({ method: 'PUT', url, payload: '{}', headers: json })

const groups: Record<string, Request[]> = {
  'broken JSON': brokenJson.map(putJson),
  'a body that is not UTF-8': notUtf8.flatMap(bytes => [putJson(bytes), putYaml(bytes)]),
  'JSON that is no contract': noContractJson.map(putJson),
  'broken YAML': brokenYaml.map(putYaml),
  'YAML that is no contract': noContractYaml.map(putYaml),
  'a bad name': badNames.flatMap(name => [
    putAt(`/contracts/${name}/versions/1`),
    putAt(`/contracts/a/versions/${name}`),
  ]),
  'a bad path': [
    ...[
      '/contracts',
      '/contracts/a',
      '/contracts/a/versions',
      '/contracts/a/latest',
      '/contracts/a/versions/1/2',
      '/contracts/a/b/versions/1',
    ],
    ...[
      '/contracts//versions/1',
      '/contracts/a/versions/',
      '/contracts/a//1',
      '/',
      '/x',
      '/contract/a/versions/1',
      '/docs',
      '/health',
      '/%',
      '/%FF',
    ],
  ].map(putAt),
  'a bad type or encoding': [
    ...[
      '',
      'x',
      '/',
      'text/plain',
      'text/html',
      'application/xml',
      'application/jsonp',
      'application/x-ndjson',
      'image/png',
      '__proto__',
    ].map(type => {
      return { method: 'PUT', url: path, payload: '{}', headers: { 'content-type': type } } as const
    }),
    ...[
      'br',
      'deflate',
      'compress',
      'zstd',
      'gzip',
      'x-gzip',
      'gzip;q=1',
      'gzip, br',
      '__proto__',
      'identity, gzip',
    ].map(encoding => {
      return {
        method: 'PUT',
        url: path,
        payload: '{}',
        headers: { ...json, 'content-encoding': encoding },
      } as const
    }),
  ],
  'a bad query': [
    'limit=-1',
    'limit=x',
    'limit=',
    'offset=-1',
    'offset=1.5',
    'limit=1e9',
    'offset=%00',
    'limit=1;offset=2',
    'limit=%FF',
    'limit=NaN',
  ].map(query => ({ method: 'GET', url: `/contracts?${query}` })),
  'a bad link': [
    ...[
      '',
      '{',
      '[]',
      'null',
      '1',
      '"a"',
      '{}',
      '{"dataset_id":"a"}',
      '{"__proto__":1}',
      '{"constructor":{"prototype":{}}}',
    ],
    '{"dataset_id":"a","dataset_version":"1","contract_id":"a","contract_version":"1"}',
    '{"dataset_id":"a","dataset_version":"1","contract_id":"\\ud800","contract_version":"1"}',
    '{"dataset_id":1,"dataset_version":1,"contract_id":1,"contract_version":1}',
  ].map(payload => ({ method: 'POST', url: '/contracts/link', payload, headers: json })),
  'a bad read': [
    ...badNames.map(name => ({ method: 'GET', url: `/contracts/${name}/latest` }) as const),
    ...badNames.map(name => ({ method: 'GET', url: `/contracts/a/versions/${name}` }) as const),
  ],
  'a bad method': (['POST', 'PATCH', 'DELETE'] as const).map(method => ({
    method,
    url: path,
    payload: '{}',
    headers: json,
  })),
}

describe('a malformed request', () => {
  test.each(Object.entries(groups))('with %s is a 4xx problem and stores nothing', async (_, requests) => {
    const app = await testApp()
    for (const request of requests) {
      const answer = await app.inject({ method: 'GET', ...request })
      const sent = JSON.stringify(request).slice(0, 200)
      expect(answer.statusCode, `${sent} ${answer.body}`).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode, `${sent} ${answer.body}`).toBeLessThan(500)
      const problem = problemIn(answer)
      expect(answer.body.length, sent).toBeLessThan(200_000)
      if (problem.code === 'malformed-document' || problem.code === 'invalid-document') {
        for (const error of problem.errors ?? []) {
          expect(error, sent).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
        }
      }
    }
    expect((await app.inject('/contracts')).json()).toEqual({ items: [], total: 0, limit: null, offset: 0 })
    expect((await app.inject('/contracts/a/versions')).json()).toEqual([])
  })

  test('is one of several hundred kinds here', () => {
    expect(Object.values(groups).flat().length).toBeGreaterThan(400)
  })

  test('leaves what was stored before as it was', async () => {
    const app = await testApp()
    await app.inject({ ...putYaml('name: before # comment\n'), method: 'PUT' })
    const before = await app.inject({ url: path, headers: { accept: 'application/yaml' } })
    for (const request of [putJson('{'), putJson('{"id":"b"}'), putYaml('name: [')]) await app.inject(request)
    const after = await app.inject({ url: path, headers: { accept: 'application/yaml' } })
    expect([after.body, after.headers.etag]).toEqual([before.body, before.headers.etag])
  })
})

describe('the problem with a document', () => {
  test.each([
    ['JSON', putJson('{\n  "schema": [{"a": 1, "a": 2}]\n}'), 'malformed-document', '/schema/0/a', 2, 23],
    ['YAML', putYaml('schema:\n  - a: .inf\n'), 'malformed-document', '/schema/0/a', 2, 8],
    ['YAML with CR LF', putYaml('name: a\r\nfoo: 1\r\n'), 'invalid-document', '/foo', 2, 1],
    ['JSON after a byte order mark', putJson('\ufeff{}x'), 'malformed-document', '', 1, 4],
  ])('in %s has its place', async (_, request, code, pointer, line, column) => {
    const problem = problemIn(await (await testApp()).inject(request))
    expect(problem).toMatchObject({ status: 400, code, errors: [{ pointer, line, column }] })
  })

  test('has all its faults', async () => {
    const problem = problemIn(
      await (await testApp()).inject(putJson('{"a":1,"name":2,"id":"x","version":3}')),
    )
    expect(problem.errors?.map(error => error.pointer)).toEqual(['/a', '/name', '/version', '/id'])
  })
})
