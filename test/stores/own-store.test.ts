/** The suite for stores of one's own, on a folder and on the example of the documentation. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OpenDocuments } from '../../src/package-exports/store.ts'
import { storeCases } from '../../src/package-exports/store-cases.ts'
import { customStoreOf, openCustom } from '../support/custom-store.ts'
import { notRun } from '../support/not-run.ts'
import { publish } from '../support/publish.ts'
import { repositoryRoot } from '../support/python.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { missingS3, startS3 } from '../support/servers/s3.ts'

const page = readFileSync(join(repositoryRoot, 'docs/stores.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-own-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const context = {
  log: { info: () => undefined, warn: () => undefined },
  signal: new AbortController().signal,
}

/** A module of that file. */
const openerOf = async (file: string): Promise<OpenDocuments> => (await import(file)).default

describe('a folder', () => {
  const module = join(import.meta.dirname, '../support/custom-stores/folder-store.mjs')

  test.each(storeCases)('$name', async ({ run }) => {
    const open = await openerOf(module)
    await run(() => open({ folder: join(folder, 'documents') }, context))
  })
})

describe('what the suite finds', () => {
  const memory = new Map<string, Record<string, { json: string }>>()
  const right = {
    put: async ({ contractId = '', version = '' }, { json = '' }) => {
      memory.set(contractId, { ...memory.get(contractId), [version]: { json } })
    },
    get: async ({ contractId = '', version = '' }) => memory.get(contractId)?.[version],
    listContracts: () => memory.keys(),
    listVersions: async (id: string) => Object.keys(memory.get(id) ?? {}).map(version => ({ version })),
  }
  const failing = async (wrong: object) => {
    const failed: string[] = []
    for (const { name, run } of storeCases) {
      memory.clear()
      await run(() => ({ ...right, ...wrong })).catch(() => failed.push(name))
    }
    return failed
  }

  test('is nothing in a store that does what it must', async () => {
    expect(await failing({})).toEqual([])
  })

  test.each<[string, object, string]>([
    [
      'keeps the first document',
      {
        put: async (id: { contractId: string; version: string }, document: { json: string }) =>
          (await right.get(id)) ?? right.put(id, document),
      },
      'puts a document in the place of the one before, in another form too',
    ],
    [
      'is blind to case',
      {
        get: async ({ contractId = '', version = '' }) =>
          right.get({ contractId, version: version.toLowerCase() }),
      },
      'tells names apart by each of their characters',
    ],
    [
      'lists only some',
      { listVersions: async (id: string) => (await right.listVersions(id)).slice(0, 1) },
      'lists each contract and each version once',
    ],
    [
      'marks all alike',
      {
        listVersions: async (id: string) =>
          (await right.listVersions(id)).map(one => ({ ...one, mark: 'x' })),
      },
      'gives a version another mark when its document changes, and only then',
    ],
    ['deletes nothing', { delete: async () => undefined }, 'deletes a version, if it can delete at all'],
    ['is away', { check: async () => Promise.reject(new Error('away')) }, 'says that it can be used'],
  ])('is that a store %s', async (_, wrong, name) => {
    expect(await failing(wrong)).toContain(name)
  })
})

if (missingS3 !== undefined) notRun('the example of an object store', missingS3)
describe.skipIf(missingS3 !== undefined)('the object store of the documentation', () => {
  const module = join(folder, 's3-store.mjs')
  let server: Awaited<ReturnType<typeof startS3>>
  let settings: Record<string, unknown>

  beforeEach(() => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'test')
  })
  beforeAll(async () => {
    server = await startS3()
    settings = { bucket: 'contracts', prefix: 'prod/', endpoint: server.endpoint, region: 'eu-west-1' }
    const client = new S3Client({
      endpoint: server.endpoint,
      region: 'eu-west-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    })
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const
    await client.send(new CreateBucketCommand({ Bucket: 'contracts', CreateBucketConfiguration }))
    client.destroy()
    const [, example = ''] = /```js\n(\/\/ s3-store\.mjs\n.*?)```/s.exec(page) ?? []
    writeFileSync(module, example)
    symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'))
  })
  afterAll(() => server?.stop())

  test.each(storeCases)('$name', async ({ run }) => {
    const open = await openerOf(module)
    await run(() => open(settings, context))
  })

  test('keeps what the registry publishes, for whoever opens it later', async () => {
    const config = { ...customStoreOf(folder, module), settings }
    const put = jsonVersion('sales/orders', '1.0.0', { status: 'active' })
    const text = 'id: hr # a comment\nversion: 1.0.0\n'
    const store = await openCustom(config)
    await store.check()
    await publish(store, put)
    await publish(store, yamlVersion('hr', '1.0.0', text))
    await store.close()
    const indexDsn = { dialect: 'sqlite', file: undefined, options: {} } as const
    const other = await openCustom({ ...config, indexDsn })
    await expect
      .poll(async () => (await other.listContracts({ limit: 9, offset: 0 })).contractIds)
      .toEqual(['hr', 'sales/orders'])
    expect((await other.get(put))?.json).toBe(put.json)
    const stored = await other.get({ contractId: 'hr', version: '1.0.0' })
    expect(stored && (await other.source(stored))?.toString()).toBe(text)
    await other.close()
  })

  test('is away when its server is', async () => {
    const open = await openerOf(module)
    const documents = await open({ ...settings, bucket: 'none' }, context)
    await expect(documents.check?.()).rejects.toThrow()
    await documents.close?.()
  })
})
