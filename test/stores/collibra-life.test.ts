import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CollibraClient } from '../../src/stores/collibra/client.ts'
import { Contracts } from '../../src/stores/collibra/contracts.ts'
import { secondsOf } from '../../src/stores/collibra/faults.ts'
import { entryStateOf } from '../../src/stores/decided-entry.ts'
import type { Entry } from '../../src/stores/entry.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { collibraConfig, collibraWithStore, openCollibra } from '../support/collibra-store.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import type { FakeCollibra } from '../support/servers/collibra.ts'
import { startPortContracts, template } from '../support/servers/port-contracts.ts'
import { tempFolder } from '../support/temp-folder.ts'

const text = (version: string, status: string) =>
  `# as it was written\nid: a\nversion: ${version}\nstatus: "${status}"\n`
const yaml = (version: string, status: string) => yamlVersion('a', version, text(version, status))
const historyOf = async (store: ContractStore) =>
  (await store.history({ contractId: 'a', order: 'oldest', limit: 20 })).map(event => [
    event.version,
    event.operation,
    event.caller,
  ])

/** A steward changes version 1.0.0 of `a` once the registry has asked for its manifest, before that is answered. */
function changeWhileRead(collibra: FakeCollibra, status: string): void {
  const manifest = Buffer.from(text('1.0.0', status))
  const meanwhile = () =>
    collibra.steward('a', contract => collibra.put(contract, '1.0.0', manifest, { force: true }))
  const on = `GET /rest/dataProduct/v1/dataContracts/${collibra.named('a')?.id}/versions/manifest`
  collibra.troubles.push({ on, meanwhile })
}

describe('a manifest', () => {
  test('is the YAML as it was written, and of JSON the YAML of the same values', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'draft'))
    await publish(store, jsonVersion('b', '1.0.0', { name: 'é 😀', status: 'draft' }))
    const manifest = (id: string) => collibra.named(id)?.versions.get('1.0.0')?.manifest.toString()
    expect(manifest('a')).toBe(text('1.0.0', 'draft'))
    expect(manifest('b')).toMatch(/^version: "?1\.0\.0"?\nid: b\nname: é 😀\nstatus: draft\n$/)
  })

  test('of a name that Collibra cannot keep is refused, and nothing is sent', async () => {
    const { collibra, store } = await collibraWithStore()
    collibra.requests.length = 0
    for (const [id, version] of [
      ['a'.repeat(201), '1.0.0'],
      ['a', '1'.repeat(101)],
    ] as const)
      await expect(publish(store, jsonVersion(id, version))).rejects.toMatchObject({
        code: 'invalid-request',
        message: expect.stringContaining('Collibra'),
      })
    expect(collibra.requests).toEqual([])
  })
})

describe('the active version', () => {
  test.each([
    [['PUT', 'PATCH'], true],
    [['PUT'], false],
    [['PATCH'], false],
  ])('is the latest approved one, set by %j', async (verbs, uploadsActivate) => {
    const { collibra, store } = await collibraWithStore()
    Object.assign(collibra, { verbs, uploadsActivate })
    const active: (string | undefined)[] = []
    for (const [version, status] of [
      ['1.0.0', 'active'],
      ['2.0.0', 'draft'],
      ['1.2.0', 'active'],
      ['1.1.0', 'active'],
      ['2.0.0', 'active'],
      ['2.0.0', 'deprecated'],
      ['1.3.0', 'validated'],
    ] as const) {
      await publish(store, yaml(version, status))
      active.push(collibra.activeOf('a'))
    }
    expect(active).toEqual(['1.0.0', '1.0.0', '1.2.0', '1.2.0', '2.0.0', '2.0.0', '1.3.0'])
  })

  test('is set by the method that is known now, whatever was before, and whatever is answered at first', async () => {
    const { collibra, store } = await collibraWithStore()
    Object.assign(collibra, { uploadsActivate: false })
    const path = 'rest/dataProduct/v1/dataContracts/'
    await publish(store, yaml('1.0.0', 'active'))
    for (const [minor, verb] of ['PATCH', 'PUT', 'PATCH', 'PUT'].entries()) {
      collibra.verbs = [verb]
      // the answer to the third try is lost, after which it is found done
      collibra.troubles.push(
        { on: `${verb} /${path}`, does: { status: 429, headers: { 'retry-after': '0' } } },
        { on: `${verb} /${path}`, does: { status: 503 } },
        { on: `${verb} /${path}`, does: 'lost' },
      )
      await publish(store, yaml(`1.${minor + 1}.0`, 'active'))
      expect(collibra.troubles).toEqual([])
      expect(collibra.activeOf('a')).toBe(`1.${minor + 1}.0`)
    }
    expect((await historyOf(store)).map(([version]) => version)).toEqual([
      '1.0.0',
      '1.1.0',
      '1.2.0',
      '1.3.0',
      '1.4.0',
    ])
    collibra.verbs = []
    await expect(publish(store, yaml('1.5.0', 'active'))).rejects.toMatchObject({ code: 'store-unavailable' })
  })

  test('is the approved one, when the first was a draft', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('2.0.0', 'draft'))
    expect(collibra.activeOf('a')).toBe('2.0.0')
    await publish(store, yaml('1.0.0', 'active'))
    expect(collibra.activeOf('a')).toBe('1.0.0')
  })

  test('stays what it is when a dataset is linked', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'active'))
    collibra.requests.length = 0
    const contract = { contractId: 'a', contractVersion: '1.0.0' }
    await store.links.link({ datasetId: 'd', datasetVersion: '1', ...contract, linkedBy: undefined })
    expect(collibra.requests).toEqual([])
  })

  test('that somebody has chosen is kept for a start without Collibra, until another is to be expected', async () => {
    const { collibra, store, config } = await collibraWithStore()
    for (const version of ['1.0.0', '1.1.0']) await publish(store, yaml(version, 'active'))
    const choose = async (version: string) => {
      collibra.steward('a', contract => collibra.activate(contract, version))
      await store.enterForeignChanges()
    }
    await choose('1.0.0')
    await choose('1.1.0')
    expect(await store.activeVersions(['a'])).toEqual(new Map())
    await choose('1.0.0')
    await collibra.stop()
    const other = await openCollibra(config)
    onTestFinished(() => other.close())
    const chosen = new Map([['a', { version: '1.0.0', inPlaceOf: '1.1.0' }]])
    for (const one of [store, other]) expect(await one.activeVersions(['a', 'b'])).toEqual(chosen)
  })

  test('is the latest one with a default status of Validated', async () => {
    const { collibra, store } = await collibraWithStore({ defaultStatus: 'Validated' })
    for (const version of ['1.0.0', '2.0.0', '1.5.0']) await publish(store, yaml(version, 'draft'))
    expect(collibra.activeOf('a')).toBe('2.0.0')
  })
})

describe('what a steward does', () => {
  test('enters the history with their name and their time', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'active'))
    collibra.steward('a', contract => {
      collibra.put(contract, '1.0.0', Buffer.from(text('1.0.0', 'deprecated')), { force: true })
      collibra.put(contract, '1.1.0', Buffer.from(text('1.1.0', 'active')))
    })
    await store.enterForeignChanges()
    await store.enterForeignChanges()
    expect(await historyOf(store)).toEqual([
      ['1.0.0', 'create', 'somebody'],
      ['1.0.0', 'external', 'steward'],
      ['1.1.0', 'external', 'steward'],
    ])
  })

  test('is theirs, although the registry was listed as the last before the manifest was read', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'draft'))
    changeWhileRead(collibra, 'active')
    await store.enterForeignChanges()
    expect(await historyOf(store)).toEqual([
      ['1.0.0', 'create', 'somebody'],
      ['1.0.0', 'external', 'steward'],
    ])
  })

  test('again and again while it is read is left for the next look', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'draft'))
    for (let at = 0; at < 4; at++) changeWhileRead(collibra, `status-${at}`)
    await store.enterForeignChanges()
    expect(await historyOf(store)).toHaveLength(1)
    await store.enterForeignChanges()
    expect(await historyOf(store)).toEqual([
      ['1.0.0', 'create', 'somebody'],
      ['1.0.0', 'external', 'steward'],
    ])
    expect((await store.latest('a'))?.status).toBe('status-3')
  })

  test('is never before what the history has already', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'active'))
    collibra.steward('a', contract => {
      const info = collibra.put(contract, '1.1.0', Buffer.from(text('1.1.0', 'active')))
      Object.assign(info, { lastModifiedOn: Date.parse('2020-01-02') })
    })
    await store.enterForeignChanges()
    const events = await store.history({ contractId: 'a', order: 'oldest', limit: 9 })
    const [created, added] = events.map(event => event.time.getTime())
    expect(added).toBe(created)
  })

  test('is met by a change of the same version', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'draft'))
    collibra.steward('a', contract =>
      collibra.put(contract, '1.0.0', Buffer.from(text('1.0.0', 'review')), { force: true }),
    )
    await publish(store, yaml('1.0.0', 'active'))
    expect(await historyOf(store)).toEqual([
      ['1.0.0', 'create', 'somebody'],
      ['1.0.0', 'external', 'steward'],
      ['1.0.0', 'update', 'somebody'],
    ])
  })

  test('before the first start is taken over with its times, and once', async () => {
    const { collibra, store, config } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'active'))
    const { info } = collibra.named('a')?.versions.get('1.0.0') ?? {}
    if (info) Object.assign(info, { lastModifiedOn: Date.parse('2020-01-02'), lastModifiedBy: 'unknown-id' })
    const indexDsn = { dialect: 'sqlite', file: undefined, options: {} } as const
    const other = await openCollibra({ ...config, indexDsn })
    onTestFinished(() => other.close())
    await other.enterForeignChanges()
    await other.enterForeignChanges()
    expect(await historyOf(other)).toHaveLength(1)
    const [event] = await other.history({ contractId: 'a', order: 'oldest', limit: 9 })
    expect(event).toMatchObject({ operation: 'external', caller: 'unknown-id', time: new Date('2020-01-02') })
  })

  test('that removes a contract is a deletion', async () => {
    const { collibra, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'active'))
    collibra.contracts.clear()
    await store.enterForeignChanges()
    expect(await store.listVersions('a')).toEqual([])
    await publish(store, yaml('1.0.0', 'active'))
    expect(collibra.activeOf('a')).toBe('1.0.0')
  })
})

describe('a contract with a place in the catalogue', () => {
  test.each(['names', 'ids'])('is made for its port, by %s', async by => {
    const { collibra, config } = await collibraWithStore()
    const { productId, portId } = collibra.addPort('Sales', 'Orders')
    const entry =
      by === 'ids' ? { data_product: productId, port: portId } : { data_product: 'Sales', port: 'orders' }
    const none = by === 'ids' ? '00000000-0000-0000-0000-000000000000' : 'None'
    const store = await openCollibra({
      ...config,
      catalog: { a: entry, b: entry, c: { ...entry, port: none } },
    })
    onTestFinished(() => store.close())
    await publish(store, yaml('1.0.0', 'draft'))
    await publish(store, yaml('2.0.0', 'active'))
    const contract = collibra.named('a')
    expect(collibra.relations.map(({ source, target }) => [source.id, target.id])).toContainEqual([
      contract?.id,
      portId,
    ])
    expect(collibra.activeOf('a')).toBe('2.0.0')
    await expect(publish(store, jsonVersion('b', '1.0.0'))).rejects.toMatchObject({
      code: 'invalid-request',
      message: 'Collibra refuses the change: port Orders has a contract already (fake-409)',
    })
    const missing = by === 'ids' ? 'governedAssetId names no asset' : 'Collibra has no port "None"'
    await expect(publish(store, jsonVersion('c', '1.0.0'))).rejects.toThrow(missing)
  })
})

describe('while Collibra is away', () => {
  test('reads go on, also after a start, and changes are refused', async () => {
    const { collibra, config, store } = await collibraWithStore()
    await publish(store, yaml('1.0.0', 'active'))
    expect((await store.check()).warnings).toBeUndefined()
    await collibra.stop()
    const other = await openCollibra(config)
    onTestFinished(() => other.close())
    for (const one of [store, other]) {
      expect((await one.latest('a'))?.version).toBe('1.0.0')
      expect((await one.check()).warnings).toEqual([
        'the storage of the documents is away: reads go on, changes are refused',
      ])
      await expect(publish(one, yaml('2.0.0', 'active'))).rejects.toMatchObject({ code: 'store-unavailable' })
    }
    expect(await historyOf(store)).toEqual([['1.0.0', 'create', 'somebody']])
  })

  test.each([
    ['lost', 'POST /rest/dataProduct/v1/dataContracts/addFromManifest'],
    ['unheard', 'POST /rest/dataProduct/v1/dataContracts/addFromManifest'],
    ['lost', 'GET /rest/dataProduct/v1/dataContracts'],
  ] as const)('for a moment, an answer that was %s to %s is asked for again', async (does, on) => {
    const { collibra, store } = await collibraWithStore()
    collibra.troubles.push({ on, does }, { on, does: { status: 503 } })
    await publish(store, yaml('1.0.0', 'active'))
    collibra.troubles.length = 0
    await store.enterForeignChanges()
    expect(await historyOf(store)).toEqual([['1.0.0', 'create', 'somebody']])
    expect(collibra.contracts.size).toBe(1)
  })

  test('the contract of a port whose making was not answered is made once', async () => {
    const { collibra, config } = await collibraWithStore()
    const { productId: data_product, portId: port } = collibra.addPort('Sales', 'Orders')
    const store = await openCollibra({ ...config, catalog: { a: { data_product, port } } })
    onTestFinished(() => store.close())
    collibra.troubles.push({ on: 'POST ', does: 'lost' })
    await publish(store, yaml('1.0.0', 'active'))
    expect(collibra.contracts.size).toBe(1)
    expect(await store.listVersions('a')).toEqual(['1.0.0'])
  })

  test('a pause that it asks for is kept', async () => {
    const { collibra, store } = await collibraWithStore()
    const pause = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds } })
    collibra.requests.length = 0
    collibra.troubles.push({ on: 'GET ', does: pause('1') })
    await publish(store, yaml('1.0.0', 'active'))
    const [first, second] = collibra.requests
    // a timer may be early by a millisecond
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(990)

    collibra.troubles.push({ on: 'POST ', does: pause('120') })
    const refused = { code: 'store-unavailable', retryAfter: expect.any(Number) }
    const error = await publish(store, yaml('2.0.0', 'active')).catch(error => error)
    expect(error).toMatchObject(refused)
    expect(error.retryAfter).toBeGreaterThan(100)
    const asked = collibra.requests.length
    await expect(publish(store, yaml('2.0.0', 'active'))).rejects.toMatchObject(refused)
    expect(collibra.requests.length).toBe(asked)
    expect((await store.latest('a'))?.version).toBe('1.0.0')
  })

  test('a sign-in or permission that it refuses is told in the log, without its words to callers', async () => {
    const { collibra, config } = await collibraWithStore()
    const store = await openCollibra({ ...config, token: 'another-secret-token' })
    onTestFinished(() => store.close())
    const error = await publish(store, yaml('1.0.0', 'active')).catch(error => error)
    expect(error).toMatchObject({
      code: 'store-unavailable',
      message: 'the store of contracts cannot be used for now',
      cause: {
        message: expect.stringMatching(/was answered with 401: sign in \(fake-401\); look at contract_store/),
      },
    })
    expect(collibra.contracts.size).toBe(0)
  })
})

test.each([
  { account: { TOKEN: 'secret-token-of-collibra' }, sent: 'secret-token-of-collibra' },
  {
    account: { USERNAME: 'registry', PASSWORD: 'secret-password-of-collibra' },
    sent: Buffer.from('registry:secret-password-of-collibra').toString('base64'),
  },
])('what signs in is repeated to nobody, whatever Collibra says: $account', async ({ account, sent }) => {
  const { collibra, url } = await collibraWithStore()
  const said: unknown[] = []
  const log = { info: () => undefined, warn: (fields: object) => void said.push(fields) }
  const variables = Object.entries(account).map(([key, value]) => [`DC43_CONTRACT_STORE_${key}`, value])
  const config = collibraConfig(tempFolder(), url, Object.fromEntries(variables))
  const store = await openCollibra(config, { log })
  onTestFinished(() => store.close())
  const heard: string[] = []
  const says = (authorization: string) => {
    heard.push(authorization)
    return `not for "${authorization}" or ${account.PASSWORD} or ${'x'.repeat(450)}${authorization}`
  }
  for (const status of [400, 401, 409, 422, 500]) {
    // what may pass is asked for again
    for (let tries = 0; tries < 4; tries++) collibra.troubles.push({ on: 'POST ', does: { status }, says })
    const error = await publish(store, yaml('1.0.0', 'active')).catch(error => error)
    const isAway = status === 401 || status === 500
    expect(error).toMatchObject({ code: isAway ? 'store-unavailable' : 'invalid-request' })
    said.push(error)
    collibra.troubles.length = 0
  }
  expect(heard[0]).toMatch(/^(Bearer|Basic) /)
  expect(heard[0]?.split(' ')[1]).toBe(sent)
  const text = inspect(said, { depth: 9 })
  expect(text).toContain('not for "')
  // nor a part of it, where a long text was cut
  for (const secret of [sent.slice(0, 12), 'secret-password']) expect(text).not.toContain(secret)
})

test('an import makes each contract once, with the latest approved version as the active one', async () => {
  const { store: source } = await collibraWithStore()
  for (const version of ['1.0.0', '3.0.0', '2.0.0'])
    await publish(source, yaml(version, version === '3.0.0' ? 'draft' : 'active'))
  const entries: Entry[] = []
  for await (const { entry } of source.entriesAfter(0)) entries.push(entry)
  const { collibra, store } = await collibraWithStore()
  expect(await store.record(entries)).toBe(3)
  expect([collibra.contracts.size, collibra.activeOf('a')]).toEqual([1, '2.0.0'])
  await store.enterForeignChanges()
  expect(await historyOf(store)).toHaveLength(3)
})

test.each([
  ['7', 7],
  [' 120 ', 120],
  ['Fri, 27 Nov 2026 00:00:30 GMT', 30],
  ['Thu, 26 Nov 2026 00:00:00 GMT', 0],
  ['99999999999', 3600],
  ['-1', undefined],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %j is a pause of %j seconds', (text, seconds) => {
  expect(secondsOf(text, Date.parse('2026-11-27T00:00:00Z'))).toBe(seconds)
})

test('lists of many pages are read to their end', async () => {
  const { collibra, url } = await collibraWithStore()
  for (let number = 0; number < 1001; number++)
    collibra.contracts.set(String(number), {
      ...{ id: String(number), manifestId: `id-${number}`, name: '', versions: new Map() },
    })
  const access = { baseUrl: url, username: 'registry', password: collibra.password, timeout: 10_000 }
  const contracts = new Contracts(new CollibraClient(access, new AbortController().signal))
  const listed = new Set<string>()
  for await (const id of contracts.list()) listed.add(id)
  expect(listed.size).toBe(1001)
  expect(collibra.requests.filter(({ asked }) => asked.includes('cursor='))).toHaveLength(2)
})

test('a list whose cursors go round is no list', async () => {
  const server = createServer(({ url = '' }, response) => {
    const nextCursor = url.includes('cursor=one') ? 'two' : 'one'
    response.end(JSON.stringify({ items: [], nextCursor }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new CollibraClient({ baseUrl, timeout: 10_000 }, new AbortController().signal)
  const listing = new Contracts(client).list().next()
  await expect(listing).rejects.toThrow('the list at /rest/dataProduct/v1/dataContracts does not end')
})

test('a contract that has got another id is neither read nor changed under the one before', async () => {
  const { collibra, store } = await collibraWithStore()
  await publish(store, yaml('1.0.0', 'active'))
  const [contract] = collibra.contracts.values()
  if (!contract) return expect.unreachable()
  const theirs = Buffer.from('id: b\nversion: 1.0.0\nstatus: active\n')
  collibra.steward('a', () => collibra.put(contract, '1.0.0', theirs, { force: true }))
  collibra.contracts.set(contract.id, { ...contract, manifestId: 'b' })
  await publish(store, yaml('2.0.0', 'active'))
  expect([...contract.versions.keys()]).toEqual(['1.0.0'])
  expect([...(collibra.named('a')?.versions.keys() ?? [])]).toEqual(['2.0.0'])
  await store.enterForeignChanges()
  expect(await store.listVersions('a')).toEqual(['2.0.0'])
  expect(await store.listVersions('b')).toEqual(['1.0.0'])
  const other = collibra.named('a')
  if (other) collibra.contracts.set(other.id, { ...other, manifestId: 'c' })
  await store.enterForeignChanges()
  expect(await store.listVersions('a')).toEqual([])
})

test('what is missing of a contract is not taken for a contract that is missing', async () => {
  const { collibra, store } = await collibraWithStore()
  await publish(store, yaml('1.0.0', 'active'))
  const missing = { does: { status: 404 } } as const
  const asset = `/rest/dataProduct/v1/dataContracts/${collibra.named('a')?.id}`
  collibra.troubles.push({ on: `GET ${asset}/versions`, ...missing })
  await store.enterForeignChanges()
  expect(await store.listVersions('a')).toEqual(['1.0.0'])
  collibra.troubles.length = 0
  collibra.requests.length = 0
  collibra.troubles.push({ on: `POST ${asset}/versions`, ...missing })
  await expect(publish(store, yaml('2.0.0', 'active'))).rejects.toMatchObject({ code: 'store-unavailable' })
  expect(collibra.requests.some(({ asked }) => asked.includes('addFromManifest'))).toBe(false)
  await publish(store, yaml('2.0.0', 'active'))
  expect(collibra.activeOf('a')).toBe('2.0.0')
})

test('changes of stewards are seen when their names cannot be read', async () => {
  const { collibra, store } = await collibraWithStore()
  await publish(store, yaml('1.0.0', 'active'))
  collibra.troubles.push({ on: 'GET /rest/2.0/users', does: { status: 500 } })
  collibra.steward('a', contract => {
    for (const version of ['1.1.0', '1.2.0'])
      collibra.put(contract, version, Buffer.from(text(version, 'active')))
  })
  await store.enterForeignChanges()
  expect(await historyOf(store)).toEqual([
    ['1.0.0', 'create', 'somebody'],
    ['1.1.0', 'external', 'id-of-steward'],
    ['1.2.0', 'external', 'id-of-steward'],
  ])
})

test('a manifest that cannot be read is refused to be replaced, unless it is what was put of a document', async () => {
  const { collibra, store } = await collibraWithStore()
  await publish(store, yaml('1.0.0', 'draft'))
  const unreadable = Buffer.from('id: [')
  collibra.steward('a', contract => collibra.put(contract, '1.0.0', unreadable, { force: true }))
  await expect(publish(store, yaml('1.0.0', 'active'))).rejects.toMatchObject({ code: 'overwrite-refused' })
  expect(collibra.named('a')?.versions.get('1.0.0')?.manifest).toEqual(unreadable)

  // a document that names another contract, as databases may have from dc43
  const odd = await documentWorkers.accept(
    { json: '{"id":"other","version":"9"}', source: undefined },
    { contractId: 'b', version: '1.0.0' },
  )
  const [event] = await store.history({ contractId: 'a', order: 'oldest', limit: 1 })
  await store.restore([
    {
      ...{ kind: 'version', id: 'x', contractId: 'b', version: '1.0.0', operation: 'external', revision: 1 },
      ...{ time: event?.time ?? new Date(), caller: undefined, reason: undefined, requestId: undefined },
      ...{ successor: undefined, sunset: undefined, state: entryStateOf(odd) },
    },
  ])
  await store.enterForeignChanges()
  await publish(store, jsonVersion('b', '1.0.0', { name: 'mended' }))
  const events = await store.history({ contractId: 'b', order: 'oldest', limit: 9 })
  expect(events.map(({ operation }) => operation)).toEqual(['external', 'update'])
})

test('deletions are made in Collibra', async () => {
  const { collibra, store } = await collibraWithStore()
  for (const version of ['1.0.0', '2.0.0']) await publish(store, yaml(version, 'draft'))
  await store.change({ contractId: 'a', version: '1.0.0' }, async () => ({ operation: 'delete' }), somebody)
  expect([...(collibra.named('a')?.versions.keys() ?? [])]).toEqual(['2.0.0'])
})

test('an API of the form that dc43 had before keeps contracts of the catalogue', async () => {
  const { url, kept } = await startPortContracts()
  const entry = { data_product: 'sales/eu', port: 'gold orders' }
  const config = {
    ...collibraConfig(tempFolder(), url),
    ...{ reconcileInterval: 3600, contractsEndpointTemplate: template, catalog: { a: entry } },
  }
  const store = await openCollibra(config)
  onTestFinished(() => store.close())
  const exact = jsonVersion('a', '1.0.0', {
    status: 'draft',
    customProperties: [{ property: 'x', value: 1.0 }],
  })
  const path = '/rest/2.0/dataproducts/sales/eu/ports/gold%20orders/contracts'
  await publish(store, exact)
  expect(kept.get(`${path}/1.0.0`)).toBe(`{"status":"Draft","contract":${exact.json}}`)
  await publish(store, jsonVersion('a', '1.0.0', { status: 'active' }))
  expect(JSON.parse(kept.get(`${path}/1.0.0`) ?? '').status).toBe('Validated')
  const theirs = '{"id":"a","version":"2.0.0","name":"theirs","price":{"priceAmount":1.00}}'
  kept.set(`${path}/2.0.0`, `{"status": "Draft", "contract": ${theirs}}`)
  await store.enterForeignChanges()
  await store.enterForeignChanges()
  expect(await historyOf(store)).toEqual([
    ['1.0.0', 'create', 'somebody'],
    ['1.0.0', 'update', 'somebody'],
    ['2.0.0', 'external', undefined],
  ])
  expect((await store.get({ contractId: 'a', version: '2.0.0' }))?.json).toBe(theirs)
  // a second change under the same time, which is of whole seconds
  const again = theirs.replace('theirs', 'again')
  kept.set(`${path}/2.0.0`, `{"status": "Draft", "contract": ${again}}`)
  await store.enterForeignChanges()
  expect((await store.get({ contractId: 'a', version: '2.0.0' }))?.json).toBe(again)
  expect((await store.check()).warnings).toBeUndefined()
  await expect(publish(store, jsonVersion('b', '1.0.0'))).rejects.toMatchObject({ code: 'invalid-request' })
  const deleted = store.change(
    { contractId: 'a', version: '2.0.0' },
    async () => ({ operation: 'delete' }),
    somebody,
  )
  await expect(deleted).rejects.toMatchObject({ code: 'forbidden' })
})
