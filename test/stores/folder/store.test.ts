import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ContractStore } from '../../../src/stores/store.ts'
import { FolderStorage } from '../../support/folder-store.ts'
import { publish, somebody } from '../../support/publish.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'
import { testContractStore } from '../contract-store.suite.ts'

describe('a folder', () => {
  testContractStore(async () => new FolderStorage())
})

describe('several stores on a folder', () => {
  async function opened() {
    const storage = new FolderStorage()
    // a look of its own every 50 ms, so that what is told twice is told here
    const stores = await Promise.all([storage.open(50), storage.open(50)])
    onTestFinished(async () => {
      await Promise.all(stores.map(store => store.close()))
      await storage.remove()
    })
    const [one, other] = stores
    return { root: storage.root, one, other }
  }

  const eventsOf = async (store: ContractStore) => {
    const events = await store.history({ order: 'oldest', limit: 100 })
    return events.map(({ operation, contractId, version, revision, sequence }) => {
      return `${sequence} ${operation} ${contractId} ${version} ${revision}`
    })
  }

  test('enter a change of another program once, which the next read of the version meets', async () => {
    const { root, one, other } = await opened()
    const first = jsonVersion('a', '1.0.0')
    await publish(one, first)
    const path = join(root, 'a/1.0.0.json')
    writeFileSync(path, '{"id": "a", "version": "1.0.0", "name": "theirs"}')
    expect(await other.get(first)).toMatchObject({ revision: 2, json: readFileSync(path, 'utf8') })
    expect(await one.get(first)).toMatchObject({ revision: 2, json: readFileSync(path, 'utf8') })
    mkdirSync(join(root, 'new'))
    writeFileSync(join(root, 'new/0.1.0.json'), '{"id": "new", "version": "0.1.0"}')
    await until(async () => (await one.listVersions('new')).length > 0 || 'it is not seen')
    rmSync(path)
    expect(await one.get(first)).toBeUndefined()
    expect(await other.get(first)).toBeUndefined()
    // every store has looked at all files several times by then
    await delay(500)
    const events = [
      '1 create a 1.0.0 1',
      '2 external a 1.0.0 2',
      '3 external new 0.1.0 1',
      '4 external a 1.0.0 3',
    ]
    expect(await eventsOf(one)).toEqual(events)
    expect(await eventsOf(other)).toEqual(events)
  })

  test('decide a change on what another program has made of the version', async () => {
    const { root, one } = await opened()
    const first = jsonVersion('a', '1.0.0')
    await publish(one, first)
    writeFileSync(join(root, 'a/1.0.0.json'), '{"id":"a","version":"1.0.0","name":"theirs"}')
    const seen: unknown[] = []
    await one.change(
      first,
      async ({ stored }) => {
        seen.push(stored?.name)
        return { operation: 'delete' }
      },
      somebody,
    )
    expect(seen.at(-1)).toBe('theirs')
    expect(existsSync(join(root, 'a'))).toBe(false)
    expect(await eventsOf(one)).toEqual(['1 create a 1.0.0 1', '2 external a 1.0.0 2', '3 delete a 1.0.0 3'])
  })

  test('go on from an older copy that was put in the place of the folder', async () => {
    const { root, one } = await opened()
    await publish(one, jsonVersion('a', '1.0.0'))
    const copy = join(tempFolder(), 'copy')
    cpSync(root, copy, { recursive: true })
    await publish(one, jsonVersion('a', '1.1.0'))
    await publish(one, jsonVersion('a', '1.2.0'))
    rmSync(root, { recursive: true })
    cpSync(copy, root, { recursive: true })
    const late = jsonVersion('b', '1.0.0')
    // it is refused while the index is made again
    const refused = (error: unknown) => {
      expect(error).toMatchObject({ code: 'store-unavailable' })
      return undefined
    }
    await until(async () => (await publish(one, late).catch(refused)) !== undefined || 'it is refused')
    const create = (sequence: number, id: string) => `${sequence} create ${id} 1.0.0 1`
    expect(await eventsOf(one)).toEqual([create(1, 'a'), create(2, 'b')])
    await publish(one, jsonVersion('b', '1.0.0', { name: 'next' }))
    // the other one may be writing what it found unwritten, and then sees that there is something newer
    await expect.poll(() => readFileSync(join(root, 'b/1.0.0.json'), 'utf8')).toContain('next')
  })

  test('put no older document back by a look at the folder, however often it is done', async () => {
    const storage = new FolderStorage()
    onTestFinished(() => storage.remove())
    const stores = await Promise.all([storage.open(1), storage.open(1)])
    onTestFinished(async () => void (await Promise.all(stores.map(store => store.close()))))
    const [one] = stores
    for (let round = 0; round < 40; round++) {
      const id = `c${round}`
      for (const name of ['first', 'second', 'third']) await publish(one, jsonVersion(id, '1.0.0', { name }))
      await expect.poll(() => readFileSync(join(storage.root, id, '1.0.0.json'), 'utf8')).toContain('third')
    }
    const events = await one.history({ order: 'oldest', limit: 500 })
    expect(events.filter(({ operation }) => operation === 'external')).toEqual([])
    expect(events).toHaveLength(120)
  })

  test('refuse one contract that has a symbolic link in its place, and no other', async () => {
    const { root, one } = await opened()
    const elsewhere = tempFolder()
    symlinkSync(elsewhere, join(root, 'linked'))
    const ids = ['a', 'linked', 'b', 'c']
    const outcomes = await Promise.allSettled(ids.map(id => publish(one, jsonVersion(id, '1.0.0'))))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: { code: 'store-unavailable' } })
    expect(readdirSync(elsewhere)).toEqual([])
    expect((await one.listContracts({ limit: 9, offset: 0 })).contractIds).toEqual(['a', 'b', 'c'])
  })
})
