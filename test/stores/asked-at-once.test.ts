import { describe, expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { migrate } from '../../src/sql/migrate.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { connect } from '../../src/stores/sql/open.ts'
import { SqlContractStore } from '../../src/stores/sql/store.ts'
import { type StoreDatabase, storeTables } from '../../src/stores/sql/store-database.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { liveServers } from '../support/live-servers.ts'
import { publish } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { sqlStoreOf } from '../support/sql-store-of.ts'

const silent = { info: () => undefined, warn: () => undefined }

/** A database that counts the prepared queries which were asked. */
function counted(database: StoreDatabase): { database: StoreDatabase; count: () => number } {
  let count = 0
  const prepare: StoreDatabase['prepare'] = query => {
    const ask = database.prepare(query)
    return values => {
      count++
      return ask(values)
    }
  }
  const handler: ProxyHandler<StoreDatabase> = {
    get(target, name) {
      if (name === 'prepare') return prepare
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }
  return { database: new Proxy(database, handler), count: () => count }
}

async function openCounted(dsn: string) {
  const config = loadConfig({ env: { DC43_CONTRACT_STORE_DSN: dsn }, cwd: '/' })
  const connected = await connect(sqlStoreOf(config), silent)
  await migrate(connected.migrations, requireContractTable)
  const { database, count } = counted(await connected.database(storeTables))
  const store = new SqlContractStore(database, documentWorkers)
  onTestFinished(() => store.close())
  return { store, count }
}

describe.each(liveServers.filter(({ isThere }) => isThere))('a store on $name', ({ create }) => {
  test('asks a server at once for a version and for those before it, once it was asked for both', async () => {
    const made = await create()
    onTestFinished(() => made.drop())
    const { store, count } = await openCounted(made.dsn)
    for (const version of ['1.0.0', '2.0.0']) await publish(store, jsonVersion('a', version))
    const statementsAtOnce = async (version: string) => {
      const before = count()
      const current = store.current({ contractId: 'a', version })
      const atOnce = count() - before
      return { atOnce, current: await current }
    }
    const query = { without: ['draft'], limit: 5 }
    const first = await statementsAtOnce('2.0.0')
    expect(first.atOnce).toBe(1)
    expect((await first.current.earlier({ without: [], limit: 9 })).versions).toHaveLength(1)
    const second = await statementsAtOnce('3.0.0')
    expect(second.atOnce).toBe(2)
    const answer = await second.current.earlier({ without: [], limit: 9 })
    expect(answer.versions.map(({ version }) => version)).toEqual(['2.0.0', '1.0.0'])
    // another question than the last one is asked by itself
    expect((await second.current.earlier(query)).isAll).toBe(true)
    expect((await statementsAtOnce('4.0.0')).atOnce).toBe(2)
  })

  test('need not ask for the document of a version that it has just written', async () => {
    const made = await create()
    onTestFinished(() => made.drop())
    const [writer, reader] = [await openCounted(made.dsn), await openCounted(made.dsn)]
    const written = jsonVersion('a', '1.0.0', { name: 'first' })
    await publish(writer.store, written)
    const documentOf = async ({ store, count }: typeof writer) => {
      const current = await store.current({ contractId: 'a', version: '2.0.0' })
      const [state] = (await current.earlier({ without: [], limit: 9 })).versions
      const before = count()
      const json = state && (await current.documentOf(state))
      return [json, count() - before]
    }
    expect([await documentOf(writer), await documentOf(reader)]).toEqual([
      [written.json, 0],
      [written.json, 1],
    ])
    const other = jsonVersion('a', '1.0.0', { name: 'second' })
    await publish(reader.store, other)
    expect([await documentOf(writer), await documentOf(reader)]).toEqual([
      [other.json, 1],
      [other.json, 0],
    ])
  })
})
