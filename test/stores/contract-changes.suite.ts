import { describe, expect, test } from 'vitest'
import type { Author } from '../../src/domain/history.ts'
import type { Scope } from '../../src/domain/scope.ts'
import type { ContractStore, Decide, HistoryQuery } from '../../src/stores/store.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'

/** What a case works on: a store of its own, and more of them on the same storage. */
export interface Opened {
  readonly store: ContractStore
  openAnother(): Promise<ContractStore>
  /** Reads what another store wrote, until it is seen or the bound of the storage is over. */
  seen(read: () => Promise<void>): Promise<void>
  /** How many of many changes are made. */
  many(count: number): number
}

const identity = { contractId: 'a', version: '1.0.0' }
const oldest: HistoryQuery = { order: 'oldest', limit: 1000 }
const remove: Decide = async ({ stored }) => stored && { operation: 'delete' }
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** The promises of `ContractStore` about changes, the history and links. */
export function testChanges(opened: () => Opened): void {
  describe('a change', () => {
    test('is decided on how things are, and answers how they were and are', async () => {
      const { store } = opened()
      const first = jsonVersion('a', '1.0.0', {
        status: 'draft',
        name: 'n',
        domain: 'd',
        team: { name: 'o' },
      })
      const made = await publish(store, first)
      expect(made.before).toBeUndefined()
      expect(made.after).toMatchObject({ ...identity, json: first.json, revision: 1, createdBy: 'somebody' })
      let seen: unknown
      const second = jsonVersion('a', '1.0.0', { status: 'active' })
      const changed = await store.change(
        identity,
        async current => {
          seen = [current.stored, await current.source(), await current.versions()]
          return { operation: 'publish', version: second }
        },
        { ...somebody, caller: 'other' },
      )
      expect(seen).toEqual([made.after, undefined, ['1.0.0']])
      expect(changed.before).toEqual(made.after)
      expect(changed.after).toEqual((await store.current(identity)).stored)
      expect(changed.after).toMatchObject({ revision: 2, createdBy: 'somebody', updatedBy: 'other' })
      expect(changed.after?.createdAt).toEqual(made.after?.createdAt)
      expect((await store.summaries(['a']))[0]).toMatchObject({ revision: 2, updatedBy: 'other' })
    })

    test('sees the other versions, and is kept with what it changed of one of them', async () => {
      const { store, openAnother, seen } = opened()
      const first = jsonVersion('a', '1.0.0', { status: 'active' })
      await publish(store, first)
      const compatibility = {
        against: '1.0.0',
        class: 'breaking',
        overridden: true,
        counts: { breaking: 2, compatible: 1, cosmetic: 0 },
        breaks: { consumers: true, producers: false },
      } as const
      const versions: unknown[] = []
      const decide: Decide = async current => {
        const earlier = await current.earlier({ without: [], limit: 9 })
        versions.push(earlier.versions.map(({ version, status }) => [version, status]))
        const { revision = 0, fingerprint = '' } = earlier.versions[0] ?? {}
        for (const state of [
          { version: '1.0.0', revision, fingerprint },
          // nobody has it: that of today is in its place
          { version: '1.0.0', revision: revision + 1, fingerprint: 'f' },
          { version: '9.9.9', revision, fingerprint },
        ])
          versions.push(await current.documentOf(state))
        return { operation: 'publish', version: jsonVersion('a', '1.1.0'), compatibility }
      }
      await store.change({ contractId: 'a', version: '1.1.0' }, decide, somebody)
      expect(versions.slice(-4)).toEqual([[['1.0.0', 'active']], first.json, first.json, undefined])
      const other = await openAnother()
      await seen(async () => {
        const events = await other.history({ ...oldest, contractId: 'a' })
        expect(events.map(event => event.compatibility)).toEqual([undefined, compatibility])
        const read = [{ version: '1.0.0' }, { version: '1.1.0' }].map(one =>
          other.get({ contractId: 'a', ...one }),
        )
        expect((await Promise.all(read)).map(one => one?.predecessor)).toEqual([undefined, '1.0.0'])
        expect(await other.latest('a')).toMatchObject({ version: '1.1.0', predecessor: '1.0.0' })
      })
      // what a version has replaced of itself is not the version before it
      const replaced = { ...compatibility, against: '1.1.0@1' }
      const again = jsonVersion('a', '1.1.0', { name: 'another' })
      const change = { operation: 'publish', version: again, compatibility: replaced } as const
      await store.change(again, async () => change, somebody)
      expect((await store.get(again))?.predecessor).toBeUndefined()
    })

    test('sees what its version was before, and not what others were', async () => {
      const { store } = opened()
      const [first, second, third] = ['a', 'b', 'c'].map(name => jsonVersion('a', '1.0.0', { name }))
      for (const version of [first, second, third, jsonVersion('a', '1.1.0')])
        if (version) await publish(store, version)
      const seen: unknown[] = []
      const decide: Decide = async current => {
        for (const revision of [1, 2, 9]) seen.push(await current.replaced(revision))
        return { operation: 'delete' }
      }
      await store.change({ contractId: 'a', version: '1.0.0' }, decide, somebody)
      expect(seen.slice(-3)).toEqual([first?.json, second?.json, undefined])
    })

    test('sees the versions before it, those first that would be the latest', async () => {
      const { store } = opened()
      const others = ['spring', '1.0.0', '1.2.0-rc.1', '0.9', '2.0.0', '1.2.0+build', '1.1.0']
      for (const version of others)
        await publish(store, jsonVersion('a', version, { status: version === '1.1.0' ? 'draft' : 'active' }))
      const seen: unknown[] = []
      const decide: Decide = async current => {
        for (const [without, limit] of [[[], 9] as const, [['draft', 'proposed'], 2] as const]) {
          const { versions, isAll } = await current.earlier({ without, limit })
          seen.push([...versions.map(({ version }) => version), isAll])
        }
        return { operation: 'publish', version: jsonVersion('a', '1.2.0') }
      }
      await store.change({ contractId: 'a', version: '1.2.0' }, decide, somebody)
      expect(seen.slice(-2)).toEqual([
        ['1.1.0', '1.0.0', '0.9', '1.2.0-rc.1', 'spring', true],
        ['1.0.0', '0.9', false],
      ])
    })

    test('that is decided against leaves nothing behind, nor does one that throws', async () => {
      const { store } = opened()
      const { after } = await publish(store, jsonVersion('a', '1.0.0'))
      expect(await store.change(identity, async () => undefined, somebody)).toEqual({ before: after, after })
      const failing = store.change(identity, () => Promise.reject(new Error('no')), somebody)
      await expect(failing).rejects.toThrow('no')
      let asked = 0
      const late: Decide = async () => {
        if (asked++ > 0) throw new Error('too late')
        return { operation: 'publish', version: jsonVersion('a', '1.0.0', { name: 'x' }) }
      }
      await expect(store.change(identity, late, somebody)).rejects.toThrow('too late')
      expect((await store.current(identity)).stored).toEqual(after)
      expect(await store.history(oldest)).toHaveLength(1)
    })

    test('meets nobody else between its decision and its end', async () => {
      const { store, openAnother, seen, many } = opened()
      const stores = [store, await openAnother(), await openAnother()]
      const count = many(30)
      await publish(store, jsonVersion('a', '1.0.0', { name: '0' }))
      const increment: Decide = async ({ stored }) => {
        const { name } = JSON.parse(stored?.json ?? '{}') as { name: string }
        await pause(1)
        return { operation: 'publish', version: jsonVersion('a', '1.0.0', { name: `${Number(name) + 1}` }) }
      }
      await Promise.all(
        Array.from({ length: count }, (_, at) =>
          (stores[at % 3] ?? store).change(identity, increment, somebody),
        ),
      )
      await seen(async () => {
        const { json, revision } = (await store.get(identity)) ?? { json: '{}', revision: 0 }
        expect([JSON.parse(json).name, revision]).toEqual([`${count}`, count + 1])
      })
    })

    test('keeps what it replaces readable by its revision, with its YAML', async () => {
      const { store } = opened()
      const texts = ['version: 1.0.0 # 1\r\nid: a\n', 'id: a\nversion: 1.0.0\nname: two\n']
      const versions = texts.map(text => yamlVersion('a', '1.0.0', text))
      for (const version of versions) await publish(store, version)
      await store.change(identity, remove, somebody)
      const wanted = [1, 2, 3, 4].map(revision => ({ ...identity, revision }))
      const kept = (await store.revisions(wanted)).toSorted((a, b) => a.revision - b.revision)
      expect(kept.map(({ json, revision }) => [json, revision])).toEqual(
        versions.map(({ json }, at) => [json, at + 1]),
      )
      expect(await store.documentSizes([...wanted, identity])).toEqual([
        ...[...versions.map(({ json }) => json.length), 0, 0],
        0,
      ])
      for (const [at, stored] of kept.entries())
        expect((await store.source(stored))?.toString()).toBe(texts[at])
      expect(await store.revisions([])).toEqual([])
    })

    test('goes on with the revisions of a version that was deleted', async () => {
      const { store } = opened()
      await publish(store, jsonVersion('a', '1.0.0'))
      const deleted = await store.change(identity, remove, somebody)
      expect([deleted.before?.revision, deleted.after]).toEqual([1, undefined])
      expect([await store.get(identity), await store.latest('a')]).toEqual([undefined, undefined])
      expect(await store.listVersions('a')).toEqual([])
      expect((await publish(store, jsonVersion('a', '1.0.0'))).after?.revision).toBe(3)
      expect((await store.current(identity)).stored?.createdAt).toEqual(
        (await store.history(oldest))[2]?.time,
      )
    })

    test('that many ask for in many versions at once gives each its revision, whatever it meets', async () => {
      const { store, openAnother, seen, many } = opened()
      const stores = [store, await openAnother()]
      const each = many(10)
      const changes = Array.from({ length: 12 * each }, (_, at) => {
        const version = jsonVersion(`c${at % 4}`, `1.${at % 3}.0`, { name: `${at}` })
        return publish(stores[at % 2] ?? store, version)
      })
      await Promise.all(changes)
      await seen(async () => expect(await store.history(oldest)).toHaveLength(12 * each))
      const events = await store.history(oldest)
      for (const [, chain] of Map.groupBy(events, event => `${event.contractId} ${event.version}`))
        expect(chain.map(event => event.revision)).toEqual(Array.from({ length: each }, (_, at) => at + 1))
    })
  })

  describe('the history', () => {
    const author: Author = { caller: 'Zoë', reason: 'weil 😀\n"x"', requestId: 'r-1' }

    test('tells each change with its author', async () => {
      const { store } = opened()
      const version = jsonVersion('a', '1.0.0', { status: 'draft', name: 'Orders' })
      const moved = jsonVersion('a', '1.0.0', { status: 'deprecated', name: 'Orders' })
      const begin = Date.now()
      await publish(store, version, author)
      const sunset = new Date('2031-12-31T23:59:59.999Z')
      await store.change(
        identity,
        async () => ({ operation: 'status', version: moved, successor: '2.0.0', sunset }),
        somebody,
      )
      await store.change(identity, remove, somebody)
      const events = await store.history(oldest)
      const [created] = events
      expect(created).toEqual({
        ...identity,
        ...author,
        operation: 'create',
        revision: 1,
        sequence: created?.sequence,
        time: created?.time,
        name: 'Orders',
        statusBefore: undefined,
        statusAfter: 'draft',
        fingerprintBefore: undefined,
        fingerprintAfter: version.fingerprint,
        successor: undefined,
        sunset: undefined,
      })
      // the clock of a server may be another one
      expect(created?.time.getTime()).toBeGreaterThan(begin - 60_000)
      expect(created?.time.getTime()).toBeLessThan(Date.now() + 60_000)
      expect(events.slice(1)).toMatchObject([
        {
          operation: 'status',
          revision: 2,
          statusBefore: 'draft',
          statusAfter: 'deprecated',
          fingerprintBefore: version.fingerprint,
          fingerprintAfter: moved.fingerprint,
          successor: '2.0.0',
          sunset,
        },
        { operation: 'delete', revision: 3, statusAfter: undefined, fingerprintAfter: undefined },
      ])
    })

    test('is filtered byte by byte, and paged in both orders', async () => {
      const { store } = opened()
      await Promise.all(
        ['a', 'A', 'b'].flatMap(id =>
          ['1.0.0', '1.0.0-A', '1.0.0-a'].map(version =>
            publish(store, jsonVersion(id, version), { ...somebody, caller: id }),
          ),
        ),
      )
      const all = await store.history(oldest)
      const numbers = all.map(event => event.sequence)
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      const count = async (query: Partial<HistoryQuery>) =>
        (await store.history({ ...oldest, ...query })).length
      expect(await count({ contractId: 'a' })).toBe(3)
      expect(await count({ contractId: 'a', version: '1.0.0-a' })).toBe(1)
      expect(await count({ caller: 'A' })).toBe(3)
      expect(await count({ operation: 'create' })).toBe(9)
      expect(await count({ operation: 'delete' })).toBe(0)
      const [third = 0, sixth = 0] = [numbers[2], numbers[5]]
      expect(await store.history({ order: 'oldest', limit: 2, after: third })).toEqual(all.slice(3, 5))
      expect(await store.history({ order: 'newest', limit: 2, before: sixth })).toEqual(
        all.slice(3, 5).reverse(),
      )
      expect(await store.history({ ...oldest, after: third, before: sixth })).toEqual(all.slice(3, 5))
    })

    test('is never missed by going on from where one has read', async () => {
      const { store, openAnother, seen, many } = opened()
      const other = await openAnother()
      const count = many(60)
      let isDone = false
      const reading = (async () => {
        const seen: number[] = []
        for (let isLast = false; ; ) {
          const events = await other.history({ order: 'oldest', limit: 7, after: seen.at(-1) ?? 0 })
          seen.push(...events.map(event => event.sequence))
          if (events.length === 0 && isLast) return seen
          isLast = isDone
          await pause(1)
        }
      })()
      const writes = Array.from({ length: count }, async (_, at) => {
        await pause(at % 13)
        await publish(at % 2 === 0 ? store : other, jsonVersion(`c${at % 7}`, `1.${at}.0`))
      })
      const seenAll = async () => {
        for (const one of [store, other]) expect(await one.history(oldest)).toHaveLength(count)
      }
      await Promise.all(writes)
        .then(() => seen(seenAll))
        .finally(() => {
          isDone = true
        })
      expect(await reading).toEqual((await store.history(oldest)).map(event => event.sequence))
    })

    test('makes how things were at a time', async () => {
      const { store } = opened()
      await publish(store, jsonVersion('a', '2.0.0', { status: 'draft' }), author)
      await publish(store, jsonVersion('a', '10.0.0', { status: 'active' }))
      await publish(store, jsonVersion('b', '1.0.0'))
      await publish(store, jsonVersion('a', '2.0.0', { status: 'active' }))
      await store.change({ contractId: 'a', version: '10.0.0' }, remove, somebody)
      const times = (await store.history(oldest)).map(({ time }) => time)
      const at = async (time: Date) =>
        (await store.summariesAsOf(['b', 'a'], time)).map(one => [one.contractId, one.version, one.status])
      expect(times.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(times)
      const [first = new Date(0), , third = first, fourth = first, fifth = first] = times
      expect(await at(new Date(first.getTime() - 1))).toEqual([])
      expect(await at(first)).toEqual([['a', '2.0.0', 'draft']])
      const [summary] = await store.summariesAsOf(['a'], first)
      expect(summary).toMatchObject({ revision: 1, createdBy: 'Zoë', createdAt: first, updatedAt: first })
      expect((await at(third)).at(-1)).toEqual(['b', '1.0.0', undefined])
      expect((await at(fourth)).slice(0, 2)).toEqual([
        ['a', '2.0.0', 'active'],
        ['a', '10.0.0', 'active'],
      ])
      expect(await at(fifth)).toEqual([
        ['a', '2.0.0', 'active'],
        ['b', '1.0.0', undefined],
      ])
      expect(await store.summariesAsOf([], fifth)).toEqual([])
    })
  })

  test('summaries of many contracts are in order, without their documents', async () => {
    const { store } = opened()
    const versions = ['b', 'a', 'B'].flatMap(id => ['10.0.0', '9.0.0'].map(one => jsonVersion(id, one)))
    await Promise.all(versions.map(version => publish(store, version)))
    const summaries = await store.summaries(['a', 'b', 'nobody'])
    expect(summaries.map(({ contractId, version }) => `${contractId} ${version}`)).toEqual([
      ...['a 9.0.0', 'a 10.0.0', 'b 9.0.0', 'b 10.0.0'],
    ])
    expect(summaries[0]).not.toHaveProperty('json')
    expect(await store.summaries([])).toEqual([])
  })

  test('it is told how many rows are read for summaries', async () => {
    const { store } = opened()
    await publish(store, jsonVersion('a', '1.0.0'))
    await publish(store, jsonVersion('a', '2.0.0'))
    await publish(store, jsonVersion('A', '1.0.0'))
    const [last] = await store.history({ order: 'newest', limit: 1 })
    await publish(store, jsonVersion('a', '2.0.0', { status: 'active' }))
    const ids = ['nobody', 'a', 'A']
    expect(await store.summaryRows(ids)).toEqual([0, 2, 1])
    expect(await store.summaryRows(ids, last?.time)).toEqual([0, 2, 1])
    expect(await store.summaryRows(ids, new Date('2099-01-01T00:00:00Z'))).toEqual([0, 3, 1])
    expect(await store.summaryRows([])).toEqual([])
  })

  test('500 contracts and revisions may be asked for at once', async () => {
    const { store } = opened()
    await publish(store, jsonVersion('c499', '1.0.0'))
    const ids = Array.from({ length: 500 }, (_, at) => `c${at}`)
    expect(await store.summaryRows(ids)).toEqual([...Array(499).fill(0), 1])
    expect(await store.summaries(ids)).toHaveLength(1)
    expect(await store.summariesAsOf(ids, new Date('2099-01-01T00:00:00Z'))).toHaveLength(1)
    const wanted = ids.map(contractId => ({ contractId, version: '1.0.0', revision: 1 }))
    expect(await store.revisions(wanted)).toHaveLength(1)
  })

  test('a revision that is being replaced is found all the while', async () => {
    const { store, openAnother, many } = opened()
    const other = await openAnother()
    await publish(store, jsonVersion('a', '1.0.0', { name: '0' }))
    let isDone = false
    const reading = (async () => {
      let found = 0
      while (!isDone) {
        const { stored } = await other.current(identity)
        const revision = stored?.revision ?? 0
        await pause(0)
        const [same] = await other.revisions([{ ...identity, revision }])
        expect(same?.json).toBe(stored?.json)
        found++
      }
      return found
    })()
    const writing = async () => {
      for (let round = 1; round <= many(60); round++)
        await publish(store, jsonVersion('a', '1.0.0', { name: `${round}` }))
    }
    const written = writing().finally(() => {
      isDone = true
    })
    const [found] = await Promise.all([reading, written])
    expect(found).toBeGreaterThan(0)
  })

  describe('a link', () => {
    const link = {
      datasetId: 's3://b/é😀',
      datasetVersion: 'V1',
      ...{ contractId: 'a', contractVersion: '1.0.0', linkedBy: 'me' },
    }

    test('is of one dataset version, byte by byte, and keeps its time when it is made again', async () => {
      const { store } = opened()
      await store.links.link(link)
      const made = await store.links.linked(link.datasetId, 'V1')
      expect(made).toEqual({ ...link, linkedAt: made?.linkedAt })
      await pause(3)
      await store.links.link({ ...link, linkedBy: 'you' })
      expect(await store.links.linked(link.datasetId, 'V1')).toEqual(made)
      expect(await store.links.linked(link.datasetId, 'v1')).toBeUndefined()
      expect(await store.links.linked(link.datasetId.toUpperCase(), 'V1')).toBeUndefined()
      await store.links.link({ ...link, contractVersion: '2.0.0' })
      expect((await store.links.linked(link.datasetId, 'V1'))?.contractVersion).toBe('2.0.0')
      expect(await store.links.countLinks('a')).toBe(1)
      expect(await store.links.countLinks('A')).toBe(0)
    })

    test('is listed by its contract version, in pages', async () => {
      const { store } = opened()
      const datasets = ['b', '😀', 'B', '￮', 'x'.repeat(2000)].flatMap(datasetId =>
        ['2', '10', ''].map(datasetVersion => ({ datasetId, datasetVersion })),
      )
      await Promise.all(datasets.map(one => store.links.link({ ...link, ...one })))
      await store.links.link({ ...link, contractVersion: '2.0.0' })
      const page = await store.links.linksOfVersion(identity, { limit: 100, offset: 0 })
      const names = page.links.map(one => `${one.datasetId[0]}${one.datasetVersion}`)
      expect(page.total).toBe(15)
      expect(names.slice(0, 4)).toEqual(['B', 'B10', 'B2', 'b'])
      expect(page.links.map(one => one.datasetId.codePointAt(0)).slice(-6)).toEqual([
        ...Array(3).fill(0xffee),
        ...Array(3).fill(0x1f600),
      ])
      const part = await store.links.linksOfVersion(identity, { limit: 4, offset: 2 })
      expect(part).toEqual({ links: page.links.slice(2, 6), total: 15 })
      expect(
        await store.links.linksOfVersion({ ...identity, version: '3.0.0' }, { limit: 4, offset: 0 }),
      ).toEqual({
        links: [],
        total: 0,
      })
    })

    test('of a dataset is found by it, the last one first, and by the scope of its contract', async () => {
      const { store } = opened()
      const linked = async (datasetVersion: string, contractId: string) => {
        await store.links.link({ ...link, datasetVersion, contractId })
        await pause(3)
      }
      await linked('1', 'a')
      await linked('2', 'shop.b')
      await linked('3', 'a')
      await store.links.link({ ...link, datasetId: link.datasetId.toUpperCase(), datasetVersion: '4' })
      const versions = async (limit: number, scope?: Scope) =>
        (await store.links.linksOfDataset({ datasetId: link.datasetId, scope, limit })).map(
          one => one.datasetVersion,
        )
      expect(await versions(10)).toEqual(['3', '2', '1'])
      expect(await versions(2)).toEqual(['3', '2'])
      expect(await versions(10, { ids: [], prefixes: ['shop.'] })).toEqual(['2'])
      await linked('1', 'b')
      expect(await versions(1)).toEqual(['1'])
      await Promise.all(['b', '￮', '😀'].map(datasetId => store.links.link({ ...link, datasetId })))
      const all = [link.datasetId.toUpperCase(), 'b', link.datasetId, '￮', '😀']
      expect(await store.links.linkedDatasets(undefined, 10)).toEqual(all)
      expect(await store.links.linkedDatasets(undefined, 2)).toEqual(all.slice(0, 2))
      expect(await store.links.linkedDatasets({ ids: ['b', 'shop.b'], prefixes: [] }, 10)).toEqual([
        link.datasetId,
      ])
    })

    test('that several make at once is one of theirs', async () => {
      const { store, openAnother, many } = opened()
      const other = await openAnother()
      const links = Array.from({ length: many(40) }, (_, at) => ({ ...link, contractVersion: `${at}.0.0` }))
      await Promise.all(links.map((one, at) => (at % 2 === 0 ? store : other).links.link(one)))
      expect(await store.links.countLinks('a')).toBe(1)
      expect(links.map(one => one.contractVersion)).toContain(
        (await store.links.linked(link.datasetId, 'V1'))?.contractVersion,
      )
    })
  })
}
