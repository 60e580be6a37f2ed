import { describe, expect, onTestFinished, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, put, remove, versionPath } from '../support/requests.ts'
import { type Engine, engines, quoted } from '../support/storages.ts'
import { testApp } from '../support/test-app.ts'

/** What other programs may have stored that is no JSON object. */
const unreadable = [
  'not json',
  '',
  ' ',
  'null',
  '7',
  '"text"',
  '[{"id":"other"}]',
  '{"id":"other","version":"1.0.0"',
  '{"id":"other",',
  '{"id": NaN}',
  '{"id":"other"}{"id":"other"}',
  '\ufeff',
  '\ufeff[]',
  "{'id': 'other'}",
  '{"id":"a\nb"}',
  'id: other\nversion: 1.0.0\n',
]

/** The same that is one, in other layouts than this service writes. */
const readable = [
  JSON.stringify({ id: 'other', version: '1.0.0', status: 'active' }, null, 2),
  '{\r\n\t"id": "other",\r\n\t"version": "1.0.0", "x": 1.50\r\n}\r\n',
  '\ufeff{"id":"other","version":"1.0.0"}',
  '\ufeff{\n  "id": "other"\n}\n',
  '{"id":"other","name":"a\u2028b\u2029c\u0085d","size":12345678901234567890}',
  '{"id":"other","id":"other"}',
  '{}',
]

/** The service on an engine, with a contract of its own and the texts that another program has stored: `other.0`, `other.1` … */
async function appWith(engine: Engine, texts: readonly string[]) {
  const storage = await engine.create()
  const store = await storage.open()
  onTestFinished(async () => {
    await store.close()
    await storage.remove()
  })
  const app = await testApp({ store })
  await publish(app, 'mine', '1.0.0', { status: 'active' })
  for (const [index, text] of texts.entries()) {
    const values = [`other.${index}`, '1.0.0', 'Other', text, 'é\n%'].map(quoted).join(', ')
    await storage.execute(
      `insert into contracts (contract_id, version, name, json, fingerprint) values (${values})`,
    )
  }
  return { app, reindex: () => store.reindex({ onlyMissing: false }) }
}

/** The lines of an export, each of which must be a JSON text by itself, whatever takes it apart. */
function linesOf(body: string): Record<string, unknown>[] {
  expect(body.endsWith('\n')).toBe(true)
  const lines = body.slice(0, -1).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
  return lines.map(line => JSON.parse(line))
}

/** Whatever is stored, these never fail as a whole. */
async function expectAnswers(app: Server, texts: readonly string[]): Promise<void> {
  for (const url of [
    '/contracts',
    '/contracts?limit=10',
    '/contracts?expand=summary',
    '/history',
    '/fields',
    '/search?q=other&facets=status,owner,domain,tag',
    '/search?facets=status,owner,domain,tag&versions=all&updated_after=2000-01-01T00:00:00Z',
    '/search?format=ndjson',
  ])
    expect((await get(app, url)).statusCode, url).toBe(200)
  expect((await get(app, '/search?q=other')).json()).toMatchObject({ total: texts.length })
  for (const path of ['', '/versions', '/versions?expand=summary', '/history', '/versions/1.0.0/datasets'])
    for (const index of texts.keys())
      expect((await get(app, `/contracts/other.${index}${path}`)).statusCode, path).toBe(200)
}

/** Everything that answers with a document. */
function documentUrlsOf(id: string): string[] {
  const [version, latest] = [versionPath(id, '1.0.0'), `/contracts/${id}/latest`]
  const past = 'as_of=2100-01-01T00:00:00Z'
  return [
    ...[version, `${version}?revision=1`, `${version}?${past}`],
    ...[latest, `${latest}?status=*`, `${latest}?selector=^1`, `${latest}?${past}`],
  ]
}

for (const engine of engines) {
  describe.skipIf(!engine.isThere)(`what another program has stored on ${engine.name}`, () => {
    test('is a problem where it is no JSON object, and one of its own in lists', async () => {
      const { app, reindex } = await appWith(engine, unreadable)
      await expectAnswers(app, unreadable)
      for (const [index, text] of unreadable.entries()) {
        for (const url of documentUrlsOf(`other.${index}`)) {
          for (const accept of ['application/json', 'application/yaml']) {
            const answer = await get(app, url, { accept, 'if-none-match': '*' })
            expectProblem(answer, 406, 'not-acceptable')
            expect([text, answer.headers.etag]).toEqual([text, undefined])
          }
          const head = await app.inject({ method: 'HEAD', url })
          expect([head.statusCode, head.body], url).toEqual([406, ''])
        }
      }
      const mine = { contract_id: 'mine', document: { id: 'mine' } }
      const ids = [...unreadable.keys()].map(index => `other.${index}`).sort()
      const others = ids.map(id => ({
        ...{ contract_id: id, problem: { status: 406, detail: expect.stringContaining(`"${id}"`) } },
      }))
      for (const _ of ['as it is found', 'and as it is indexed anew']) {
        for (const versions of ['latest', 'all']) {
          const list = await get(app, `/contracts?expand=document&versions=${versions}`)
          expect(list.json()).toMatchObject({ items: [mine, ...others], total: 1 + ids.length })
          const lines = await get(app, `/contracts?format=ndjson&expand=document&versions=${versions}`)
          expect(linesOf(lines.body)).toMatchObject([mine, ...others])
        }
        await reindex()
      }
      const items = ['mine', ...ids, 'mine'].map(contract_id => ({ contract_id }))
      const resolved = await post(app, '/contracts/resolve', items)
      expect(resolved.json()).toMatchObject([mine, ...others, mine])
    })

    test('is answered with where it is one, in lines and lists too', async () => {
      const { app } = await appWith(engine, readable)
      await expectAnswers(app, readable)
      const others = readable.map((text, index) => {
        return { contract_id: `other.${index}`, document: JSON.parse(withoutMark(text)) }
      })
      for (const [index, text] of readable.entries()) {
        const etags = new Set<unknown>()
        for (const url of documentUrlsOf(`other.${index}`)) {
          const answer = await get(app, url)
          expect([answer.statusCode, answer.body], url).toEqual([200, withoutMark(text)])
          expect(answer.headers['dc43-fingerprint']).toBe('%C3%A9%0A%25')
          etags.add(answer.headers.etag)
          const unchanged = await get(app, url, { 'if-none-match': String(answer.headers.etag) })
          expect([unchanged.statusCode, unchanged.headers.etag], url).toEqual([304, answer.headers.etag])
        }
        expect(etags.size).toBe(1)
      }
      const mine = { contract_id: 'mine' }
      const list = await get(app, '/contracts?expand=document')
      expect(list.json()).toMatchObject({ items: [mine, ...others] })
      const lines = await get(app, '/contracts?format=ndjson&expand=document')
      expect(linesOf(lines.body)).toMatchObject([mine, ...others])
      expect(lines.body).toContain('1.50')
      const items = others.map(({ contract_id }) => ({ contract_id }))
      expect((await post(app, '/contracts/resolve', items)).json()).toMatchObject(others)
    })

    test('can be replaced and deleted', async () => {
      const { app } = await appWith(engine, [readable[1] ?? '', unreadable[0] ?? ''])
      for (const id of ['other.0', 'other.1']) {
        const path = versionPath(id, '1.0.0')
        expect((await put(app, path, { id, version: '1.0.0' }, { 'if-match': '*' })).statusCode).toBe(204)
        expect((await get(app, path)).json()).toEqual({ id, version: '1.0.0' })
        expect((await remove(app, path)).statusCode).toBe(204)
      }
      expectProblem(await get(app, `${versionPath('other.1', '1.0.0')}?revision=1`), 406, 'not-acceptable')
    })
  })
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '')
}
