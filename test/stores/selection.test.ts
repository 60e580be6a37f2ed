import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noCompatibility } from '../../src/domain/compatibility/policy.ts'
import { parseSelector } from '../../src/domain/selector.ts'
import { parseStatusFilter } from '../../src/domain/status-filter.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { contractNotFound, noMatch } from '../../src/use-cases/errors.ts'
import { ContractReader } from '../../src/use-cases/reader.ts'
import { Selectable, type Selection } from '../../src/use-cases/selection.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { liveServers } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { Random } from '../support/random.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { sqliteStorage } from '../support/storages.ts'

/** A place for contracts, and what any program may do to it. */
interface Shared {
  readonly dsn: string
  execute(statement: string): Promise<unknown>
  drop(): Promise<void>
}

async function sqliteFile(): Promise<Shared> {
  const { file, execute, remove } = sqliteStorage()
  return { dsn: `sqlite:///${file}`, execute, drop: remove }
}

const places = [
  { name: 'SQLite', isThere: true, create: sqliteFile },
  ...liveServers.map(server => ({ ...server, create: () => server.create() })),
]

const policy = {
  overwrite: 'always',
  approvedStatuses: [],
  versionOrder: 'any',
  transitions: 'any',
  strictStatuses: false,
  requireIfMatch: false,
  compatibility: noCompatibility,
} as const

const names = [
  ...['0.9.0', '1.0.0', '1.0.0+b1', '1.0.0+b2', '1.1.0', '1.2.0-rc.1', '1.2.0', '1.3.0-alpha', '1.10.0'],
  ...['2.0.0-0', '2.0.0-rc.1', '2.0.0-rc.10', '2.0.0', '2.0.1', '2.1.0', '3.0.0-beta', '3.0.0', '10.0.0-x'],
  ...['1', '1.2', '2.0', '1.4.0.1', '0.32.0.0rc2', '1.0.post1', '2.0.dev3', 'v1.4.0', 'banana', '^1', '*'],
]
const noStatus = 'nothing at all'
const statuses = [
  noStatus,
  'active',
  'draft',
  'Draft',
  ' active',
  'retired',
  'deprecated',
  'custom',
  '',
  'none',
]
const selectors = [
  ...[
    'latest',
    '^1',
    '1',
    '1.2',
    '1.x',
    '*',
    '~1.0',
    '<2',
    '<2.0.0',
    '<=2.0.0',
    '>2.0.0',
    '>=1.2 <2',
    '=1.0.0',
  ],
  ...['1.0.0', '==1.0.0', '==^1', '==none', '1.0.0+b1', '9.9.9', 'banana', 'pear', '1.4.0.1', '>=2.0.0-rc.1'],
  ...[
    '^2.0.0-rc',
    '>=1.0.0-0',
    '^1 || ^3',
    '<1 || >=2.0.1',
    '0.x || >=11',
    '1.0.0 - 2.0.0',
    '^7',
    '<0.0.0-0',
  ],
]
const filters = [[], ['active'], ['draft', 'retired'], ['none'], ['custom', 'active'], ['nothing'], ['*']]

function anySelection(random: Random): Selection {
  return {
    selector: parseSelector(random.of(selectors)),
    statuses: parseStatusFilter(random.of(filters)),
    includePrerelease: random.below(3) === 0,
  }
}

/** What a selection means by a look at every version of the contract. */
async function byFullScan(store: ContractStore, contractId: string, selection: Selection): Promise<string> {
  try {
    const summaries = await store.summaries([contractId])
    if (summaries.length === 0) throw contractNotFound(contractId)
    const selectable = new Selectable(summaries)
    const chosen = selectable.chosen(selection)
    if (!chosen) throw noMatch(contractId, selection, selectable)
    return `${chosen.version} revision ${chosen.revision}`
  } catch (error) {
    return (error as Error).message
  }
}

async function byReading(store: ContractStore, contractId: string, selection: Selection): Promise<string> {
  try {
    const read = await readerOf(store).readLatest(contractId, selection)
    expect(JSON.parse(read.json)).toMatchObject({ id: contractId, version: read.version })
    return `${read.version} revision ${read.revision}`
  } catch (error) {
    return (error as Error).message
  }
}

function readerOf(store: ContractStore): ContractReader {
  return new ContractReader(store, policy, { statuses: undefined }, documentWorkers)
}

async function byResolving(store: ContractStore, wanted: readonly (readonly [string, Selection])[]) {
  const items = wanted.map(([contractId, selection]) => ({ contractId, request: () => selection }))
  const resolved = await readerOf(store).resolve(items, { asOf: undefined, withDocuments: true })
  return resolved.map(one => {
    return 'version' in one ? `${one.version.version} revision ${one.version.revision}` : one.error.message
  })
}

for (const place of places) {
  describe.skipIf(!place.isThere)(`a selector on ${place.name}`, () => {
    let shared: Shared
    let store: Awaited<ReturnType<typeof openStoreOf>>

    beforeAll(async () => {
      shared = await place.create()
      store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: shared.dsn })
    })
    afterAll(async () => {
      await store?.close()
      await shared?.drop()
    })

    /** Whatever is asked for, one by one and all at once, is what a look at every version finds. */
    async function expectSame(wanted: readonly (readonly [string, Selection])[]): Promise<void> {
      const resolved = await byResolving(store, wanted)
      for (const [at, [contractId, selection]] of wanted.entries()) {
        const expected = await byFullScan(store, contractId, selection)
        const shown = JSON.stringify([contractId, selection, [...(selection.statuses ?? [])]])
        expect(await byReading(store, contractId, selection), shown).toBe(expected)
        expect(resolved[at], shown).toBe(expected)
      }
    }

    test('means what it means among all versions, whatever there is', async () => {
      const random = new Random(23)
      const ids = Array.from({ length: 12 }, (_, at) => `random.${at}`)
      for (const id of ids) {
        const chosen = names.filter(() => random.below(3) === 0)
        for (const name of chosen) {
          const status = random.of(statuses)
          await publish(store, jsonVersion(id, name, status === noStatus ? {} : { status }))
        }
      }
      const wanted = Array.from(
        { length: 400 },
        () => [random.of([...ids, 'nowhere']), anySelection(random)] as const,
      )
      await expectSame(wanted)
    })

    test('sees at once what another program has inserted, overwritten and deleted', async () => {
      const selection = (text: string, ...status: string[]) => ({
        selector: parseSelector(text),
        statuses: parseStatusFilter(status),
        includePrerelease: false,
      })
      const wanted = ['latest', '^1', '<1.9', '>=1.0.0-0', '1.1.0', '==1.1.0'].flatMap(text => [
        ['a', selection(text)] as const,
        ['a', selection(text, 'active')] as const,
      ])
      const expectNow = async (...versions: string[]) => {
        // what status such a row has is known once it is taken over, which reads do not wait for on a busy machine
        const ofAnyStatus = wanted.flatMap(([, { statuses }], at) => (statuses ? [] : [at]))
        const resolved = await byResolving(store, wanted)
        for (const at of ofAnyStatus) expect(resolved[at]).toContain(versions[at])
        await store.adoptForeignRows()
        expect(await byResolving(store, wanted)).toEqual(versions.map(text => expect.stringContaining(text)))
        await expectSame(wanted)
      }
      for (const name of ['1.0.0', '1.1.0', '1.2.0'])
        await publish(store, jsonVersion('a', name, { status: name === '1.2.0' ? 'draft' : 'active' }))
      const both = ['1.1.0', '1.1.0', '1.1.0', '1.1.0']
      const latest = ['1.2.0', '1.1.0']
      await expectNow(...latest, ...latest, ...latest, ...latest, ...both)

      const other = jsonVersion('a', '1.8.0', { status: 'active' })
      await shared.execute(
        `insert into contracts (contract_id, version, name, json, fingerprint, created_at)
          values ('a', '1.8.0', 'a', '${other.json}', '${other.fingerprint}', '2026-01-01 00:00:00')`,
      )
      const newest = Array(8).fill('1.8.0')
      await expectNow(...newest, ...both)

      const changed = jsonVersion('a', '1.8.0', { status: 'draft' })
      await shared.execute(
        `update contracts set json = '${changed.json}', fingerprint = '${changed.fingerprint}'
          where contract_id = 'a' and version = '1.8.0'`,
      )
      const mixed = ['1.8.0', '1.1.0']
      await expectNow(...mixed, ...mixed, ...mixed, ...mixed, ...both)

      await shared.execute(`delete from contracts where contract_id = 'a' and version = '1.8.0'`)
      await expectNow(...latest, ...latest, ...latest, ...latest, ...both)
    })

    test('is answered without a look at all versions', async () => {
      for (let at = 0; at < 30; at++)
        await publish(store, jsonVersion('b', `1.${at}.0`, { status: at < 20 ? 'active' : 'deprecated' }))
      const calls: string[] = []
      const watched = new Proxy(store, {
        get(target, name: Exclude<keyof ContractStore, 'links' | 'datasetEvents' | 'testRuns'>) {
          calls.push(name)
          return target[name].bind(target)
        },
      })
      const selection = (selector: string, includePrerelease = false) => ({
        ...{ selector: parseSelector(selector), statuses: parseStatusFilter(['active']), includePrerelease },
      })
      const wanted = [selection('^1'), selection('latest'), selection('^1', true), selection('==1.7.0')]
      for (const one of wanted) await byReading(watched, 'b', one)
      expect(calls.splice(0)).toEqual(['highest', 'highest', 'highest', 'highest'])
      await byResolving(
        watched,
        wanted.map(one => ['b', one] as const),
      )
      expect(calls).toEqual(['highestOfEach', 'revisions'])
      await expectSame(wanted.map(one => ['b', one] as const))
    })
  })
}
