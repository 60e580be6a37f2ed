import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { problemIn } from '../support/problem.ts'
import { post, publish, putStatus, versionPath } from '../support/requests.ts'
import { engines } from '../support/storages.ts'
import { testApp } from '../support/test-app.ts'

const values = [
  ...[
    '',
    '%00',
    'a%00b',
    '%20',
    '%F0%9F%98%80',
    '%ED%A0%80',
    '%FF',
    '%',
    '%%',
    "'",
    '%22',
    '\\',
    '%5C%27',
    ';--',
  ],
  ...[
    '__proto__',
    'constructor',
    '-1',
    '0',
    '1',
    '1e9',
    '999999999999999',
    '2147483647',
    '2147483648',
    'NaN',
    'null',
  ],
  ...[
    'true',
    'False',
    '*',
    ',',
    'a,b',
    '[]',
    '%7B%7D',
    '%2525',
    'x'.repeat(3000),
    '%EF%BF%BF',
    '%C2%A0',
    '%E2%80%AE',
  ],
  ...[
    '2026-03-31T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '0999-12-31T23:59:59-23:59',
    '9999-12-31T23:59:59.999Z',
  ],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00', '2026-02-30T00:00:00Z', '1000-01-01T00:00:00Z'],
]
const parameters: Record<string, string[]> = {
  '/contracts/a': [],
  '/contracts': ['limit', 'offset'],
  '/contracts/a/latest': ['status', 'selector', 'include_prerelease', 'as_of'],
  '/contracts/a/versions': ['status', 'selector', 'include_prerelease', 'as_of', 'expand'],
  '/contracts/a/versions/1.0.0': ['revision', 'as_of'],
  '/history': ['after', 'contract_id', 'caller', 'operation', 'order', 'limit', 'cursor'],
  '/contracts/a/history': ['after', 'caller', 'operation', 'order', 'limit', 'cursor'],
  '/contracts/a/versions/1.0.0/history': ['after', 'caller', 'cursor'],
  '/contracts/a/versions/1.0.0/datasets': ['limit', 'offset'],
  '/contracts/datasets/d/linked': ['dataset_version'],
}
const urls = Object.entries(parameters).flatMap(([path, names]) => [
  ...names.flatMap(name => values.map(value => `${path}?${name}=${value}`)),
  ...names.map(name => `${path}?${name}=1&${name}=2&${name}[]=3&${name}[x]=4&__proto__[y]=5`),
])
const hostilePaths = values
  .filter(value => value !== '')
  .flatMap(value => [
    `/contracts/${value}`,
    `/contracts/${value}/latest`,
    `/contracts/${value}/history`,
    `/contracts/a/versions/${value}`,
    `/contracts/a/versions/${value}?as_of=2099-01-01T00:00:00Z`,
    `/contracts/a/versions/${value}/datasets`,
    `/contracts/datasets/${value}/linked?dataset_version=1`,
  ])
const texts = ['', '\0', '\ud800', "'", '\\', '😀', '\u202e', 'x'.repeat(5000), ' a ', '\r\n', '\uffff']

describe.each(engines)('on $name', engine => {
  test.skipIf(!engine.isThere)(
    'whatever a request says, the answer is one or a problem of the request',
    async () => {
      const storage = await engine.create()
      const store = await storage.open()
      try {
        const app = await testApp({ store })
        await publish(app, 'a', '1.0.0', { status: 'deprecated' })
        await publish(app, 'a', '2.0.0-rc.1')
        for (const url of [...urls, ...hostilePaths]) await read(app, url)
        for (const url of hostilePaths.slice(0, 140)) await write(app, url)
        for (const text of texts) await say(app, text)
        for (const sunset of values.slice(-8)) await announce(app, sunset)
      } finally {
        await store.close()
        await storage.remove()
      }
    },
  )
})

async function read(app: Server, url: string): Promise<void> {
  for (const method of ['GET', 'HEAD'] as const) {
    const answer = await app.inject({ method, url })
    expectNoFault(answer, `${method} ${url}`)
    if (answer.statusCode >= 400 && method === 'GET') expect(problemIn(answer).detail).not.toBe('')
  }
}

async function write(app: Server, url: string): Promise<void> {
  for (const method of ['PUT', 'DELETE'] as const)
    expectNoFault(await app.inject({ method, url, payload: {} }), `${method} ${url}`)
}

/** Says a text in every member of every body. */
async function say(app: Server, text: string): Promise<void> {
  const link = { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version: '1.0.0' }
  const bodies: [string, object][] = [
    ['/contracts/resolve', [{ contract_id: text }, { contract_id: 'a', selector: text, status: [text] }]],
    ['/contracts/link', { ...link, dataset_id: text, dataset_version: text }],
    ['/contracts/link', { ...link, contract_id: text, contract_version: text }],
  ]
  for (const [url, body] of bodies)
    expectNoFault(await post(app, url, body), `${url} ${JSON.stringify(body)}`)
  await publish(app, 'moved', '1.0.0', { status: 'x' })
  const moves = [
    { status: text || 'y' },
    { status: 'z', reason: text },
    { status: 'deprecated', successor: text },
  ]
  for (const move of moves) expectNoFault(await putStatus(app, 'moved', '1.0.0', move), JSON.stringify(move))
  const path = versionPath('moved', '1.0.0')
  expect((await app.inject({ url: path })).statusCode, text).toBe(200)
  await app.inject({ method: 'DELETE', url: `${path}?force=true` })
}

/** Says when a version ends, and reads what its readers are told. */
async function announce(app: Server, sunset: string): Promise<void> {
  expectNoFault(await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset }), sunset)
  expect((await app.inject({ url: versionPath('a', '1.0.0') })).statusCode, sunset).toBe(200)
}

function expectNoFault(answer: LightMyRequestResponse, request: string): void {
  expect(answer.statusCode, `${request} ${answer.body}`).toBeLessThan(500)
}
