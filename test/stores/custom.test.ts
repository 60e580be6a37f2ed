import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CustomStoreConfig } from '../../src/config/sections/contract-store.ts'
import type { Entry } from '../../src/stores/entry.ts'
import type { Documents } from '../../src/stores/indexed/documents.ts'
import type { ContractStore, Decide } from '../../src/stores/store.ts'
import { customStoreOf, documentsOf, openCustom } from '../support/custom-store.ts'
import { expectProblem } from '../support/problem.ts'
import { publish, somebody } from '../support/publish.ts'
import { put, remove, versionPath } from '../support/requests.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { testApp } from '../support/test-app.ts'
import { type Storage, testContractStore } from './contract-store.suite.ts'

async function createStorage(): Promise<Storage> {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  return {
    open: () => openCustom(customStoreOf(folder)),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

describe('a store of a module', () => {
  testContractStore(createStorage)
})

const first = { contractId: 'a', version: '1.0.0' }
const textOf = (name: string) => `{"version":"1.0.0","id":"a","name":"${name}"}`
const yaml = Buffer.from('id: a # a comment\nversion: 1.0.0\nkind: DataContract\napiVersion: v3.1.0\n')

/** A store that looks for changes of others all the time, and another program at its documents. */
async function openBoth(changes: Partial<CustomStoreConfig> = {}) {
  const config = { ...customStoreOf(tempFolder()), reconcileInterval: 0.02, ...changes }
  const documents = await documentsOf(config)
  const warnings: unknown[] = []
  const open = async () => {
    const store = await openCustom(config, { info: () => undefined, warn: fields => warnings.push(fields) })
    onTestFinished(() => store.close())
    return store
  }
  return { store: await open(), open, documents, warnings, config }
}

const operationsOf = async (store: ContractStore) =>
  (await store.history({ ...first, order: 'oldest', limit: 10 })).map(event => [
    event.operation,
    event.revision,
    event.caller,
  ])

describe('what another program does to the documents', () => {
  test('enters the history once, through whichever instance sees it first', async () => {
    const { store, open, documents } = await openBoth()
    const other = await open()
    await publish(store, jsonVersion('a', '1.0.0'))
    await documents.put(first, { json: textOf('changed'), yaml: undefined })
    await expect.poll(async () => (await other.get(first))?.json).toBe(textOf('changed'))
    await documents.delete?.(first)
    await expect.poll(() => store.get(first)).toBeUndefined()
    await documents.put(first, { json: '{', yaml })
    await expect.poll(() => store.listVersions('a')).toEqual(['1.0.0'])
    const stored = await store.get(first)
    expect(stored && (await store.source(stored))).toEqual(yaml)
    await publish(other, jsonVersion('a', '1.0.0', { name: 'ours' }))
    expect(await operationsOf(store)).toEqual([
      ['create', 1, 'somebody'],
      ['external', 2, undefined],
      ['external', 3, undefined],
      ['external', 4, undefined],
      ['update', 5, 'somebody'],
    ])
    expect((await store.revisions([{ ...first, revision: 2 }]))[0]?.json).toBe(textOf('changed'))
  })

  test('is nothing when the same JSON is laid out in another way', async () => {
    const { store, documents } = await openBoth()
    const put = jsonVersion('a', '1.0.0', { name: 'x' })
    await publish(store, put)
    await documents.put(first, { json: JSON.stringify(JSON.parse(put.json), null, 2), yaml: undefined })
    await documents.put({ ...first, version: '2.0.0' }, { json: '{}', yaml: undefined })
    await expect.poll(() => store.listVersions('a')).toEqual(['1.0.0', '2.0.0'])
    expect((await store.get(first))?.json).toBe(put.json)
    expect(await operationsOf(store)).toHaveLength(1)
  })

  test('does not keep others from being seen when it cannot be read', async () => {
    const { store, documents, warnings } = await openBoth()
    await documents.put({ contractId: 'a', version: ' ' }, { json: '{}', yaml: undefined })
    await documents.put({ contractId: 'b', version: '1.0.0' }, { json: '', yaml: Buffer.from('a: [') })
    await documents.put({ contractId: 'z', version: '1.0.0' }, { json: 'no JSON', yaml: undefined })
    await expect
      .poll(async () => (await store.get({ contractId: 'z', version: '1.0.0' }))?.json)
      .toBe('no JSON')
    await expect.poll(() => warnings.length).toBe(2)
    expect(warnings).toContainEqual(expect.objectContaining({ contractId: 'b', reason: expect.any(String) }))
  })

  test('is seen when other versions cannot be read, of which the log tells once', async () => {
    const { store, documents, warnings } = await openBoth()
    await documents.put(first, { json: '', yaml: Buffer.from('a: [') })
    await documents.put({ ...first, version: '2.0.0' }, { json: '{}', yaml: undefined })
    await expect.poll(() => store.listVersions('a')).toEqual(['2.0.0'])
    await documents.put({ ...first, version: '3.0.0' }, { json: '{}', yaml: undefined })
    await expect.poll(() => store.listVersions('a')).toEqual(['2.0.0', '3.0.0'])
    expect(warnings).toEqual([expect.objectContaining(first)])
    await documents.put(first, { json: '{', yaml })
    await expect.poll(() => store.listVersions('a')).toContain('1.0.0')
  })

  test('enters the history once when another instance enters it during a look', async () => {
    const { store, documents, config } = await openBoth({ reconcileInterval: 3600 })
    const [held, asked] = ['held', 'asked'].map(name => join(tempFolder(), name))
    if (!held || !asked) return expect.unreachable()
    const module = moduleWith(`
      import { existsSync, writeFileSync } from 'node:fs'
      import { setTimeout as delay } from 'node:timers/promises'
      import open from ${JSON.stringify(config.module)}
      export default async settings => {
        const store = await open(settings)
        return { ...store, async listVersions(id) {
          writeFileSync(${JSON.stringify(asked)}, '')
          while (existsSync(${JSON.stringify(held)})) await delay(5)
          return store.listVersions(id)
        } }
      }`)
    await documents.put(first, { json: textOf('theirs'), yaml: undefined })
    writeFileSync(held, '')
    const late = await openCustom({ ...config, module })
    await expect.poll(() => existsSync(asked)).toBe(true)
    await store.enterForeignChanges()
    rmSync(held)
    await late.close()
    expect(await operationsOf(store)).toEqual([['external', 1, undefined]])
  })

  test('has the author and the time that the store tells', async () => {
    const { documents, config } = await openBoth({ reconcileInterval: 3600 })
    await documents.put(first, { json: textOf('theirs'), yaml: undefined })
    const module = moduleWith(`
      import open from ${JSON.stringify(config.module)}
      export default async settings => {
        const store = await open(settings)
        const changedAt = new Date('2024-05-06T07:08:09Z')
        const told = one => ({ ...one, changedBy: ' Ada\\u0000 ', changedAt })
        return { ...store, listVersions: async id => (await store.listVersions(id)).map(told) }
      }`)
    const store = await openCustom({ ...config, module })
    onTestFinished(() => store.close())
    await store.enterForeignChanges()
    const [event] = await store.history({ ...first, order: 'oldest', limit: 1 })
    expect(event).toMatchObject({ operation: 'external', time: new Date('2024-05-06T07:08:09Z') })
    expect(event?.caller).toBe('Ada\ufffd')
    expect((await store.summaries(['a']))[0]).toMatchObject({
      createdBy: event?.caller,
      updatedAt: event?.time,
    })
  })

  test('is there after a start with an empty index', async () => {
    const { documents, config } = await openBoth()
    await documents.put(first, { json: textOf('old'), yaml: undefined })
    const store = await openCustom({
      ...config,
      indexDsn: { dialect: 'sqlite', file: undefined, options: {} },
    })
    onTestFinished(() => store.close())
    await expect.poll(async () => (await store.get(first))?.json).toBe(textOf('old'))
  })
})

describe('a change of a version that another program has put since the last look', () => {
  const never = { reconcileInterval: 3600 }
  const moved = (json: string): Decide => {
    const version = jsonVersion('a', '1.0.0', { name: 'ours' })
    return async ({ stored }) => {
      if (stored?.json !== json) throw new Error(`is ${stored?.json}`)
      return { operation: 'publish', version }
    }
  }

  test('is decided on what that program has put, which enters the history before', async () => {
    const { store, documents } = await openBoth(never)
    await publish(store, jsonVersion('a', '1.0.0'))
    await documents.put(first, { json: textOf('theirs'), yaml: undefined })
    const old = jsonVersion('a', '1.0.0').json
    await expect(store.change(first, moved(old), somebody)).rejects.toThrow(`is ${textOf('theirs')}`)
    expect(await documents.get(first)).toEqual({ json: textOf('theirs') })
    await publish(store, jsonVersion('a', '1.0.0', { name: 'ours' }))
    expect(await operationsOf(store)).toEqual([
      ['create', 1, 'somebody'],
      ['external', 2, undefined],
      ['update', 3, 'somebody'],
    ])
    expect((await store.revisions([{ ...first, revision: 2 }]))[0]?.json).toBe(textOf('theirs'))
  })

  test('is no first one, and no deletion of another document', async () => {
    const { store, documents } = await openBoth(never)
    await documents.put(first, { json: '{', yaml })
    const { before } = await publish(store, jsonVersion('a', '1.0.0'))
    expect(before?.revision).toBe(1)
    await documents.put(first, { json: textOf('theirs'), yaml: undefined })
    await store.change(first, async () => ({ operation: 'delete' }), somebody)
    expect((await operationsOf(store)).map(([operation]) => operation)).toEqual([
      'external',
      'update',
      'external',
      'delete',
    ])
  })

  test('is refused where what that program has put cannot be read, which stays as it is', async () => {
    const { store, documents } = await openBoth(never)
    const unreadable = Buffer.from('a: [')
    const refused = {
      code: 'overwrite-refused',
      message: expect.stringMatching(/no contract can be read \(.*\); mend or remove it there first$/),
    }
    await publish(store, jsonVersion('a', '1.0.0'))
    for (const version of ['1.0.0', '2.0.0'])
      await documents.put({ ...first, version }, { json: '', yaml: unreadable })
    await expect(publish(store, jsonVersion('a', '1.0.0', { name: 'x' }))).rejects.toMatchObject(refused)
    await expect(publish(store, jsonVersion('a', '2.0.0'))).rejects.toMatchObject(refused)
    await expect(store.change(first, async () => ({ operation: 'delete' }), somebody)).rejects.toMatchObject(
      refused,
    )
    const other = await openCustom(customStoreOf(tempFolder()))
    onTestFinished(() => other.close())
    await publish(other, jsonVersion('a', '2.0.0'))
    const entries: Entry[] = []
    for await (const { entry } of other.entriesAfter(0)) entries.push(entry)
    await expect(store.restore(entries)).rejects.toMatchObject(refused)
    for (const version of ['1.0.0', '2.0.0'])
      expect(await documents.get({ ...first, version })).toEqual({ yaml: unreadable })
    expect(await operationsOf(store)).toEqual([['create', 1, 'somebody']])

    await documents.delete?.({ ...first, version: '2.0.0' })
    await store.restore(entries)
    await documents.put(first, { json: textOf('mended'), yaml: undefined })
    await publish(store, jsonVersion('a', '1.0.0', { name: 'x' }))
    expect(await operationsOf(store)).toEqual([
      ['create', 1, 'somebody'],
      ['external', 2, undefined],
      ['update', 3, 'somebody'],
    ])
  })
})

/** A module whose store does what the test says. */
function moduleWith(text: string): string {
  const file = join(tempFolder(), 'store.mjs')
  writeFileSync(file, text)
  return file
}

const methods = `put: async () => {}, get: async () => undefined, listContracts: () => [], listVersions: async () => []`

test('a name that the store refuses is no change, by a request or an import', async () => {
  const { config, documents } = await openBoth({ reconcileInterval: 3600 })
  const module = moduleWith(`
    import open from ${JSON.stringify(config.module)}
    export default async settings => {
      const store = await open(settings)
      return { ...store, refusal: ({ contractId }) => (contractId === 'b' ? 'no b here' : undefined) }
    }`)
  const store = await openCustom({ ...config, module })
  const other = await openCustom(customStoreOf(tempFolder()))
  onTestFinished(async () => void (await Promise.all([store.close(), other.close()])))
  for (const id of ['a', 'b']) await publish(other, jsonVersion(id, '1.0.0'))
  const entries: Entry[] = []
  for await (const { entry } of other.entriesAfter(0)) entries.push(entry)
  const refused = { code: 'invalid-request', message: 'no b here' }
  await expect(publish(store, jsonVersion('b', '1.0.0'))).rejects.toMatchObject(refused)
  await expect(store.record(entries)).rejects.toMatchObject(refused)
  expect(await documents.listVersions('a')).toEqual([])
  const app = await testApp({ store })
  const dryRun = (id: string) =>
    put(app, `${versionPath(id, '1.0.0')}?dry_run=true`, { id, version: '1.0.0', status: 'draft' })
  const verdict = { policy: 'store', allowed: false, detail: 'no b here' }
  expect(expectProblem(await dryRun('b'), 400, 'invalid-request')).toMatchObject({
    detail: 'no b here',
    verdicts: expect.arrayContaining([verdict]),
  })
  expect((await dryRun('a')).statusCode).toBe(200)
  await publish(store, jsonVersion('a', '1.0.0'))
})

test.each([
  ['throws', 'refusal() { throw new Error("hunter2") }', 'hunter2'],
  ['answers later', 'refusal: async () => "no"', 'refusal has to answer a text or undefined'],
])('a module that %s when it is asked for a refusal cannot be used', async (_, method, reason) => {
  const module = moduleWith(`export default () => ({ ${methods}, ${method} })`)
  const store = await openCustom(customStoreOf(tempFolder(), module))
  onTestFinished(() => store.close())
  await expect(publish(store, jsonVersion('a', '1.0.0'))).rejects.toMatchObject({
    code: 'store-unavailable',
    cause: { message: reason },
  })
})

describe('a module that fails', () => {
  test('for one document has those of others seen', async () => {
    const { config, documents } = await openBoth({ reconcileInterval: 3600 })
    const module = moduleWith(`
      import open from ${JSON.stringify(config.module)}
      export default async settings => {
        const store = await open(settings)
        const refused = { get: 'b 1.0.0', listVersions: 'c undefined' }
        const refusing = (name, method) => async (of, ...rest) => {
          if (\`\${of.contractId ?? of} \${of.version}\` === refused[name]) throw new Error('no permission')
          return method(of, ...rest)
        }
        return { ...store, get: refusing('get', store.get), listVersions: refusing('listVersions', store.listVersions) }
      }`)
    for (const contractId of ['a', 'b', 'c', 'd'])
      for (const version of ['1.0.0', '2.0.0'])
        await documents.put({ contractId, version }, { json: '{}', yaml: undefined })
    const warnings: unknown[] = []
    const log = { info: () => undefined, warn: (fields: unknown) => warnings.push(fields) }
    const store = await openCustom({ ...config, module, reconcileInterval: 0.02 }, log)
    onTestFinished(() => store.close())
    const listed = () => Promise.all(['a', 'b', 'c', 'd'].map(id => store.listVersions(id)))
    await expect.poll(listed).toEqual([['1.0.0', '2.0.0'], ['2.0.0'], [], ['1.0.0', '2.0.0']])
    await documents.put({ contractId: 'd', version: '3.0.0' }, { json: '{}', yaml: undefined })
    await expect.poll(() => store.listVersions('d')).toContain('3.0.0')
    expect(warnings).toHaveLength(2)
    for (const of of [{ contractId: 'b', version: '1.0.0' }, { contractId: 'c' }])
      expect(warnings).toContainEqual(expect.objectContaining({ ...of, reason: 'no permission' }))
  })

  test('for all documents ends the look', async () => {
    const module = moduleWith(`
      export default () => {
        const away = async () => { throw new Error('away') }
        return { ${methods}, listContracts: () => ['a', 'b'], listVersions: away, check: away }
      }`)
    const warnings: { contractId?: string; err?: { cause?: Error } }[] = []
    const store = await openCustom(
      { ...customStoreOf(tempFolder(), module), reconcileInterval: 3600 },
      { info: () => undefined, warn: fields => warnings.push(fields) },
    )
    onTestFinished(() => store.close())
    await expect.poll(() => warnings.length).toBe(1)
    expect(warnings[0]?.contractId).toBeUndefined()
    expect(warnings[0]?.err?.cause?.message).toBe('away')
  })

  test.each([
    ['put', (store: ContractStore) => publish(store, jsonVersion('a', '1.0.0'))],
    ['check', (store: ContractStore) => store.check()],
  ])('in %s is a store that cannot be used, and its text is for the log', async (name, use) => {
    const module = moduleWith(
      `export default () => ({ ${methods}, async ${name}() { throw new Error('hunter2') } })`,
    )
    const store = await openCustom(customStoreOf(tempFolder(), module))
    onTestFinished(() => store.close())
    await expect(use(store)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: 'the store of contracts cannot be used for now',
      cause: { message: 'hunter2' },
    })
    expect(await store.get(first)).toBeUndefined()
    expect(await store.history({ order: 'oldest', limit: 10 })).toEqual([])
  })

  test('after it has kept a document leaves a change of another program', async () => {
    const { config, documents } = await openBoth()
    const module = moduleWith(`
      import open from ${JSON.stringify(config.module)}
      export default async settings => {
        const store = await open(settings)
        return { ...store, async put(...all) { await store.put(...all); throw new Error('lost') } }
      }`)
    const store = await openCustom({ ...config, module })
    onTestFinished(() => store.close())
    const put = jsonVersion('a', '1.0.0', { name: 'kept' })
    await expect(publish(store, put)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(await documents.get(first)).toEqual({ json: put.json })
    await expect.poll(() => operationsOf(store)).toEqual([['external', 1, undefined]])
    expect((await store.get(first))?.json).toBe(put.json)
  })

  test('to delete is asked for nothing', async () => {
    const store = await openCustom(
      customStoreOf(tempFolder(), moduleWith(`export default () => ({ ${methods} })`)),
    )
    onTestFinished(() => store.close())
    await publish(store, jsonVersion('a', '1.0.0'))
    await expect(store.change(first, async () => ({ operation: 'delete' }), somebody)).rejects.toMatchObject({
      code: 'forbidden',
      message: 'the store of this registry deletes no versions',
    })
    expect(await store.listVersions('a')).toEqual(['1.0.0'])
    const tried = await remove(await testApp({ store }), `${versionPath('a', '1.0.0')}?dry_run=true`)
    expectProblem(tried, 403, 'forbidden')
  })

  test.each<[string, string, string]>([
    ['has no syntax', 'export default {', 'cannot be loaded ('],
    ['throws', 'throw new Error("no licence")', 'cannot be loaded (no licence)'],
    ['exports nothing', 'export const x = 1', 'has no function as its default export, which opens the store'],
    [
      'cannot open',
      'export default async () => { throw new Error("no bucket\\n at x") }',
      'could not open its store (no bucket)',
    ],
    [
      'opens nothing',
      'export default () => undefined',
      'opened a store whose put is no function, get is no function, ',
    ],
    [
      'opens half a store',
      `export default () => ({ ${methods}, get: 1, delete: true, refusal: 'no' })`,
      'opened a store whose get is no function, refusal is no function, delete is no function; expected put, get, listContracts, listVersions',
    ],
  ])('at its start: %s', async (_, text, message) => {
    const module = moduleWith(text)
    const opening = openCustom(customStoreOf(tempFolder(), module))
    await expect(opening).rejects.toMatchObject({ name: 'StoreOpenError', key: 'contract_store.module' })
    await expect(opening).rejects.toThrow(`${module} ${message}`)
  })

  test('is told when it is closed, and closes', async () => {
    const module = moduleWith(`
      export default (settings, { signal, log }) => {
        log.info({ settings }, 'opened')
        return { ${methods}, close: async () => log.info({ aborted: signal.aborted }, 'closed') }
      }`)
    const lines: unknown[] = []
    const config = { ...customStoreOf(tempFolder(), module), settings: { bucket: 'b' } }
    const log = { info: (...line: unknown[]) => lines.push(line), warn: () => undefined }
    await (await openCustom(config, log)).close()
    expect(lines).toContainEqual([{ settings: { bucket: 'b' } }, 'opened'])
    expect(lines.at(-1)).toEqual([{ aborted: true }, 'closed'])
  })

  test.each<[string, Partial<Record<keyof Documents, string>>, string]>([
    ['listContracts gives numbers', { listContracts: '() => [1]' }, 'listContracts has to give strings'],
    [
      'listVersions gives strings',
      { listContracts: '() => ["a"]', listVersions: 'async () => ["1"]' },
      'listVersions has to answer an array of { version } with strings',
    ],
    [
      'get gives text',
      {
        listContracts: '() => ["a"]',
        listVersions: 'async () => [{ version: "1" }]',
        get: 'async () => "{}"',
      },
      'get has to answer { json } with a string, { yaml } with bytes, or undefined',
    ],
  ])('by its answers: %s', async (_, wrong, reason) => {
    const members = Object.entries(wrong).map(([name, text]) => `${name}: ${text}`)
    const module = moduleWith(`export default () => ({ ${[methods, ...members].join(', ')} })`)
    const warnings: { err?: { cause?: Error } }[] = []
    const store = await openCustom(customStoreOf(tempFolder(), module), {
      info: () => undefined,
      warn: fields => warnings.push(fields),
    })
    onTestFinished(() => store.close())
    await expect.poll(() => warnings[0]?.err?.cause?.message).toBe(reason)
  })
})

test('entries that contradict the history leave the documents as they are', async () => {
  const { store, documents } = await openBoth({ reconcileInterval: 3600 })
  const other = await openCustom(customStoreOf(tempFolder()))
  onTestFinished(() => other.close())
  await publish(other, jsonVersion('b', '1.0.0'))
  for (const name of ['one', 'two']) await publish(other, jsonVersion('a', '1.0.0', { name }))
  const entries: Entry[] = []
  for await (const { entry } of other.entriesAfter(0)) entries.push(entry)
  await publish(store, jsonVersion('a', '1.0.0', { name: 'ours' }))
  for (const enter of [() => store.record(entries), () => store.restore(entries)])
    await expect(enter()).rejects.toThrow('the store has another revision 1 of this version')
  expect(await documents.get(first)).toEqual({ json: jsonVersion('a', '1.0.0', { name: 'ours' }).json })
  expect(await documents.listVersions('b')).toEqual([])
})

test('a document as YAML is put with its bytes, and with JSON that was read of them', async () => {
  const { store, documents } = await openBoth()
  await publish(store, yamlVersion('a', '1.0.0', yaml.toString()))
  expect(await documents.get(first)).toEqual({ yaml })
})

test('changes that are recorded, as an import does, are put unless they were recorded before', async () => {
  const { store, documents, open } = await openBoth()
  const other = await openCustom(customStoreOf(tempFolder()))
  onTestFinished(() => other.close())
  for (const name of ['one', 'two']) await publish(other, jsonVersion('a', '1.0.0', { name }))
  await publish(other, jsonVersion('b', '1.0.0'))
  await other.change({ ...first, contractId: 'b' }, async () => ({ operation: 'delete' }), somebody)
  const entries = []
  for await (const { entry } of other.entriesAfter(0)) entries.push(entry)
  expect(await store.record(entries)).toBe(4)
  expect(await documents.get(first)).toEqual({ json: jsonVersion('a', '1.0.0', { name: 'two' }).json })
  expect(await store.record(entries.slice(0, 1))).toBe(0)
  expect(await documents.get(first)).toEqual({ json: jsonVersion('a', '1.0.0', { name: 'two' }).json })
  expect(await documents.listVersions('b')).toEqual([])
  await publish(await open(), jsonVersion('a', '2.0.0'))
  const history = await store.history({ order: 'oldest', limit: 10 })
  expect(history.map(({ operation }) => operation)).toEqual([
    'create',
    'update',
    'create',
    'delete',
    'create',
  ])
})
