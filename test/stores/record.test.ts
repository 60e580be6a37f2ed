import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Entry, VersionEntry } from '../../src/stores/entry.ts'
import { ConflictingEntry } from '../../src/stores/entry.ts'
import { PositionMoved } from '../../src/stores/sql/log-position.ts'
import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { engines } from '../support/storages.ts'

let folder: string
let store: SqlContractStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  store = await openSqliteStore(join(folder, 'contracts.db'))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const oldest = { order: 'oldest', limit: 1000 } as const
const at = (second: number) => new Date(Date.UTC(2020, 0, 1, 0, 0, second))

async function entriesOf(from: SqlContractStore, after = 0): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const { entry } of from.entriesAfter(after)) entries.push(entry)
  for await (const entry of from.linkEntries()) entries.push(entry)
  return entries
}

function entryOf(members: Partial<VersionEntry> & { members?: object; yaml?: string }): VersionEntry {
  const { members: document, yaml, ...rest } = members
  const identity = { contractId: 'a', version: '1.0.0', ...rest }
  const version =
    yaml === undefined
      ? jsonVersion(identity.contractId, identity.version, document)
      : yamlVersion(identity.contractId, identity.version, yaml)
  const { name, status, fingerprint, json, source } = version
  return {
    kind: 'version',
    id: `${identity.contractId} ${identity.version} ${rest.revision}`,
    operation: 'create',
    revision: 1,
    time: at(1),
    caller: 'Zoë',
    reason: undefined,
    requestId: undefined,
    successor: undefined,
    sunset: undefined,
    state: { name, status, fingerprint, document: { json, source } },
    ...identity,
  }
}

const created = entryOf({ yaml: 'version: 1.0.0 # one\nid: a\nstatus: draft\n' })
const updated = entryOf({ operation: 'update', revision: 2, time: at(2), members: { status: 'active' } })
const deleted = entryOf({ operation: 'delete', revision: 3, time: at(3) })
const chain: VersionEntry[] = [created, updated, { ...deleted, state: undefined }]

test('a change decided elsewhere is as if it had been made here', async () => {
  const other = await openSqliteStore(join(folder, 'other.db'))
  try {
    const first = yamlVersion('a', '1.0.0', 'version: 1.0.0 # one\nid: a\nname: n\n')
    const second = jsonVersion('a', '1.0.0', { status: 'active', domain: 'd' })
    const entries: VersionEntry[] = []
    const note = async (entry: VersionEntry) => void entries.push(entry)
    for (const version of [first, second])
      await other.change(version, async () => ({ operation: 'publish', version }), somebody, note)
    await other.change(first, async () => ({ operation: 'delete' }), somebody, note)
    await other.change(first, async () => ({ operation: 'publish', version: first }), somebody, note)
    expect(await store.record(entries)).toBe(4)
    expect(await store.history(oldest)).toEqual(await other.history(oldest))
    expect((await store.current(first)).stored).toEqual((await other.current(first)).stored)
    const wanted = [1, 2, 3, 4].map(revision => ({ contractId: 'a', version: '1.0.0', revision }))
    const kept = await store.revisions(wanted)
    expect(kept).toEqual(await other.revisions(wanted))
    for (const one of kept) expect(await store.source(one)).toEqual(await other.source(one))
    expect(await store.summaries(['a'])).toEqual(await other.summaries(['a']))
    expect((await store.listContracts({ limit: 10, offset: 0 })).contractIds).toEqual(['a'])
  } finally {
    await other.close()
  }
})

test('all that a store has makes the same store elsewhere', async () => {
  for (const name of ['1', '2']) await publish(store, jsonVersion('a', '1.0.0', { name }))
  await publish(store, yamlVersion('b', '1.0.0', 'version: 1.0.0 # b\nid: b\n'))
  await store.change({ contractId: 'a', version: '1.0.0' }, async () => ({ operation: 'delete' }), somebody)
  const link = { datasetId: 'd', datasetVersion: '1', contractId: 'b', contractVersion: '1.0.0' }
  await store.links.link({ ...link, linkedBy: 'x' })
  const entries = await entriesOf(store)
  expect(entries.map(entry => entry.kind)).toEqual(['version', 'version', 'version', 'version', 'link'])
  const other = await openSqliteStore(join(folder, 'other.db'))
  try {
    await other.record(entries)
    expect(await entriesOf(other)).toEqual(entries)
    expect(await entriesOf(other, 2)).toEqual(entries.slice(2))
    expect(await other.history(oldest)).toEqual(await store.history(oldest))
  } finally {
    await other.close()
  }
})

test.for(
  engines.filter(engine => engine.isThere && engine.name !== 'SQLite'),
)('a server, here $name, records what SQLite tells, and tells the same', async engine => {
  for (const name of ['1', '2']) await publish(store, jsonVersion('a', '1.0.0', { name }))
  await publish(store, yamlVersion('a', '1.0.0', 'version: 1.0.0 # b\nid: a\nname: é 😀\n'))
  await store.change({ contractId: 'a', version: '1.0.0' }, async () => ({ operation: 'delete' }), somebody)
  for (let minor = 0; minor < 30; minor++) await publish(store, jsonVersion(`b${minor % 7}`, `1.${minor}.0`))
  const link = { datasetId: 'd', datasetVersion: '1', contractId: 'b1', contractVersion: '1.1.0' }
  await store.links.link({ ...link, linkedBy: 'x' })
  const entries = await entriesOf(store)
  const database = await engine.create()
  const server = await database.open()
  try {
    await publish(server, jsonVersion('own', '1.0.0'))
    await server.record(entries.slice(0, 10))
    // others write and record at the same time
    await Promise.all([
      server.record(entries.slice(10)),
      ...Array.from({ length: 5 }, (_, minor) => publish(server, jsonVersion('own', `2.${minor}.0`))),
      server.record(entries.slice(0, 20)).catch(error => expect(error).toMatchObject({ code: 'store-busy' })),
    ])
    expect(await server.record(entries)).toBe(0)
    const told = await entriesOf(server)
    const isOwn = (entry: Entry) => entry.kind === 'version' && entry.contractId === 'own'
    expect(told.filter(entry => !isOwn(entry))).toEqual(entries)
    const numbers = (await server.history(oldest)).map(event => event.sequence)
    expect(numbers).toEqual(Array.from({ length: entries.length + 5 }, (_, number) => number + 1))
    expect(await server.listVersions('b1')).toEqual(await store.listVersions('b1'))
    await server.clear()
    expect(await server.history(oldest)).toEqual([])
    expect(await server.listContracts({ limit: 9, offset: 0 })).toEqual({ contractIds: [], total: 0 })
  } finally {
    await server.close()
    await database.remove()
  }
})

test('entries that are recorded already change nothing, in whichever batches they come', async () => {
  expect(await store.record(chain.slice(0, 2))).toBe(2)
  expect(await store.record(chain)).toBe(1)
  expect(await store.record(chain)).toBe(0)
  const events = await store.history(oldest)
  expect(events.map(event => [event.sequence, event.operation, event.revision, event.time])).toEqual([
    [1, 'create', 1, at(1)],
    [2, 'update', 2, at(2)],
    [3, 'delete', 3, at(3)],
  ])
  expect(events[1]).toMatchObject({ statusBefore: 'draft', statusAfter: 'active', caller: 'Zoë' })
})

test('an entry that contradicts what is there is refused with all that come with it', async () => {
  await store.record([created])
  const others = [
    entryOf({ contractId: 'b' }),
    entryOf({ time: at(9), yaml: 'version: 1.0.0 # one\nid: a\nstatus: draft\n' }),
  ]
  await expect(store.record(others)).rejects.toThrow(ConflictingEntry)
  await expect(store.record([entryOf({ members: { name: 'x' } })])).rejects.toThrow(ConflictingEntry)
  expect(await store.history(oldest)).toHaveLength(1)
  expect(await store.get({ contractId: 'b', version: '1.0.0' })).toBeUndefined()
})

test('the position in a log moves with the entries, and only from the expected place', async () => {
  expect(await store.logPosition()).toEqual({ position: 0, mark: 0 })
  await store.record([created], { move: { from: 0, to: 1, mark: 'x' } })
  const first = await store.logPosition()
  expect(first.position).toBe(1)
  const late = store.record([updated], { move: { from: 0, to: 1, mark: 'x' } })
  await expect(late).rejects.toThrow(PositionMoved)
  await expect(store.record([updated], { move: { from: 2, to: 3, mark: 'y' } })).rejects.toThrow(
    PositionMoved,
  )
  expect(await store.history(oldest)).toHaveLength(1)
  await store.record([], { move: { from: 1, to: 2, mark: 'y' } })
  const second = await store.logPosition()
  expect([second.position, second.mark === first.mark]).toEqual([2, false])
})

test('numbers of events may be those of another store, when they come in order', async () => {
  await store.record(chain.slice(0, 2), { sequenceOf: entry => entry.revision * 10 })
  await publish(store, jsonVersion('b', '1.0.0'))
  expect((await store.history(oldest)).map(event => event.sequence)).toEqual([10, 20, 21])
  const late = chain.slice(2).map(entry => ({ ...entry, time: at(5) }))
  await expect(store.record(late, { sequenceOf: () => 21 })).rejects.toThrow('cannot have the number 21')
})

test('a state whose document nobody has is in the history, and the version is as it was made later', async () => {
  const [one, two, three, four] = [1, 2, 3, 4].map(revision => {
    const operation = revision === 1 ? 'create' : 'external'
    return entryOf({ revision, operation, time: at(revision), members: { status: `s${revision}` } })
  }) as [VersionEntry, VersionEntry, VersionEntry, VersionEntry]
  const unknown = (entry: VersionEntry): VersionEntry => ({
    ...entry,
    state: entry.state && { ...entry.state, document: undefined },
  })
  const identity = { contractId: 'a', version: '1.0.0' }
  await store.record([unknown(one)])
  // the index must not take it for a deletion
  await store.catchUpIndex()
  expect(await store.get(identity)).toBeUndefined()
  await store.record([two])
  await store.record([unknown(three)])
  await store.catchUpIndex()
  await store.record([four])
  await store.catchUpIndex()
  expect((await store.history(oldest)).map(event => [event.revision, event.statusBefore])).toEqual([
    [1, undefined],
    [2, 's1'],
    [3, 's2'],
    [4, 's3'],
  ])
  const revisions = await store.revisions([1, 2, 3, 4].map(revision => ({ ...identity, revision })))
  expect(revisions.map(({ revision }) => revision).toSorted()).toEqual([2, 4])
  expect((await store.summaries(['a']))[0]).toMatchObject({ createdAt: at(1), createdBy: 'Zoë', revision: 4 })
})

test('what is no JSON is kept as it is', async () => {
  const state = {
    name: 'a',
    status: undefined,
    fingerprint: 'f',
    document: { json: 'no {', source: undefined },
  }
  await store.record([{ ...created, operation: 'external', state }])
  expect(await store.get(created)).toMatchObject({ json: 'no {', fingerprint: 'f', revision: 1 })
})

test('links of another store take the place of earlier ones only', async () => {
  const link = { datasetId: 'd', datasetVersion: '1', contractId: 'a', contractVersion: '1.0.0' }
  const entry = (version: string, second: number) => ({
    kind: 'link' as const,
    id: version,
    link: { ...link, contractVersion: version, linkedAt: at(second), linkedBy: 'x' },
  })
  expect(await store.record([entry('1.0.0', 1), entry('2.0.0', 2)])).toBe(2)
  expect(await store.record([entry('1.0.0', 1), entry('2.0.0', 2)])).toBe(0)
  expect(await store.links.linked('d', '1')).toEqual(entry('2.0.0', 2).link)
})

test('what is done before the commit undoes the change when it fails', async () => {
  const version = jsonVersion('a', '1.0.0')
  const failing = store.change(
    version,
    async () => ({ operation: 'publish', version }),
    somebody,
    async () => {
      throw new Error('no place')
    },
  )
  await expect(failing).rejects.toThrow('no place')
  expect(await store.get(version)).toBeUndefined()
  expect(await store.history(oldest)).toEqual([])
})
