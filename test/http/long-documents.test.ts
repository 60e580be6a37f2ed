import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, put, putStatus, versionPath } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

const head = (id: string) =>
  `version: 1.0.0\nkind: DataContract\napiVersion: v3.1.0\nid: ${id}\nstatus: draft\n`
const manyFields = (id: string, count: number) => {
  const field = (at: number) =>
    `      - name: field_${at}\n        logicalType: string\n        required: true\n`
  return `${head(id)}schema:\n  - name: t\n    properties:\n${Array.from({ length: count }, (_, at) => field(at)).join('')}`
}
const manyTags = (id: string, count: number) =>
  `${head(id)}tags:\n${Array.from({ length: count }, (_, at) => `  - tag${at}\n`).join('')}`
const manyWords = (id: string, count: number) => {
  const usage = Array.from({ length: count }, (_, at) => `w${at.toString(36)}`).join(' ')
  return JSON.stringify({
    version: '1.0.0',
    kind: 'DataContract',
    apiVersion: 'v3.1.0',
    id,
    description: { usage },
  })
}

interface Page {
  readonly items: readonly { readonly contract_id: string }[]
  readonly next_cursor: string | null
}

/** How long this thread has worked at most between two looks of others, in milliseconds of its processor. */
let held = 0
let timer: NodeJS.Timeout

beforeEach(() => {
  held = 0
  let last = process.threadCpuUsage()
  timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(last)
    last = process.threadCpuUsage()
    held = Math.max(held, (user + system) / 1000)
  }, 5)
})
afterEach(() => clearInterval(timer))

describe('others are answered meanwhile when', () => {
  // a slow machine has room; without threads and turns these hold it for seconds
  const most = 500

  test('a long YAML document is published, moved, searched, read and deleted', async () => {
    const app = await testApp()
    const path = versionPath('fields', '1.0.0')
    const type = { 'content-type': 'application/yaml' }
    const text = manyFields('fields', 15_000)
    expect((await put(app, path, text, type)).statusCode).toBe(204)
    expect((await putStatus(app, 'fields', '1.0.0', { status: 'active' })).statusCode).toBe(200)
    const yaml = await get(app, path, { accept: 'application/yaml' })
    expect(yaml.body).toBe(text.replace('status: draft', 'status: active'))
    expect((await get(app, '/search?q=field_1&facets=status')).json().total).toBe(1)
    expect((await get(app, '/contracts?expand=document&format=ndjson')).body).toContain('field_14999')
    expect((await app.inject({ method: 'DELETE', url: `${path}?force=true` })).statusCode).toBe(204)
    expect(held).toBeLessThan(most)
  })

  test.each([
    ['tags', 'application/yaml', manyTags('tags', 100_000)],
    ['words', 'application/json', manyWords('words', 800_000)],
    ['brackets', 'application/yaml', '['.repeat(8_000_000)],
  ])('a document of nothing but %s is sent', async (id, type, text) => {
    const app = await testApp()
    const answer = await put(app, versionPath(id, '1.0.0'), text, { 'content-type': type })
    expect([204, 400]).toContain(answer.statusCode)
    expect(held).toBeLessThan(most)
  })

  test('a long JSON document is read as YAML', async () => {
    const app = await testApp()
    const path = versionPath('words', '1.0.0')
    await put(app, path, manyWords('words', 400_000), { 'content-type': 'application/json' })
    held = 0
    expect((await get(app, path, { accept: 'application/yaml' })).statusCode).toBe(200)
    expect(held).toBeLessThan(most)
  })
})

describe('of a very long document', () => {
  test('as much is indexed as there is room for, which a dry run tells', async () => {
    const app = await testApp()
    const path = versionPath('tags', '1.0.0')
    const type = { 'content-type': 'application/yaml' }
    const text = manyTags('tags', 2001)
    const planned = await put(app, `${path}?dry_run=true`, text, type)
    expect(planned.json().note).toBe('searches and lists find of this document the first 2,000 tags only')
    expect((await put(app, path, text, type)).statusCode).toBe(204)
    expect((await get(app, '/search?tag=tag1999')).json().total).toBe(1)
    expect((await get(app, '/search?tag=tag2000')).json().total).toBe(0)
    expect((await get(app, path, { accept: 'application/yaml' })).body).toBe(text)
    const fewer = await put(app, `${versionPath('few', '1.0.0')}?dry_run=true`, manyTags('few', 2000), type)
    expect(fewer.json().note).toBeNull()
  })

  test('a page ends where the documents are long together', async () => {
    const app = await testApp()
    const usage = 'x'.repeat(6_000_000)
    for (const id of ['a', 'b', 'c', 'd']) {
      const body = JSON.stringify({ id, version: '1.0.0', description: { usage } })
      expect(
        (await put(app, versionPath(id, '1.0.0'), body, { 'content-type': 'application/json' })).statusCode,
      ).toBe(204)
    }
    const ids: string[] = []
    const sizes: number[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = (await get(app, `/contracts?expand=document&cursor=${cursor}`)).json()
      ids.push(...page.items.map(one => one.contract_id))
      sizes.push(page.items.length)
      cursor = page.next_cursor
    }
    expect(ids).toEqual(['a', 'b', 'c', 'd'])
    expect(sizes).toEqual([2, 2])
  })

  test('a page that tells more than ids has no more than a thousand versions', async () => {
    const app = await testApp()
    const answer = await get(app, '/contracts?expand=summary&limit=1001')
    expect(expectProblem(answer, 400, 'invalid-request').detail).toMatch(/from 0 to 1000; follow next_cursor/)
    expect((await get(app, '/contracts?expand=summary&format=ndjson&limit=1001')).statusCode).toBe(200)
  })
})

test('few answers with many documents are made at a time, and all are given', async () => {
  const store = await openSqliteStore()
  let [running, most, limit] = [0, 0, 2]
  const counted = (name: 'versions' | 'revisions') => {
    const read = store[name].bind(store) as (wanted: unknown) => Promise<never>
    vi.spyOn(store, name).mockImplementation(async (wanted: unknown) => {
      most = Math.max(most, ++running)
      do await setTimeout(1)
      while (most < limit)
      return read(wanted).finally(() => running--)
    })
  }
  for (const name of ['versions', 'revisions'] as const) counted(name)
  const app = await testApp({ store })
  for (const id of ['a', 'b'])
    await put(app, versionPath(id, '1.0.0'), JSON.stringify({ id, version: '1.0.0' }), {
      'content-type': 'application/json',
    })
  const page = () => get(app, '/contracts?expand=document')
  const resolve = () =>
    app.inject({ method: 'POST', url: '/contracts/resolve', payload: [{ contract_id: 'a' }] })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? page() : resolve())))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200))
  expect(most).toBe(2)
  most = 0
  limit = 4
  const search = (at: number) => get(app, `/search${at % 2 ? '?format=ndjson' : ''}`)
  const searches = await Promise.all(Array.from({ length: 20 }, (_, at) => search(at)))
  expect(searches.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200))
  expect(most).toBe(4)
})
