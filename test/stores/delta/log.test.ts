import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { StoreOpenError } from '../../../src/sql/open-error.ts'
import { workspaceTokens } from '../../../src/stores/delta/credentials.ts'
import type { DeltaSettings } from '../../../src/stores/delta/settings.ts'
import { StatementsApi } from '../../../src/stores/delta/statements-api.ts'
import { ConflictingEntry } from '../../../src/stores/entry.ts'
import type { ContractStore } from '../../../src/stores/store.ts'
import {
  askBeside,
  DeltaStorage,
  deltaSettings,
  runStatement,
  warehouse,
  warehouseToken,
} from '../../support/delta.ts'
import { appendAtEnd, emptyPlace, entryOf, readLog } from '../../support/git.ts'
import { startIdentityEndpoint } from '../../support/identity-endpoint.ts'
import { type LiveServer, mariadbServer, postgresServer } from '../../support/live-servers.ts'
import { publish, somebody } from '../../support/publish.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'

const oldest = { order: 'oldest', limit: 100 } as const

/** The databases that may have an index which several stores share; without a server it is a file. */
const indexes: readonly { name: string; server?: LiveServer }[] = [
  { name: 'SQLite' },
  ...[postgresServer, mariadbServer].map(server => ({ name: server.name, server })),
]

function newStorage(more: Partial<DeltaSettings> = {}) {
  const storage = new DeltaStorage(more)
  const opened: ContractStore[] = []
  onTestFinished(async () => {
    await Promise.all(opened.map(store => store.close()))
    await storage.remove()
  })
  const open = async (...args: Parameters<DeltaStorage['open']>) => {
    const store = await storage.open(...args)
    opened.push(store)
    return store
  }
  const table = storage.settings.table?.split('.').at(-1) ?? ''
  return { storage, open, table, path: `${warehouse?.folder}/tables/${table}` }
}

/** A way to the warehouse on which a test may change what is answered. */
async function between(
  change: (
    request: { path: string; body: string },
    forward: () => Promise<Response>,
    response: ServerResponse,
  ) => Promise<boolean>,
): Promise<string> {
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const path = request.url ?? ''
    const { authorization = '' } = request.headers
    const forward = () =>
      fetch(`${warehouse?.url}${path}`, {
        method: request.method ?? 'GET',
        headers: { authorization },
        ...(body && { body }),
      })
    if (await change({ path, body }, forward, response)) return
    const answer = await forward()
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe.runIf(warehouse)('tables of Delta Lake', () => {
  test('are shared with dc43, which writes and reads them, and with deltalake', async () => {
    const { open, storage, path } = newStorage()
    const where = { table: storage.settings.table }
    const contract = {
      version: '1.0.0',
      kind: 'DataContract',
      apiVersion: '3.0.2',
      id: 'theirs',
      name: 'Theirs',
    }
    // dc43 is there first, and makes the table
    await askBeside('dc43-put', { ...where, contract })
    await askBeside('dc43-put', {
      ...where,
      contract: { ...contract, id: 'broken', description: { usage: 'it\'s "a"\nb' } },
    })
    const store = await open()
    await store.enterForeignChanges()
    expect(
      JSON.parse((await store.get({ contractId: 'theirs', version: '1.0.0' }))?.json ?? ''),
    ).toMatchObject(contract)
    // dc43 spoils quotation marks and line ends: what it wrote is no JSON, and is taken as it is
    const broken = await store.get({ contractId: 'broken', version: '1.0.0' })
    expect(() => JSON.parse(broken?.json ?? '')).toThrow()

    const ours = { ...contract, id: 'ours', name: 'it\'s \\ " é 😀\n', description: { usage: 'Ours' } }
    await publish(store, jsonVersion('ours', '1.0.0', ours))
    expect(await askBeside('dc43-read', where)).toEqual({
      broken: ['1.0.0'],
      ours: ['1.0.0'],
      theirs: ['1.0.0'],
    })
    expect(await askBeside('dc43-get', { ...where, id: 'ours', version: '1.0.0' })).toMatchObject(ours)
    const read = await askBeside<{ columns: string[]; rows: Record<string, string>[] }>('deltalake-read', {
      path,
    })
    expect(read.columns).toEqual([
      'contract_id',
      'version',
      'name',
      'description',
      'json',
      'fingerprint',
      'created_at',
    ])
    const row = read.rows.find(one => one.contract_id === 'ours')
    expect(row).toMatchObject({
      name: ours.name,
      description: 'Ours',
      json: jsonVersion('ours', '1.0.0', ours).json,
    })

    // what dc43 writes before a change of ours becomes the change before it
    await askBeside('dc43-put', { ...where, contract: { ...contract, name: 'Changed' } })
    const changed = await publish(store, jsonVersion('theirs', '1.0.0', { ...contract, name: 'Ours now' }))
    expect([changed.before?.revision, changed.after?.revision]).toEqual([2, 3])
    expect(JSON.parse(changed.before?.json ?? '')).toMatchObject({ name: 'Changed' })
    const operations = (await store.history({ ...oldest, contractId: 'theirs' })).map(
      ({ operation }) => operation,
    )
    expect(operations).toEqual(['external', 'external', 'update'])

    // analysts see documents in a view, and remove rows
    expect(
      await runStatement(
        `SELECT contract_id, status, name, owner FROM ${where.table}_current ORDER BY contract_id`,
      ),
    ).toEqual([
      ['broken', null, null, null],
      ['ours', null, ours.name, null],
      ['theirs', null, 'Ours now', null],
    ])
    await runStatement(`DELETE FROM ${where.table} WHERE contract_id = 'broken'`)
    await store.enterForeignChanges()
    expect(await store.listVersions('broken')).toEqual([])
    const history = await runStatement(`DESCRIBE HISTORY ${where.table}`)
    expect(history[0]?.[4]).toBe('DELETE')
    const all = await store.history(oldest)
    // whoever reads the log has the same history
    const other = await open()
    expect(await other.history(oldest)).toEqual(all)
    await expect(runStatement(`DELETE FROM ${where.table}_log`)).rejects.toThrow(
      'DELTA_CANNOT_MODIFY_APPEND_ONLY',
    )
  })

  test('take an entry once, whose answer was lost, complete a table that was left behind, and are read while away', async () => {
    const lost = { log: 0, table: 0 }
    let isAway = false
    const url = await between(async ({ body }, forward, response) => {
      if (isAway) {
        response.writeHead(403).end('{"message":"away"}')
        return true
      }
      if (body.includes('MERGE') && body.includes('_log') && lost.log++ === 0) {
        await forward()
        response.destroy()
        return true
      }
      // the process that was to write the row has ended
      if (body.includes('MERGE') && !body.includes('_log') && lost.table++ === 0) {
        response.writeHead(403).end('{"message":"ended"}')
        return true
      }
      return false
    })
    const { open, storage } = newStorage()
    const first = await open({ workspaceUrl: url })
    await publish(first, jsonVersion('a', '1.0.0', { name: 'one' }))
    expect(await first.history(oldest)).toHaveLength(1)
    const rows = () => runStatement(`SELECT version, json FROM ${storage.settings.table}`)
    const json = jsonVersion('a', '1.0.0', { name: 'one' }).json
    const other = await open()
    await other.enterForeignChanges()
    expect(await rows()).toEqual([['1.0.0', json]])
    expect(await other.history(oldest)).toHaveLength(1)
    expect(lost.log).toBeGreaterThan(0)

    isAway = true
    const change = publish(first, jsonVersion('a', '1.0.0', { name: 'two' }))
    await expect(change).rejects.toMatchObject({ code: 'store-unavailable' })
    expect((await first.get({ contractId: 'a', version: '1.0.0' }))?.json).toBe(json)
    expect((await first.check()).warnings).toEqual([
      expect.stringMatching(/^the SQL warehouse has not answered for \d+ seconds/),
    ])
  })

  test('are reached again after answers that pass, and not where they do not', async () => {
    const answers = [429, 503, 500]
    let refused = 0
    const url = await between(async ({ path }, _, response) => {
      const status = path.endsWith('/statements') ? answers.shift() : undefined
      if (status === undefined) return false
      response.writeHead(status, status === 429 ? { 'retry-after': '0' } : {}).end('{"message":"busy"}')
      return true
    })
    const { storage } = newStorage()
    const credentials = {
      workspaceToken: undefined,
      clientId: 'client-1',
      clientSecret: 'secret-of-client-1',
    }
    const log = await storage.openLog({ workspaceUrl: url, ...credentials })
    onTestFinished(() => log.close())
    const place = await appendAtEnd(log, entryOf(jsonVersion('a', '1.0.0')))
    expect(place.position).toBe(1)
    expect(answers).toEqual([])
    expect((await readLog(log, emptyPlace)).map(({ mark }) => mark)).toEqual([place.mark])
    const tooLarge = entryOf(jsonVersion('b', '1.0.0', { name: 'x'.repeat(17 * 2 ** 20) }))
    await expect(log.append([tooLarge], place)).rejects.toMatchObject({ code: 'document-too-large' })
    expect(await log.refresh()).toEqual(place)

    const forbidden = await between(async (_, __, response) => {
      refused++
      response.writeHead(403).end('{"message":"no permission on the warehouse"}')
      return true
    })
    const opening = storage.openLog({ workspaceUrl: forbidden })
    await expect(opening).rejects.toThrow(/HTTP 403: no permission on the warehouse/)
    await expect(opening).rejects.toBeInstanceOf(StoreOpenError)
    expect(refused).toBe(1)
    const wrong = storage.openLog({ workspaceUrl: url, ...credentials, clientSecret: 'wrong' })
    await expect(wrong).rejects.toThrow('the workspace gave no token for the client (HTTP 401)')
  })

  test('are signed in to anew when a token was taken back, and as an identity of Azure', async () => {
    let isTakenBack = false
    let signIns = 0
    const url = await between(async ({ path }, _, response) => {
      if (path === '/oidc/v1/token') signIns++
      if (!path.endsWith('/statements') || !isTakenBack) return false
      isTakenBack = false
      response.writeHead(401).end('{"message":"the token was taken back"}')
      return true
    })
    const apiWith = (more: Partial<DeltaSettings>) => {
      const settings = deltaSettings({ workspaceUrl: url, workspaceToken: undefined, ...more })
      const { warehouseId, statementTimeout: timeout } = settings
      return new StatementsApi({ url, warehouseId, tokens: workspaceTokens(settings), timeout })
    }
    const client = apiWith({ clientId: 'client-1', clientSecret: 'secret-of-client-1' })
    for (const expected of [1, 1, 2]) {
      isTakenBack = expected === 2
      expect((await client.run('SELECT 1')).rows).toEqual([['1']])
      expect(signIns).toBe(expected)
    }

    const endpoint = await startIdentityEndpoint()
    onTestFinished(() => endpoint.stop())
    for (const [name, value] of Object.entries(endpoint.env)) vi.stubEnv(name, value)
    onTestFinished(() => void vi.unstubAllEnvs())
    const azure = apiWith({ workspaceIdentity: { provider: 'azure', client_id: 'identity-1' } })
    await expect(azure.run('SELECT 1')).rejects.toThrow('no token of the Azure identity could be had')
    endpoint.token = warehouseToken
    expect((await azure.run('SELECT 1')).rows).toEqual([['1']])
    // what all workspaces of Azure Databricks are called
    const resource = '2ff814a6-3304-4ab8-861d-d62ba2eb4b1d'
    expect(endpoint.asked.at(-1)).toEqual({ resource, clientId: 'identity-1' })
  })

  describe.each(indexes)('with an index in $name', ({ server }) => {
    test.runIf(server?.isThere ?? true)(
      'share it, and take no import in place of what others have just written',
      async () => {
        const { storage } = newStorage()
        const index = await server?.create()
        onTestFinished(() => index?.drop())
        const [first, second] = [await storage.openSharing(index?.dsn), await storage.openSharing(index?.dsn)]
        onTestFinished(async () => void (await Promise.all([first.close(), second.close()])))
        const ours = jsonVersion('ours', '1.0.0', { name: 'one' })
        await publish(first, ours)
        expect((await second.get(ours))?.json).toBe(ours.json)

        const theirs = '{"id":"theirs","version":"1.0.0"}'
        await runStatement(
          `INSERT INTO ${storage.settings.table} VALUES ('theirs', '1.0.0', NULL, NULL, '${theirs}', '', now())`,
        )
        const imported = entryOf(jsonVersion('theirs', '1.0.0', { name: 'imported' }))
        await expect(second.restore([imported])).rejects.toBeInstanceOf(ConflictingEntry)
        expect((await first.get({ contractId: 'theirs', version: '1.0.0' }))?.json).toBe(theirs)
        await second.restore([entryOf(jsonVersion('more', '1.0.0'))])
        expect(await first.listVersions('more')).toEqual(['1.0.0'])
      },
    )
  })

  test('that may not be made are told with the SQL that makes them', async () => {
    const url = await between(async ({ body }, _, response) => {
      if (!body.includes('CREATE')) return false
      const error = { message: '[INSUFFICIENT_PERMISSIONS] User does not have CREATE TABLE on Schema.' }
      response.end(JSON.stringify({ statement_id: 'x', status: { state: 'FAILED', error } }))
      return true
    })
    const { storage } = newStorage()
    const opening = storage.openLog({ workspaceUrl: url })
    await expect(opening).rejects.toThrow(
      /INSUFFICIENT_PERMISSIONS.*\nCREATE TABLE IF NOT EXISTS `spark_catalog`/s,
    )
    const { message } = (await opening.catch(error => error)) as Error
    for (const statement of message.split('\n').filter(line => line.startsWith('CREATE'))) {
      await runStatement(statement.replace(/;$/, ''))
    }
    // now all that matters is there; the view is not
    const log = await storage.openLog({ workspaceUrl: url })
    onTestFinished(() => log.close())
    expect(await log.refresh()).toEqual(emptyPlace)
  })

  test('may be named by a path, and stores that race lose nothing', async () => {
    const { storage, open } = newStorage({ table: undefined, root: `${warehouse?.folder}/contracts` })
    const stores = [await open(), await open(), await open()]
    await Promise.all(
      stores.flatMap((store, at) => [
        publish(store, jsonVersion('a', `1.${at}.0`)),
        publish(store, jsonVersion(`b${at}`, '1.0.0')),
      ]),
    )
    await publish(stores[0] as ContractStore, jsonVersion('a', '2.0.0'))
    expect(await stores[0]?.listVersions('a')).toEqual(['1.0.0', '1.1.0', '1.2.0', '2.0.0'])
    await stores[1]?.change(
      { contractId: 'a', version: '1.1.0' },
      async () => ({ operation: 'delete' }),
      somebody,
    )
    const rows = await runStatement(
      `SELECT contract_id, version FROM delta.\`${storage.settings.root}\` ORDER BY contract_id, version`,
    )
    expect(rows.map(row => row.join(' '))).toEqual([
      'a 1.0.0',
      'a 1.2.0',
      'a 2.0.0',
      'b0 1.0.0',
      'b1 1.0.0',
      'b2 1.0.0',
    ])
    const sequences = await runStatement(
      `SELECT sequence FROM delta.\`${storage.settings.root}_log\` ORDER BY sequence`,
    )
    expect(sequences.flat().map(Number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})
