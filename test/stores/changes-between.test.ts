import { describe, expect, onTestFinished, test } from 'vitest'
import type { ContractStore, Decide } from '../../src/stores/store.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { engines } from '../support/storages.ts'

const next = { contractId: 'a', version: '1.1.0' }
const remove: Decide = async ({ stored }) => stored && { operation: 'delete' }

describe.each(engines)('on $name', engine => {
  describe.skipIf(!engine.isThere)('a change that another one comes before', () => {
    /** Publishes 1.1.0 while another instance does something after its first look, and tells what it has seen. */
    async function publishDespite(
      before: readonly string[],
      other: (store: ContractStore) => Promise<unknown>,
    ) {
      const storage = await engine.create()
      onTestFinished(() => storage.remove())
      const [store, another] = [await storage.open(), await storage.open()]
      onTestFinished(async () => void (await Promise.all([store.close(), another.close()])))
      for (const version of before) await publish(store, jsonVersion('a', version))
      let isFirst = true
      let seen: string[] = []
      const decide: Decide = async current => {
        const { versions } = await current.earlier({ without: [], limit: 9 })
        seen = versions.map(({ version }) => version)
        if (isFirst) await other(another)
        isFirst = false
        return { operation: 'publish', version: jsonVersion('a', '1.1.0', { name: 'mine' }) }
      }
      const { before: replaced, after } = await store.change(next, decide, somebody)
      return { seen, replaced: replaced?.revision, revision: after?.revision }
    }

    test('sees the first version of its contract', async () => {
      const made = publishDespite([], store => publish(store, jsonVersion('a', '1.0.0')))
      expect(await made).toEqual({ seen: ['1.0.0'], replaced: undefined, revision: 1 })
    })

    test('sees a version that was made before it', async () => {
      const made = publishDespite(['1.0.0'], store => publish(store, jsonVersion('a', '1.0.1')))
      expect(await made).toEqual({ seen: ['1.0.1', '1.0.0'], replaced: undefined, revision: 1 })
    })

    test('sees that a version is gone', async () => {
      const made = publishDespite(['1.0.0', '1.0.1'], store =>
        store.change({ contractId: 'a', version: '1.0.1' }, remove, somebody),
      )
      expect(await made).toEqual({ seen: ['1.0.0'], replaced: undefined, revision: 1 })
    })

    test('replaces its own version', async () => {
      const made = publishDespite([], store => publish(store, jsonVersion('a', '1.1.0')))
      expect(await made).toEqual({ seen: [], replaced: 1, revision: 2 })
    })

    test.each([
      [[]],
      [['1.0.0']],
    ])('goes on from the revision of one that is gone, beside %j', async versions => {
      const made = publishDespite(versions, async store => {
        await publish(store, jsonVersion('a', '1.1.0'))
        await store.change(next, remove, somebody)
      })
      expect(await made).toEqual({ seen: versions, replaced: undefined, revision: 3 })
    })
  })
})
