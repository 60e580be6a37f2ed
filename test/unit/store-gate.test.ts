import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ContractStore } from '../../src/stores/store.ts'
import { StoreGate } from '../../src/stores/store-gate.ts'

/** A store of which only two methods are asked, and when it was closed. */
function storeNamed(name: string, answer: () => Promise<unknown> = async () => undefined) {
  const state = { closed: 0 }
  const store = {
    check: answer,
    listVersions: async () => [name],
    close: async () => void state.closed++,
  } as unknown as ContractStore
  return { store, state }
}

const at = { least: 10, most: 300 }

test('calls go to the store that came last', async () => {
  const gate = new StoreGate(at)
  await expect(gate.store.check()).rejects.toThrow('the store is not open yet')
  await gate.open(storeNamed('first').store)
  expect(await gate.store.listVersions('x')).toEqual(['first'])
  gate.replace(storeNamed('second').store)
  expect(await gate.store.listVersions('x')).toEqual(['second'])
})

test('a store that was replaced ends what was begun on it, and is closed then', async () => {
  const gate = new StoreGate({ ...at, most: 300_000 })
  let finish = () => undefined as unknown
  const first = storeNamed('first', () => new Promise(resolve => (finish = () => resolve('done'))))
  await gate.open(first.store)
  const call = gate.store.check()
  gate.replace(storeNamed('second').store)
  await delay(50)
  expect(first.state.closed).toBe(0)
  finish()
  expect(await call).toBe('done')
  await expect.poll(() => first.state.closed).toBe(1)
})

test('a call that never ends does not keep it for ever', async () => {
  const gate = new StoreGate(at)
  const first = storeNamed('first', () => new Promise(() => undefined))
  await gate.open(first.store)
  void gate.store.check()
  gate.replace(storeNamed('second').store)
  await expect.poll(() => first.state.closed).toBe(1)
})

test('the end closes all of them, once', async () => {
  const gate = new StoreGate(at)
  const stores = [storeNamed('first'), storeNamed('second')] as const
  await gate.open(stores[0].store)
  gate.replace(stores[1].store)
  await gate.close()
  await delay(50)
  expect(stores.map(({ state }) => state.closed)).toEqual([1, 1])
  const late = storeNamed('late')
  gate.replace(late.store)
  expect(late.state.closed).toBe(1)
})
