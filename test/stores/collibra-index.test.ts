import { describe, expect, onTestFinished, test } from 'vitest'
import { collibraConfig, openCollibra } from '../support/collibra-store.ts'
import { liveServers } from '../support/live-servers.ts'
import { publish } from '../support/publish.ts'
import { yamlVersion } from '../support/sample-contracts.ts'
import { FakeCollibra } from '../support/servers/collibra.ts'
import { tempFolder } from '../support/temp-folder.ts'

const text = (version: string, status: string) => `id: a # é 😀\nversion: ${version}\nstatus: ${status}\n`
const yaml = (version: string, status: string) => yamlVersion('a', version, text(version, status))

describe.each(liveServers.filter(({ isThere }) => isThere))('an index on $name', ({ create }) => {
  test('is shared by instances, which see at once what each other has put in Collibra', async () => {
    const collibra = new FakeCollibra()
    const [url, database] = [await collibra.start(), await create()]
    const variables = {
      ...{ DC43_CONTRACT_STORE_INDEX_DSN: database.dsn, DC43_CONTRACT_STORE_TOKEN: collibra.token },
      DC43_CONTRACT_STORE_RECONCILE_INTERVAL: '3600',
    }
    const config = collibraConfig(tempFolder(), url, variables)
    const stores = [await openCollibra(config), await openCollibra(config)] as const
    onTestFinished(async () => {
      for (const store of stores) await store.close()
      await collibra.stop()
      await database.drop()
    })
    const [one, other] = stores
    await publish(one, yaml('1.0.0', 'active'))
    expect((await other.latest('a'))?.version).toBe('1.0.0')
    await Promise.all(
      stores.flatMap((store, at) => [1, 2].map(n => publish(store, yaml(`2.${at}.${n}`, 'active')))),
    )
    expect([collibra.contracts.size, collibra.activeOf('a')]).toEqual([1, '2.1.2'])
    collibra.steward('a', contract =>
      collibra.put(contract, '1.0.0', Buffer.from(text('1.0.0', 'retired')), { force: true, active: false }),
    )
    await other.enterForeignChanges()
    await one.enterForeignChanges()
    for (const [version, chosen] of [
      ['2.0.1', { version: '2.0.1', inPlaceOf: '2.1.2' }],
      ['1.0.0', { version: '1.0.0', inPlaceOf: '2.1.2' }],
      ['2.1.2', undefined],
    ] as const) {
      collibra.steward('a', contract => collibra.activate(contract, version))
      await one.enterForeignChanges()
      expect((await other.activeVersions(['a'])).get('a')).toEqual(chosen)
    }
    const events = await one.history({ contractId: 'a', version: '1.0.0', order: 'oldest', limit: 9 })
    expect(events.map(({ operation, caller }) => [operation, caller])).toEqual([
      ['create', 'somebody'],
      ['external', 'steward'],
    ])
    const stored = await one.get({ contractId: 'a', version: '1.0.0' })
    expect(stored && (await one.source(stored))?.toString()).toBe(text('1.0.0', 'retired'))
  })
})
