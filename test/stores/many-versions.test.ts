import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ContractStore, VersionSummary } from '../../src/stores/store.ts'
import { resolveAll } from '../../src/use-cases/resolver.ts'
import { latestOfAll } from '../../src/use-cases/selection.ts'
import { OtherProgram } from '../support/other-program.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** The columns of a table but some, as SQL. */
function columnsBut(database: Database.Database, table: string, left: readonly string[]): string {
  const columns = database.pragma(`table_info(${table})`) as { name: string }[]
  return columns.flatMap(({ name }) => (left.includes(name) ? [] : [name])).join()
}

/** A store of contracts with as many versions each, and another with as many events of one version. */
async function storeOf(contracts: number, versions: number) {
  const file = join(tempFolder(), 'contracts.db')
  const store = await openSqliteStore(file)
  onTestFinished(() => store.close())
  await publish(store, jsonVersion('c0', '1.0.0'))
  const other = new OtherProgram(file)
  onTestFinished(() => other.close())
  const { database } = other
  const numbers = `with recursive
    contract (c) as (select 0 union all select c + 1 from contract where c + 1 < ${contracts}),
    version (v) as (select 0 union all select v + 1 from version where v + 1 < ${versions})`
  for (const table of ['contracts', 'contracts_history']) {
    const keys = ['contract_id', 'version', 'sequence']
    const rest = columnsBut(database, table, keys)
    await other.exec(
      `insert or ignore into ${table} (contract_id, version, ${rest})
        ${numbers} select 'c' || c, v || '.0.0', ${rest} from contract, version, ${table} where contract_id = 'c0'`,
    )
  }
  const rest = columnsBut(database, 'contracts_history', ['contract_id', 'revision', 'sequence'])
  await other.exec(
    `insert into contracts_history (contract_id, revision, ${rest})
      ${numbers} select 'busy', v + 1, ${rest} from version, contracts_history
      where contract_id = 'c0' and version = '1.0.0'`,
  )
  return store
}

const distantFuture = new Date('2999-01-01T00:00:00Z')

describe('of contracts with thousands of versions', () => {
  test.each([
    ['those of today', undefined],
    ['those of a time', distantFuture],
  ])('%s are read some thousand at a time, when many are asked for at once', async (_, asOf) => {
    const store = await storeOf(30, 1000)
    const read: number[] = []
    const counting = (found: VersionSummary[]) => {
      read.push(found.length)
      return found
    }
    const watched = new Proxy<ContractStore>(store, {
      get(target, name: Exclude<keyof ContractStore, 'links' | 'datasetEvents' | 'testRuns'>) {
        if (name === 'summaries') return async (ids: string[]) => counting(await target.summaries(ids))
        if (name === 'summariesAsOf')
          return async (ids: string[], time: Date) => counting(await target.summariesAsOf(ids, time))
        return target[name].bind(target)
      },
    })
    // the places of these versions in the order are made up, so that the range is looked for among all of them
    const selector = { kind: 'version-or-range', text: '0.x' } as const
    const items = Array.from({ length: 30 }, (_, at) => {
      return { contractId: `c${at}`, selection: () => ({ ...latestOfAll, selector, statuses: undefined }) }
    })
    const options = { asOf, withDocuments: false, statuses: [] }
    const resolved = await resolveAll(watched, items, options)
    expect(resolved.map(one => ('version' in one ? one.version.version : one.error.message))).toEqual(
      Array(30).fill('0.0.0'),
    )
    expect(read.reduce((sum, count) => sum + count)).toBe(30_000)
    expect(Math.max(...read)).toBeLessThan(6000)
    expect(read.length).toBeLessThan(10)
  })

  test('it is known how they were, however much has happened', async () => {
    const store = await storeOf(3, 4500)
    const then = await store.summariesAsOf(['c1', 'busy', 'nobody', 'c2'], distantFuture)
    expect(then.filter(({ contractId }) => contractId === 'busy')).toMatchObject([
      { version: '1.0.0', revision: 4500 },
    ])
    const versions = Array.from({ length: 4500 }, (_, at) => `${at}.0.0`)
    for (const id of ['c1', 'c2'])
      expect(then.flatMap(one => (one.contractId === id ? [one.version] : []))).toEqual(versions)
    expect(then).toHaveLength(9001)
    expect(await store.summaryRows(['c1', 'nobody', 'busy'], distantFuture)).toEqual([4500, 0, 4500])
  })
  test.each([
    ['what is known of them', (store: ContractStore) => store.summaries(['c0'])],
    ['their names', (store: ContractStore) => store.listVersions('c0')],
  ])('others have their turn between callers who ask for %s at once', async (_, ask) => {
    const store = await storeOf(1, 100)
    let turn = 0
    const count = () => {
      turn++
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    onTestFinished(() => clearImmediate(next))
    // however fast the machine is, each look at the clock finds that a turn has taken long
    let now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 20))
    onTestFinished(() => clock.mockRestore())
    const turns = await Promise.all(
      Array.from({ length: 10 }, async () => {
        expect(await ask(store)).toHaveLength(100)
        return turn
      }),
    )
    expect(new Set(turns).size).toBe(10)
  })
})
