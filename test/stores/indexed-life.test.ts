import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { RegistryError } from '../../src/domain/errors.ts'
import { StoreOpenError } from '../../src/sql/open-error.ts'
import { decidedEntry } from '../../src/stores/decided-entry.ts'
import type { Entry } from '../../src/stores/entry.ts'
import { sharedIndex } from '../../src/stores/indexed/index-source.ts'
import { type IndexedStore, openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import type { ForeignChange, KnownVersion, Place } from '../../src/stores/indexed/record-log.ts'
import { LogMoved } from '../../src/stores/indexed/record-log.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { EntryFolder, EntryFolderStorage } from '../support/entry-folder.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { testRunOf } from '../support/sample-test-runs.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { engines } from '../support/storages.ts'

let storage: EntryFolderStorage
const opened: IndexedStore[] = []
const silent = { info: () => undefined, warn: () => undefined }

beforeEach(() => {
  storage = new EntryFolderStorage()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(store => store.close()))
  await storage.remove()
})

const oldest = { order: 'oldest', limit: 1000 } as const
const logFolder = () => join(storage.folder, 'log')

async function open(...options: Parameters<EntryFolderStorage['open']>): Promise<IndexedStore> {
  const store = await storage.open(...options)
  opened.push(store)
  return store
}

async function close(store: IndexedStore): Promise<void> {
  opened.splice(opened.indexOf(store), 1)
  await store.close()
}

/** All that can be told of a store with some changes in it. */
async function fill(store: IndexedStore): Promise<void> {
  await publish(store, yamlVersion('a', '1.0.0', 'version: 1.0.0 # one\nid: a\nstatus: draft\n'))
  await publish(store, jsonVersion('a', '1.0.0', { status: 'active', name: 'Orders' }))
  for (let minor = 0; minor < 20; minor++) await publish(store, jsonVersion('b', `1.${minor}.0`))
  await store.change({ contractId: 'b', version: '1.3.0' }, async () => ({ operation: 'delete' }), somebody)
  const link = { datasetId: 'd', datasetVersion: '1', contractId: 'a', contractVersion: '1.0.0' }
  await store.links.link({ ...link, linkedBy: 'x' })
}

async function tellAll(store: IndexedStore) {
  return {
    history: await store.history(oldest),
    summaries: await store.summaries(['a', 'b']),
    listed: await store.listContracts({ limit: 10, offset: 0 }),
    revisions: await store.revisions([{ contractId: 'a', version: '1.0.0', revision: 1 }]),
    linked: await store.links.linked('d', '1'),
  }
}

/** Counts the entries that are read. */
class Counting extends EntryFolder {
  read = 0
  override async *entriesAfter(after: Place) {
    for await (const placed of super.entriesAfter(after)) {
      this.read++
      yield placed
    }
  }
}

describe('an index', () => {
  test('that is kept needs nothing but the tail of the log', async () => {
    const first = await open({ index: 0 })
    await fill(first)
    const all = await tellAll(first)
    await close(first)
    const other = await open()
    await publish(other, jsonVersion('c', '1.0.0'))
    const log = new Counting(logFolder())
    const again = await open({ index: 0, log })
    expect((await again.get({ contractId: 'c', version: '1.0.0' }))?.revision).toBe(1)
    expect(log.read).toBe(1)
    const events = await again.history(oldest)
    expect(events.slice(0, -1)).toEqual(all.history)
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1))
  })

  test.each<[string, (file: string) => void]>([
    ['is lost', file => rmSync(file)],
    ['is lost but for its journal', file => renameSync(file, `${file}-wal`)],
    ['is no database', file => writeFileSync(file, 'this is no database at all '.repeat(400))],
    ['was cut off', file => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)],
    ['has pages of zeros', file => overwrite(file, () => 0)],
    ['has pages of noise', file => overwrite(file, at => (at * 7919) % 256)],
    ['has other documents', file => replaceText(file, '"status":"active"', '"status":"hacked"')],
  ])('that %s is made again', async (_, damage) => {
    const first = await open({ index: 0 })
    await fill(first)
    const all = await tellAll(first)
    await close(first)
    damage(storage.indexFile(0))
    const again = await open({ index: 0 })
    expect((await again.get({ contractId: 'a', version: '1.0.0' }))?.json).toContain('"status":"active"')
    expect(await tellAll(again)).toEqual(all)
    await publish(again, jsonVersion('a', '1.1.0'))
    expect(await again.listVersions('a')).toEqual(['1.0.0', '1.1.0'])
  })

  test('goes on with what searches look at where a process was ended', async () => {
    const log = new EntryFolder(logFolder())
    const entries = Array.from({ length: 450 }, (_, at) => {
      const version = jsonVersion(`c${at}`, '1.0.0')
      const place = { isThere: false, revision: 1, time: new Date(at), author: somebody }
      return decidedEntry(version, { operation: 'publish', version }, place)
    })
    await log.append(entries, log.end())
    const script = join(import.meta.dirname, '../support/killed-reader.ts')
    const child = spawn(process.execPath, [script, logFolder(), storage.indexFile(0)], { stdio: 'inherit' })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    const store = await open({ index: 0 })
    await expect.poll(async () => (await store.check()).indexLag).toBe(0)
  })

  test('of another log is made again', async () => {
    const other = new EntryFolderStorage()
    try {
      const first = await other.open({ index: 0 })
      for (let minor = 0; minor < 30; minor++) await publish(first, jsonVersion('x', `1.${minor}.0`))
      await first.close()
      const mine = await open({ index: 1 })
      await fill(mine)
      const all = await tellAll(mine)
      renameSync(join(other.folder, 'index-0'), join(storage.folder, 'index-0'))
      const again = await open({ index: 0 })
      expect(await again.get({ contractId: 'x', version: '1.0.0' })).toBeUndefined()
      expect(await tellAll(again)).toEqual(all)
    } finally {
      await other.remove()
    }
  })

  test('is not made where contracts are kept that have no log', async () => {
    await close(await open({ index: 0 }))
    const file = storage.indexFile(0)
    rmSync(file)
    const kept = await openSqliteStore(file)
    await publish(kept, jsonVersion('precious', '1.0.0'))
    await kept.close()
    await expect(storage.open({ index: 0 })).rejects.toThrow(StoreOpenError)
    const still = await openSqliteStore(file)
    expect(await still.listVersions('precious')).toEqual(['1.0.0'])
    await still.close()
    expect(existsSync(`${file}.damaged`)).toBe(false)
  })

  test('in a file that two use at once is right for both', async () => {
    const stores = [await open({ index: 0 }), await open({ index: 0 })] as const
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => publish(stores[at % 2 ? 1 : 0], jsonVersion('a', `1.${at}.0`))),
    )
    const events = await stores[0].history(oldest)
    expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
    expect(await stores[1].history(oldest)).toEqual(events)
  })

  describe.each(engines)('in a database of $name that several use', ({ isThere, create }) => {
    test.runIf(isThere)('is made once, and again for all', async () => {
      const database = await create()
      const source = () => sharedIndex('contract_store.index_dsn', () => database.open())
      const openShared = async () => {
        const parts = {
          ...{ log: new EntryFolder(logFolder()), source: source(), documents: documentWorkers },
          tell: { info: () => undefined, warn: () => undefined },
        }
        const store = await openIndexedStore(parts, { refreshInterval: 20, reconcileInterval: 0 })
        opened.push(store)
        return store
      }
      const stores = [await openShared(), await openShared()] as const
      await Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          publish(stores[at % 2 ? 1 : 0], jsonVersion(`c${at % 5}`, `1.${at}.0`)),
        ),
      )
      const events = await stores[0].history(oldest)
      expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
      const run = testRunOf({ runId: 'r', contractId: 'c0' })
      expect((await stores[0].testRuns.recordTestRun(run, 'once')).outcome).toBe('recorded')
      await source().renew()
      await expect.poll(() => stores[1].history(oldest)).toEqual(events)
      // what is in no log stays
      expect((await stores[1].testRuns.recordTestRun(run, 'once')).outcome).toBe('known')
      expect(await stores[0].testRuns.testReport(run)).toBe(run.report)
      expect(await stores[0].history(oldest)).toEqual(events)
      await publish(stores[0], jsonVersion('c0', '2.0.0'))
      expect((await stores[1].latest('c0'))?.version).toBe('2.0.0')
      for (const store of opened.splice(0)) await store.close()
      await database.remove()
    })

    test.runIf(isThere)('that another makes again is no ground for a change', async () => {
      const database = await create()
      const index = sharedIndex('contract_store.index_dsn', () => database.open())
      /** Has another instance begin to make the index again when a change has come to its end but for the decision. */
      class Interrupted extends EntryFolder {
        looks = Number.NaN
        async foreignChange() {
          if (--this.looks === 0) await index.renew()
          return undefined
        }
      }
      const log = new Interrupted(logFolder())
      const parts = { log, source: index, documents: documentWorkers, tell: silent }
      const store = await openIndexedStore(parts, { refreshInterval: 60_000, reconcileInterval: 0 })
      opened.push(store)
      await publish(store, jsonVersion('a', '1.0.0'))
      await index.renew()
      expect((await publish(store, jsonVersion('a', '1.0.0', { name: 'x' }))).after?.revision).toBe(2)
      // the first one is before the change has its turn
      log.looks = 2
      expect((await publish(store, jsonVersion('a', '1.0.0', { name: 'y' }))).after?.revision).toBe(3)
      expect(log.looks).toBeLessThan(0)
      const operations = (await entriesOf(store)).map(entry => entry.kind === 'version' && entry.operation)
      expect(operations).toEqual(['create', 'update', 'update'])
      for (const one of opened.splice(0)) await one.close()
      await database.remove()
    })
  })
})

describe('an index that instances share on a storage which shows late what was written', () => {
  /** Shows what is up to a position. */
  class Late extends EntryFolder {
    readonly seesLate = true
    sees = Number.POSITIVE_INFINITY
    override end(): Place {
      return this.#seen(super.end())
    }
    override async refresh(): Promise<Place> {
      return this.#seen(await super.refresh())
    }
    override async placeOf(position: number): Promise<Place | undefined> {
      return position > this.sees ? undefined : super.placeOf(position)
    }
    #last: Place = { position: 0, mark: '' }
    #seen(end: Place): Place {
      if (end.position <= this.sees) this.#last = end
      return this.#last
    }
  }

  async function openedShared() {
    const [sqlite] = engines
    const database = await sqlite?.create()
    if (!database) return expect.unreachable()
    onTestFinished(async () => {
      for (const store of opened.splice(0)) await store.close()
      await database.remove()
    })
    return async (log: EntryFolder) => {
      const source = sharedIndex('contract_store.index_dsn', () => database.open())
      const parts = { log, source, documents: documentWorkers, tell: silent }
      const store = await openIndexedStore(parts, { refreshInterval: 10, reconcileInterval: 0 })
      opened.push(store)
      return store
    }
  }

  test('is not made again by who does not see yet what it has, and who waits with changes', async () => {
    const open = await openedShared()
    const one = await open(new EntryFolder(logFolder()))
    const log = new Late(logFolder())
    const late = await open(log)
    await publish(one, jsonVersion('a', '1.0.0'))
    expect(await late.listVersions('a')).toEqual(['1.0.0'])
    log.sees = 1
    for (const version of ['1.1.0', '1.2.0']) await publish(one, jsonVersion('a', version))
    const starting = new Late(logFolder())
    starting.sees = 1
    const begun = await open(starting)
    await expect(begun.listVersions('a')).rejects.toMatchObject({ code: 'store-busy' })
    const change = publish(late, jsonVersion('a', '1.2.0', { name: 'x' }))
    await delay(100)
    expect(await one.history(oldest)).toHaveLength(3)
    log.sees = starting.sees = Number.POSITIVE_INFINITY
    expect((await change).after?.revision).toBe(2)
    expect(await begun.history(oldest)).toHaveLength(4)
  })

  test('is made again when it is still not seen after two minutes', async () => {
    const open = await openedShared()
    const one = await open(new EntryFolder(logFolder()))
    for (const version of ['1.0.0', '1.1.0']) await publish(one, jsonVersion('a', version))
    await close(one)
    const log = new Late(logFolder())
    log.sees = 0
    const late = await open(log)
    await expect(late.listVersions('a')).rejects.toMatchObject({ code: 'store-busy' })
    const now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 121_000)
    onTestFinished(() => clock.mockRestore())
    expect(await late.listVersions('a')).toEqual([])
  })
})

describe('several instances', () => {
  test.each([2, 4])('%i of them tell the same history, whoever wrote what', async count => {
    const stores = await Promise.all(Array.from({ length: count }, () => open()))
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        publish(
          stores[at % count] as IndexedStore,
          jsonVersion(`c${at % 7}`, `1.${at % 3}.0`, { name: `${at}` }),
        ),
      ),
    )
    const [first, ...others] = await Promise.all(stores.map(store => store.history(oldest)))
    expect(first?.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
    const times = (first ?? []).map(({ time }) => time.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    for (const other of others) expect(other).toEqual(first)
    const late = await open()
    expect(await late.history(oldest)).toEqual(first)
  })

  test('on a log that is not asked before each read are as old as their interval at most', async () => {
    const interval = () => new EntryFolder(logFolder(), 'interval')
    const writer = await open({ log: interval(), refreshInterval: 60_000 })
    const reader = await open({ log: interval(), refreshInterval: 10 })
    const idle = await open({ log: interval(), refreshInterval: 60_000 })
    expect(await idle.listVersions('a')).toEqual([])
    await publish(writer, jsonVersion('a', '1.0.0'))
    expect(await writer.listVersions('a')).toEqual(['1.0.0'])
    await expect.poll(() => reader.listVersions('a')).toEqual(['1.0.0'])
    expect(await idle.listVersions('a')).toEqual([])
    // whoever writes decides on the newest state all the same
    const { before, after } = await publish(idle, jsonVersion('a', '1.0.0', { name: 'x' }))
    expect([before?.revision, after?.revision]).toEqual([1, 2])
    expect(await idle.listVersions('a')).toEqual(['1.0.0'])
  })

  test('whose clock is behind write no earlier times', async () => {
    const store = await open()
    await publish(store, jsonVersion('a', '1.0.0'))
    const [{ time } = { time: new Date(0) }] = await store.history(oldest)
    const late = new Date(time.getTime() + 3_600_000)
    const file = join(logFolder(), '2.json')
    const line = readFileSync(join(logFolder(), '1.json'), 'utf8')
    const entry = JSON.parse(line)
    writeFileSync(file, JSON.stringify({ ...entry, id: 'other', contract_id: 'b', time: late.toISOString() }))
    await publish(store, jsonVersion('a', '1.1.0'))
    const events = await store.history(oldest)
    expect(events.map(event => event.time >= late)).toEqual([false, true, true])
  })
})

describe('a change', () => {
  test('whose answer is lost is recognised in the log, and made once', async () => {
    class Losing extends EntryFolder {
      lost = 0
      override async append(entries: readonly Entry[], after: Place): Promise<Place> {
        await super.append(entries, after)
        if (this.lost++ % 2) throw new LogMoved()
        throw new RegistryError('store-unavailable', 'no answer')
      }
    }
    const store = await open({ log: new Losing(logFolder()) })
    for (let minor = 0; minor < 4; minor++) {
      const made = await publish(store, jsonVersion('a', `1.${minor}.0`))
      expect(made.after?.revision).toBe(1)
    }
    expect(await store.history(oldest)).toHaveLength(4)
  })

  test('that is given up, because others were always first, does not keep these waiting', async () => {
    const done: string[] = []
    class Late extends EntryFolder {
      override async append(): Promise<Place> {
        done.push('append')
        throw new LogMoved()
      }
      async endTurn() {
        done.push('end')
      }
    }
    const store = await open({ log: new Late(logFolder()) })
    const change = async () => {
      if (done.length === 3) throw new Error('given up')
      return { operation: 'publish', version: jsonVersion('a', '1.0.0') } as const
    }
    await expect(store.change({ contractId: 'a', version: '1.0.0' }, change, somebody)).rejects.toThrow(
      'given up',
    )
    await expect.poll(() => done).toEqual(['append', 'append', 'append', 'end'])
  })

  test('that cannot be written fails alone', async () => {
    class Picky extends EntryFolder {
      override async append(entries: readonly Entry[], after: Place): Promise<Place> {
        if (entries.some(entry => entry.kind === 'version' && entry.contractId === 'no'))
          throw new RegistryError('invalid-request', 'no such name')
        return super.append(entries, after)
      }
    }
    const store = await open({ log: new Picky(logFolder()) })
    const made = await Promise.allSettled(
      ['a', 'no', 'b', 'c'].map(id => publish(store, jsonVersion(id, '1.0.0'))),
    )
    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect((await store.listContracts({ limit: 9, offset: 0 })).contractIds).toEqual(['a', 'b', 'c'])
  })

  test('is there when its process was killed before its index knew', async () => {
    const script = join(import.meta.dirname, '../support/killed-writer.ts')
    const child = spawn(process.execPath, [script, logFolder(), storage.indexFile(0)], { stdio: 'inherit' })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    const store = await open({ index: 0 })
    expect(await store.listVersions('a')).toEqual(['1.0.0', '1.1.0', '1.2.0'])
    expect((await publish(store, jsonVersion('a', '1.2.0', { name: 'x' }))).after?.revision).toBe(2)
  })
})

describe('what another store tells', () => {
  test('is recorded in the log as it is, in whichever parts, and told again', async () => {
    const from = await openSqliteStore()
    for (const name of ['1', '2', '3']) await publish(from, jsonVersion('a', '1.0.0', { name }))
    await publish(from, yamlVersion('b', '1.0.0', 'version: 1.0.0 # b\nid: b\n'))
    await from.change({ contractId: 'a', version: '1.0.0' }, async () => ({ operation: 'delete' }), somebody)
    const link = { datasetId: 'd', datasetVersion: '1', contractId: 'b', contractVersion: '1.0.0' }
    await from.links.link({ ...link, linkedBy: 'x' })
    const entries = await entriesOf(from)
    const store = await open()
    await store.restore(entries.slice(0, 2))
    await store.restore(entries)
    await store.restore(entries)
    expect(await entriesOf(store)).toEqual(entries)
    expect(await (await open()).history(oldest)).toEqual(await from.history(oldest))
    const [first] = entries
    const other = [{ ...first, time: new Date(0) } as Entry]
    await expect(store.restore(other)).rejects.toThrow('has another revision 1')
    await from.close()
  })
})

describe('a log that was rewritten', () => {
  test('refuses a change once, is read again, and goes on', async () => {
    const store = await open()
    await fill(store)
    const before = await store.history(oldest)
    const last = before.length
    // somebody puts back a backup, and another instance goes on from there
    for (const position of [last + 1, last, last - 1]) rmSync(join(logFolder(), `${position}.json`))
    const other = await open()
    await publish(other, jsonVersion('z', '1.0.0'))
    await publish(other, jsonVersion('z', '1.1.0'))
    await publish(other, jsonVersion('z', '1.2.0'))
    const refused = publish(store, jsonVersion('z', '1.3.0'))
    await expect(refused).rejects.toThrow('the history of the store was changed by another program')
    expect(await store.history(oldest)).toEqual(await other.history(oldest))
    expect((await publish(store, jsonVersion('z', '1.3.0'))).after?.version).toBe('1.3.0')
    expect(await other.listVersions('z')).toEqual(['1.0.0', '1.1.0', '1.2.0', '1.3.0'])
  })

  test('that is shorter than the index is read again at the start', async () => {
    const first = await open({ index: 0 })
    await fill(first)
    await close(first)
    for (let position = 23; position > 2; position--)
      rmSync(join(logFolder(), `${position}.json`), { force: true })
    rmSync(join(logFolder(), '24.json'), { force: true })
    const again = await open({ index: 0 })
    expect((await again.history(oldest)).map(event => event.revision)).toEqual([1, 2])
    expect(await again.links.linked('d', '1')).toBeUndefined()
  })
})

describe('a document that another program writes beside the log', () => {
  /** What others have written, which all instances see. */
  const written = new Map<string, string>()

  class Beside extends EntryFolder {
    override async *foreignChanges(): AsyncGenerator<ForeignChange> {
      for (const version of written.keys()) yield change(version)
    }
    foreignChange(identity: { version: string }, known: () => Promise<KnownVersion | undefined>) {
      if (!written.has(identity.version)) return undefined
      return known().then(before =>
        before?.stored.json === written.get(identity.version) ? undefined : change(identity.version),
      )
    }
  }

  function change(version: string): ForeignChange {
    const document = { json: written.get(version) ?? '', source: undefined }
    return { contractId: 'a', version, time: undefined, caller: undefined, document }
  }

  beforeEach(() => written.clear())

  test('is read at once, and enters the history once however many look', async () => {
    const stores = [
      await open({ log: new Beside(logFolder()) }),
      await open({ log: new Beside(logFolder()) }),
    ] as const
    await publish(stores[0], jsonVersion('a', '1.0.0'))
    written.set('1.0.0', '{"version":"1.0.0","id":"a","status":"foreign"}')
    written.set('2.0.0', 'half {')
    const reads = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        stores[at % 2 ? 1 : 0].get({ contractId: 'a', version: '1.0.0' }),
      ),
    )
    for (const read of reads) expect(read).toMatchObject({ status: 'foreign', revision: 2 })
    expect((await stores[1].get({ contractId: 'a', version: '2.0.0' }))?.json).toBe('half {')
    const third = await open({ log: new Beside(logFolder()) })
    await expect.poll(() => third.listVersions('a')).toEqual(['1.0.0', '2.0.0'])
    const events = await stores[0].history(oldest)
    expect(events.map(({ operation, revision }) => [operation, revision])).toEqual([
      ['create', 1],
      ['external', 2],
      ['external', 1],
    ])
    expect(await third.history(oldest)).toEqual(events)
  })

  test('is what the next change is decided on', async () => {
    const store = await open({ log: new Beside(logFolder()) })
    await publish(store, jsonVersion('a', '1.0.0'))
    const json = '{"version":"1.0.0","id":"a","status":"foreign"}'
    written.set('1.0.0', json)
    const version = jsonVersion('a', '1.0.0', { name: 'mine' })
    const made = await store.change(
      version,
      async ({ stored }) => {
        expect(stored?.json).toBe(json)
        return { operation: 'publish', version }
      },
      somebody,
    )
    expect([made.before?.revision, made.after?.revision]).toEqual([2, 3])
  })

  test('is read as it is where the log takes no entries', async () => {
    class Full extends Beside {
      override async append(): Promise<Place> {
        throw new RegistryError('store-unavailable', 'no space is left')
      }
    }
    await publish(await open(), jsonVersion('a', '1.0.0'))
    const store = await open({ log: new Full(logFolder()) })
    written.set('1.0.0', '{"version":"1.0.0","id":"a","status":"foreign"}')
    expect(await store.get({ contractId: 'a', version: '1.0.0' })).toMatchObject({
      status: 'foreign',
      revision: 2,
    })
    expect(await store.history(oldest)).toHaveLength(1)
  })
})

async function entriesOf(store: Pick<IndexedStore, 'entriesAfter' | 'linkEntries'>): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const { entry } of store.entriesAfter(0)) entries.push(entry)
  for await (const entry of store.linkEntries()) entries.push(entry)
  return entries
}

/** Overwrites every third page behind the first. */
function overwrite(file: string, byteAt: (at: number) => number): void {
  const bytes = readFileSync(file)
  for (let page = 1; page * 4096 < bytes.length; page += 3)
    for (let at = page * 4096; at < (page + 1) * 4096; at++) bytes[at] = byteAt(at)
  writeFileSync(file, bytes)
}

function replaceText(file: string, before: string, after: string): void {
  const bytes = readFileSync(file)
  for (let at = bytes.indexOf(before); at >= 0; at = bytes.indexOf(before)) bytes.write(after, at)
  writeFileSync(file, bytes)
}
