import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { FileLog } from '../../../src/stores/filesystem/file-log.ts'
import { LogPlaces } from '../../../src/stores/filesystem/log-places.ts'
import { openIndexedStore } from '../../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../../src/stores/indexed/private-index.ts'
import { documentWorkers } from '../../support/document-workers.ts'
import { openInterruptedLog } from '../../support/folder-parts.ts'
import { beginning, entryOf, LogReplay } from '../../support/log-replay.ts'
import { publish } from '../../support/publish.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const first = { contractId: 'a', version: '1.0.0' }
const silent = { info: () => undefined, warn: () => undefined }
const textOf = (root: string) => readFileSync(join(root, 'a/1.0.0.json'), 'utf8')

async function opened(root: string) {
  const parts = await openInterruptedLog(root)
  return { ...parts, replay: await new LogReplay(parts.log).catchUp() }
}

type Opened = Awaited<ReturnType<typeof opened>>

async function expectNewest(root: string, stores: readonly Opened[]): Promise<void> {
  for (const { replay } of [...stores, ...stores, ...stores]) expect(await replay.takeOver()).toEqual([])
  expect(textOf(root)).toBe('{"newest":1}')
}

describe('another instance that changes a version while its file is written', () => {
  test('after a change is not undone by it', async () => {
    const root = tempFolder()
    const [late, other] = [await opened(root), await opened(root)]
    late.beforePut.next(() => other.replay.append(entryOf(first, '{"newest":1}')))
    await late.replay.append(entryOf(first, '{"late":1}'))
    expect(textOf(root)).toBe('{"newest":1}')
    await expectNewest(root, [late, other])
  })

  test('for a process that ended is not undone by it', async () => {
    const root = tempFolder()
    const other = await opened(root)
    await other.replay.append(entryOf(first, '{"late":1}'))
    rmSync(join(root, 'a/1.0.0.json'))
    const late = await opened(root)
    late.beforePut.next(() => other.replay.append(entryOf(first, '{"newest":1}')))
    expect(await late.replay.takeOver()).toEqual([])
    expect(textOf(root)).toBe('{"newest":1}')
    await expectNewest(root, [late, other])
  })
})

test('what another program saves while a change is made becomes the change after it', async () => {
  const root = tempFolder()
  const { replay, beforeAppend } = await opened(root)
  await replay.append(entryOf(first, '{"a":1}'))
  for (const entry of [entryOf(first, '{"a":2}'), entryOf(first, undefined)]) {
    const theirs = `{"theirs":"${entry.id}"}`
    beforeAppend.next(async () => {
      mkdirSync(join(root, 'a'), { recursive: true })
      writeFileSync(join(root, 'a/1.0.0.json'), theirs)
    })
    await replay.append(entry)
    expect(textOf(root)).toBe(theirs)
    expect(await replay.takeOver()).toMatchObject([{ document: { json: theirs } }])
    for (let look = 0; look < 3; look++) expect(await replay.takeOver()).toEqual([])
    expect(textOf(root)).toBe(theirs)
  }
})

test('a file of another program that another instance has taken over and replaced meanwhile is not taken over again', async () => {
  const folder = tempFolder()
  const root = join(folder, 'contracts')
  const open = async (name: string) => {
    const { log, afterFound } = await openInterruptedLog(root)
    const source = privateIndex({
      ...{ key: 'contract_store.root', file: join(folder, name, 'index.db') },
      ...{ documents: documentWorkers, tell: silent },
    })
    const parts = { log, source, documents: documentWorkers, tell: silent }
    const store = await openIndexedStore(parts, { refreshInterval: 1000, reconcileInterval: 0 })
    onTestFinished(() => store.close())
    await store.enterForeignChanges()
    return { store, afterFound }
  }
  const [one, other] = [await open('one'), await open('other')]
  mkdirSync(join(root, 'a'))
  writeFileSync(join(root, 'a/1.0.0.json'), '{"id":"a","version":"1.0.0","name":"theirs"}')
  let wasBetween = false
  one.afterFound.next(async () => {
    await publish(other.store, jsonVersion('a', '1.0.0', { name: 'newest' }))
    wasBetween = true
  })
  await one.store.enterForeignChanges()
  expect(wasBetween).toBe(true)
  const events = await one.store.history({ order: 'oldest', limit: 9 })
  expect(events.map(({ operation, revision }) => `${operation} ${revision}`)).toEqual([
    'external 1',
    'update 2',
  ])
  expect(textOf(root)).toContain('newest')
})

/** Watches which folders are made to last, by inode. @param isFailing whether that fails now. */
async function watchSyncs(isFailing: () => boolean = () => false) {
  const some = await open(import.meta.filename)
  const prototype = Object.getPrototypeOf(some) as { sync(this: typeof some): Promise<void> }
  await some.close()
  const original = prototype.sync
  const inodes: number[] = []
  const watched = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: typeof some) {
    const stats = await this.stat()
    if (stats.isDirectory() && isFailing()) throw Object.assign(new Error('no'), { code: 'EIO' })
    await original.call(this)
    inodes.push(stats.ino)
  })
  onTestFinished(() => watched.mockRestore())
  return inodes
}

describe('places that were taken before one could not be', () => {
  const records = ['1', '2', '3', '4', '5'].map(version => ({
    entry: entryOf({ ...first, version }, '{}'),
    file: undefined,
  }))

  async function openedLog() {
    const folder = tempFolder()
    for (const name of ['log', 'tmp']) mkdirSync(join(folder, name))
    const places = new LogPlaces(join(folder, 'log'))
    return { places, log: new FileLog(places, join(folder, 'tmp'), { claim: 'link', isRemote: false }) }
  }

  test('last before anybody is told', async () => {
    const { places, log } = await openedLog()
    mkdirSync(places.bucket(0))
    // something that is no entry
    writeFileSync(places.entry(3), 'x')
    const syncs = await watchSyncs()
    await expect(log.append(records, beginning)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(existsSync(places.entry(2)) && !existsSync(places.entry(4))).toBe(true)
    expect(syncs).toContain(statSync(places.bucket(0)).ino)
    rmSync(places.entry(3))
    expect(await log.refresh()).toEqual({ position: 2, mark: records[1]?.entry.id })
  })

  test('last before whoever looks for them finds them, when that has failed before', async () => {
    const { places, log } = await openedLog()
    mkdirSync(places.bucket(0))
    let isFailing = true
    const syncs = await watchSyncs(() => isFailing)
    await expect(log.append(records, beginning)).rejects.toMatchObject({ code: 'EIO' })
    await expect(log.refresh()).rejects.toMatchObject({ code: 'EIO' })
    isFailing = false
    expect(await log.refresh()).toMatchObject({ position: 5 })
    expect(syncs).toContain(statSync(places.bucket(0)).ino)
  })
})

test('an entry behind one that a network mount does not show yet is not met', async () => {
  const root = tempFolder()
  const { replay } = await opened(root)
  await replay.append(entryOf(first, '{"a":1}'))
  const late = await opened(root)
  for (const a of [2, 3]) await replay.append(entryOf(first, `{"a":${a}}`))
  const [hidden, shown] = [2, 3].map(position => join(root, `.registry/log/000000/00000000${position}.json`))
  if (!hidden || !shown) return expect.unreachable()
  renameSync(hidden, `${hidden}.hidden`)
  await late.log.refresh()
  expect(await late.log.placeOf(3)).toBeUndefined()
  renameSync(`${hidden}.hidden`, hidden)
  await late.log.refresh()
  expect(await late.log.placeOf(3)).toEqual(replay.place)
})

test('it is kept that all files are written only when those of processes that were killed last', async () => {
  const root = tempFolder()
  const killed = await opened(root)
  await killed.replay.append(entryOf(first, '{"a":1}'))
  const next = await opened(root)
  const syncs = await watchSyncs()
  const written = join(root, '.registry/written')
  for (let look = 0; look < 2; look++) {
    expect(existsSync(written)).toBe(false)
    await next.replay.takeOver()
    if (!existsSync(written)) continue
    expect(syncs).toContain(statSync(join(root, 'a')).ino)
  }
  expect(readFileSync(written, 'utf8')).toBe('1')
})
