import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Scope } from '../../src/domain/scope.ts'
import type { IndexedVersion } from '../../src/search/catalogue/indexed-version.ts'
import type { HighestQuery } from '../../src/stores/highest-query.ts'
import type { ContractStore, HistoryQuery } from '../../src/stores/store.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { testChanges } from './contract-changes.suite.ts'

/** An empty place to keep contracts, which any number of stores may be opened on. */
export interface Storage {
  /** By what it orders ids; by code point when it does not say. */
  readonly order?: 'UTF-16' | undefined
  /** How old what is read may be when another store wrote it, in milliseconds; 0 when it does not say. */
  readonly bound?: number | undefined
  /** The longest names that it takes; those of the registry when it does not say. */
  readonly longest?: { readonly contractId: number; readonly version: number } | undefined
  /** The longest YAML text that it takes, in bytes; as long as a request body when it does not say. */
  readonly longestSource?: number | undefined
  /** What part of the changes is made where there are many, for a store on which each takes long; all when it does not say. */
  readonly share?: number | undefined
  open(): Promise<ContractStore>
  remove(): Promise<void>
}

/** The promises of `ContractStore`, tested on any store. */
export function testContractStore(createStorage: () => Promise<Storage>): void {
  let storage: Storage
  let store: ContractStore
  const others: ContractStore[] = []

  beforeEach(async () => {
    storage = await createStorage()
    store = await storage.open()
  })
  afterEach(async () => {
    await Promise.all([store, ...others.splice(0)].map(opened => opened.close()))
    await storage.remove()
  })

  async function openAnother(): Promise<ContractStore> {
    const other = await storage.open()
    others.push(other)
    return other
  }

  /** What another store wrote is seen at once, or within the bound that the storage declares. */
  async function seen(read: () => Promise<void>): Promise<void> {
    if (storage.bound === undefined) await read()
    else await vi.waitFor(read, { timeout: storage.bound, interval: 10 })
  }

  /** How many of many changes are made. */
  const many = (count: number) => Math.max(2, Math.ceil(count * (storage.share ?? 1)))

  async function putAll(...versions: IndexedVersion[]): Promise<void> {
    for (const version of versions) await publish(store, version)
  }

  /** Of what is put, nothing depends on the order. */
  async function putAtOnce(...versions: IndexedVersion[]): Promise<void> {
    await Promise.all(versions.map(version => publish(store, version)))
  }

  const readOf = (put: IndexedVersion, revision = 1) => {
    const { contractId, version, json, fingerprint, status, digest } = put
    return { contractId, version, json, fingerprint, status, digest, revision }
  }

  describe('a version', () => {
    test('is read as it was put', async () => {
      const put = jsonVersion('sales.orders', '1.0.0', {
        name: 'Orders',
        status: 'active',
        tags: ['é', '😀', null],
      })
      await publish(store, put)
      expect(await store.get(put)).toEqual(readOf(put))
    })

    test('tells how large its document is', async () => {
      const large = jsonVersion('a', '1.0.0', { description: { usage: 'x'.repeat(100_000) } })
      const small = jsonVersion('b', '1.0.0')
      await putAll(large, small)
      const wanted = [small, { ...small, version: '2.0.0' }, { ...large, revision: 1 }, large]
      const { length } = large.json
      expect(await store.documentSizes(wanted)).toEqual([small.json.length, 0, length, length])
    })

    test('is outlined without its document, and by the digest and the size of this', async () => {
      const [small, large] = [
        jsonVersion('b', '1.0.0'),
        jsonVersion('a', '1.0.0', { name: 'x'.repeat(9000) }),
      ]
      await putAll(large, small)
      const outlines = await store.outlines([small, { ...small, version: '2.0.0' }, large])
      const [stored] = await store.versions([large])
      expect(outlines.length).toBe(2)
      expect(outlines).toContainEqual(expect.objectContaining({ contractId: 'b', size: small.json.length }))
      expect(outlines).toContainEqual(
        expect.objectContaining({
          contractId: 'a',
          revision: 1,
          digest: stored?.digest,
          size: large.json.length,
        }),
      )
    })

    test('that was never put is undefined', async () => {
      await publish(store, jsonVersion('a', '1.0.0'))
      expect(await store.get({ contractId: 'a', version: '2.0.0' })).toBeUndefined()
      expect(await store.get({ contractId: 'b', version: '1.0.0' })).toBeUndefined()
    })

    test('takes the place of what its id and version held before', async () => {
      const second = jsonVersion('a', '1.0.0', { status: 'draft' })
      await putAll(jsonVersion('a', '1.0.0', { status: 'active', name: 'first' }), second)
      expect(await store.get(second)).toEqual(readOf(second, 2))
      expect(await store.listVersions('a')).toEqual(['1.0.0'])
    })

    test('may have no name, status or description, and any of them may be longer than a column', async () => {
      const bare = jsonVersion('a', '1.0.0')
      const long = jsonVersion('a', '2.0.0', {
        name: '😀'.repeat(200),
        status: 'x'.repeat(200),
        description: { usage: 'u'.repeat(100_000) },
      })
      await putAll(bare, long)
      expect(await store.get(bare)).toEqual(readOf(bare))
      expect(await store.get(long)).toEqual(readOf(long))
    })

    test('may hold characters that databases refuse in text', async () => {
      const odd = jsonVersion('a', '1.0.0', {
        name: 'nul \0 and half a pair \ud800',
        status: 'also \0 here',
        description: { usage: '\0' },
      })
      await publish(store, odd)
      expect((await store.get(odd))?.json).toBe(odd.json)
    })

    test('may be as large as a request body', async () => {
      const large = jsonVersion('a', '1.0.0', { description: { purpose: 'p'.repeat(8 * 1024 * 1024 - 200) } })
      await publish(store, large)
      expect((await store.get(large))?.json === large.json).toBe(true)
    })
  })

  describe('many versions that are asked for at once', () => {
    const names = Array.from({ length: 12 }, (_, at) => `c"\\é😀${at}`)

    test('are each read as they were put, whatever their names and sizes, and those that are not there are not', async () => {
      const puts = names.map((id, at) =>
        jsonVersion(id, `1.0.${at}`, { description: { usage: 'ü'.repeat(at === 5 ? 100_000 : at) } }),
      )
      await putAtOnce(...puts)
      const wanted = [...puts, ...puts, { contractId: names[0] ?? '', version: '1.0.1' }]
      for (let again = 0; again < 2; again++) {
        const reads = await Promise.all(wanted.map(one => store.get(one)))
        expect(reads).toEqual([...puts, ...puts].map(put => readOf(put)).concat([undefined as never]))
        const latest = await Promise.all([...names, ...names, 'none'].map(id => store.latest(id)))
        expect(latest).toEqual(reads)
      }
    })

    const highestOf = (contractId: string): HighestQuery => {
      return { contractId, among: 'all', lowest: '', highest: '~', name: '^1', without: [] }
    }

    test('are read as they are now when they were read before, the latest ones too', async () => {
      const put = (name: string, size: number) =>
        jsonVersion('a', '1.0.0', { name, description: { usage: 'ö'.repeat(size) } })
      for (const size of [10, 90_000]) {
        for (const name of ['first', 'second', 'first']) {
          await publish(store, put(name, size))
          const other = jsonVersion('b', '1.0.0', { name: `${name} ${size}` })
          await publish(store, other)
          for (let again = 0; again < 3; again++) {
            const reads = [
              store.get(put(name, size)),
              store.get(other),
              store.latest('a'),
              store.latest('b'),
              store.highest(highestOf('a')),
              store.highest(highestOf('b')),
              store.get(put(name, size)),
            ]
            const texts = (await Promise.all(reads)).map(read => read?.json)
            const [own, others] = [put(name, size).json, other.json]
            expect(texts).toEqual([own, others, own, others, own, others, own])
          }
          expect((await store.get(put(name, size)))?.json).toBe(put(name, size).json)
        }
      }
      await store.change(put('', 0), async () => ({ operation: 'delete' }), somebody)
      const gone = [store.get(put('', 0)), store.latest('a'), store.highest(highestOf('a'))]
      expect(await Promise.all(gone)).toEqual([undefined, undefined, undefined])
    })

    test('are read as of after their request, however many reads are under way', async () => {
      const put = (round: number) => jsonVersion('a', '1.0.0', { name: `round ${round}` })
      await publish(store, put(0))
      const others = names.map(id => jsonVersion(id, '1.0.0'))
      await putAtOnce(...others)
      const chosen = highestOf('a')
      const reads: Promise<unknown>[] = []
      for (let round = 1; round <= many(20); round++) {
        reads.push(
          ...[put(0), ...others].map(one => store.get(one)),
          store.latest('a'),
          store.highest(chosen),
        )
        await publish(store, put(round))
        const read = await Promise.all([store.get(put(0)), store.latest('a'), store.highest(chosen)])
        expect(read.map(one => one?.json)).toEqual(read.map(() => put(round).json))
      }
      await Promise.all(reads)
    })
  })

  describe('the YAML source', () => {
    const text = '\ufeffversion: 1.0.0 # exactly\r\nid: "a"\r\nname: "é 😀"\r\n'

    test('is kept byte for byte', async () => {
      const put = yamlVersion('a', '1.0.0', text)
      await publish(store, put)
      const stored = await store.get(put)
      expect(stored && (await store.source(stored))?.equals(Buffer.from(text))).toBe(true)
    })

    test('may be as large as a request body', async () => {
      const length = storage.longestSource ?? 8 * 1024 * 1024
      const put = yamlVersion('a', '1.0.0', `${text}domain: ${'d'.repeat(length - 200)}`)
      await publish(store, put)
      const stored = await store.get(put)
      expect(stored && put.source && (await store.source(stored))?.equals(put.source)).toBe(true)
    })

    test('goes when the version is put as JSON', async () => {
      await putAll(yamlVersion('a', '1.0.0', text), jsonVersion('a', '1.0.0'))
      const stored = await store.get({ contractId: 'a', version: '1.0.0' })
      expect(stored && (await store.source(stored))).toBeUndefined()
    })

    test('changes the digest even when the document stays the same', async () => {
      const first = yamlVersion('a', '1.0.0', text)
      const second = yamlVersion('a', '1.0.0', `${text}# a remark\n`)
      await putAll(first, second)
      const stored = await store.get(second)
      expect(stored?.json).toBe(first.json)
      expect(stored?.digest).not.toBe(first.digest)
    })

    test('of an earlier state stays readable beside that of a later one', async () => {
      const first = yamlVersion('a', '1.0.0', text)
      await publish(store, first)
      const earlier = await store.get(first)
      await publish(store, yamlVersion('a', '1.0.0', `${text}tenant: t\n`))
      expect(earlier && (await store.source(earlier))?.equals(Buffer.from(text))).toBe(true)
    })
  })

  describe('ids and versions', () => {
    const names = [
      'Orders',
      'orders',
      'ordérs',
      'orde\u0301rs',
      'o%',
      'o_',
      "o'",
      'o"',
      'o`',
      'o\\',
      'a/b',
      'a b',
      '😀',
      '￮',
    ]

    test('are opaque and compare byte by byte', async () => {
      await putAtOnce(...names.flatMap(name => [jsonVersion(name, '1.0.0'), jsonVersion('versions', name)]))
      for (const name of names) {
        expect((await store.get({ contractId: name, version: '1.0.0' }))?.contractId).toBe(name)
        expect((await store.get({ contractId: 'versions', version: name }))?.version).toBe(name)
        expect(await store.listVersions(name)).toEqual(['1.0.0'])
      }
      expect(new Set(await store.listVersions('versions'))).toEqual(new Set(names))
    })

    test('may be as long as the store says, of any script', async () => {
      const { longest = { contractId: 255, version: 128 } } = storage
      for (const character of ['a', 'é', '語', '😀']) {
        const contractId = character.repeat(longest.contractId / character.length)
        const put = jsonVersion(contractId, character.repeat(longest.version / character.length))
        await publish(store, put)
        expect(await store.get(put)).toEqual(readOf(put))
        expect((await store.latest(contractId))?.version).toBe(put.version)
      }
    })
  })

  describe('listing contracts', () => {
    test('gives each id once, by code point or UTF-16 code unit, with the number of all', async () => {
      const ids = ['b', '￮', 'A', '😀', 'a', 'é', 'aa']
      await putAtOnce(...ids.flatMap(id => [jsonVersion(id, '1.0.0'), jsonVersion(id, '2.0.0')]))
      const last = storage.order === 'UTF-16' ? ['😀', '￮'] : ['￮', '😀']
      const contractIds = ['A', 'a', 'aa', 'b', 'é', ...last]
      expect(await store.listContracts({ limit: undefined, offset: 0 })).toEqual({ contractIds, total: 7 })
    })

    test('gives pages', async () => {
      await putAtOnce(...['a', 'b', 'c', 'd', 'e'].map(id => jsonVersion(id, '1.0.0')))
      expect(await store.listContracts({ limit: 2, offset: 1 })).toEqual({
        contractIds: ['b', 'c'],
        total: 5,
      })
      expect(await store.listContracts({ limit: undefined, offset: 3 })).toEqual({
        contractIds: ['d', 'e'],
        total: 5,
      })
      expect(await store.listContracts({ limit: 0, offset: 0 })).toEqual({ contractIds: [], total: 5 })
      expect(await store.listContracts({ limit: 2, offset: 9 })).toEqual({ contractIds: [], total: 5 })
    })

    test('of an empty store is empty', async () => {
      expect(await store.listContracts({ limit: undefined, offset: 0 })).toEqual({
        contractIds: [],
        total: 0,
      })
    })
  })

  describe('a scope', () => {
    const scope: Scope = { ids: ['hr', 'Sales.a'], prefixes: ['sales.', 'é'] }
    const ids = [
      'sales.b',
      'sales.\u{1f600}',
      'sales',
      'Sales.a',
      'Sales.b',
      'sales.a',
      'hr',
      'hr.a',
      'éa',
      'ea',
    ]
    const inside = ['Sales.a', 'hr', 'sales.a', 'sales.b', 'sales.\u{1f600}', 'éa']

    test('limits the contracts that are listed, their number and their pages', async () => {
      await putAtOnce(...ids.flatMap(id => [jsonVersion(id, '1.0.0'), jsonVersion(id, '2.0.0')]))
      const list = (limit: number | undefined, offset: number) =>
        store.listContracts({ scope, limit, offset })
      expect(await list(undefined, 0)).toEqual({ contractIds: inside, total: 6 })
      expect(await list(2, 1)).toEqual({ contractIds: ['hr', 'sales.a'], total: 6 })
      expect(await list(undefined, 4)).toEqual({ contractIds: inside.slice(4), total: 6 })
      expect(await list(0, 0)).toEqual({ contractIds: [], total: 6 })
      const nothing = { ids: [], prefixes: [] }
      expect(await store.listContracts({ scope: nothing, limit: 9, offset: 0 })).toEqual({
        contractIds: [],
        total: 0,
      })
    })

    test('has all ids that begin with a prefix and no other, whatever the characters', async () => {
      const ends = ['', 'a', '\ud7ff', '\ue000', 'Ａ', '\uffff', '😀', '\u{10ffff}', '\u{10ffff}a']
      const prefixes = ['sales.', 'b\ud7ff', 'c\ue000', 'd\uffff', 'e😀', 'f\u{1f3ff}', 'g\u{10ffff}']
      const beside = [
        'sales/',
        'sales',
        'b',
        'c\ue001',
        'c\ud7ff',
        'd',
        'd\ufffe',
        'd😀',
        'e😁',
        'f\u{1f400}',
        'g',
        'h',
      ]
      const within = prefixes.flatMap(prefix => ends.map(end => prefix + end))
      await putAtOnce(...[...within, ...beside].map(id => jsonVersion(id, '1.0.0')))
      for (const prefix of prefixes) {
        const page = await store.listContracts({
          scope: { ids: [], prefixes: [prefix] },
          limit: undefined,
          offset: 0,
        })
        const expected = within.filter(id => id.startsWith(prefix))
        expect(page.contractIds.toSorted()).toEqual(expected.toSorted())
        expect(page.total).toBe(ends.length)
      }
    })

    test('limits the events of the history, and its pages', async () => {
      await putAll(...ids.map(id => jsonVersion(id, '1.0.0')))
      const idsOf = async (query: Partial<HistoryQuery>) => {
        const events = await store.history({ scope, order: 'oldest', limit: 100, ...query })
        return events.map(event => event.contractId)
      }
      const expected = ids.filter(id => inside.includes(id))
      expect(await idsOf({})).toEqual(expected)
      expect(await idsOf({ limit: 2 })).toEqual(expected.slice(0, 2))
      expect(await idsOf({ order: 'newest', limit: 2 })).toEqual(expected.toReversed().slice(0, 2))
      expect(await idsOf({ caller: 'nobody' })).toEqual([])
      expect(await idsOf({ scope: { ids: [], prefixes: [] } })).toEqual([])
    })

    test('keeps links to other contracts as they are', async () => {
      await putAtOnce(
        jsonVersion('hr', '1.0.0'),
        jsonVersion('hr.a', '1.0.0'),
        jsonVersion('sales.a', '1.0.0'),
      )
      const dataset = { datasetId: 'table:t', datasetVersion: '1', linkedBy: 'somebody' }
      const link = (contractId: string, within?: Scope) =>
        store.links.link({ ...dataset, contractId, contractVersion: '1.0.0' }, within)
      const linked = async () => (await store.links.linked('table:t', '1'))?.contractId
      expect(await link('hr', scope)).toBe(true)
      expect(await link('sales.a', scope)).toBe(true)
      expect(await linked()).toBe('sales.a')
      expect(await link('hr.a')).toBe(true)
      expect(await link('hr', scope)).toBe(false)
      expect(await linked()).toBe('hr.a')
    })
  })

  describe('listing versions', () => {
    test('is ascending in the order of versions', async () => {
      const ascending = [
        'banana',
        'v1.0.0',
        '0.32.0.0rc2',
        '0.32.0.0',
        '0.32.0.0.post1',
        '1.0.0-alpha',
        '1.0.0-alpha.1',
        '1.0.0-rc.2',
        '1.0.0-rc.10',
        '1.0.0',
        '1.0.0+build.5',
        '2.0',
        '9.0.0',
        '10.0.0',
        '123456789012345678901234567890.0.0',
      ]
      await putAll(...ascending.toReversed().map(version => jsonVersion('a', version)))
      expect(await store.listVersions('a')).toEqual(ascending)
    })

    test('of an unknown contract is empty', async () => {
      expect(await store.listVersions('a')).toEqual([])
    })
  })

  describe('the latest version', () => {
    test.each([
      { of: ['9.0.0', '10.0.0'], is: '10.0.0' },
      { of: ['1.0.0', '1.1.0-draft-2024-01-01', '2.0.0-rc.1'], is: '1.0.0' },
      { of: ['2.0.0-rc.1', '2.0.0-rc.2', '1.0.0-rc.9'], is: '2.0.0-rc.2' },
      { of: ['0.32.0.0rc2', '0.32.0.0'], is: '0.32.0.0' },
      { of: ['banana', '0.0.1-a'], is: '0.0.1-a' },
      { of: ['banana', 'apple'], is: 'banana' },
    ])('of $of is $is', async ({ of, is }) => {
      for (const version of of) await publish(store, jsonVersion('a', version, { status: `of ${version}` }))
      const stored = await store.latest('a')
      expect(stored).toEqual(await store.get({ contractId: 'a', version: is }))
      expect(stored?.status).toBe(`of ${is}`)
    })

    test('of an unknown contract is undefined', async () => {
      await publish(store, jsonVersion('b', '1.0.0'))
      expect(await store.latest('a')).toBeUndefined()
    })
  })

  describe('several stores on one storage', () => {
    test('see what each other has put', async () => {
      const other = await openAnother()
      const put = yamlVersion('a', '1.0.0', 'version: 1.0.0\nid: a\n')
      await publish(store, put)
      await seen(async () => expect(await other.get(put)).toEqual(readOf(put)))
      expect((await other.latest('a'))?.version).toBe('1.0.0')
      await publish(other, jsonVersion('a', '1.1.0'))
      await seen(async () => expect(await store.listVersions('a')).toEqual(['1.0.0', '1.1.0']))
      expect((await store.listContracts({ limit: undefined, offset: 0 })).total).toBe(1)
    })

    test('that put the same new version at once all succeed, and one of their documents is stored', async () => {
      const stores = [store, await openAnother(), await openAnother(), await openAnother()]
      const [rounds, writers] = [many(10), many(16)]
      for (let round = 0; round < rounds; round++) {
        const versions = Array.from({ length: writers }, (_, writer) =>
          jsonVersion('a', `1.${round}.0`, { name: `w${writer}` }),
        )
        await Promise.all(versions.map((version, writer) => publish(stores[writer % 4] ?? store, version)))
        const jsons = versions.map(version => version.json)
        await seen(async () => {
          const stored = await store.get({ contractId: 'a', version: `1.${round}.0` })
          expect(stored?.revision).toBe(writers)
          expect(jsons).toContain(stored?.json)
        })
      }
      expect((await store.listVersions('a')).length).toBe(rounds)
    })

    test('that put different versions at once lose none', async () => {
      const stores = [store, await openAnother(), await openAnother(), await openAnother()]
      const count = many(100)
      const puts = Array.from({ length: count }, (_, minor) =>
        publish(stores[minor % 4] ?? store, jsonVersion('a', `1.${minor}.0`)),
      )
      await Promise.all(puts)
      await seen(async () => expect((await store.listVersions('a')).length).toBe(count))
      expect((await store.latest('a'))?.version).toBe(`1.${count - 1}.0`)
    })
  })

  testChanges(() => ({ store, openAnother, seen, many }))

  test('a closed store refuses to work', async () => {
    const other = await storage.open()
    await other.close()
    await expect(publish(other, jsonVersion('a', '1.0.0'))).rejects.toThrow()
    await expect(other.get({ contractId: 'a', version: '1.0.0' })).rejects.toThrow()
  })
}
