import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BestEffort } from '../../src/stores/sql/best-effort.ts'
import { OtherProgram } from '../support/other-program.ts'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { testApp } from '../support/test-app.ts'

/** The service on a file, and another program that writes the same table. */
async function shared(bestEffort?: BestEffort) {
  const file = join(tempFolder(), 'contracts.db')
  const store = await openSqliteStore(file, undefined, undefined, bestEffort)
  const other = new OtherProgram(file)
  onTestFinished(async () => {
    other.close()
    await store.close()
  })
  return { app: await testApp({ store }), other }
}

const path = versionPath('a', '1.0.0')

describe('a document that another program has laid out anew', () => {
  async function laidOutAnew() {
    const parts = await shared()
    await publish(parts.app, 'a', '1.0.0', { status: 'active' })
    const { json, fingerprint } = jsonVersion('a', '1.0.0', { status: 'active' })
    await parts.other.update('a', '1.0.0', JSON.stringify(JSON.parse(json), null, 1), fingerprint)
    return { ...parts, json: JSON.stringify(JSON.parse(json), null, 1) }
  }

  test.each([
    '/contracts/a/latest',
    '/contracts/a/latest?selector=^1',
    '/contracts/a/latest?status=active',
    path,
  ])('is read at %s', async url => {
    const { app, json } = await laidOutAnew()
    const answer = await get(app, url)
    expect([answer.statusCode, answer.body]).toEqual([200, json])
    expect(answer.headers['dc43-revision']).toBe('2')
  })

  test('is resolved', async () => {
    const { app, json } = await laidOutAnew()
    const answer = await post(app, '/contracts/resolve', [{ contract_id: 'a', selector: '^1' }])
    expect(answer.json()).toMatchObject([{ revision: 2, document: JSON.parse(json) }])
  })

  test('is in the history once it was read', async () => {
    const { app } = await laidOutAnew()
    await get(app, '/contracts/a/latest?selector=1.x')
    const events = (await get(app, '/contracts/a/history')).json().items
    expect(events).toMatchObject([
      { operation: 'create', revision: 1 },
      { operation: 'external', revision: 2, caller: null },
    ])
  })
})

describe('a document that is no JSON', () => {
  const texts = ['not json', '{"id": NaN}', '[1, Infinity]', '', '{"a":1}{"b":2}', '\u0000']

  test.each(texts)('leaves the other answers of a batch alone: %j', async text => {
    const { app, other } = await shared()
    await other.insert('b', '1.0.0', 'b', text, 'f')
    await publish(app, 'a', '1.0.0')
    const answer = await post(app, '/contracts/resolve', [{ contract_id: 'b' }, { contract_id: 'a' }])
    expect(answer.json()).toMatchObject([
      { contract_id: 'b', problem: { status: 406, code: 'not-acceptable' } },
      { contract_id: 'a', document: { id: 'a' } },
    ])
  })

  test.each(texts)('is found, listed and in the history: %j', async text => {
    const { app, other } = await shared()
    await other.insert('b', '1.0.0', 'b', text, 'f')
    expectProblem(await get(app, versionPath('b', '1.0.0')), 406, 'not-acceptable')
    expect((await get(app, '/contracts/b')).json()).toMatchObject({ latest_by_status: { none: '1.0.0' } })
    const [summary] = (await get(app, '/contracts/b/versions?expand=summary')).json()
    expect(summary).toMatchObject({ fingerprint: 'f', status: null, revision: 1, updated_by: null })
    expect((await get(app, '/history')).json().items).toMatchObject([
      { operation: 'external', version: '1.0.0' },
    ])
  })

  test.each(texts)('has no status to change, can be replaced and be deleted: %j', async text => {
    const { app, other } = await shared()
    await other.insert('b', '1.0.0', 'b', text, 'f')
    expectProblem(await putStatus(app, 'b', '1.0.0', { status: 'active' }), 400, 'invalid-document')
    const dryRun = await put(app, `${versionPath('b', '1.0.0')}/status?dry_run=true`, { status: 'active' })
    expectProblem(dryRun, 400, 'invalid-document')
    await publish(app, 'b', '1.0.0', { status: 'draft' })
    const replaced = await get(app, `${versionPath('b', '1.0.0')}?revision=1`)
    expectProblem(replaced, 406, 'not-acceptable')
    expect((await remove(app, versionPath('b', '1.0.0'))).statusCode).toBe(204)
  })
})

test('a row that another program overwrites enters the history, and its revisions go on', async () => {
  const { app, other } = await shared()
  await publish(app, 'a', '1.0.0', { status: 'draft' })
  const theirs = jsonVersion('a', '1.0.0', { status: 'active', name: 'theirs' })
  await other.update('a', '1.0.0', theirs.json, theirs.fingerprint)
  await publish(app, 'a', '2.0.0')
  const { items } = (await get(app, '/contracts/a/versions/1.0.0/history')).json()
  expect(items).toMatchObject([
    { operation: 'create', revision: 1, status_after: 'draft' },
    {
      operation: 'external',
      revision: 2,
      caller: null,
      request_id: null,
      status_before: 'draft',
      status_after: 'active',
      fingerprint_before: items[0].fingerprint_after,
      fingerprint_after: theirs.fingerprint,
    },
  ])
  expect((await get(app, `${path}?revision=2`)).json()).toMatchObject({ name: 'theirs' })
  expectProblem(await get(app, `${path}?revision=1`), 404, 'revision-not-found')
})

test('a write meets what another program wrote last, and its own event comes after', async () => {
  const { app, other } = await shared()
  await publish(app, 'a', '1.0.0', { status: 'draft' })
  const tag = String((await get(app, path)).headers.etag)
  const theirs = jsonVersion('a', '1.0.0', { status: 'active' })
  await other.update('a', '1.0.0', theirs.json, theirs.fingerprint)
  const body = { version: '1.0.0', id: 'a', status: 'active', name: 'mine' }
  expectProblem(await put(app, path, body, { 'if-match': tag }), 412, 'precondition-failed')
  expectProblem(await put(app, path, body), 409, 'overwrite-refused')
  expect((await putStatus(app, 'a', '1.0.0', { status: 'deprecated' })).json()).toMatchObject({ revision: 3 })
  const { items } = (await get(app, '/history')).json()
  expect(items.map((event: { operation: string }) => event.operation)).toEqual([
    'create',
    'external',
    'status',
  ])
})

test('a row that another program deletes is gone, and its revisions go on when it comes back', async () => {
  const { app, other } = await shared()
  await publish(app, 'a', '1.0.0', { status: 'draft' })
  await other.exec('delete from contracts')
  expectProblem(await get(app, path), 404, 'contract-not-found')
  expectProblem(await get(app, '/contracts/a'), 404, 'contract-not-found')
  expect((await get(app, '/contracts?limit=5')).json()).toMatchObject({ items: [], total: 0 })
  const events = (await get(app, '/contracts/a/history')).json().items
  expect(events.map(({ operation }: { operation: string }) => operation)).toEqual(['create', 'external'])
  expect((await get(app, '/search')).json()).toMatchObject({ items: [], total: 0 })
  const answer = await put(app, path, { version: '1.0.0', id: 'a' })
  expect([answer.statusCode, answer.headers['dc43-revision']]).toEqual([204, '3'])
})

test('the YAML of a version that comes back after another program deleted it is kept, not the one before', async () => {
  const { app, other } = await shared()
  const sent = (name: string) => `# as ${name} wrote it\nid: a\nversion: 1.0.0\nname: ${name}\n`
  const yaml = { 'content-type': 'application/yaml' }
  expect((await put(app, path, sent('Ann'), yaml)).statusCode).toBe(204)
  await other.exec('delete from contracts')
  expect((await put(app, path, sent('Bob'), yaml)).statusCode).toBe(204)
  expect((await get(app, path, { accept: 'application/yaml' })).body).toBe(sent('Bob'))
})

test('bytes in place of texts and times of any form, which SQLite keeps, break no answer', async () => {
  const { app, other } = await shared()
  await publish(app, 'a', '1.0.0')
  await other.exec(`insert into contracts (contract_id, version, name, json, fingerprint, created_at) values
    ('b', '1.0.0', 'b', cast('{"id":"b"}' as blob), 'f', '2026-03-31 12:00:00'),
    ('c', '1.0.0', cast('c' as blob), 42, 1.5, '2026-03-31T12:00:00+02:00'),
    ('d', '1.0.0', 'd', '{}', x'00ff', 'yesterday')`)
  expect((await get(app, versionPath('b', '1.0.0'))).json()).toEqual({ id: 'b' })
  expectProblem(await get(app, versionPath('c', '1.0.0')), 406, 'not-acceptable')
  expect((await get(app, versionPath('d', '1.0.0'))).json()).toEqual({})
  const lists = ['/contracts', '/contracts?expand=document', '/search?facets=owner', '/fields', '/history']
  for (const url of [...lists, '/contracts/b', '/contracts/c', '/contracts/d'])
    expect((await get(app, url)).statusCode, url).toBe(200)
  const [summary] = (await get(app, '/contracts/c/versions?expand=summary')).json()
  expect(summary).toMatchObject({ name: 'c', fingerprint: '1.5', created_at: '2026-03-31T10:00:00.000Z' })
})

describe('many rows that another program has written at once', () => {
  const rows = 250

  async function withRows(bestEffort?: BestEffort) {
    const parts = await shared(bestEffort)
    const { json, fingerprint } = jsonVersion('a', '1.0.0')
    await parts.other.run(
      `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${rows})
        insert into contracts (contract_id, version, name, json, fingerprint, created_at)
        select 'c' || n, '1.0.0', 'c' || n, ?, ?, datetime('2020-01-01', n || ' days') from numbers`,
      json,
      fingerprint,
    )
    return parts
  }

  // rows are taken over in another order
  test.each([
    '/contracts?format=ndjson&sort=updated',
    '/contracts?format=ndjson&sort=updated&expand=document',
    '/search?format=ndjson&sort=updated',
  ])('are all in the lines of %s', async url => {
    const { app } = await withRows()
    const answer = await get(app, url)
    expect([answer.statusCode, answer.body.trimEnd().split('\n').length]).toEqual([200, rows])
  })

  test('are all in a list with summaries', async () => {
    const { app } = await withRows()
    expect((await get(app, '/contracts?expand=summary')).json()).toMatchObject({ total: rows })
  })

  test.each([
    '/contracts?format=ndjson',
    '/contracts?expand=summary&versions=all',
    '/search?format=ndjson',
    '/api/datacontracts',
  ])('have %s refused while they cannot be taken over', async url => {
    const { app, other } = await withRows(new BestEffort(1))
    other.database.exec('begin immediate')
    const refused = await get(app, url)
    expectProblem(refused, 503, 'store-busy')
    expect(refused.headers['retry-after']).toBe('10')
    expect((await get(app, '/health/ready')).json()).toEqual({ status: 'ready', index_lag: rows })
    expect(refused.json().detail).toMatch(/^250 versions .* not taken over yet.* dc43-registry migrate/)
    other.database.exec('commit')
    await expect.poll(async () => (await get(app, url)).statusCode).toBe(200)
  })
})

describe('names with blanks at their ends that another program has given', () => {
  const ids = [' a', 'a ', 'b']
  const versions = ['1.0.0 ', ' 2.0.0', ' ']

  async function withBlanks(parts: Parameters<typeof testApp>[0] = {}) {
    const file = join(tempFolder(), 'contracts.db')
    const store = await openSqliteStore(file)
    const other = new OtherProgram(file)
    onTestFinished(async () => {
      other.close()
      await store.close()
    })
    for (const id of ids)
      for (const version of versions) {
        const { name, json, fingerprint } = jsonVersion(id, version, { status: 'draft' })
        await other.insert(id, version, name, json, fingerprint)
      }
    return testApp({ ...parts, store })
  }

  test('are listed, and whatever is listed is read, compared, moved and deleted', async () => {
    const app = await withBlanks()
    const { items } = (await get(app, '/contracts')).json()
    expect(items).toEqual(ids)
    for (const id of ids) {
      const contract = `/contracts/${encodeURIComponent(id)}`
      const listed: string[] = (await get(app, `${contract}/versions`)).json()
      expect(listed.toSorted()).toEqual(versions.toSorted())
      expect((await get(app, `${contract}/latest`)).json()).toMatchObject({ id })
      expect((await get(app, contract)).statusCode).toBe(200)
      const [from, to] = listed.map(encodeURIComponent)
      expect((await get(app, `${contract}/diff?from=${from}&to=${to}`)).statusCode).toBe(200)
      for (const version of listed) {
        const path = versionPath(id, version)
        const read = await get(app, path)
        expect(read.json()).toMatchObject({ id, version })
        expect(read.headers['dc43-contract-version']).toBe(version.replaceAll(' ', '%20'))
        for (const part of ['history', 'validation', 'test-runs', 'datasets'])
          expect((await get(app, `${path}/${part}`)).statusCode).toBe(200)
        expect((await putStatus(app, id, version, { status: 'proposed' })).statusCode).toBe(200)
        expectProblem(await put(app, path, { id, version }), 400, 'invalid-request')
        expect((await remove(app, path)).statusCode).toBe(204)
        expect((await get(app, path)).statusCode).toBe(404)
      }
    }
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: 0 })
  })

  test('are refused where the database passes over them', async () => {
    const app = await withBlanks({ padsNames: true })
    for (const path of ['/contracts/a%20', '/contracts/b/versions/1.0.0%20', '/contracts/b/diff?from=%201'])
      expectProblem(await get(app, path), 400, 'invalid-request')
    expectProblem(await remove(app, versionPath('b', '1.0.0 ')), 400, 'invalid-request')
  })
})
