import { execFile } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import type { Entry } from '../../src/stores/entry.ts'
import { readEntry } from '../../src/stores/entry-text.ts'
import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import { compare } from '../../src/stores/transfer/compare.ts'
import { ExportFile } from '../../src/stores/transfer/export-file.ts'
import { importEntries } from '../../src/stores/transfer/import.ts'
import { ImportRefused, planImport } from '../../src/stores/transfer/import-plan.ts'
import { lastSequence } from '../../src/stores/transfer/sequences.ts'
import { exportLines } from '../../src/stores/transfer/write-export.ts'
import type { TransferStore } from '../../src/stores/transfer-store.ts'
import { customStoreOf, openCustom } from '../support/custom-store.ts'
import { liveServers } from '../support/live-servers.ts'
import { folderPlace, gitPlace } from '../support/log-stores.ts'
import { fillStore } from '../support/moving-corpus.ts'
import { notRun } from '../support/not-run.ts'
import { publish } from '../support/publish.ts'
import { findPython } from '../support/python.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { testRunOf } from '../support/sample-test-runs.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { engines, sqliteStorage } from '../support/storages.ts'
import { tempFolder } from '../support/temp-folder.ts'

const compareStores = fileURLToPath(new URL('../support/compare_stores.py', import.meta.url))
const nothing = () => undefined
const header = { program: 'test', exportedAt: 'now', source: 'a store', ids: undefined }

/** Writes an export of a store to a file, which it gives. */
async function exported(store: TransferStore, path: string): Promise<ExportFile> {
  const lines = exportLines(store, { ...header, sequence: await lastSequence(store) }, undefined, nothing)
  await pipeline(Readable.from(lines), createWriteStream(path))
  return new ExportFile(path)
}

async function imported(file: ExportFile, store: TransferStore): Promise<void> {
  await importEntries(file, await planImport(file, store, nothing), store, nothing)
}

/** The lines between the first and the last, which have the store's own numbers and the digest. */
async function entriesOf({ path }: ExportFile): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').slice(1, -2)
}

function customPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  return {
    open: () => openCustom(customStoreOf(folder)),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** All kinds of stores, in the order in which the history goes through them. */
const places = [
  ...engines.filter(({ isThere }) => isThere),
  { name: 'a folder', create: async () => folderPlace('dc43') },
  { name: 'a folder as griot has it', create: async () => folderPlace('griot') },
  { name: 'git', create: async () => gitPlace() },
  { name: "a store of one's own", create: async () => customPlace() },
]

const servers = new Set<string>(liveServers.map(({ name }) => name))

test('a history that went through all kinds of stores and back is the same in every line, and in every row', async () => {
  const folder = tempFolder()
  const origin = sqliteStorage()
  onTestFinished(() => origin.remove())
  let store: TransferStore = await openSqliteStore(origin.file)
  await fillStore(store as Awaited<ReturnType<typeof openSqliteStore>>, origin.execute)
  const first = await exported(store, join(folder, '0'))
  const lines = await entriesOf(first)
  await store.close()

  let file = first
  for (const [at, { name, create }] of places.entries()) {
    const storage = await create()
    onTestFinished(() => storage.remove())
    store = await storage.open()
    await imported(file, store)
    await store.close()
    store = await storage.open()
    file = await exported(store, join(folder, `${at + 1}`))
    expect(await entriesOf(file), name).toEqual(lines)
    await store.close()
  }

  const end = join(folder, 'end.db')
  store = await openSqliteStore(end)
  await imported(file, store)
  // a second time there is nothing to do
  const plan = await planImport(file, store, nothing)
  expect([plan.versions.missing, plan.links.missing]).toEqual([0, 0])
  await store.close()
  await expectSameRows(origin.file, end)
})

test('test runs that went through stores and back are the same in every line, and count the same', async () => {
  const folder = tempFolder()
  const origin = await openSqliteStore()
  onTestFinished(() => origin.close())
  for (const run of oddRuns) await origin.testRuns.recordTestRun(run, 'once')
  // of the oldest the report is not kept any more
  const retention = { keepDays: 10_000, keepReportDays: 1, keepLast: 1, keepGroups: 100 }
  await origin.testRuns.sweepTestRuns(retention, () => new Date(oldest + 2 * 24 * 60 * 60 * 1000))
  let file = await exported(origin, join(folder, '0'))
  const lines = await entriesOf(file)
  expect(lines.filter(line => line.includes('"report":'))).toHaveLength(oddRuns.length - 1)

  for (const [at, { name, create }] of places.filter(keepsTestRuns).entries()) {
    const storage = await create()
    onTestFinished(() => storage.remove())
    const store = await storage.open()
    await imported(file, store)
    // a second time there is nothing to do
    expect((await planImport(file, store, nothing)).testRuns, name).toEqual({
      all: oddRuns.length,
      missing: 0,
    })
    await imported(file, store)
    file = await exported(store, join(folder, `${at + 1}`))
    expect(await entriesOf(file), name).toEqual(lines)
    expect(await store.testRuns.testFigures({}), name).toEqual(await origin.testRuns.testFigures({}))
    expect(await store.testRuns.lastTestRuns('a', 9)).toEqual(await origin.testRuns.lastTestRuns('a', 9))
    await store.close()
  }
  await expectRefusal(file)
})

const ana = { caller: 'ana', reason: undefined, requestId: undefined }

const oldest = Date.parse('2026-01-01T00:00:00Z')

/** Runs as they may be: with odd names, of nothing that is known, and with reports in which every byte counts. */
const oddRuns = [
  testRunOf({ runId: 'old', observedAt: new Date(oldest) }),
  testRunOf({ runId: 'failed', result: 'failed', durationMs: 12, rows: 1_000_000_000_000, errors: 0 }),
  testRunOf({
    runId: ' \u2028"é😀',
    source: 'a.b-c',
    contractId: 'a/b c',
    version: '1.0.0-rc.1',
    isLatest: true,
  }),
  testRunOf({
    runId: 'none',
    contractId: undefined,
    version: undefined,
    fingerprint: undefined,
    server: undefined,
  }),
  testRunOf({
    ...{ runId: 'whole', object: 'o', environment: 'prod', caller: '', result: 'error' },
    dataset: { id: 'path:/x y', version: '' },
    ...{
      startedAt: new Date(1),
      endedAt: new Date(2),
      checks: { passed: 0, warning: 1, failed: 2, error: 3, skipped: 4 },
    },
    failed: [
      { object: 'o', property: 'p', rule: 'r', type: 't', result: 'failed', detail: '12 "rows"\n below 0' },
      {
        object: undefined,
        property: undefined,
        rule: undefined,
        type: undefined,
        result: 'skipped',
        detail: undefined,
      },
    ],
    report: '{ "rows": 1.0, "rows": 1e2,\r\n\t"x": "\\ud800 \u2028 é" }\n',
  }),
]

/** Which stores keep test runs in a place of their own. */
function keepsTestRuns({ name }: { readonly name: string }): boolean {
  return name !== 'git'
}

/** Another report of a run that is known stops an import before anything is written. */
async function expectRefusal(file: ExportFile): Promise<void> {
  const other = await openSqliteStore()
  onTestFinished(() => other.close())
  await other.testRuns.recordTestRun(testRunOf({ runId: 'failed', digest: 'another' }), 'once')
  await expect(planImport(file, other, nothing)).rejects.toThrow(
    new ImportRefused('the target has another test run "job:failed"'),
  )
}

/** A store with one contract, and one that has imported it. */
async function twins(): Promise<{ one: SqlContractStore; other: SqlContractStore; folder: string }> {
  const folder = tempFolder()
  const [one, other] = [await openSqliteStore(), await openSqliteStore()]
  onTestFinished(() => Promise.all([one.close(), other.close()]).then(nothing))
  await publish(one, jsonVersion('a', '1'), ana)
  await publish(one, jsonVersion('a', '2'), ana)
  await one.links.link({
    datasetId: 'd',
    datasetVersion: '1',
    contractId: 'a',
    contractVersion: '1',
    linkedBy: 'ana',
  })
  await imported(await exported(one, join(folder, 'first')), other)
  return { one, other, folder }
}

test('a later export adds what is new, beside other contracts of the target', async () => {
  const { one, other, folder } = await twins()
  await publish(other, jsonVersion('b', '1'), ana)
  await publish(one, jsonVersion('a', '1', { domain: 'x' }), ana)
  const later = await exported(one, join(folder, 'later'))
  const plan = await planImport(later, other, nothing)
  expect(plan.versions).toEqual({ all: 3, missing: 1 })
  await imported(later, other)
  expect((await other.history({ order: 'newest', limit: 9 })).map(one => one.contractId)).toEqual([
    'a',
    'b',
    'a',
    'a',
  ])
  expect((await other.get({ contractId: 'a', version: '1' }))?.json).toContain('"domain":"x"')
})

const refusals: Readonly<Record<string, [(target: SqlContractStore) => Promise<unknown>, RegExp]>> = {
  'more history': [
    target => publish(target, jsonVersion('a', '3'), ana),
    /another history of "a": version "3", revision 1: the file does not have it/,
  ],
  'another next change': [
    target => publish(target, jsonVersion('a', '1', { domain: 'other' }), ana),
    /another history of "a": version "1", revision 2: its (time|fingerprint) is ".*" there and ".*" in line 4 of the file/,
  ],
  'another link': [
    target =>
      target.links.link({
        datasetId: 'd',
        datasetVersion: '1',
        contractId: 'a',
        contractVersion: '2',
        linkedBy: 'ana',
      }),
    /another link of the dataset "d", version "1": "a" "2" since .*; the file has "a" "1" since/,
  ],
}

test.each(Object.entries(refusals))('a target with %s is refused, and stays as it is', async (_, [
  change,
  message,
]) => {
  const { one, other, folder } = await twins()
  await change(other)
  await publish(one, jsonVersion('a', '1', { domain: 'x' }), ana)
  const later = await exported(one, join(folder, 'later'))
  const before = await entriesOf(await exported(other, join(folder, 'before')))
  await expect(imported(later, other)).rejects.toThrow(ImportRefused)
  await expect(imported(later, other)).rejects.toThrow(message)
  expect(await entriesOf(await exported(other, join(folder, 'after')))).toEqual(before)
})

test('an export has what there was when it began, while others write', async () => {
  const { one, folder } = await twins()
  const sequence = await lastSequence(one)
  const path = join(folder, 'live')
  const lines = exportLines(one, { ...header, sequence }, undefined, nothing)
  const busy = async function* () {
    for await (const line of lines) {
      yield line
      await publish(one, jsonVersion('a', '1', { domain: line.slice(-40, -20) }), ana)
    }
  }
  await pipeline(Readable.from(busy()), createWriteStream(path))
  const target = await openSqliteStore()
  onTestFinished(() => target.close())
  await imported(new ExportFile(path), target)
  const history = await target.history({ order: 'oldest', limit: 9 })
  expect(history.map(event => [event.version, event.revision])).toEqual([
    ['1', 1],
    ['2', 1],
  ])
  expect((await target.get({ contractId: 'a', version: '1' }))?.json).toBe(jsonVersion('a', '1').json)
})

test('what differs between two stores is found, in history, bytes and links', async () => {
  const { one, other, folder } = await twins()
  const [first, second] = [await exported(one, join(folder, '1')), await exported(other, join(folder, '2'))]
  const side = (file: ExportFile) => ({
    async *entries() {
      for await (const { entry } of file.entries()) yield entry
    },
  })
  expect((await compare(side(first), side(second), nothing)).different).toBe(0)
  await publish(other, yamlVersion('a', '1', 'id: a\nversion: "1"\n'), ana)
  await one.links.link({
    datasetId: 'e',
    datasetVersion: '1',
    contractId: 'b',
    contractVersion: '1',
    linkedBy: 'ana',
  })
  const comparison = await compare(
    side(await exported(one, join(folder, '3'))),
    side(await exported(other, join(folder, '4'))),
    nothing,
  )
  expect(comparison).toMatchObject({ contractIds: ['a', 'b'], different: 2 })
  expect(comparison.differences).toEqual([
    { contractId: 'b', place: { datasetId: 'e', datasetVersion: '1' }, onlyIn: 'first', facts: [] },
    { contractId: 'a', place: { version: '1', revision: 2 }, onlyIn: 'second', facts: [] },
  ])
})

test('one byte of a document or of YAML is a difference', async () => {
  const { one, folder } = await twins()
  await publish(one, yamlVersion('y', '1', 'id: y\nversion: "1"\n'), ana)
  const { path } = await exported(one, join(folder, '1'))
  const entries = (await readFile(path, 'utf8'))
    .split('\n')
    .slice(1, -2)
    .map(line => readEntry(line))
  const side = (some: readonly Entry[]) => ({
    async *entries() {
      yield* some
    },
  })
  const changed = entries.map(entry => {
    const document = entry.kind === 'version' ? entry.state?.document : undefined
    if (entry.kind !== 'version' || !entry.state || !document) return entry
    const source = document.source && Buffer.from(`${document.source} `)
    return { ...entry, state: { ...entry.state, document: { json: `${document.json} `, source } } }
  })
  const { differences } = await compare(side(entries), side(changed), nothing)
  expect(differences.map(({ facts }) => facts)).toEqual([['document'], ['document'], ['document', 'YAML']])
})

test('what dc43 has left in a folder is exported', async () => {
  const place = folderPlace('dc43')
  onTestFinished(() => place.remove())
  const document = '{"id": "orders", "version": "1.0.0",  "status": "active"}'
  mkdirSync(join(place.root, 'orders'), { recursive: true })
  const path = join(place.root, 'orders', '1.0.0.json')
  writeFileSync(path, document)
  // a file that was just written may not be whole yet
  utimesSync(path, new Date(0), new Date(0))
  const store = await place.open()
  onTestFinished(() => store.close())
  await store.enterForeignChanges()
  const [line = ''] = await entriesOf(await exported(store, join(tempFolder(), 'export')))
  expect(readEntry(line)).toMatchObject({ operation: 'external', state: { document: { json: document } } })
})

test('names that only other programs give can be moved to every kind of store', async () => {
  const source = sqliteStorage()
  onTestFinished(() => source.remove())
  const first = await source.open()
  onTestFinished(() => first.close())
  for (const [at, name] of ['', ' ', 'a ', '.', '..', 'a/b'].entries())
    for (const [contractId, version] of [
      [name, '1.0.0'],
      ['versions', name],
    ])
      await source.execute(
        `insert into contracts (contract_id, version, name, json, fingerprint)
          values ('${contractId}', '${version}', 'n', '{"name": "n"}', 'f${at}')`,
      )
  await first.enterForeignChanges()
  const file = await exported(first, join(tempFolder(), 'export'))
  expect(await entriesOf(file)).toHaveLength(12)
  for (const { create } of places.filter(({ name }) => !servers.has(name))) {
    const place = await create()
    onTestFinished(() => place.remove())
    let store = await place.open()
    await imported(file, store)
    await store.close()
    store = await place.open()
    onTestFinished(() => store.close())
    await store.enterForeignChanges()
    const again = await exported(store, join(tempFolder(), 'export'))
    expect(await entriesOf(again)).toEqual(await entriesOf(file))
  }
})

/** Asks another program. */
async function expectSameRows(first: string, second: string): Promise<void> {
  const lookup = await findPython()
  if ('missing' in lookup) return notRun('the comparison of rows by Python', lookup.missing)
  const run = promisify(execFile)(lookup.python, [compareStores, first, second])
  const { stdout } = await run.catch(error => error as { stdout: string; stderr: string })
  expect(stdout).not.toContain('only in')
  expect(stdout).toMatch(/contracts_history: (\d{3}) and \1 rows/)
}
